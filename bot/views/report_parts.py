"""The charts and tables of a report, each with the same in words."""

from collections.abc import Iterable, Sequence

from bot.domain.day_names import month_named, short_date
from bot.domain.figures import FIGURES, Cohort, Day, Figure
from bot.domain.reported import OTHERS, Report, is_first, steps, told_categories, told_channels, usual_value
from bot.domain.saying import figure as number_words
from bot.domain.saying import later, listed, say, say_count
from bot.domain.theme import STANDINGS, Weighed
from bot.views.blocks import context, header, section
from bot.views.charts import NOTHING, Cell, chart, table
from bot.views.counters import counted_answers
from bot.views.figure_words import channel_words, compared_words, measured_words, renewed_words, usual_words
from bot.views.message import Block
from bot.views.money import money
from bot.views.mrkdwn import inert

_WORD, _MOST_WORDS = 40, 12

_MONTHS = 6
"""So many months are shown."""

_COHORTS = 12
"""So many months in which customers came."""

_AFTER = (1, 3, 6, 9)
"""After so many months it is told who stayed."""


def parts(shown: Report) -> list[Block]:
    """All of them, where there is something in them."""
    return [*_figures(shown), *_moods(shown), *_channels(shown), *_complaints(shown), *_stays(shown)]


def shown_figures(shown: Report) -> list[Figure]:
    """Those of which there is something to say, now or usually."""
    figures, has_usual = shown.figures, shown.has_usual
    return [
        one
        for one in FIGURES
        if figures.now[one.key].value is not None or (has_usual and usual_value(one, figures) is not None)
    ]


def figures_in_words(shown: Report) -> list[str]:
    """A sentence for each figure."""
    said = []
    for name, now, usual, compared in figure_rows(shown):
        if usual == NOTHING:
            said.append(say("{name}: {now}.", name=name, now=now))
        else:
            sentence = later("{name}: {now}, usually {usual} ({compared}).")
            said.append(say(sentence, name=name, now=now, compared=compared, usual=usual))
    return [*said, *_at_counter(shown)]


def figure_rows(shown: Report) -> list[tuple[str, str, str, str]]:
    """Of each figure for the first look its name, its value, what is usual, and how they compare."""
    figures, currency, has_usual = shown.figures, shown.currency, shown.has_usual
    return [
        (
            say(one.name),
            measured_words(one, figures, currency),
            usual_words(one, figures, currency, has_usual=has_usual),
            compared_words(one, figures, has_usual=has_usual),
        )
        for one in shown_figures(shown)
        if is_first(one, figures)
    ]


def _figures(shown: Report) -> list[Block]:
    rows = figure_rows(shown)
    head = [say("Figure"), say("Now"), say("Usual"), say("Compared")]
    drawn = table(say("Figures, with what is usual"), head, rows, page_size=len(rows) or 1)
    others = len(shown_figures(shown)) - len(rows)
    more = say_count(
        "One more figure is behind “How is this counted?”.",
        "{number} more figures are behind “How is this counted?”.",
        others,
    )
    beside = [context(" ".join([*at_counter, _why_beside()]))] if (at_counter := _at_counter(shown)) else []
    return [*drawn, *beside, *([context(more)] if others else [])]


def _at_counter(shown: Report) -> list[str]:
    """What was answered by nobody known, beside the CSAT and NPS of customers."""
    return [
        say("At the counter, besides: {answers}.", answers=counted_answers(scale, one))
        for scale, one in shown.at_counter.items()
    ]


def _why_beside() -> str:
    return say("Anybody can answer there, and more than once, so CSAT and NPS are of customers who were asked, alone.")


def _moods(shown: Report) -> list[Block]:
    """How contacts sounded, over time."""
    days = steps(shown.figures)
    labels = [short_date(one.on, with_year=False) for one in days]
    drawn = chart("bar", say("How contacts sounded"), labels, _by_mood(days), counted=say("contacts"))
    if not drawn:
        return []
    return [*drawn, context(_mood_words(days))]


def _mood_words(days: Sequence[Day]) -> str:
    positive, neutral, negative, touches = (
        sum(getattr(one, name) for one in days) for name in ("positive", "neutral", "negative", "touches")
    )
    said = say(
        "In words: {positive} sounded positive, {neutral} neutral, {negative} negative.",
        positive=number_words(positive),
        neutral=number_words(neutral),
        negative=number_words(negative),
    )
    if unscored := touches - positive - neutral - negative:
        return f"{said} {say('Of {number} it is not known.', number=number_words(unscored))}"
    return said


def _by_mood(rows: Sequence[Day]) -> dict[str, list[float]]:
    return {
        say("positive"): [one.positive for one in rows],
        say("neutral"): [one.neutral for one in rows],
        say("negative"): [one.negative for one in rows],
    }


def _channels(shown: Report) -> list[Block]:
    """Channels compared."""
    rows = told_channels(shown)
    cells: list[list[Cell]] = [
        [channel_words(one.channel), one.touches, _part(one.positive, one.scored), _part(one.negative, one.scored)]
        for one in rows
    ]
    head = [say("Channel"), say("Contacts"), say("Positive"), say("Negative")]
    names = [channel_words(one.channel) for one in rows]
    drawn = chart(
        "bar",
        say("Contacts by channel"),
        names,
        {say("contacts"): [one.touches for one in rows]},
        counted=say("contacts"),
    )
    words = _in_words((channel_words(one.channel), one.touches) for one in rows)
    caption = say("Contacts by channel, and how they sounded")
    return [*drawn, context(words), *table(caption, head, cells)] if rows else []


def _complaints(shown: Report) -> list[Block]:
    """What complaints were about; and why they came about, to leads."""
    about, why = _words(told_categories(shown)), _words(shown.figures.causes if shown.for_leads else ())
    head = [say("About"), say("Complaints")]
    found = table(say("What complaints were about"), head, [list(row) for row in about])
    causes = table(say("Why they came about"), [say("Cause"), say("Complaints")], [list(row) for row in why])
    themes = [section(_themes(shown.themes, is_past=shown.is_past))] if shown.themes else []
    drawn = [*themes, *found, *causes]
    return [header(say("Complaints")), *drawn] if drawn else []


def _themes(weighed: Sequence[Weighed], *, is_past: bool) -> str:
    """Such as "Themes: Late deliveries (4 customers, being mended). All of them: `/rapport themes`."."""
    told = [
        say(
            "{name} ({customers}, {standing})",
            name=inert(one.theme.name, _WORD),
            customers=say_count("{number} customer", "{number} customers", one.weight.customers),
            standing=say(STANDINGS[one.theme.standing]),
        )
        for one in weighed
    ]
    if is_past:
        return say("Themes as they stand today: {told}. All of them: `/rapport themes`.", told=listed(told))
    return say("Themes: {told}. All of them: `/rapport themes`.", told=listed(told))


def _stays(shown: Report) -> list[Block]:
    """Who came, stayed and went."""
    told = [*_lost(shown), *(_months(shown) if shown.place.period.is_of_quarter else [])]
    return [header(say("Who stays")), *told] if told else []


def _lost(shown: Report) -> list[Block]:
    """Why customers were lost, to leads."""
    rows: list[list[Cell]] = [
        [_named(word), number] for word, number in (shown.figures.reasons if shown.for_leads else ())
    ]
    return table(say("Why customers were lost"), [say("Reason"), say("Customers")], rows)


def _months(shown: Report) -> list[Block]:
    """Who came, stayed and went, month by month."""
    rows: list[list[Cell]] = [
        [month_named(one.began), one.at_start, one.new, one.lost, _part(one.lost, one.at_start)]
        for one in shown.figures.months[-_MONTHS:]
    ]
    head = [say("Month"), say("At its beginning"), say("New"), say("Lost"), say("Churn")]
    drawn = table(say("Customers by month"), head, rows)
    return [*drawn, *_cohorts(shown), *_renewed(shown)] if drawn else []


def _cohorts(shown: Report) -> list[Block]:
    """How many stayed of those who became customers in one month; to leads, as such a month may have been one's."""
    rows: list[list[Cell]] = [
        [month_named(one.began), one.customers, *(_stayed(one, month) for month in _AFTER)]
        for one in shown.figures.cohorts[-_COHORTS:]
    ]
    head = [
        say("Customers since"),
        say("Customers"),
        *(say_count("After {number} month", "After {number} months", month) for month in _AFTER),
    ]
    return table(say("How many stayed, by when they came"), head, rows, page_size=_COHORTS) if shown.for_leads else []


def _stayed(cohort: Cohort, month: int) -> str | None:
    return _part(cohort.left[month], cohort.customers) if month < len(cohort.left) else None


def _renewed(shown: Report) -> list[Block]:
    """What customers are worth by how often they renewed, to leads."""
    rows: list[list[Cell]] = [
        [
            renewed_words(one),
            one.customers,
            money(round(one.value / one.valued), shown.currency) if one.valued else None,
        ]
        for one in shown.figures.renewed
    ]
    head = [say("Renewed"), say("Customers"), say("Lifetime value")]
    return table(say("Lifetime value by renewals"), head, rows) if shown.for_leads else []


def _part(part: int, whole: int) -> str | None:
    return say("{number}%", number=round(100 * part / whole)) if whole else None


def _words(counted: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """By what was said; nothing where that is nothing at all."""
    return [(_named(word), number) for word, number in counted] if any(word for word, _ in counted) else []


def _named(word: str) -> str:
    """A category or cause, as the team wrote it."""
    if word == OTHERS:
        return say(word)
    return word[:_WORD] or say("not said")


def _in_words(counted: Iterable[tuple[str, int]]) -> str:
    """Such as "In words: phone 14, email 3 and others 2."."""
    said = [f"{inert(name, _WORD)} {number_words(number)}" for name, number in counted]
    return say("In words: {said}.", said=listed(said[:_MOST_WORDS]))
