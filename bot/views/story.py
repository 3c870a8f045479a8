"""The lines in an alert's thread, one an event. Names stand in words: a mention would call people to what they did."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.domain.followups import FollowUp
from bot.domain.people import ITSELF
from bot.domain.satisfaction import SATISFIED
from bot.domain.saying import later, say
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
        text = say(
            ":leftwards_arrow_with_hook: Taken back by {taken_back_by}: {text}",
            taken_back_by=inert(event.taken_back_by),
            text=text,
        )
    return Message(text, [context(text)])


def _released(event: Event) -> str:
    had_it = "" if event.by != ITSELF.name else say(", as whoever had it is not on the team any more")
    by = say(" by {by}", by=inert(event.by)) if event.by != ITSELF.name else ""
    return say(":rotating_light: Released{by}{had_it}: anybody can claim it", by=by, had_it=had_it)


def _given(event: Event) -> str:
    by = say(" by {by}", by=inert(event.by)) if event.by != ITSELF.name else ""
    return say(":eyes: Given to {to}{by}", to=inert(event.to), by=by)


def _covered(event: Event) -> str:
    if not event.to:
        return say(":palm_tree: Whoever had it is away, and nobody covers: anybody can take it")
    return say(":palm_tree: {to} covers, as whoever had it is away", to=inert(event.to))


def _snoozed(event: Event) -> str:
    one = event.after
    until = _until(one, event) if one else ""
    why = f": {inert(one.snooze_reason, WORDS)}" if one and one.snooze_reason else ""
    return say(":zzz: Put off{until} by {by}{why}", until=until, by=inert(event.by), why=why)


def _until(one: FollowUp, event: Event) -> str:
    if at := one.back_at or one.again_at:
        return say(" until {at}", at=moment(at))
    return say(" until {shown_on}", shown_on=day(one.shown_on, event.reader))


def _raised(event: Event) -> str:
    one = event.after
    until = say(", answer by {deadline}", deadline=moment(one.deadline)) if one and one.deadline else ""
    return say(
        ":small_red_triangle: Severity {severity} now, by {by}{until}",
        severity=one.severity if one else say("changed"),
        by=inert(event.by),
        until=until,
    )


def _acknowledged(event: Event) -> str:
    way = f", {say('in person') if event.way == 'in person' else say('by {way}', way=event.way)}" if event.way else ""
    return say(":speech_balloon: Acknowledged by {by}{way}", by=inert(event.by), way=way)


def _reopened(event: Event) -> str:
    why = "" if event.more.get("by_check") else str(event.more.get("why") or "")
    if event.by == ITSELF.name:
        return say(":arrows_counterclockwise: Opened again{what}", what=f": {inert(why, WORDS)}" if why else "")
    return say(
        ":arrows_counterclockwise: Opened again by {by}{what}",
        by=inert(event.by),
        what=f": {inert(why, WORDS)}" if why else "",
    )


def _asked(event: Event) -> str:
    return say(":moneybag: {by} asks a lead to approve {worth}", by=inert(event.by), worth=_worth(event))


def _approved(event: Event) -> str:
    return say(
        ":white_check_mark: {by} approved what was given: put right{what}", by=inert(event.by), what=_what(event)
    )


def _done(event: Event) -> str:
    return say(
        ":white_check_mark: {what} by {by}{what_2}",
        what=say("Put right") if event.more.get("what") else say("Done"),
        by=inert(event.by),
        what_2=_what(event),
    )


def _what(event: Event) -> str:
    words = str(event.more.get("what") or "")
    return f": {inert(words, WORDS)}" if words else ""


def _worth(event: Event) -> str:
    return exact_money(int(event.more.get("amount") or 0), str(event.more.get("currency") or ""))


def _answered(event: Event) -> str:
    words = str(event.more.get("words") or "")
    is_good = bool(event.after and event.after.outcome == SATISFIED)
    icon, what = (":thumbsup:", say("Satisfied")) if is_good else (":thumbsdown:", say("Not satisfied"))
    return say(
        "{icon} {what}, asked by {by}{what_2}",
        icon=icon,
        what=say(what),
        by=inert(event.by),
        what_2=f": {inert(words, WORDS)}" if words else "",
    )


def _another_answer(event: Event) -> str:
    if not event.more.get("now"):
        return say(":pencil2: The customer gave another answer")
    return say(
        ":pencil2: The customer changed their answer: {was}, now {now}", was=event.more["was"], now=event.more["now"]
    )


def _closed(icon: str, what: str) -> Line:
    def line(event: Event) -> str:
        why = event.after.outcome if event.after else ""
        return say(
            "{icon} {what} by {by}{what_2}",
            icon=icon,
            what=say(what),
            by=inert(event.by),
            what_2=f": {inert(why, WORDS)}" if why else "",
        )

    return line


LINES: Mapping[str, Line] = MappingProxyType(
    {
        "follow-up claimed": lambda event: say(":eyes: Claimed by {by}", by=inert(event.by)),
        "follow-up assigned": _given,
        "follow-up handed over": _given,
        "follow-up released": _released,
        "follow-up snoozed": _snoozed,
        "follow-up raised": _raised,
        "follow-up acknowledged": _acknowledged,
        "follow-up acknowledged by a touch": _acknowledged,
        "follow-up not acknowledged after all": lambda event: say(
            ":leftwards_arrow_with_hook: Not acknowledged after all: {by} took that touch back", by=inert(event.by)
        ),
        "follow-up done": _done,
        "follow-up cancelled": _closed(":heavy_minus_sign:", later("Cancelled")),
        "follow-up covered": _covered,
        "follow-up given back": lambda event: say(":wave: Back with {to}, who was away", to=inert(event.to)),
        "follow-up reopened": _reopened,
        "follow-up done as approved": _approved,
        "compensation asked": _asked,
        "compensation declined": lambda event: say(
            ":no_entry_sign: {by} declined what was to be given", by=inert(event.by)
        ),
        "satisfaction check answered": _answered,
        "survey answer changed": _another_answer,
        "survey words added": lambda _event: say(":speech_balloon: The customer added words to their answer"),
        "original edited": lambda _event: say(":pencil2: The message behind this was edited; its words above are new"),
        "original deleted": lambda _event: say(":wastebasket: The message behind this was deleted in its channel"),
    }
)
"""The action of an audit entry -> its line. What is not here is not told."""
