"""The limits of tables and charts: https://docs.slack.dev/reference/block-kit/blocks."""

from bot.sandbox.rules.checks import Check, Value
from bot.sandbox.world.state import Json

_ROWS = 101  # 100 and the header
_COLUMNS = 20
_TABLE_TEXT = 10_000
_SEGMENTS = 20
_SERIES = 12
_CATEGORIES = 20
_LABEL = 20
_TITLE = 50


def table(check: Check, path: str, block: Json) -> None:
    """A table: rows of `raw_text` or `rich_text` cells."""
    _rows(check, path, block["rows"], ("raw_text", "rich_text", "raw_number"))


def data_table(check: Check, path: str, block: Json) -> None:
    """A data table: needs a caption; may be paged."""
    check.length(f"{path}/caption", block["caption"], 2000)
    check.number(f"{path}/page_size", block.get("page_size"), 1, 100)
    _rows(check, path, block["rows"], ("raw_text", "raw_number", "rich_text"))


def chart(check: Check, path: str, block: Json) -> None:
    """A chart: pie with segments, or bar, line, area with series over categories."""
    title = block["title"]
    if isinstance(title, dict):
        check.text(f"{path}/title", title, _TITLE, plain=True)
    else:
        check.length(f"{path}/title", title, _TITLE)
    given = block["chart"]
    if not isinstance(given, dict):
        check.wrong(f"{path}/chart", "must be a chart")
        return
    check.among(f"{path}/chart/type", given.get("type", ""), ("pie", "bar", "line", "area"))
    if given.get("type") == "pie":
        _segments(check, f"{path}/chart/segments", given.get("segments"))
    else:
        _series(check, f"{path}/chart", given)


def _rows(check: Check, path: str, rows: Value, cells: tuple[str, ...]) -> None:
    if not isinstance(rows, list) or not 1 <= len(rows) <= _ROWS:
        check.wrong(f"{path}/rows", f"must be an array of 1 to {_ROWS} rows")
        return
    characters = 0
    for i, row in enumerate(rows):
        for j, cell in enumerate(check.items(f"{path}/rows/{i}", row, _COLUMNS)):
            check.among(f"{path}/rows/{i}/{j}/type", cell.get("type", ""), cells)
            characters += len(str(cell.get("text", cell.get("value", ""))))
    if characters > _TABLE_TEXT:
        check.wrong(f"{path}/rows", f"must be less than {_TABLE_TEXT + 1} characters in all")


def _segments(check: Check, path: str, segments: Value) -> None:
    for i, segment in enumerate(check.items(path, segments, _SEGMENTS)):
        check.length(f"{path}/{i}/label", segment.get("label", ""), _LABEL)
        _figure(check, f"{path}/{i}/value", segment.get("value"))


def _series(check: Check, path: str, given: Json) -> None:
    """Every series has one value for every category."""
    axis = given.get("axis_config") or {}
    categories = given.get("categories") or axis.get("categories") or []
    if not isinstance(categories, list) or not 1 <= len(categories) <= _CATEGORIES:
        check.wrong(f"{path}/categories", f"must be 1 to {_CATEGORIES} categories")
        return
    for i, label in enumerate(categories):
        check.length(f"{path}/categories/{i}", label, _LABEL)
    for i, series in enumerate(check.items(f"{path}/series", given.get("series"), _SERIES)):
        check.length(f"{path}/series/{i}/name", series.get("name", ""), _LABEL)
        values = series.get("data") or series.get("values") or []
        if len(values) != len(categories):
            check.wrong(f"{path}/series/{i}", "must have one value for every category")


def _figure(check: Check, path: str, value: Value) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        check.wrong(path, "must be a number")
