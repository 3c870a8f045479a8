"""Charts and tables of figures, as Slack draws them, always with the same in words beside them.

Both stand in messages only, and not every Slack takes them: then bot/slack/plainer.py leaves the charts out and says
the tables in paragraphs. Limits: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block and
https://docs.slack.dev/reference/block-kit/blocks/data-table-block.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.domain.saying import say
from bot.views.message import Block
from bot.views.mrkdwn import clip

MOST_CHARTS = 2
"""Slack refuses a third chart in one message, which its reference does not say."""

MOST_SERIES = 6
"""Of a chart, and segments of a pie."""

MOST_CATEGORIES = 20
MOST_ROWS = 100
PAGE = 10
"""Rows of a table that are shown at once, unless said otherwise."""

NOTHING = "–"  # noqa: RUF001  # a dash, as tables have for nothing; Slack takes no empty cell

_TITLE, _LABEL = 50, 20

Cell = str | int | float | None
Series = Mapping[str, Sequence[float]]
"""Name -> a value for each category, in their order."""


def pie(title: str, parts: Mapping[str, float]) -> list[Block]:
    """How a whole is made up; no block where there is nothing. The smallest of too many parts become one."""
    there = sorted(((name, value) for name, value in parts.items() if value > 0), key=lambda one: -one[1])
    if len(there) > MOST_SERIES:
        kept = there[: MOST_SERIES - 1]
        there = [*kept, (say("others"), sum(value for _, value in there[MOST_SERIES - 1 :]))]
    segments = [{"label": _label(name), "value": value} for name, value in there]
    return [_chart(title, {"type": "pie", "segments": segments})] if segments else []


def chart(
    form: Literal["bar", "line", "area"], title: str, categories: Sequence[str], series: Series, *, counted: str = ""
) -> list[Block]:
    """Values over categories, the latest of too many of them; no block where all is 0.

    `counted`: what stands along the values. Series beyond those that Slack takes are added up into one.
    """
    categories = [_label(one) for one in categories[-MOST_CATEGORIES:]]
    drawn = _fewer({name: list(values[-MOST_CATEGORIES:]) for name, values in series.items() if any(values)})
    if not drawn or not categories:
        return []
    axis = {"categories": list(categories), **({"y_label": clip(counted, _TITLE)} if counted else {})}
    data = [
        {
            "name": _label(name),
            "data": [{"label": label, "value": value} for label, value in zip(categories, values, strict=True)],
        }
        for name, values in drawn.items()
    ]
    return [_chart(title, {"type": form, "series": data, "axis_config": axis})]


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[Cell]], *, page_size: int = PAGE) -> list[Block]:
    """Rows under a heading, which Slack sorts and pages; no block where there are none. None is a dash."""
    if not rows:
        return []
    cells = [[text_cell(name) for name in head], *([_cell(one) for one in row] for row in rows[:MOST_ROWS])]
    return [{"type": "data_table", "caption": caption, "page_size": page_size, "rows": cells}]


def text_cell(words: str) -> Block:
    """A cell with words."""
    return {"type": "raw_text", "text": words or NOTHING}


def number_cell(value: float, words: str) -> Block:
    """A cell that is sorted by a value and says it in words."""
    return {"type": "raw_number", "value": value, "text": words}


def _cell(value: Cell) -> Block:
    if value is None or isinstance(value, str):
        return text_cell(value or "")
    return number_cell(value, str(value))


def _fewer(series: dict[str, list[float]]) -> dict[str, list[float]]:
    """At most as many as Slack takes: the largest, and the others added up."""
    if len(series) <= MOST_SERIES:
        return series
    largest = sorted(series, key=lambda name: -sum(series[name]))
    kept, others = largest[: MOST_SERIES - 1], largest[MOST_SERIES - 1 :]
    together = [sum(values) for values in zip(*(series[name] for name in others), strict=True)]
    return {**{name: series[name] for name in series if name in kept}, say("others"): together}


def _chart(title: str, drawn: Block) -> Block:
    return {"type": "data_visualization", "title": clip(title, _TITLE), "chart": drawn}


def _label(words: str) -> str:
    return clip(words or NOTHING, _LABEL)
