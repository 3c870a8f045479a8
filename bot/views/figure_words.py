"""A figure's value in words, and how it compares with what is usual."""

from bot.domain.channel import Channel
from bot.domain.day_names import short_date
from bot.domain.figures import MOST_TIMES, Figure, Figures, Renewed, Unit
from bot.domain.measure import Measured
from bot.domain.reported import HANDFUL, is_few, is_handful, usual_value
from bot.domain.saying import figure as number_words
from bot.domain.saying import fraction, later, say, say_count
from bot.domain.span import Span
from bot.views.charts import NOTHING
from bot.views.money import money

_BETTER, _WORSE = later("better than usual"), later("worse than usual")
_PERHAPS = {
    _BETTER: later("perhaps better"),
    _WORSE: later("perhaps worse"),
    later("more than usual"): later("perhaps more"),
    later("less than usual"): later("perhaps less"),
}

_ABOUT = 0.2
"""By so much of itself a number of things differs from week to week without anybody's wondering."""


def channel_words(channel: str) -> str:
    """A channel in the report. Whoever names none is stored as having said "other", so it is called both."""
    return say("other or not said") if channel == Channel.OTHER else say(channel)


def value_words(figure: Figure, value: float | None, currency: str) -> str:
    """Such as "82%", "+34", "3.5 h", "€48,200", "1,204"; a dash for nothing."""
    if value is None:
        return NOTHING
    match figure.unit:
        case Unit.PERCENT:
            return say("{number}%", number=round(value))
        case Unit.SCORE:
            return f"{round(value):+d}" if round(value) else "0"
        case Unit.WORKING_HOURS:
            return say("{number} h", number=fraction(value))
        case Unit.MONEY:
            return money(round(value), currency)
        case Unit.NUMBER:
            return number_words(round(value))


def measured_words(figure: Figure, figures: Figures, currency: str) -> str:
    """Its value, with the interval in which it lies where it is of few: "82% (61% to 93%)"; of a handful "1 of 2"."""
    measured = figures.now[figure.key]
    said = value_words(figure, measured.value, currency)
    if measured.value is not None and is_handful(figure, figures):
        return _of_handful(measured, said)
    if measured.low is None or measured.high is None or not is_few(figure, figures):
        return said
    low, high = (value_words(figure, one, currency) for one in (measured.low, measured.high))
    return say("{value} ({low} to {high})", value=said, low=low, high=high)


def _of_handful(measured: Measured, said: str) -> str:
    if measured.part is not None:
        return say("{part} of {number}", part=measured.part, number=measured.number)
    return say_count("{value} (one answer)", "{value} ({number} answers)", measured.number, value=said)


def usual_words(figure: Figure, figures: Figures, currency: str, *, has_usual: bool) -> str:
    """What is usual for it, of a handful "0 of 1"; a dash where there is nothing to tell it from."""
    usual = figures.usual[figure.key]
    if has_usual and usual.part is not None and usual.number < HANDFUL and usual_value(figure, figures) is not None:
        return say("{part} of {number}", part=usual.part, number=usual.number)
    return value_words(figure, usual_value(figure, figures) if has_usual else None, currency)


def compared_words(figure: Figure, figures: Figures, *, has_usual: bool) -> str:
    """Whether it is as usual: by more than chance, perhaps, or why that cannot be told."""
    now, usual = figures.now[figure.key].value, usual_value(figure, figures)
    if now is None or usual is None or not has_usual:
        return NOTHING
    move = figures.moved[figure.key]
    if move.is_noise:
        is_about = abs(now - usual) <= _ABOUT * max(abs(now), abs(usual))
        return (
            say("as usual") if is_about else say("too few to say") if is_few(figure, figures) else say("may be chance")
        )
    if figure.key in figures.seasonal:
        return say("perhaps the season")
    moved = _moved(figure, now - usual)
    return say(_PERHAPS[moved] if move.is_doubtful else moved)


def _moved(figure: Figure, by: float) -> str:
    if figure.better == "neither":
        return later("more than usual") if by > 0 else later("less than usual")
    return _BETTER if (by > 0) is (figure.better == "up") else _WORSE


def of_how_many(figure: Figure, measured: Measured) -> str:
    """How many things a figure is of; "" where it says so itself."""
    if figure.unit is Unit.NUMBER:
        return ""
    return say("of {amount}", amount=number_words(measured.number))


def renewed_words(one: Renewed) -> str:
    """How often: "0", "3 or more"."""
    return say("{number} or more", number=one.times) if one.times == MOST_TIMES else str(one.times)


def uncounted_words(days: int) -> str:
    """That the figures are not whole yet: right after an older database was brought to this schema."""
    return say_count(
        "One day is still being counted, and is not in it yet.",
        "{number} days are still being counted, and are not in it yet.",
        days,
    )


def span_words(span: Span) -> str:
    """Such as "23 Nov to 29 Nov 2026", or "30 Nov 2026" of one day."""
    if span.first == span.last:
        return short_date(span.last)
    first = short_date(span.first, with_year=span.first.year != span.last.year)
    return say("{first} to {last}", first=first, last=short_date(span.last))
