"""`/rapport status`: how Rapport does, in words."""

from collections.abc import Callable

from bot.domain.ledger import Reminder
from bot.domain.listing import Listing
from bot.domain.setting import Kind
from bot.domain.settings import SETTINGS
from bot.domain.slack_channel import Destination
from bot.domain.status import Reduced, Status
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.days import day_words, moment
from bot.views.lead_notices import failed_messages
from bot.views.message import Message
from bot.views.mrkdwn import count, escape, inert
from bot.views.said_fine import fine_notes
from bot.views.settings_words import value_words

STATES = ("sent", "late", "queued", "skipped", "failed")

LATEST = 8
"""So many problems, and so many reminders of one person, are listed."""


def status(
    seen: Status, why: Callable[[str], str], *, may_set: bool, is_named: bool = False, outcome: str = "", sent: str = ""
) -> Message:
    """Whether all is well, else what to do; the rest is behind More.

    `why`: Slack's error code -> a sentence. `is_named`: a person was asked about, so their reminders are here too.
    `outcome` says what came of a button pressed here; `sent` is the id of the message sent again by it.
    """
    wrong = [f":warning: {escape(problem.sentence)}" for problem in seen.problems[:LATEST]]
    wrong += [f"and {len(seen.problems) - LATEST} more"] if len(seen.problems) > LATEST else []
    if seen.late:
        is_late = "1 complaint is" if seen.late == 1 else f"{seen.late:,} complaints are"
        wrong.append(f":warning: {is_late} past {'its' if seen.late == 1 else 'their'} deadline.")
    failed = count(len(seen.failed), "message")
    if seen.failed:
        can = "can be sent again" if may_set else "can be sent again by a lead"
        wrong.append(f":warning: {failed} could not be delivered, and {can}.")
    health = "\n".join(wrong) if wrong else ":white_check_mark: All is well: what was due is sent or explained."
    blocks = [section(outcome)] if outcome else []
    blocks += [
        section(health),
        *(failed_messages(seen.failed, why, seen.about) if may_set else []),
        context(_brief(seen)),
    ]
    if is_named:
        blocks.append(context(_of_person(seen)))
    late = [button("Show what is overdue", ids.SHOW_PAGE, Listing("overdue", page=1))] if seen.late else []
    arrived = [button("Has it arrived?", ids.HAS_ARRIVED, sent)] if sent else []
    buttons = [*arrived, *late, button("More", ids.STATUS_MORE, seen.person)]
    buttons += [button("Change settings", ids.OPEN_SETTINGS)] if may_set else []
    problems = count(len(seen.problems) + len(seen.failed) + seen.late, "problem")
    text = f"Rapport status: {problems if wrong else 'all is well'}"
    return Message(f"{outcome} {text}".strip(), [*blocks, actions(*buttons)])


def more_status(seen: Status, *, may_set: bool) -> Message:
    """Figures, settings, today's reminders, mood, and the latest reminders of the person asked about."""
    blocks = [
        section(_figures(seen)),
        section(_rules(seen)),
        *([section(_reduced(seen.reduced))] if seen.reduced else []),
        section(_reminders(seen)),
        section(f"*Mood*\n{escape(seen.learning)}"),
        *fine_notes(seen.fine_notes, may_take_back=may_set),
    ]
    if seen.of_person:
        blocks.append(context(_of_person(seen)))
    blocks.append(actions(button("Less", ids.STATUS_LESS, seen.person)))
    return Message("Rapport status: figures, settings, reminders", blocks)


def _brief(seen: Status) -> str:
    figures = seen.figures
    return (
        f"Alerts go to {_place(seen.alerts_to)}; what nobody has goes to {_place(seen.unclaimed_to)}.\n"
        f"{count(figures.open, 'open follow-up')}, {figures.unclaimed} unclaimed · reminders today: {_counted(seen)}"
    )


def _figures(seen: Status) -> str:
    figures = seen.figures
    return (
        f"*The team's work*\n{count(figures.customers, 'customer')}, {count(figures.touchpoints, 'touchpoint')} "
        f"({figures.recent} in the last 7 days). {count(figures.open, 'open follow-up')}: "
        f"{count(figures.complaints, 'complaint')}, {figures.unclaimed} unclaimed."
    )


def _place(where: Destination) -> str:
    if where.channel:
        return f"<#{where.channel}>"
    if where.person:
        return f"<@{where.person}> directly, because {escape(where.because)}"
    return "a place that Slack does not name just now"


def _rules(seen: Status) -> str:
    """What was chosen, but for the channels, which stand above as they are in force."""
    chosen = [one for one in SETTINGS if one.kind is not Kind.CHANNEL]
    lines = [f"{one.label}: {value_words(one, seen.rules)}" for one in chosen]
    zone = "" if seen.rules.timezone else f"\nDeadlines run in the zone {escape(seen.zone)}."
    return "*Settings*\n" + "\n".join(lines) + zone


def _reduced(what: Reduced) -> str:
    """How many touchpoints have lost their words, and whether that goes on."""
    lately = f", {what.recent:,} of them in the last 7 days" if what.so_far else ""
    looked = f"last looked {moment(what.ran_at)}" if what.ran_at else "not looked yet: that is done at night"
    return (
        f"*Words of touchpoints*\nKept for {what.kept_for}. {count(what.so_far, 'touchpoint')} reduced to day and mood "
        f"so far{lately}; {looked}."
    )


def _reminders(seen: Status) -> str:
    waiting = f" {count(seen.waiting, 'message')} on the way to Slack." if seen.waiting else ""
    return f"*Reminders today*\n{_counted(seen)}.{waiting}"


def _counted(seen: Status) -> str:
    return ", ".join(f"{seen.reminders[state]} {state}" for state in STATES if seen.reminders.get(state)) or "none yet"


def _of_person(seen: Status) -> str:
    lines = [_reminder(reminder, seen) for reminder in seen.of_person[:LATEST]]
    return f"*Latest reminders of <@{seen.person}>*\n" + ("\n".join(lines) or "none in the last 7 days")


def _reminder(reminder: Reminder, seen: Status) -> str:
    why = f": {inert(reminder.reason, 100)}" if reminder.reason else ""
    return f"{day_words(reminder.local_date, seen.today)} · {reminder.kind} · {reminder.state}{why}"
