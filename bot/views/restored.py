"""What is said of a backup that was restored: to the leads once, and in the place of messages that came after it."""

from bot.domain.restored import Lost, Restored
from bot.views.blocks import section
from bot.views.days import moment
from bot.views.message import Message
from bot.views.mrkdwn import count

_WAY_BACK = "Messages of it are edited. Whoever runs Rapport has all of it in the folder before-restore."
"""Where the file that was replaced could be read."""


def lost_in_words(lost: Lost) -> str:
    """What came after a backup, for a sentence; "" where nothing was added."""
    complaints = f" ({lost.complaints} of them {'a complaint' if lost.complaints == 1 else 'complaints'})"
    found = [
        count(lost.customers, "customer") if lost.customers else "",
        count(lost.touchpoints, "touchpoint") + (complaints if lost.complaints else "") if lost.touchpoints else "",
        count(lost.followups, "follow-up") if lost.followups else "",
    ]
    return ", ".join(filter(None, found))


def restored(one: Restored) -> Message:
    """For the leads: which backup, what is missing since, what to do."""
    text = (
        f"*A backup was restored* {moment(one.at)}. Rapport is as it was {moment(one.backup_at)}. {_missing(one.lost)}"
        f" Buttons of what came after that say so, and change nothing. {_WAY_BACK if one.lost else ''}"
    ).strip()
    return Message(text, [section(f":rewind: {text}")])


def came_after(one: Restored) -> Message:
    """In the place of a message that was posted after the backup: says nothing of anybody."""
    text = (
        f"A backup was restored {moment(one.at)}: Rapport is as it was {moment(one.backup_at)}. What stood here came"
        " after that. See `/followup` for what is to be done, and log again what is missing."
    )
    return Message(text, [section(f":rewind: {text}")])


def _missing(lost: Lost | None) -> str:
    if lost is None:
        return "What came after that is not in Rapport any more; please have everything logged again that matters."
    missing = lost_in_words(lost)
    changes = (
        f"{count(lost.changes, 'later change')} (claimed, done, put off, edited …) taken back." if lost.changes else ""
    )
    if not missing:
        return f"Nothing was added after that. {changes}".strip()
    return f"Not in Rapport any more: {missing}. Please have logged again what still matters. {changes}".strip()
