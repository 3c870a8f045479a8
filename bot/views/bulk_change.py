"""A change of many customers: the form, the preview, and what was done."""

import json
from collections.abc import Mapping, Sequence

from bot.domain.bulk_change import CARE, BulkChange, Effect, What
from bot.domain.customers import Stage, Tier
from bot.domain.life import REASON_LENGTH
from bot.domain.playbook import Playbook
from bot.domain.saying import capital, figure, later, say, say_count
from bot.views import form_ids, ids
from bot.views.blocks import (
    actions,
    button,
    checkboxes,
    context,
    field,
    modal,
    option,
    people_select,
    section,
    select,
    text_input,
)
from bot.views.message import Message, View
from bot.views.mrkdwn import inert

NO_OWNER, NO_BACKUP = "no_owner", "no_backup"
"""The ticks that take somebody away."""

_SAID: Mapping[What, str] = {
    What.OWNER: later("Owner"),
    What.BACKUP: later("Backup owner"),
    What.STAGE: later("Stage"),
    What.TIER: later("Tier"),
    What.TAG: later("With the tag"),
    What.UNTAG: later("Without the tag"),
}


def change_form(total: int, place: str, books: Sequence[Playbook] = ()) -> View:
    """Asks what is to become another; what is left empty stays. Or one of these playbooks is begun with all of them."""
    begin = select("playbook", [option(one.name, str(one.id)) for one in books])
    hint = say("With everybody in the list. Nothing else is changed then.")
    stages = [option(capital(say(stage)), stage) for stage in Stage]
    nobody = [option(say("No owner"), NO_OWNER), option(say("No backup"), NO_BACKUP)]
    blocks = [
        section(
            say(
                "*{customers}* in this list. What you leave empty stays as it is; a preview comes next.",
                customers=_customers(total),
            )
        ),
        field(say("Owner"), people_select("owner"), optional=True),
        field(say("Backup owner"), people_select("backup"), optional=True),
        field(say("Or nobody"), checkboxes("nobody", nobody), optional=True),
        field(say("Stage"), select("stage", stages), optional=True),
        field(say("Why another stage"), text_input("reason", longest=REASON_LENGTH), optional=True),
        field(say("Tier"), select("tier", [option(tier.label, tier) for tier in Tier]), optional=True),
        field(say("Put on tags"), text_input("tag", longest=200, hint=say("press, late payer")), optional=True),
        field(say("Take off tags"), text_input("untag", longest=200, hint="closed"), optional=True),
        *([field(say("Or begin a playbook"), begin, optional=True, hint=hint)] if books else []),
    ]
    metadata = json.dumps({"list": place})
    return modal(form_ids.CHANGE_ALL_FORM, say("Change all"), blocks, submit=say("Preview"), metadata=metadata)


def change_preview(planned: BulkChange, place: str, kept_id: int, note: str = "") -> View:
    """Who would change; nothing is done yet. `kept_id`: under which the changes are kept, for their words."""
    number = len(planned.changing)
    names = ", ".join(inert(name, 60) for name in planned.names)
    more = say(" and {number} more", number=figure(number - len(planned.names))) if number > len(planned.names) else ""
    head = (
        say("*{customers} of {total} would change*", customers=_customers(number), total=figure(planned.total))
        if number
        else say("*Nobody would change.*")
    )
    lines = [f"• {_effect(effect)}" for effect in planned.effects]
    blocks = [
        *([section(f":warning: {inert(note)}")] if note else []),
        section("\n".join([head, *lines])),
        *([context(f"{names}{more}")] if names else []),
        context(_what_then(planned) if number else say("All of them are so already.")),
    ]
    metadata = json.dumps({"list": place, "kept": kept_id, "changing": number})
    submit = say("Change {number}", number=figure(number)) if number else ""
    return modal(
        form_ids.CHANGE_ALL_PREVIEW_FORM if number else "", say("Change all"), blocks, submit=submit, metadata=metadata
    )


def _what_then(planned: BulkChange) -> str:
    gives = any(one.change.what in CARE and one.change.value and one.before for one in planned.effects)
    told = say(" Who looks after them from now on is told, once.") if gives else ""
    return say("Nothing has changed yet.{told} You can undo it as one.", told=told)


def changed_all(done: BulkChange) -> Message:
    """For the one who did it."""
    lines = [f"• {_effect(effect, is_done=True)}" for effect in done.effects]
    title = say("Changed {customers}.", customers=_customers(len(done.changing)))
    return Message(
        title, [section("\n".join([f"*{title}*", *lines])), actions(button(say("Undo"), ids.UNDO, done.undo_id))]
    )


def _effect(effect: Effect, *, is_done: bool = False) -> str:
    """Such as: Owner @ben: 38 change, 4 are so already."""
    change, number = effect.change, len(effect.before)
    said = f"{say(_SAID[change.what])} {_value(change.what, change.value)}"
    parts = [f"{figure(number)} {say('changed') if is_done else say('would change')}"]
    parts += [_already(effect.already, is_done=is_done)] if effect.already else []
    parts += [say("{full} with too many tags", full=figure(effect.full))] if effect.full else []
    reason = f" (“{inert(change.reason, 200)}”)" if change.reason else ""
    return f"{said}{reason}: {', '.join(parts)}"


def _already(number: int, *, is_done: bool) -> str:
    if is_done:
        return say_count("{figure} was so already", "{figure} were so already", number, figure=figure(number))
    return say_count("{figure} is so already", "{figure} are so already", number, figure=figure(number))


def _value(what: What, value: str) -> str:
    if what in {What.OWNER, What.BACKUP}:
        return f"<@{inert(value, 60)}>" if value else say("nobody")
    return Tier(value).label if what is What.TIER else inert(say(value) if what is What.STAGE else value, 60)


def _customers(number: int) -> str:
    return say_count("{figure} customer", "{figure} customers", number, figure=figure(number))
