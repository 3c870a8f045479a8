"""A table out of the bytes of a CSV file, as spreadsheets, address books and shops write them.

Rows keep the line they begin on. A row whose quotes do not fit is refused by its line, and the rows after it are read
where they can be told from what the quote may have swallowed.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import NamedTuple

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import figure, later, say
from bot.reading.clean_text import clean
from bot.reading.notes import Note
from bot.reading.text_file import Limits, TextFile

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 600
"""Lines that a quoted cell may run over: an address or a note, of VALUE_LENGTH letters at most in a field of the team's
own. What is longer was never closed."""

_HEAD = LONGEST_CELL + 10
"""Lines that are looked at for titles and headings."""

MOST_COLUMNS = 1_000
"""More is refused at once. The widest exports, of CRMs with every custom field, have a few hundred."""

LARGEST = Limits(500_000_000, 2_000_000)
"""What a command of a terminal reads: 1,000,000 customers with every field have some 300 MB."""

LONGEST_TITLE = 5
"""Lines that a report may have above its headings."""

SWALLOWED = later("This may belong to the quote of the line above. The row was left out.")

OF_ONE_CELL = later(
    "This row is a single cell. Separate its cells by the sign that the first line has. The row was left out."
)


class Row(NamedTuple):
    """The cells of a row, and the line of the file on which it begins (the first line is 1)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`is_guessed`: the file does not say how its letters are encoded. `read` begins a pass over its rows.

    `is_exact`: it was written by a program that separates several values in a cell by `:::` alone.
    """

    header: tuple[str, ...]
    is_guessed: bool
    read: Callable[[], Iterator["Row | Note"]]
    is_exact: bool = False

    def records(self) -> Iterator["Row | Note"]:
        """Its rows in their order, and what is to be said of those that are none; a few are in memory at a time."""
        return self.read()


def read_table(text: TextFile, is_heading: Callable[[str], bool]) -> Table:
    """The table in a file. `is_heading` tells a known heading: the delimiter is what makes the most of them.

    Raises NotUnderstoodError where there is nothing in it, or its first line is no line of headings.
    """
    with text.open() as file:
        blank = list(takewhile(str.isspace, file))
        file.seek(0)
        lines = list(islice(file, len(blank) + _HEAD))
    first = _first_with_words(lines, 0)
    said = lines[first].strip().strip('"')
    if said.casefold().startswith("sep=") and len(said) <= len("sep=,"):  # Excel's way to name the delimiter
        delimiter, first = said[len("sep=") :] or "\t", _first_with_words(lines, first + 1)
    else:
        first = _line_of_headings(lines, first, is_heading)
        delimiter = max(DELIMITERS, key=lambda one: _fit(lines[first:], one, is_heading))
    header, taken = _header(lines, first, delimiter)

    def records() -> Iterator[Row | Note]:
        with text.open() as file:
            start = first + taken
            yield from _rows(_Lines(islice(file, start, None), start), delimiter, len(header))

    return Table(header, text.is_guessed, records)


class _Lines:
    """The lines of a file, a few ahead; `at` of them are behind."""

    def __init__(self, lines: Iterator[str], at: int) -> None:
        self._lines = lines
        self._ahead: deque[str] = deque()
        self.at = at

    def next(self) -> str | None:
        """The line that comes next; None after the last."""
        if not self._ahead and (line := next(self._lines, None)) is not None:
            self._ahead.append(line)
        return self._ahead[0] if self._ahead else None

    def ahead(self) -> list[str]:
        """As many as a record may run over."""
        self._ahead.extend(islice(self._lines, LONGEST_CELL - len(self._ahead)))
        return list(self._ahead)

    def go_on(self, number: int) -> None:
        """So many are done with."""
        for _ in range(number):
            self._ahead.popleft()
        self.at += number


def _first_with_words(lines: Sequence[str], at: int) -> int:
    found = next((number for number in range(at, len(lines)) if lines[number].strip()), None)
    if found is None:
        raise NotUnderstoodError(say("There is nothing in this file. Its first line must name the columns."))
    return found


def _line_of_headings(lines: Sequence[str], first: int, is_heading: Callable[[str], bool]) -> int:
    """The first line with a heading that is known, where only titles of a report stand above it."""
    for at in range(first, min(first + LONGEST_TITLE, len(lines))):
        known = max(_fit(lines[at:], one, is_heading)[0] for one in DELIMITERS)
        if known:
            return at if at == first or known > 1 else first
        if "@" in lines[at]:  # a customer already
            break
    return first


def _fit(lines: Sequence[str], delimiter: str, is_heading: Callable[[str], bool]) -> tuple[int, int]:
    cells = _record(lines, delimiter)[0] or []
    return sum(map(is_heading, cells)) if len(cells) <= MOST_COLUMNS else 0, len(cells)


def _header(lines: Sequence[str], first: int, delimiter: str) -> tuple[tuple[str, ...], int]:
    """The names of the columns, and how many lines they take. Raises NotUnderstoodError."""
    header, taken = _record(lines[first:], delimiter)
    if header is None:
        is_endless = len(lines[first]) > csv.field_size_limit()
        what = say("is endless") if is_endless else say("has a quote that is never closed")
        raise NotUnderstoodError(
            say("Line {first}, with the names of the columns, {what}.", first=first + 1, what=what)
        )
    if len(header) > MOST_COLUMNS:
        raise NotUnderstoodError(
            say(
                "This file has {header} columns, and at most {most_columns} are read. Leave out those "
                "that say nothing about customers.",
                header=figure(len(header)),
                most_columns=figure(MOST_COLUMNS),
            )
        )
    return tuple(header), taken


def _rows(lines: _Lines, delimiter: str, width: int) -> Iterator[Row | Note]:
    is_swallowed, limit = False, csv.field_size_limit()
    while (line := lines.next()) is not None:
        if not is_swallowed and line.isspace():
            lines.go_on(1)
            continue
        at, taken = lines.at, 1
        cells: list[str] | None
        if '"' not in line and len(line) < limit:  # what csv would make of it, without one of its readers for each
            cells = _cut(line.rstrip("\r\n"), delimiter)
        else:
            cells, taken = _record(lines.ahead(), delimiter)
        is_broken = cells is None or (taken > 1 and len(cells) != width)
        if is_broken or (is_swallowed and not _stands_alone(cells or [], width)):
            is_part = is_swallowed and not is_broken
            yield Note(at + 1, "", say(SWALLOWED) if is_part else _why_broken(line, taken))
            is_swallowed, taken = True, 1
        elif cells and any(map(str.strip, cells)):
            is_swallowed = False
            yield (
                Note(at + 1, "", say(OF_ONE_CELL)) if _is_uncut(cells, delimiter, width) else Row(at + 1, tuple(cells))
            )
        lines.go_on(taken)


def _cut(line: str, delimiter: str) -> list[str]:
    """The cells of a line without quotes, clean."""
    if line.isascii() and line.isprintable():  # nothing to clean in the whole of it
        return line.split(delimiter)
    return [clean(cell) for cell in line.split(delimiter)]


def _is_uncut(cells: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether the cells of a row are separated by another sign than those of the header."""
    return len(cells) == 1 < width and any(sign in cells[0] for sign in DELIMITERS if sign != delimiter)


def _why_broken(line: str, taken: int) -> str:
    if len(line) > csv.field_size_limit():
        return say("A cell in this line is endless. Shorten it. The row was left out.")
    if taken > 1 or line.count('"') % 2:
        return say("A quote opens in this line and is never closed. Close it, or take it out. The row was left out.")
    return say('A quote stands inside a cell in this line. Double it (""), or take it out. The row was left out.')


def _stands_alone(cells: Sequence[str], width: int) -> bool:
    """Whether a line after an open quote is surely a row: it has every cell, and no quote in one."""
    return len(cells) == width and not any('"' in cell for cell in cells)


def _record(lines: Sequence[str], delimiter: str) -> tuple[list[str] | None, int]:
    """The cells of the record that begins these lines, None where its quotes do not fit; and how many lines it took."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        return [clean(cell) for cell in next(reader, [])], max(reader.line_num, 1)
    except csv.Error:
        return None, reader.line_num
