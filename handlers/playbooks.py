"""/rapport playbooks: what there is, and how leads add, change, switch and remove them."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id, two_row_ids
from bot.domain.errors import NotUnderstoodError, OutdatedError
from bot.domain.followups import FollowUpKind
from bot.domain.playbook import KINDS, MOST_STEPS, Beginning, Doer, Step
from bot.domain.rights import PLAYBOOKS
from bot.domain.saying import say
from bot.use_cases.playbooks import (
    Draft,
    Kept,
    add_playbook,
    change_playbook,
    playbook_of,
    playbooks_of,
    remove_playbook,
    running_count,
    switch_playbook,
)
from bot.use_cases.session import Session
from bot.views import form_ids, ids
from bot.views.message import Message
from bot.views.pages import page
from bot.views.playbook_form import playbook_form
from bot.views.playbooks import playbook_kept, playbook_page, playbooks_page
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form_over

TITLE = "Playbooks"


def answer(asking: Asking) -> Message:
    """The list."""
    return asking.look(lambda session: _list(asking, session))


def register(app: App) -> None:
    """The pages for everybody, and the buttons and the form of leads."""
    _register_pages(app)
    _register_changes(app)

    @app.view(form_ids.PLAYBOOK_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form_over(asking, ack, TITLE, asking.once(lambda session: _saved(asking, session, form)))


def _register_pages(app: App) -> None:
    @app.action(ids.OPEN_PLAYBOOKS)
    def from_settings(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.open(page(TITLE, answer(asking)))
        ack()

    @app.action(ids.SHOW_PLAYBOOKS)
    def show_all(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.reply(answer(asking), replace=True, title=TITLE)
        ack()

    @app.action(ids.SHOW_PLAYBOOK)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        about = row_id(asking.value)
        asking.reply(asking.look(lambda session: _page(asking, session, about)), replace=True, title=TITLE)
        ack()

    @app.action(ids.ADD_PLAYBOOK)
    def add(ack: Ack, context: BoltContext) -> None:
        Asking.of(context).open(playbook_form(None))
        ack()

    @app.action(ids.CHANGE_PLAYBOOK)
    def change(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            form = playbook_form(playbook_of(session, row_id(asking.value)))
        asking.open(form)
        ack()


def _register_changes(app: App) -> None:
    @app.action(ids.SWITCH_PLAYBOOK)
    def switch(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        about, on = two_row_ids(asking.value)

        def use(session: Session) -> Message:
            kept = switch_playbook(session, about, on=bool(on))
            return _page(asking, session, about, _said(kept, say("Switched on") if on else say("Switched off")))

        asking.reply(asking.once(use), replace=True, title=TITLE)
        ack()

    @app.action(ids.REMOVE_PLAYBOOK)
    def remove(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        about = row_id(asking.value)
        done = asking.once(
            lambda session: _list(asking, session, _said(remove_playbook(session, about), say("Removed")))
        )
        asking.reply(done, replace=True, title=TITLE)
        ack()


def _saved(asking: Asking, session: Session, form: Filled) -> Message:
    draft = Draft(form.text("name"), _beginning(form), _steps(form))
    if "playbook" not in form.metadata:
        kept = add_playbook(session, draft)
        return _page(asking, session, kept.playbook.id, _said(kept, say("Added")))
    kept = change_playbook(session, form.number("playbook"), int(form.metadata.get("seen", 0)), draft)
    return _page(asking, session, kept.playbook.id, _said(kept, say("Saved")))


def _beginning(form: Filled) -> Beginning:
    """With what it begins. Raises OutdatedError for what the form does not offer."""
    try:
        return Beginning(form.text("begins"))
    except ValueError as error:
        raise OutdatedError from error


def _steps(form: Filled) -> dict[int, Step]:
    """The rows that are filled in. Raises NotUnderstoodError at the field of a day that is none."""
    rows = (row for row in range(1, MOST_STEPS + 1) if any(form.text(f"{name}_{row}") for name in _TYPED))
    return {row: _step(form, row) for row in rows}


_TYPED = ("title", "days", "guidance")
"""The fields of a step that are empty where there is no step."""


def _step(form: Filled, row: int) -> Step:
    try:
        kind, who = FollowUpKind(form.text(f"kind_{row}") or KINDS[1]), Doer(form.text(f"who_{row}") or Doer.OWNER)
    except ValueError as error:
        raise OutdatedError from error
    if kind not in KINDS:
        raise OutdatedError
    days = form.text(f"days_{row}")
    try:
        number = int(days)
    except ValueError as error:
        asked = say("On which day? Please give a number of days, 0 for the same day.")
        raise NotUnderstoodError(asked, field=f"days_{row}") from error
    return Step(number, kind, form.text(f"title_{row}"), who, form.text(f"guidance_{row}"))


def _said(kept: Kept, verb: str) -> Message:
    return playbook_kept(kept.playbook, verb, kept.undo_id, kept.running)


def _list(asking: Asking, session: Session, outcome: Message | None = None) -> Message:
    books, running = playbooks_of(session), running_count(session)
    return playbooks_page(books, running, may_change=asking.may(PLAYBOOKS), outcome=outcome)


def _page(asking: Asking, session: Session, playbook_id: int, outcome: Message | None = None) -> Message:
    book, running = playbook_of(session, playbook_id), running_count(session).get(playbook_id, 0)
    return playbook_page(book, running, session.reader, may_change=asking.may(PLAYBOOKS), outcome=outcome)
