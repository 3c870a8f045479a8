"""A report as a CSV file: a row for each number, so that a spreadsheet can turn it as it likes (docs/report.md)."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO

from bot.domain.customer_columns import disarmed
from bot.domain.figures import FIGURES, Figures
from bot.domain.measure import Measured, mean, share
from bot.domain.reported import Period, Report, told_categories, told_channels, usual_value
from bot.domain.saying import later, say, say_count
from bot.domain.span import Span
from bot.views.blocks import context, section
from bot.views.customer_file import MARK
from bot.views.figure_words import channel_words, renewed_words, span_words, uncounted_words
from bot.views.message import File, FileMessage, Message
from bot.views.segment_words import segment_words
from bot.views.size import cut

HEADINGS = ("from", "to", "about", "what", "name", "value", "unit", "of", "low", "high", "usual")
"""Days are both included; `about` is figure, channel, positive, negative (of a channel), category, cause, lost,
month, cohort or renewals; `what` is the key, or the team's own
word; `of` is how many things a value is of; `low` and `high` are its interval at 95%; `usual` stands in
the rows of all days together."""

WITHOUT_SCOPE = later(
    "Your file is ready, but this app may not upload files. An admin can give it the permission `files:write` (update "
    "the app from Rapport's manifest and reinstall it), then ask again."
)

_WORDS = 300

Cell = str | int | float | None


def report_on_its_way() -> Message:
    """It is being written."""
    text = say("The figures come as a file to our direct message in a moment.")
    return Message(text, [section(f":outbox_tray: {text}"), context(say("Only you get it; the audit log says so."))])


def report_file(shown: Report, weeks: Iterable[Figures], at: datetime, key: str) -> FileMessage:
    """The file. `weeks`: the figures of each of its weeks; `key` tells its name from every other."""
    content = (MARK + "".join(map(_line, _rows(shown, weeks)))).encode()
    name = f"report-{at:%Y-%m-%d}-{key}.csv"
    whom = cut(segment_words(shown.segment, shown.fields), _WORDS) or say("everybody")
    text = say(
        "The figures of {days}, {whom}. Each row is one number; the first rows are of all days together.",
        days=span_words(shown.figures.span),
        whom=whom,
    )
    uncounted = shown.figures.uncounted
    text = f"{text} {uncounted_words(uncounted)}" if uncounted else text
    return FileMessage(text, [], File(name, say("Report"), content), say(WITHOUT_SCOPE))


def _rows(shown: Report, weeks: Iterable[Figures]) -> Iterator[Sequence[Cell]]:
    yield HEADINGS
    yield from _of_figures(shown.figures, has_usual=shown.has_usual)
    span = shown.figures.span
    for channel in told_channels(shown):
        name = channel_words(channel.channel)
        yield _counted(span, "channel", channel.channel, name, channel.touches)
        yield _share(span, "positive", channel.channel, name, share(channel.positive, channel.scored))
        yield _share(span, "negative", channel.channel, name, share(channel.negative, channel.scored))
    for word, number in told_categories(shown):
        yield _counted(span, "category", word, word, number)
    for word, number in shown.figures.causes if shown.for_leads else ():
        yield _counted(span, "cause", word, word, number)
    for word, number in shown.figures.reasons if shown.for_leads else ():
        yield _counted(span, "lost", word, word, number)
    yield from _who_stays(shown)
    for week in weeks:
        yield from _of_figures(week)


def _of_figures(figures: Figures, *, has_usual: bool = False) -> Iterator[Sequence[Cell]]:
    for one in FIGURES:
        now = figures.now[one.key]
        yield (
            *_days(figures.span),
            *("figure", one.key, say(one.name)),
            *(_round(now.value), one.unit, now.number, _round(now.low), _round(now.high)),
            _round(usual_value(one, figures)) if has_usual else None,
        )


def _counted(span: Span, about: str, what: str, name: str, number: int) -> Sequence[Cell]:
    return (*_days(span), about, what, name, number, "number", number, None, None, None)


def _share(span: Span, about: str, what: str, name: str, part: Measured) -> Sequence[Cell]:
    values = _round(part.value), "percent", part.number, _round(part.low), _round(part.high)
    return (*_days(span), about, what, name, *values, None)


def _who_stays(shown: Report) -> Iterator[Sequence[Cell]]:
    """Month by month, and to leads by when customers came and how often they renewed; each is of its own days."""
    for month in shown.figures.months:
        days = _month(month.began)
        yield _counted(days, "month", "at_start", say("At its beginning"), month.at_start)
        yield _counted(days, "month", "new", say("New"), month.new)
        yield _counted(days, "month", "lost", say("Lost"), month.lost)
        yield _share(days, "month", "churn", say("Churn"), share(month.lost, month.at_start))
    if not shown.for_leads:
        return
    for cohort in shown.figures.cohorts:
        for months, left in enumerate(cohort.left):
            name = say_count("After {number} month", "After {number} months", months)
            yield _share(_month(cohort.began), "cohort", str(months), name, share(left, cohort.customers))
    for one in shown.figures.renewed:
        worth = mean(one.value, one.valued)
        values = _round(worth.value), "money", worth.number, None, None, None
        yield (*_days(shown.figures.span), "renewals", str(one.times), renewed_words(one), *values)


def _month(first: date) -> Span:
    return Span(first, Period.CALENDAR_MONTH.ends(first))


def _days(span: Span) -> tuple[str, str]:
    return span.first.isoformat(), span.last.isoformat()


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _line(row: Sequence[Cell]) -> str:
    written = StringIO()
    csv.writer(written).writerow([disarmed(cell) if isinstance(cell, str) else cell for cell in row])
    return written.getvalue()
