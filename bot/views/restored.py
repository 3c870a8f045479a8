"""What is said of a backup that was restored: to the leads once, and in the place of messages that came after it."""

from bot.domain.restored import Lost, Restored
from bot.domain.saying import later, say, say_count
from bot.views.blocks import section
from bot.views.days import moment
from bot.views.message import Message

_WAY_BACK = later("Messages of it are edited. Whoever runs Rapport has all of it in the folder before-restore.")
"""Where the file that was replaced could be read."""


def lost_in_words(lost: Lost) -> str:
    """What came after a backup, for a sentence; "" where nothing was added."""
    complaints = say_count(" ({number} of them a complaint)", " ({number} of them complaints)", lost.complaints)
    found = [
        say_count("{number} customer", "{number} customers", lost.customers) if lost.customers else "",
        say_count("{number} touchpoint", "{number} touchpoints", lost.touchpoints)
        + (complaints if lost.complaints else "")
        if lost.touchpoints
        else "",
        say_count("{number} follow-up", "{number} follow-ups", lost.followups) if lost.followups else "",
    ]
    return ", ".join(filter(None, found))


def restored(one: Restored) -> Message:
    """For the leads: which backup, what is missing since, what to do."""
    text = (
        say(
            "*A backup was restored* {at}. Rapport is as it was {backup_at}. {missing} Buttons of "
            "what came after that say so, and change nothing. {way_back}",
            at=moment(one.at),
            backup_at=moment(one.backup_at),
            missing=_missing(one.lost),
            way_back=say(_WAY_BACK) if one.lost else "",
        )
    ).strip()
    return Message(text, [section(f":rewind: {text}")])


def came_after(one: Restored) -> Message:
    """In the place of a message that was posted after the backup: says nothing of anybody."""
    text = say(
        "A backup was restored {at}: Rapport is as it was {backup_at}. What stood here came "
        "after that. See `/followup` for what is to be done, and log again what is missing.",
        at=moment(one.at),
        backup_at=moment(one.backup_at),
    )
    return Message(text, [section(f":rewind: {text}")])


def _missing(lost: Lost | None) -> str:
    if lost is None:
        return say("What came after that is not in Rapport any more; please have everything logged again that matters.")
    missing = lost_in_words(lost)
    changes = (
        say(
            "{count} (claimed, done, put off, edited …) taken back.",
            count=say_count("{number} later change", "{number} later changes", lost.changes),
        )
        if lost.changes
        else ""
    )
    if not missing:
        return say("Nothing was added after that. {changes}", changes=changes).strip()
    return say(
        "Not in Rapport any more: {missing}. Please have logged again what still matters. {changes}",
        missing=missing,
        changes=changes,
    ).strip()
