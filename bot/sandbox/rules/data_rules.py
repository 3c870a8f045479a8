"""The limits of tables and charts: https://docs.slack.dev/reference/block-kit/blocks."""

from collections.abc import Sequence
from math import isfinite

from bot.sandbox.rules.checks import Check, Value
from bot.sandbox.world.state import Json

CHARTS = 2
"""Charts in a message. Slack says so only in its refusal: https://github.com/vercel/chat/pull/696."""

_COLUMNS = 20
_TABLE_ROWS, _TABLE_TEXT = 101, 10_000
_DATA_ROWS, _DATA_TEXT = (
    201,
    20_000,
)  # https://docs.slack.dev/reference/block-kit/blocks/data-table-block, since August 2026
_SEGMENTS = _SERIES = 12
_CATEGORIES = 20
_LABEL = 20
_TITLE = 50  # of a chart and of its axes


def table(check: Check, path: str, block: Json) -> None:
    """A table: rows of `raw_text` or `rich_text` cells."""
    _rows(check, path, block["rows"], _TABLE_ROWS, 1)
    _characters(check, f"{path}/rows", [block], _TABLE_TEXT)


def data_table(check: Check, path: str, block: Json) -> None:
    """A data table: a caption, a header in plain words, rows as long as it; may be paged."""
    check.length(f"{path}/caption", block["caption"], 2000)
    check.number(f"{path}/page_size", block.get("page_size"), 1, 100)
    check.number(f"{path}/row_header_column_index", block.get("row_header_column_index"), 0, _COLUMNS - 1)
    rows = _rows(check, path, block["rows"], _DATA_ROWS, 2)
    if rows and any(cell.get("type") == "rich_text" for cell in rows[0]):
        check.wrong(f"{path}/rows/0", "rich_text cannot be used for header cells")
    if len({len(row) for row in rows}) > 1:
        check.wrong(f"{path}/rows", "all rows must have the same number of cells")


def chart(check: Check, path: str, block: Json) -> None:
    """A chart: pie with segments, or bar, line, area with series over categories."""
    check.length(f"{path}/title", block["title"], _TITLE)
    given, path = block["chart"], f"{path}/chart"
    if not isinstance(given, dict):
        check.wrong(path, "must be a chart")
        return
    check.among(f"{path}/type", given.get("type", ""), ("pie", "bar", "line", "area"))
    if given.get("type") == "pie":
        if check.fields(path, given, frozenset({"type", "segments"}), frozenset()):
            _segments(check, f"{path}/segments", given["segments"])
    elif check.fields(path, given, frozenset({"type", "series", "axis_config"}), frozenset()):
        _series(check, path, given)


def in_all(check: Check, path: str, blocks: Sequence[Json]) -> None:
    """What a message may hold of them in all its blocks."""
    if sum(block.get("type") == "data_visualization" for block in blocks) > CHARTS:
        check.wrong(path, f"no more than {CHARTS} data_visualization blocks allowed")
    _characters(check, path, [block for block in blocks if block.get("type") == "data_table"], _DATA_TEXT)


def _rows(check: Check, path: str, rows: Value, most: int, least: int) -> Sequence[Sequence[Json]]:
    if not isinstance(rows, list) or not least <= len(rows) <= most:
        check.wrong(f"{path}/rows", f"must be an array of {least} to {most} rows")
        return []
    looked = [check.items(f"{path}/rows/{i}", row, _COLUMNS) for i, row in enumerate(rows)]
    for i, row in enumerate(looked):
        for j, cell in enumerate(row):
            _cell(check, f"{path}/rows/{i}/{j}", cell)
    return looked


def _cell(check: Check, path: str, cell: Json) -> None:
    """Words, of which there must be some, a number, or rich text."""
    check.among(f"{path}/type", cell.get("type", ""), ("raw_text", "raw_number", "rich_text"))
    if cell.get("type") == "raw_text":
        check.length(f"{path}/text", cell.get("text", ""), _DATA_TEXT)
    elif cell.get("type") == "raw_number":
        _figure(check, f"{path}/value", cell.get("value"))


def _characters(check: Check, path: str, tables: Sequence[Json], most: int) -> None:
    """Of all cells together. What are no rows is told elsewhere."""
    rows = [row for block in tables if isinstance(block.get("rows"), list) for row in block["rows"]]
    cells = [cell for row in rows if isinstance(row, list) for cell in row if isinstance(cell, dict)]
    if sum(len(str(cell.get("text", cell.get("value", "")))) for cell in cells) > most:
        check.wrong(path, f"must be less than {most + 1} characters in all table cells")


def _segments(check: Check, path: str, segments: Value) -> None:
    for i, segment in enumerate(check.items(path, segments, _SEGMENTS)):
        if check.fields(f"{path}/{i}", segment, frozenset({"label", "value"}), frozenset()):
            check.length(f"{path}/{i}/label", segment["label"], _LABEL)
            if _figure(check, f"{path}/{i}/value", segment["value"]) and segment["value"] <= 0:
                check.wrong(f"{path}/{i}/value", "must be more than 0")


def _series(check: Check, path: str, given: Json) -> None:
    """Series with names of their own; each has one value for every category."""
    categories = _axis(check, f"{path}/axis_config", given["axis_config"])
    listed = check.items(f"{path}/series", given["series"], _SERIES)
    for i, series in enumerate(listed):
        place = f"{path}/series/{i}"
        if check.fields(place, series, frozenset({"name", "data"}), frozenset()):
            check.length(f"{place}/name", series["name"], _LABEL)
            _points(check, f"{place}/data", series["data"], categories)
    _unlike(check, f"{path}/series", [series.get("name") for series in listed], "series names must be unique")


def _axis(check: Check, path: str, axis: Value) -> list[Value]:
    """Its categories."""
    if not isinstance(axis, dict):
        check.wrong(path, "must be an axis config")
        return []
    check.fields(path, axis, frozenset({"categories"}), frozenset({"x_label", "y_label"}))
    for name in ("x_label", "y_label"):
        check.length(f"{path}/{name}", axis.get(name), _TITLE)
    categories = axis.get("categories")
    if not isinstance(categories, list) or not 1 <= len(categories) <= _CATEGORIES:
        check.wrong(f"{path}/categories", f"must be 1 to {_CATEGORIES} categories")
        return []
    for i, label in enumerate(categories):
        check.length(f"{path}/categories/{i}", label, _LABEL)
    _unlike(check, f"{path}/categories", categories, "categories must be unique")
    return categories


def _points(check: Check, path: str, data: Value, categories: list[Value]) -> None:
    points = check.items(path, data, _CATEGORIES)
    for i, point in enumerate(points):
        if check.fields(f"{path}/{i}", point, frozenset({"label", "value"}), frozenset()):
            check.length(f"{path}/{i}/label", point["label"], _LABEL)
            _figure(check, f"{path}/{i}/value", point["value"])
    labels = [str(point.get("label")) for point in points]
    if sorted(labels) != sorted(map(str, categories)):
        check.wrong(path, "must have one value for every category")


def _unlike(check: Check, path: str, names: Sequence[Value], words: str) -> None:
    if len(set(map(str, names))) < len(names):
        check.wrong(path, words)


def _figure(check: Check, path: str, value: Value) -> bool:
    """Whether it is a number that there is."""
    is_one = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    if not is_one:
        check.wrong(path, "must be a number")
    return is_one
