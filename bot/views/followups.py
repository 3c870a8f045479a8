"""Follow-ups as lines with their buttons: in lists, on the card and in digests. A line shows how it stands now."""

from collections.abc import Sequence
from datetime import date

from bot.domain.followup_item import FollowUpItem
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.views import ids
from bot.views.blocks import actions, button, context, option, overflow, section
from bot.views.message import Block, Message
from bot.views.mrkdwn import count, day_words, escape, inert, moment

MOST = 15
"""So many follow-ups fit a message of at most 50 blocks."""

ICONS = {
    FollowUpKind.COMPLAINT: ":rotating_light:",
    FollowUpKind.CALLBACK: ":telephone_receiver:",
    FollowUpKind.CHECK_IN: ":wave:",
    FollowUpKind.BIRTHDAY: ":birthday:",
    FollowUpKind.THANK_YOU: ":love_letter:",
    FollowUpKind.RENEWAL: ":repeat:",
    FollowUpKind.SATISFACTION_CHECK: ":thermometer:",
    FollowUpKind.OTHER: ":pushpin:",
}


def followup_list(title: str, items: Sequence[FollowUpItem], today: date, empty: str) -> Message:
    """A list with buttons, capped, that says how many more there are."""
    if not items:
        return Message(empty, [section(empty)])
    blocks = [section(f"*{title}*")]
    for item in items[:MOST]:
        blocks += followup_lines(item, today)
    if len(items) > MOST:
        blocks.append(context(f"and {len(items) - MOST} more"))
    return Message(f"{title}: {count(len(items), 'follow-up')}", blocks)


def followup_lines(item: FollowUpItem, today: date) -> list[Block]:
    """One follow-up and its buttons as it stands now."""
    followup = item.followup
    if not followup.is_open:
        return [section(_closed(item), button("Reopen", ids.REOPEN, followup.id))]
    return [section(_open(item, today)), actions(*followup_buttons(followup))]


def followup_buttons(followup: FollowUp) -> list[Block]:
    """What can be done with an open follow-up."""
    first = (
        [button("Done", ids.DONE, followup.id, style="primary")]
        if followup.assignee
        else [button("Claim", ids.CLAIM, followup.id, style="primary")]
    )
    if followup.kind in {FollowUpKind.BIRTHDAY, FollowUpKind.THANK_YOU}:
        label = "Draft wishes" if followup.kind is FollowUpKind.BIRTHDAY else "Draft note"
        first.append(button(label, ids.DRAFT, followup.id))
    release = [option("Release", f"release:{followup.id}")] if followup.assignee else []
    more = [
        *release,
        option("Reassign…" if followup.assignee else "Assign to…", f"assign:{followup.id}"),
        option("Cancel…", f"cancel:{followup.id}"),
    ]
    return [
        *first,
        button("Snooze", ids.SNOOZE, followup.id),
        button("Open customer", ids.OPEN_CUSTOMER, followup.customer_id),
        overflow(ids.MORE, more),
    ]


def due_words(followup: FollowUp, today: date) -> str:
    """When it is due, and how late it is."""
    if followup.deadline and followup.snoozed_until is None:
        late = "*overdue* since" if followup.due < today else "by"
        return f"{late} {moment(followup.deadline)}"
    days = (today - followup.shown_on).days
    if days > 0:
        return f"*{count(days, 'day')} overdue*"
    return f"due {day_words(followup.shown_on, today)}"


def _open(item: FollowUpItem, today: date) -> str:
    followup = item.followup
    who = f"<@{followup.assignee}>" if followup.assignee else "nobody has it yet"
    icon = ICONS[followup.kind]
    return f"{icon} *{escape(item.customer.name)}*: {inert(followup.title)}\n{due_words(followup, today)} · {who}"


def _closed(item: FollowUpItem) -> str:
    followup = item.followup
    is_done = followup.status is Status.DONE
    what = ":white_check_mark: Done" if is_done else ":heavy_minus_sign: Cancelled"
    by = f" by <@{followup.closed_by}>" if followup.closed_by else ""
    return f"{what}{by}: {escape(item.customer.name)}, {inert(followup.title, 200)}"
