"""How each figure of a report is counted: what it says, how, of how many, and what counts as more than chance."""

from bot.domain.figures import Figure
from bot.domain.noise import CHANCE, PERHAPS
from bot.domain.reported import Report, is_handful
from bot.domain.saying import say
from bot.views.blocks import context, modal, section
from bot.views.charts import NOTHING
from bot.views.figure_words import measured_words, of_how_many, span_words, usual_words
from bot.views.message import Block, View
from bot.views.report_parts import shown_figures


def how_counted(shown: Report) -> View:
    """A page with each figure that the report shows."""
    return modal(
        "",
        say("How this is counted"),
        [*_terms(shown), *(_definition(shown, one) for one in shown_figures(shown)), _tables(shown)],
    )


def _terms(shown: Report) -> list[Block]:
    hours, span = shown.working_hours, shown.figures.span
    working = say(
        "Days are those of {zone}; working hours are {start} to {end} on the team's working days.",
        zone=hours.zone,
        start=f"{hours.start:%H:%M}",
        end=f"{hours.end:%H:%M}",
    )
    usual = say(
        "These days are {days}. Usual is what {before} was like; numbers of things are scaled to as many days.",
        days=span_words(span),
        before=span_words(shown.figures.usual_span),
    )
    chance = say(
        "A figure is called better or worse only where chance alone would move it so far in less than {percent} of 100 "
        "cases, and perhaps better or worse in less than {perhaps}. “May be chance” is not “as usual”: it cannot be "
        "told. Of few things the span in brackets holds the true value in 95 of 100.",
        percent=round(100 * CHANCE),
        perhaps=round(100 * PERHAPS),
    )
    season = say(
        "Where a year of history is there, a figure that moved so in the same weeks of the year before is said to be "
        "“perhaps the season”."
    )
    small = say("Parts with fewer than three customers behind them are not shown to members, and nobody is ranked.")
    return [section(f"{working} {usual}"), section(f"{chance} {season}"), context(small)]


def _tables(shown: Report) -> Block:
    """How what is broken down is counted, of the tables that the report can have."""
    said = [
        say("*Channels*: every touchpoint by how it was made. How they sounded is of those that could be scored."),
        say("*What complaints were about*: as somebody chose when it was logged or put right; each counts once."),
    ]
    if shown.for_leads:
        said.append(
            say("*Why customers were lost*: all who were lost in these days, by the reason that was given then.")
        )
    if shown.place.period.is_of_quarter:
        said.append(
            say("*Customers by month*: those there were when a month began, and how many of these it lost (churn).")
        )
    if shown.place.period.is_of_quarter and shown.for_leads:
        said += [
            say("*How many stayed*: of those who came in one month, how many were left so many months after it."),
            say(
                "*Lifetime value by renewals*: the average of what was typed, of customers who are not lost, by how "
                "many of their renewals are done."
            ),
        ]
    return section("\n".join(said))


def _definition(shown: Report, figure: Figure) -> Block:
    now = shown.figures.now[figure.key]
    value = measured_words(figure, shown.figures, shown.currency)
    usual = usual_words(figure, shown.figures, shown.currency, has_usual=shown.has_usual)
    counted = [
        value,
        say("usually {usual}", usual=usual) if usual != NOTHING else "",
        "" if is_handful(figure, shown.figures) else of_how_many(figure, now),
    ]
    return section(f"*{say(figure.name)}* {', '.join(filter(None, counted))}\n{say(figure.means)} {say(figure.how)}")
