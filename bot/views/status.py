"""`/rapport status`: how Rapport does, in words."""

from collections.abc import Callable

from bot.domain.ledger import Reminder
from bot.domain.listing import Listing
from bot.domain.saying import figure, later, later_count, say, say_count
from bot.domain.setting import Kind
from bot.domain.settings import SETTINGS
from bot.domain.slack_channel import Destination
from bot.domain.status import Reduced, Status
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.days import day_words, moment
from bot.views.lead_notices import failed_messages
from bot.views.message import Message
from bot.views.mrkdwn import escape, inert
from bot.views.said_fine import fine_notes
from bot.views.settings_words import value_words
from bot.views.watching import left_over

STATES = {
    "sent": later_count("{number} sent", "{number} sent"),
    "late": later_count("{number} late", "{number} late"),
    "queued": later_count("{number} queued", "{number} queued"),
    "skipped": later_count("{number} skipped", "{number} skipped"),
    "failed": later_count("{number} failed", "{number} failed"),
}
"""State of a reminder -> how many are in it."""

ALONE = (later("sent"), later("late"), later("queued"), later("skipped"), later("failed"))
"""The states, of one reminder."""

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
    wrong += [say("and {problems} more", problems=len(seen.problems) - LATEST)] if len(seen.problems) > LATEST else []
    if seen.late:
        wrong.append(
            say_count(
                ":warning: {figure} complaint is past its deadline.",
                ":warning: {figure} complaints are past their deadline.",
                seen.late,
                figure=figure(seen.late),
            )
        )
    failed = say_count("{number} message", "{number} messages", len(seen.failed))
    if seen.failed:
        can = say("can be sent again") if may_set else say("can be sent again by a lead")
        wrong.append(say(":warning: {failed} could not be delivered, and {can}.", failed=failed, can=can))
    health = "\n".join(wrong) if wrong else say(":white_check_mark: All is well: what was due is sent or explained.")
    blocks = [section(outcome)] if outcome else []
    blocks += [
        section(health),
        *(failed_messages(seen.failed, why, seen.about) if may_set else []),
        *(left_over(seen.unheard) if may_set else []),
        context(_brief(seen)),
    ]
    if is_named:
        blocks.append(context(_of_person(seen)))
    late = [button(say("Show what is overdue"), ids.SHOW_PAGE, Listing("overdue", page=1))] if seen.late else []
    arrived = [button(say("Has it arrived?"), ids.HAS_ARRIVED, sent)] if sent else []
    buttons = [*arrived, *late, button(say("More"), ids.STATUS_MORE, seen.person)]
    buttons += [button(say("Change settings"), ids.OPEN_SETTINGS)] if may_set else []
    problems = say_count("{number} problem", "{number} problems", len(seen.problems) + len(seen.failed) + seen.late)
    text = say("Rapport status: {problems}", problems=problems if wrong else say("all is well"))
    return Message(f"{outcome} {text}".strip(), [*blocks, actions(*buttons)])


def more_status(seen: Status, *, may_set: bool) -> Message:
    """Figures, settings, today's reminders, mood, and the latest reminders of the person asked about."""
    blocks = [
        section(_figures(seen)),
        section(_rules(seen)),
        *([section(_reduced(seen.reduced))] if seen.reduced else []),
        section(_reminders(seen)),
        section(say("*Mood*\n{learning}", learning=escape(seen.learning))),
        *fine_notes(seen.fine_notes, may_take_back=may_set),
    ]
    if seen.of_person:
        blocks.append(context(_of_person(seen)))
    blocks.append(actions(button(say("Less"), ids.STATUS_LESS, seen.person)))
    return Message(say("Rapport status: figures, settings, reminders"), blocks)


def _brief(seen: Status) -> str:
    figures = seen.figures
    return say(
        "Alerts go to {place}; what nobody has goes to {place_2}.\n{count}, {unclaimed} unclaimed "
        "· reminders today: {counted}",
        place=_place(seen.alerts_to),
        place_2=_place(seen.unclaimed_to),
        count=say_count("{number} open follow-up", "{number} open follow-ups", figures.open),
        unclaimed=figures.unclaimed,
        counted=_counted(seen),
    )


def _figures(seen: Status) -> str:
    figures = seen.figures
    return say(
        "*The team's work*\n{count}, {count_2} ({recent} in the last 7 days). {count_3}: "
        "{count_4}, {unclaimed} unclaimed.",
        count=say_count("{number} customer", "{number} customers", figures.customers),
        count_2=say_count("{number} touchpoint", "{number} touchpoints", figures.touchpoints),
        recent=figures.recent,
        count_3=say_count("{number} open follow-up", "{number} open follow-ups", figures.open),
        count_4=say_count("{number} complaint", "{number} complaints", figures.complaints),
        unclaimed=figures.unclaimed,
    )


def _place(where: Destination) -> str:
    if where.channel:
        return f"<#{where.channel}>"
    if where.person:
        return say("<@{person}> directly, because {because}", person=where.person, because=escape(where.because))
    return say("a place that Slack does not name just now")


def _rules(seen: Status) -> str:
    """What was chosen, but for the channels, which stand above as they are in force."""
    chosen = [one for one in SETTINGS if one.kind is not Kind.CHANNEL]
    lines = [f"{say(one.label)}: {value_words(one, seen.rules)}" for one in chosen]
    zone = "" if seen.rules.timezone else say("\nDeadlines run in the zone {zone}.", zone=escape(seen.zone))
    return f"*{say('Settings')}*\n" + "\n".join(lines) + zone


def _reduced(what: Reduced) -> str:
    """How many touchpoints have lost their words, and whether that goes on."""
    lately = say(", {recent} of them in the last 7 days", recent=figure(what.recent)) if what.so_far else ""
    looked = (
        say("last looked {ran_at}", ran_at=moment(what.ran_at))
        if what.ran_at
        else say("not looked yet: that is done at night")
    )
    return say(
        "*Words of touchpoints*\nKept for {kept_for}. {count} reduced to day and mood so far{lately}; {looked}.",
        kept_for=what.kept_for,
        count=say_count("{number} touchpoint", "{number} touchpoints", what.so_far),
        lately=lately,
        looked=looked,
    )


def _reminders(seen: Status) -> str:
    waiting = (
        say(" {count} on the way to Slack.", count=say_count("{number} message", "{number} messages", seen.waiting))
        if seen.waiting
        else ""
    )
    return say("*Reminders today*\n{counted}.{waiting}", counted=_counted(seen), waiting=waiting)


def _counted(seen: Status) -> str:
    counted = seen.reminders
    said = [say_count(*of_state, counted[state]) for state, of_state in STATES.items() if counted.get(state)]
    return ", ".join(said) or say("none yet")


def _of_person(seen: Status) -> str:
    lines = [_reminder(reminder, seen) for reminder in seen.of_person[:LATEST]]
    return say("*Latest reminders of <@{person}>*\n", person=seen.person) + (
        "\n".join(lines) or say("none in the last 7 days")
    )


def _reminder(reminder: Reminder, seen: Status) -> str:
    why = f": {inert(reminder.reason, 100)}" if reminder.reason else ""
    return f"{day_words(reminder.local_date, seen.today)} · {say(reminder.kind)} · {say(reminder.state)}{why}"
