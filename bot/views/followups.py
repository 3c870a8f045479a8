"""Follow-ups as lines with their buttons: in lists, on the card and in digests. A line shows how it stands now."""

from collections.abc import Sequence

from bot.domain.followup_item import FollowUpItem
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.reader import Reader
from bot.views import ids
from bot.views.blocks import actions, button, context, option, overflow, section
from bot.views.days import due, title
from bot.views.message import Block, Message
from bot.views.mrkdwn import count, escape
from bot.views.snooze import snooze_menu

TITLE = 200
"""Characters of a title that a line has room for; the card and the alert show it whole."""

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


def followup_list(heading: str, items: Sequence[FollowUpItem], reader: Reader, empty: str) -> Message:
    """A list with buttons, capped, that says how many more there are."""
    if not items:
        return Message(empty, [section(empty)])
    blocks = [section(f"*{heading}*")]
    for item in items[:MOST]:
        blocks += followup_lines(item, reader)
    if len(items) > MOST:
        blocks.append(context(f"and {len(items) - MOST} more"))
    return Message(f"{heading}: {count(len(items), 'follow-up')}", blocks)


def followup_lines(item: FollowUpItem, reader: Reader) -> list[Block]:
    """One follow-up and its buttons as it stands now."""
    followup = item.followup
    if followup.is_lapsed:
        return [section(_closed(item, reader))]
    if not followup.is_open:
        return [section(_closed(item, reader), button("Reopen", ids.REOPEN, followup.id))]
    return [section(_open(item, reader)), actions(*followup_buttons(followup))]


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
        snooze_menu(followup),
        button("Open customer", ids.OPEN_CUSTOMER, followup.customer_id),
        overflow(ids.MORE, more),
    ]


def _open(item: FollowUpItem, reader: Reader) -> str:
    followup = item.followup
    who = f"<@{followup.assignee}>" if followup.assignee else "nobody has it yet"
    what = f"{ICONS[followup.kind]} *{escape(item.customer.name)}*: {title(followup, item.customer, reader, TITLE)}"
    return f"{what}\n{' · '.join(filter(None, [due(followup, reader), who]))}"


def _closed(item: FollowUpItem, reader: Reader) -> str:
    followup = item.followup
    is_done = followup.status is Status.DONE
    ended = "Lapsed" if followup.is_lapsed else "Cancelled"
    what = ":white_check_mark: Done" if is_done else f":heavy_minus_sign: {ended}"
    by = f" by <@{followup.closed_by}>" if followup.closed_by else ""
    return f"{what}{by}: {escape(item.customer.name)}, {title(followup, item.customer, reader, 200)}"
