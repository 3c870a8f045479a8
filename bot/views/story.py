"""The lines in an alert's thread, one an event. Names stand in words: a mention would call people to what they did."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.domain.followups import FollowUp
from bot.domain.people import ITSELF
from bot.domain.satisfaction import SATISFIED
from bot.domain.story import Event
from bot.views.blocks import context
from bot.views.days import day, moment
from bot.views.message import Message
from bot.views.money import exact_money
from bot.views.mrkdwn import inert

WORDS = 300
"""Characters of somebody's words in a line."""

Line = Callable[[Event], str]


def story_line(event: Event) -> Message | None:
    """The line of one event; None where it is none that is told."""
    line = LINES.get(event.action)
    if line is None:
        return None
    text = line(event)
    if event.taken_back_by:
        text = f":leftwards_arrow_with_hook: Taken back by {inert(event.taken_back_by)}: {text}"
    return Message(text, [context(text)])


def _released(event: Event) -> str:
    had_it = "" if event.by != ITSELF.name else ", as whoever had it is not on the team any more"
    by = f" by {inert(event.by)}" if event.by != ITSELF.name else ""
    return f":rotating_light: Released{by}{had_it}: anybody can claim it"


def _given(event: Event) -> str:
    by = f" by {inert(event.by)}" if event.by != ITSELF.name else ""
    return f":eyes: Given to {inert(event.to)}{by}"


def _covered(event: Event) -> str:
    if not event.to:
        return ":palm_tree: Whoever had it is away, and nobody covers: anybody can take it"
    return f":palm_tree: {inert(event.to)} covers, as whoever had it is away"


def _snoozed(event: Event) -> str:
    one = event.after
    until = _until(one, event) if one else ""
    why = f": {inert(one.snooze_reason, WORDS)}" if one and one.snooze_reason else ""
    return f":zzz: Put off{until} by {inert(event.by)}{why}"


def _until(one: FollowUp, event: Event) -> str:
    if at := one.back_at or one.again_at:
        return f" until {moment(at)}"
    return f" until {day(one.shown_on, event.reader)}"


def _raised(event: Event) -> str:
    one = event.after
    until = f", answer by {moment(one.deadline)}" if one and one.deadline else ""
    return f":small_red_triangle: Severity {one.severity if one else 'changed'} now, by {inert(event.by)}{until}"


def _acknowledged(event: Event) -> str:
    way = f", {'in person' if event.way == 'in person' else f'by {event.way}'}" if event.way else ""
    return f":speech_balloon: Acknowledged by {inert(event.by)}{way}"


def _reopened(event: Event) -> str:
    why = "" if event.more.get("by_check") else str(event.more.get("why") or "")
    return f":arrows_counterclockwise: Opened again by {inert(event.by)}{f': {inert(why, WORDS)}' if why else ''}"


def _asked(event: Event) -> str:
    return f":moneybag: {inert(event.by)} asks a lead to approve {_worth(event)}"


def _approved(event: Event) -> str:
    return f":white_check_mark: {inert(event.by)} approved what was given: put right{_what(event)}"


def _done(event: Event) -> str:
    return f":white_check_mark: {'Put right' if event.more.get('what') else 'Done'} by {inert(event.by)}{_what(event)}"


def _what(event: Event) -> str:
    words = str(event.more.get("what") or "")
    return f": {inert(words, WORDS)}" if words else ""


def _worth(event: Event) -> str:
    return exact_money(int(event.more.get("amount") or 0), str(event.more.get("currency") or ""))


def _answered(event: Event) -> str:
    words = str(event.more.get("words") or "")
    is_good = bool(event.after and event.after.outcome == SATISFIED)
    icon, what = (":thumbsup:", "Satisfied") if is_good else (":thumbsdown:", "Not satisfied")
    return f"{icon} {what}, asked by {inert(event.by)}{f': {inert(words, WORDS)}' if words else ''}"


def _closed(icon: str, what: str) -> Line:
    def line(event: Event) -> str:
        why = event.after.outcome if event.after else ""
        return f"{icon} {what} by {inert(event.by)}{f': {inert(why, WORDS)}' if why else ''}"

    return line


LINES: Mapping[str, Line] = MappingProxyType(
    {
        "follow-up claimed": lambda event: f":eyes: Claimed by {inert(event.by)}",
        "follow-up assigned": _given,
        "follow-up handed over": _given,
        "follow-up released": _released,
        "follow-up snoozed": _snoozed,
        "follow-up raised": _raised,
        "follow-up acknowledged": _acknowledged,
        "follow-up acknowledged by a touch": _acknowledged,
        "follow-up not acknowledged after all": lambda event: (
            f":leftwards_arrow_with_hook: Not acknowledged after all: {inert(event.by)} took that touch back"
        ),
        "follow-up done": _done,
        "follow-up cancelled": _closed(":heavy_minus_sign:", "Cancelled"),
        "follow-up covered": _covered,
        "follow-up given back": lambda event: f":wave: Back with {inert(event.to)}, who was away",
        "follow-up reopened": _reopened,
        "follow-up done as approved": _approved,
        "compensation asked": _asked,
        "compensation declined": lambda event: f":no_entry_sign: {inert(event.by)} declined what was to be given",
        "satisfaction check answered": _answered,
    }
)
"""The action of an audit entry -> its line. What is not here is not told."""
