"""Changing all customers of a list: the form, its preview, and one click."""

import json
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.bulk_change import Change, OthersNowError, What
from bot.domain.customer_item import ListPlace
from bot.domain.customers import Stage, Tier, read_word
from bot.domain.errors import NotUnderstoodError, OutdatedError
from bot.domain.saying import say
from bot.use_cases.bulk_change import change_all, changeable, preview
from bot.use_cases.customers import checked_tags
from bot.use_cases.find_customer import keep_typed, peek_line
from bot.use_cases.playbooks import playbooks_of
from bot.use_cases.segments import segment_of
from bot.use_cases.session import Session
from bot.views import form_ids, ids
from bot.views.bulk_change import NO_BACKUP, NO_OWNER, change_form, change_preview, changed_all
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form
from handlers.playbooks_of_many import previewed

KEPT_AS = "change of many"
"""The command of the kept lines that are changes being previewed: their words go into no button."""


def register(app: App) -> None:
    """The button, the form and its preview."""

    @app.action(ids.CHANGE_ALL)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        place = ListPlace.read(asking.value)
        with asking.reading() as session:
            number = len(changeable(session, segment_of(session, place.kept_id)))
            view = change_form(number, str(place), playbooks_of(session))
        asking.open(view)
        ack()

    @app.view(form_ids.CHANGE_ALL_FORM)
    def fill_in(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        place, changes = _place(form), _changes(asking, form)
        if playbook := form.text("playbook"):
            if changes:
                raise NotUnderstoodError(
                    say("Begin a playbook alone, or change something; not both."), field="playbook"
                )
            ack(response_action="update", view=_playbook_preview(asking, place, playbook))
            return
        with asking.reading() as session:
            planned = preview(session, segment_of(session, place.kept_id), changes)
        kept = json.dumps([[one.what, one.value, one.reason] for one in changes])
        kept_id = asking.deps.write(asking.person, lambda session: keep_typed(session, KEPT_AS, kept))
        view = change_preview(planned, str(place), kept_id)
        ack(response_action="update", view=asking.with_origin(view))

    @app.view(form_ids.CHANGE_ALL_PREVIEW_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        try:
            after_form(asking, ack, say("Changed"), asking.once(partial(_changed, form=form)))
        except OthersNowError as others:
            view = change_preview(others.planned, str(_place(form)), form.number("kept"), others.sentence)
            ack(response_action="update", view=asking.with_origin(view))


def _playbook_preview(asking: Asking, place: ListPlace, playbook: str) -> View:
    with asking.reading() as session:
        return asking.with_origin(previewed(session, place, playbook))


def _changed(session: Session, form: Filled) -> Message:
    kept = peek_line(session, form.number("kept"))
    if kept is None or kept.command != KEPT_AS:
        raise OutdatedError
    changes = [Change(What(what), value, reason) for what, value, reason in json.loads(kept.line)]
    segment = segment_of(session, _place(form).kept_id)
    return changed_all(change_all(session, segment, changes, form.number("changing")))


def _place(form: Filled) -> ListPlace:
    return ListPlace.read(str(form.metadata.get("list", "")))


def _changes(asking: Asking, form: Filled) -> list[Change]:
    """What is filled in. Raises NotUnderstoodError and NotAllowedError at its field."""
    people = [(field, form.text(field)) for field in ("owner", "backup")]
    asking.giving_to_each((field, person or None) for field, person in people)
    changes = [Change(What(field), person) for field, person in people if person]
    for tick, what in ((NO_OWNER, What.OWNER), (NO_BACKUP, What.BACKUP)):
        if tick in form.texts("nobody"):
            if any(one.what is what for one in changes):
                raise NotUnderstoodError(say("Choose somebody, or tick nobody; not both."), field="nobody")
            changes.append(Change(what, ""))
    if stage := form.text("stage"):
        changes.append(Change(What.STAGE, read_word(Stage, stage, "stage"), form.text("reason")))
    elif form.text("reason"):
        raise NotUnderstoodError(say("Choose the stage that this is the reason for."), field="stage")
    if tier := form.text("tier"):
        changes.append(Change(What.TIER, read_word(Tier, tier, "tier")))
    for what in (What.TAG, What.UNTAG):
        changes += [Change(what, tag) for tag in checked_tags(form.text(what).replace("#", " ").split(","), field=what)]
    return changes
