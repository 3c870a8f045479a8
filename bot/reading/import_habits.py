"""How a customer file writes its days, amounts and names, where its columns tell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.reading.amounts import decimal_sign_of_column
from bot.reading.csv_file import Row
from bot.reading.empty_cells import said_in
from bot.reading.import_columns import Columns
from bot.reading.notes import Note
from bot.reading.written_dates import DateOrder, has_two_readings, order_of_column

LAST_FIRST = re.compile(
    r"[^,]*[^\W\d_][^,]*, *(?!(?:jr|sr|ii|iii|iv|md|phd|inc|ltd|llc|gmbh|sa|co)\b)[^\W\d_][^,]*", re.IGNORECASE
)
"""Smith, John; but not Sammy Davis, Jr. nor Acme, Inc."""


@dataclass(frozen=True)
class Habits:
    """How a file writes: option -> what 03/04 means in its column; the sign before cents. "": it does not tell.

    `is_last_first`: most names are written "Smith, John".
    """

    orders: Mapping[str, DateOrder]
    decimal: str
    is_last_first: bool = False


def read_habits(columns: Columns, rows: Iterable[Row | Note]) -> tuple[Habits, dict[str, str]]:
    """How the file writes days and amounts, where its columns tell: one pass over its rows.

    And by column of days that does not say it a cell with two readings (with dots the day is first everywhere).
    """
    told = {one: Distinct() for one in (*columns.days, "value") if one in columns.holds}
    names = turned = 0
    of_names = columns.holds.get("name", ())
    for row in rows:
        if isinstance(row, Note):
            continue
        for one, seen in told.items():
            for words in list(said_in(row.cells, columns.holds[one], one, is_exact=columns.is_exact).values())[:1]:
                seen.add(words)
        for at in of_names[:1]:
            cell = row.cells[at].strip() if at < len(row.cells) else ""
            names += bool(cell)
            turned += "," in cell and bool(LAST_FIRST.fullmatch(cell))
    found = {one: order_of_column(told[one]) for one in columns.days}
    orders = {one: order for one, order in found.items() if order}
    decimal = "." if columns.is_exact else decimal_sign_of_column(told.get("value", ()))
    is_last_first = not columns.is_exact and turned > 1 and turned * 2 > names
    open_to_doubt = {one: told[one] for one in columns.days if one not in orders}
    examples = {
        one: next((cell for cell in cells if has_two_readings(cell) and "." not in cell), "")
        for one, cells in open_to_doubt.items()
    }
    return Habits(orders, decimal, is_last_first), {one: cell for one, cell in examples.items() if cell}


MOST_DISTINCT = 50_000
"""So many different cells of a column are looked at for how it writes."""


class Distinct:
    """The different cells of a column, in the order in which they came; of endless ones the first."""

    def __init__(self) -> None:
        self._seen: dict[str, None] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen)

    def add(self, cell: str) -> None:
        """One more."""
        if len(self._seen) < MOST_DISTINCT:
            self._seen[cell] = None
