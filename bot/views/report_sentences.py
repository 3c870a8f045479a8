"""The sentences with which a report begins, each with the button that leads to what it tells of."""

from collections.abc import Mapping, Sequence

from bot.domain.behind import LISTED, Behind
from bot.domain.figures import BY_KEY
from bot.domain.listing import Listing
from bot.domain.report import Finding, Matter, is_calm
from bot.domain.reported import Report
from bot.domain.saying import figure as number_words
from bot.domain.saying import later, later_count, say, say_count
from bot.views import ids
from bot.views.blocks import button, section
from bot.views.figure_words import value_words
from bot.views.message import Block
from bot.views.mrkdwn import inert
from bot.views.themes import BESIDE

_WORD = 60
"""So many letters of a category are shown."""

_LISTS: Mapping[Matter, str] = {matter: name for name, matter in LISTED.items()}
"""The list of follow-ups that a sentence's button opens."""

_ICONS: Mapping[Matter, str] = {
    Matter.LATE_UNCLAIMED: ":rotating_light:",
    Matter.LATE: ":hourglass:",
    Matter.LEAVING: ":warning:",
    Matter.BROKEN: ":broken_heart:",
    Matter.WORSE: ":chart_with_downwards_trend:",
    Matter.ABOUT: ":speech_balloon:",
    Matter.UNHEARD: ":ear:",
    Matter.UNCLAIMED: ":raising_hand:",
    Matter.OVERDUE: ":alarm_clock:",
    Matter.QUIET: ":zzz:",
    Matter.BETTER: ":chart_with_upwards_trend:",
}

_COUNTED: Mapping[Matter, tuple[str, str]] = {
    Matter.LATE_UNCLAIMED: later_count(
        "1 complaint that nobody has claimed is past its deadline.",
        "{amount} complaints that nobody has claimed are past their deadline.",
    ),
    Matter.LATE: later_count(
        "1 complaint is past its deadline, although somebody has it.",
        "{amount} complaints are past their deadline, although somebody has them.",
    ),
    Matter.LEAVING: later_count("1 customer may leave us.", "{amount} customers may leave us."),
    Matter.BROKEN: later_count(
        "1 promise to a customer was broken in these days.", "{amount} promises to customers were broken in these days."
    ),
    Matter.UNHEARD: later_count(
        "1 negative message of the watched channels waits for somebody to decide about it.",
        "{amount} negative messages of the watched channels wait for somebody to decide about them.",
    ),
    Matter.UNCLAIMED: later_count("1 follow-up belongs to nobody yet.", "{amount} follow-ups belong to nobody yet."),
    Matter.OVERDUE: later_count("1 follow-up is overdue.", "{amount} follow-ups are overdue."),
    Matter.QUIET: later_count(
        "1 customer has not heard from us for longer than agreed.",
        "{amount} customers have not heard from us for longer than agreed.",
    ),
}

_ABOUT_ALL: Mapping[Matter, tuple[str, str]] = {
    Matter.LATE_UNCLAIMED: later_count(
        "1 complaint about {category} that nobody has claimed is past its deadline.",
        "{amount} complaints that nobody has claimed are past their deadline, all about {category}.",
    ),
    Matter.LATE: later_count(
        "1 complaint about {category} is past its deadline, although somebody has it.",
        "{amount} complaints are past their deadline, although somebody has them, all about {category}.",
    ),
}

_ABOUT_MOST: Mapping[Matter, str] = {
    Matter.LATE_UNCLAIMED: later(
        "{amount} complaints that nobody has claimed are past their deadline, most about {category}."
    ),
    Matter.LATE: later(
        "{amount} complaints are past their deadline, although somebody has them, most about {category}."
    ),
    Matter.ABOUT: later("{amount} complaints were about {category}, more than about anything else."),
}

_MOVED = {
    Matter.WORSE: later("Worse than usual: {name}, {now} where {before} is usual."),
    Matter.BETTER: later("Better than usual: {name}, {now} where {before} is usual."),
}

_PERHAPS_WORSE = later("Perhaps worse than usual: {name}, {now} where {before} is usual.")

_SEASON = later("Perhaps the season, as it was so a year ago: {name}, {now} where {before} is usual.")

CALM = later("A calm time: nothing is late, nothing waits, and no figure is worse than usual.")


def sentences(found: Sequence[Finding], currency: str, *, is_all: bool = True) -> list[str]:
    """Each in words, the worst first; where nothing is to be done, that first. `is_all`: it is of every customer."""
    said = [_sentence(one, currency) for one in found]
    return [say(CALM), *said] if is_calm(found) and is_all else said


def sentence_blocks(shown: Report) -> list[Block]:
    """The same as blocks, each with the button to what it tells of."""
    is_all = not shown.segment.conditions
    calm = [section(f":sunny: {say(CALM)}")] if is_calm(shown.found) and is_all else []
    behind = Behind(shown.figures.span, shown.place.kept_id)
    said = ((one, f"{_ICONS[one.matter]} {_sentence(one, shown.currency)}") for one in shown.found)
    return [*calm, *(section(words, _leads_to(one, behind)) for one, words in said)]


def _sentence(finding: Finding, currency: str) -> str:
    if moved := finding.moved:
        figure = BY_KEY[moved.figure]
        now, before = (value_words(figure, value, currency) for value in (moved.now, moved.before))
        words = _MOVED[finding.matter] if moved.is_sure else _SEASON if moved.is_season else _PERHAPS_WORSE
        return say(words, name=say(figure.name), now=now, before=before)
    amount, category = number_words(finding.number), inert(finding.shared, _WORD)
    if finding.by_all:
        return say_count(*_ABOUT_ALL[finding.matter], finding.number, amount=amount, category=category)
    if finding.shared:
        return say(_ABOUT_MOST[finding.matter], amount=amount, category=category)
    return say_count(*_COUNTED[finding.matter], finding.number, amount=amount)


def _leads_to(finding: Finding, behind: Behind) -> Block | None:
    if name := _LISTS.get(finding.matter):
        return button(say("Show"), ids.SHOW_PAGE, Listing(name, str(behind), page=1))
    if finding.matter in {Matter.QUIET, Matter.LEAVING}:
        return button(say("Show"), ids.SHOW_OF_REPORT, f"{finding.matter}:{behind.kept_id}")
    if finding.matter is Matter.ABOUT:
        return button(say("Themes"), ids.SHOW_THEMES, BESIDE)
    if finding.matter is Matter.UNHEARD:
        return button(say("Watched channels"), ids.OPEN_WATCHED)
    return None
