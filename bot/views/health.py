"""Health in words: the level, why, and since when it stands so."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.domain.health import LATEST, Health, Level, Reason, Why
from bot.domain.saying import later, say, say_count
from bot.views.mrkdwn import inert

ICONS = {Level.GREEN: ":large_green_circle:", Level.AMBER: ":large_yellow_circle:", Level.RED: ":red_circle:"}

MOST_REASONS = 4
"""So many reasons are said; the others weigh less."""

WORDS_LENGTH = 60
WEEK = 7


_LINES = {
    (True, True): later("{icon} *Health {level}*, with something to watch: {why}"),
    (True, False): later("{icon} *Health {level}*"),
    (False, True): later("{icon} *Health {level}*: {why}"),
}
"""By whether it is green and whether there are reasons; without any it is green."""


def level_words(level: Level) -> str:
    """Such as: red."""
    return {
        Level.GREEN: say("green"),
        Level.AMBER: say("amber"),
        Level.RED: say("red"),
        Level.UNKNOWN: say("not known yet"),
    }[level]


def health_line(health: Health, weeks: Sequence[tuple[date, Level]] = (), today: date = date.max) -> str:
    """Such as: red: complaint open 6 days, silent 74 of 30 days · amber before, for 5 weeks."""
    if health.level is Level.UNKNOWN:
        return say("Health: too little is known yet to say")
    why, before = reasons_words(health), course(health.level, weeks, today)
    said = say(
        _LINES[health.level is Level.GREEN, bool(why)],
        icon=ICONS[health.level],
        level=level_words(health.level),
        why=why,
    )
    return f"{said} · {before}" if before else said


def reasons_words(health: Health) -> str:
    """Why, the weightiest first."""
    said = [reason_words(one) for one in health.reasons[:MOST_REASONS]]
    more = len(health.reasons) - MOST_REASONS
    if more > 0:
        said.append(say_count("{number} more", "{number} more", more))
    return ", ".join(said)


def reason_words(reason: Reason) -> str:
    """One of them."""
    return _WORDS[reason.why](reason)


def _complaint(reason: Reason) -> str:
    if reason.of > 1:
        return say("{count} complaints open, one for {days}", count=reason.of, days=_days(reason.number))
    if not reason.number:
        return say("complaint open since today")
    return say("complaint open {days}", days=_days(reason.number))


def _leaving(reason: Reason) -> str:
    return say("“{words}” {when}", words=inert(reason.words, WORDS_LENGTH), when=_ago(reason.number))


def _mood(reason: Reason) -> str:
    if reason.of == 1:
        return say("the last contact sounded negative")
    return say("{number} of the last {of} contacts sounded negative", number=reason.number, of=reason.of)


def _rating(reason: Reason) -> str:
    return say("{rating} {when}", rating=reason.words, when=_ago(reason.number))


def _renewal(reason: Reason) -> str:
    return say("renews in {days}", days=_days(reason.number)) if reason.number else say("renews today")


_WORDS: dict[Why, Callable[[Reason], str]] = {
    Why.COMPLAINT: _complaint,
    Why.LEAVING: _leaving,
    Why.MOOD: _mood,
    Why.GONE: lambda one: say(
        "their contact: “{words}” {when}", words=inert(one.words, WORDS_LENGTH), when=_ago(one.number)
    ),
    Why.RARER: lambda one: say(
        "contacts get rarer: {count} in {number} days, usually in {of}", count=LATEST, number=one.number, of=one.of
    ),
    Why.SILENCE: lambda one: say("silent {number} of {of} days", number=one.number, of=one.of),
    Why.HABIT: lambda one: say("silent {number} days, much for them", number=one.number),
    Why.RATING: _rating,
    Why.OVERDUE: lambda one: say_count("{number} follow-up overdue", "{number} follow-ups overdue", one.number),
    Why.PROMISE: lambda one: say_count("{number} promise broken", "{number} promises broken", one.number),
    Why.RENEWAL: _renewal,
    Why.PASSED: lambda one: say("renewal passed {when}", when=_ago(one.number)),
}


def _days(number: int) -> str:
    return say_count("{number} day", "{number} days", number)


def _ago(number: int) -> str:
    return say("today") if number == 0 else say_count("{number} day ago", "{number} days ago", number)


def course(level: Level, weeks: Sequence[tuple[date, Level]], today: date) -> str:
    """How it went, by weeks: "for 3 weeks, amber before"; "" where it always stood so."""
    if not weeks or today == date.max:
        return ""
    since = weeks[0][0] if weeks[0][1] is level else None
    before = [stood for monday, stood in weeks if since is None or monday < since]
    if not before or before[0] in {level, Level.UNKNOWN}:
        return ""
    was = say("{level} before", level=level_words(before[0]))
    for_weeks = (today - since).days // WEEK if since else 0
    if not for_weeks:
        return say("since this week, {was}", was=was)
    return say("{weeks}, {was}", weeks=say_count("for {number} week", "for {number} weeks", for_weeks), was=was)
