"""/rapport handover: everything of one person to another, or shared out; first a preview, and undone with one click."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import person_id
from bot.domain.errors import NotUnderstoodError, OutdatedError
from bot.domain.handover import Part
from bot.domain.saying import say
from bot.reading.people_named import person_at
from bot.reading.slack_text import Marks, unescape_with
from bot.use_cases.giving import belongings, give, preview
from bot.views import form_ids, ids
from bot.views.handover import handed_over_to, handover_form, handover_preview
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.line_commands import readers_of
from handlers.outcome import after_form


def answer(asking: Asking, typed: str) -> None:
    """Open the form: for the person named, else for the one who asks."""
    _open(asking, _named(asking, typed) if typed.strip() else asking.person.id)


def register(app: App) -> None:
    """The button in messages and lists, the form, and its preview."""

    @app.action(ids.HAND_OVER)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        _open(asking, person_id(asking.value))
        ack()

    @app.view(form_ids.HANDOVER_FORM)
    def fill_in(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        takers, parts = form.texts("takers"), _parts(form.texts("parts"))
        asking.giving_to_each(("takers", taker) for taker in takers)
        with asking.reading() as session:
            planned = preview(session, _giver(form), takers, parts)
        ack(response_action="update", view=asking.with_origin(handover_preview(planned, takers, parts)))

    @app.view(form_ids.HANDOVER_PREVIEW_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        takers = [person_id(str(taker)) for taker in form.metadata.get("takers", ())]
        parts = _parts(form.metadata.get("parts", ()))
        asking.giving_to_each(("takers", taker) for taker in takers)
        answer = asking.once(lambda session: handed_over_to(give(session, _giver(form), takers, parts)))
        after_form(asking, ack, say("Handed over"), answer)


def _open(asking: Asking, giver: str) -> None:
    with asking.reading() as session:
        view = handover_form(belongings(session, giver))
    asking.open(view)


def _named(asking: Asking, typed: str) -> str:
    """Whose things are meant. Raises NotUnderstoodError."""
    readers = readers_of(asking)
    marks = Marks(readers.name_of)
    words = unescape_with(typed, marks.set_aside).split()
    named = person_at(words, marks, readers.people, me=readers.me, also_left=True)
    if not named.person:
        raise NotUnderstoodError(named.doubt("owner").sentence)
    if named.count < len(words):
        raise NotUnderstoodError(say("Name one person: `/rapport handover @ana`. Who takes over is asked next."))
    return named.person


def _giver(form: Filled) -> str:
    return person_id(str(form.metadata.get("giver", "")))


def _parts(chosen: list[str]) -> list[Part]:
    try:
        return [Part(one) for one in chosen]
    except ValueError as error:
        raise OutdatedError from error
