"""How it goes: what is to be done first, then the figures as charts and tables, and the same in words.

Slack takes two charts in a message; where it takes none, or no tables, bot/slack/plainer.py leaves them out.
"""

from dataclasses import replace
from datetime import timedelta

from bot.domain.day_names import month_named
from bot.domain.report import is_calm
from bot.domain.reported import Period, Report, ReportPlace
from bot.domain.saying import figure as number_words
from bot.domain.saying import later, later_count, say, say_count
from bot.views import ids
from bot.views.blocks import actions, button, context, header, option, section, select
from bot.views.figure_words import span_words, uncounted_words
from bot.views.message import Block, Message
from bot.views.report_parts import figures_in_words, parts
from bot.views.report_sentences import sentence_blocks, sentences
from bot.views.segment_words import segment_words
from bot.views.size import cut

PERIODS = {
    Period.WEEK: later("Seven days"),
    Period.MONTH: later("Four weeks"),
    Period.QUARTER: later("Thirteen weeks"),
}

_FOUR_WEEKS = later("Usual is what the four weeks before were like.")
_USUAL = {
    Period.QUARTER: later("Usual is what the thirteen weeks before were like."),
    Period.CALENDAR_MONTH: later("Usual is what the month before was like."),
    Period.CALENDAR_QUARTER: later("Usual is what the quarter before was like."),
}

_WORDS = 300


def report(shown: Report, *, is_public: bool = False) -> Message:
    """All of it. `is_public`: it stands in a channel, where nobody chooses other days."""
    title = say("How it goes: {days}", days=span_words(shown.figures.span))
    top = [header(title), _small_print(shown), *sentence_blocks(shown)]
    buttons = _buttons(shown, is_public=is_public)
    if shown.is_empty:
        nothing = _nothing(shown)
        return Message(f"{title}. {nothing}", [header(title), _small_print(shown), section(nothing), buttons])
    said = sentences(shown.found, shown.currency, is_all=not shown.segment.conditions)
    return Message(" ".join([f"{title}.", *said, *figures_in_words(shown)]), [*top, *parts(shown), buttons])


def _small_print(shown: Report) -> Block:
    """Whom it is of, and what one has to know to read it."""
    figures = shown.figures
    of = say_count(*_of(shown), shown.customers, amount=number_words(shown.customers))
    whom = cut(segment_words(shown.segment, shown.fields), _WORDS)
    said = [say("{of}: {segment}", of=of, segment=whom) if whom else of]
    if figures.uncounted:
        said.append(uncounted_words(figures.uncounted))
    elif shown.has_usual:
        said.append(say(_USUAL.get(shown.place.period, _FOUR_WEEKS)))
    else:
        said.append(say("There is nothing before these days to compare with yet."))
    if shown.is_past and not is_calm(shown.found):
        said.append(say("What is late, waits or may leave is so today."))
    return context(" · ".join(said))


def _nothing(shown: Report) -> str:
    if not shown.customers:
        return say("There is no customer here, so there is nothing to count.")
    if shown.is_past and shown.segment.conditions:
        return say(
            "Nothing was logged in these days with those who are in this list today, so there is nothing to count."
        )
    return say("Nothing was logged in these days, so there is nothing to count.")


def _of(shown: Report) -> tuple[str, str]:
    """How many it is of, which is of today: of days that are over it says so."""
    if shown.is_past:
        return later_count("{amount} customer today", "{amount} customers today")
    return later_count("{amount} customer", "{amount} customers")


def _buttons(shown: Report, *, is_public: bool) -> Block:
    place = shown.place
    how = button(say("How is this counted?"), ids.HOW_COUNTED, place)
    file = button(say("As a file"), ids.EXPORT_REPORT, place)
    if is_public:
        return actions(how, file)
    span = shown.figures.span
    choices = [option(say(words), str(place.of(period))) for period, words in PERIODS.items()]
    if place.period.is_of_calendar:
        choices.insert(0, option(span_words(span), str(place)))
    else:
        month = ReportPlace(Period.CALENDAR_MONTH, place.kept_id, span.last.replace(day=1) - timedelta(days=1))
        choices.append(option(month_named(span.last.replace(day=1) - timedelta(days=1)), str(month)))
    choices.append(option(say("The days before these"), str(place.before(span.last))))
    if place.last:
        choices.append(option(say("Up to today"), str(replace(place, last=None))))
    return actions(select(ids.SHOW_REPORT, choices, str(place)), how, file)
