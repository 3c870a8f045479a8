"""/rapport away and /rapport back, the form, and the buttons of what is told about it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import day, person_id
from bot.domain.errors import NotUnderstoodError, OutdatedError
from bot.domain.rights import AWAY
from bot.domain.saying import say
from bot.reading.away import SaidAway, read_away
from bot.reading.doubts import DoubtError
from bot.reading.people_named import is_person, person_at
from bot.reading.slack_text import Marks, unescape_with
from bot.use_cases.away import away_of, come_back, note_away
from bot.use_cases.session import Session
from bot.views import away as views
from bot.views import form_ids, ids
from bot.views.message import Message
from handlers import my_digest
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.line_commands import readers_of
from handlers.outcome import after_click
from handlers.settings import after_form_on_page, is_on_page, show_again

BACK_WORDS = frozenset({"off", "back", "cancel", "stop", "no", "end"})
"""What ends it, said after `/rapport away`."""


def answer(asking: Asking, typed: str) -> Message | None:
    """Note it as the words say; open the form where they say nothing, half of it, or what cannot be meant."""
    person, words = _of_whom(asking, typed)
    if words.casefold() in BACK_WORDS:
        return _back(asking, person)
    said, note = SaidAway(asking.today, None), ""
    if words:
        try:
            found = read_away(words, asking.today, asking.person.locale)
            note = (
                ""
                if found
                else say("I can't read “{words}” as days. Try `until monday` or `24 Dec to 2 Jan`.", words=words[:80])
            )
        except DoubtError as doubt:
            found, note = None, doubt.sentence
        said = found or said
    if said.back_on is None:
        _open(asking, person, said, note)
        return None
    return _note(asking, person, said.first, said.back_on)


def answer_back(asking: Asking, typed: str) -> Message:
    """They are here again, or somebody else is."""
    person, words = _of_whom(asking, typed)
    if words:
        raise NotUnderstoodError(say("`/rapport back` says that you are here again. For other days: `/rapport away`."))
    return _back(asking, person)


def open_form(asking: Asking, person: str = "") -> None:
    """Ask from when until when."""
    _open(asking, person or asking.person.id, SaidAway(asking.today, None), "")


ABOUT_MY_DAYS: dict[str, Callable[[Asking], None]] = {"away": open_form, "digest": my_digest.open_form}
"""The menu beside a digest, by what each choice carries."""


def register(app: App) -> None:
    """The buttons, and the form."""

    @app.action(ids.OPEN_AWAY)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        open_form(asking, person_id(asking.value) if asking.value else "")
        ack()

    @app.action(ids.ABOUT_MY_DAYS)
    def choose(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        if asking.value not in ABOUT_MY_DAYS:
            raise OutdatedError
        ABOUT_MY_DAYS[asking.value](asking)
        ack()

    @app.action(ids.AWAY_UNTIL)
    def cover(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        after_click(asking, _note(asking, asking.person.id, asking.today, day(asking.value)))
        ack()

    @app.action(ids.COME_BACK)
    def back(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        done = _back(asking, asking.person.id)
        if is_on_page(asking):
            show_again(asking, done)
        else:
            after_click(asking, done)
        ack()

    @app.view(form_ids.AWAY_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        first, back_on = form.day("first"), form.day("back_on")
        if first is None or back_on is None:
            raise NotUnderstoodError(say("Please choose a day."), field="back_on" if first else "first")
        person = asking.giving_to(form.text("person"), field="person") or asking.person.id
        after_form_on_page(asking, ack, say("Away"), _note(asking, person, first, back_on))


def _note(asking: Asking, person: str, first: date, back_on: date) -> Message:
    def use(session: Session) -> Message:
        return views.noted(note_away(session, person, first, back_on), session.reader)

    return asking.once(use)


def _back(asking: Asking, person: str) -> Message:
    return asking.once(lambda session: views.came_back(come_back(session, person), session.reader))


def _open(asking: Asking, person: str, said: SaidAway, note: str) -> None:
    with asking.reading() as session:
        running = away_of(session, asking.person.id)
    chosen = person if asking.may(AWAY) else ""
    shown = running if running and person == asking.person.id else None
    first = max(said.first, shown.first) if shown and not said.back_on else said.first
    back_on = said.back_on or (shown.back_on if shown else None)
    asking.open(views.away_form(first, back_on, shown, person=chosen, note=note))


def _of_whom(asking: Asking, typed: str) -> tuple[str, str]:
    """Whose days these are (the one who asks, where nobody is named), and the words without the person."""
    readers = readers_of(asking)
    marks = Marks(readers.name_of)
    words = unescape_with(typed, marks.set_aside).split()
    if not words or not is_person(words[0], marks):
        return asking.person.id, " ".join(words)
    named = person_at(words, marks, readers.people, me=readers.me)
    if not named.person:
        raise NotUnderstoodError(named.doubt("person").sentence)
    person = named.person
    if person != asking.person.id:
        person = asking.giving_to(person, field="person") or person
    return person, " ".join(words[named.count :])
