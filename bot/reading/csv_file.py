"""A table out of the bytes of a CSV file, as spreadsheets, address books and shops write them.

Rows keep the line they begin on. A row whose quotes do not fit is refused by its line, and the rows after it are read
where they can be told from what the quote may have swallowed.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from bot.domain.errors import NotUnderstoodError
from bot.reading.clean_text import clean

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 200
"""Lines that a quoted cell may run over: an address or a note. What is longer was never closed."""

LARGEST, MOST_LINES, MOST_COLUMNS = 50_000_000, 200_000, 1_000
"""Bytes, lines and columns that are read; more is refused at once, not waited for. The widest exports, of CRMs with
every custom field, have a few hundred columns."""

LONGEST_TITLE = 5
"""Lines that a report may have above its headings."""

SWALLOWED = "This may belong to the quote of the line above. The row was left out."

OF_ONE_CELL = "This row is a single cell. Separate its cells by the sign that the first line has. The row was left out."

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NO_TEXT = {
    b"PK\x03\x04": "an Excel, Numbers or zip file",
    b"PK\x05\x06": "an empty zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"%PDF": "a PDF file",
    **dict.fromkeys((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"), "a compressed file"),
}
_SAMPLE, _MOST = 1_000, 0.8


@dataclass(frozen=True)
class Note:
    """What is to be said of a line of the file, or of one cell in it; `column` is "" for the row as a whole."""

    line: int
    column: str
    words: str


@dataclass(frozen=True)
class Row:
    """The cells of a row, and the line of the file on which it begins (the first line is 1)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`refused`: rows that are none. `is_guessed`: the file does not say how its letters are encoded."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    refused: tuple[Note, ...]
    is_guessed: bool


def read_table(data: bytes, is_heading: Callable[[str], bool]) -> Table:
    """The table in a file. `is_heading` tells a known heading: the delimiter is what makes the most of them.

    Raises NotUnderstoodError where it is no text, too much of it, or there is nothing in it.
    """
    check_size(len(data))
    text, is_guessed = _decoded(data)
    lines = StringIO(text, newline="").readlines()
    if len(lines) > MOST_LINES:
        raise NotUnderstoodError(
            f"This file has {len(lines):,} lines, and at most {MOST_LINES:,} are read. "
            "Take out empty lines, or split it."
        )
    first = _first_with_words(lines, 0)
    if lines[first].strip().casefold() == "begin:vcard":
        raise NotUnderstoodError("This is a vCard file. Open it in your address book and export it as CSV from there.")
    said = lines[first].strip().strip('"')
    if said.casefold().startswith("sep=") and len(said) <= len("sep=,"):  # Excel's way to name the delimiter
        delimiter, first = said[len("sep=") :] or "\t", _first_with_words(lines, first + 1)
    else:
        first = _line_of_headings(lines, first, is_heading)
        delimiter = max(DELIMITERS, key=lambda one: _fit(lines[first:], one, is_heading))
    return _table(lines, first, delimiter, is_guessed=is_guessed)


def check_size(size: int) -> None:
    """Raise NotUnderstoodError for a file of so many bytes that is too large; to be asked before it is read."""
    if size > LARGEST:
        raise NotUnderstoodError(
            f"This file has {size / 1e6:,.0f} MB, and at most {LARGEST / 1e6:.0f} are read. If it is a table of "
            "customers, split it."
        )


def _first_with_words(lines: Sequence[str], at: int) -> int:
    found = next((number for number in range(at, len(lines)) if lines[number].strip()), None)
    if found is None:
        raise NotUnderstoodError("There is nothing in this file. Its first line must name the columns.")
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


def _table(lines: Sequence[str], first: int, delimiter: str, *, is_guessed: bool) -> Table:
    header, taken = _record(lines[first:], delimiter)
    if header is None:
        is_endless = len(lines[first]) > csv.field_size_limit()
        what = "is endless" if is_endless else "has a quote that is never closed"
        raise NotUnderstoodError(f"Line {first + 1}, with the names of the columns, {what}.")
    if len(header) > MOST_COLUMNS:
        raise NotUnderstoodError(
            f"This file has {len(header):,} columns, and at most {MOST_COLUMNS:,} are read. Leave out those that say "
            "nothing about customers."
        )
    found = list(_rows(lines, first + taken, delimiter, len(header)))
    rows = tuple(one for one in found if isinstance(one, Row))
    refused = tuple(one for one in found if isinstance(one, Note))
    return Table(tuple(header), rows, refused, is_guessed)


def _rows(lines: Sequence[str], at: int, delimiter: str, width: int) -> Iterator[Row | Note]:
    is_swallowed = False
    while at < len(lines):
        if not is_swallowed and lines[at].isspace():
            at += 1
            continue
        cells, taken = _record(lines[at : at + LONGEST_CELL], delimiter)
        is_broken = cells is None or (taken > 1 and len(cells) != width)
        if is_broken or (is_swallowed and not _stands_alone(cells or [], width)):
            is_part = is_swallowed and not is_broken
            yield Note(at + 1, "", SWALLOWED if is_part else _why_broken(lines[at], taken))
            is_swallowed, taken = True, 1
        elif cells and any(cell.strip() for cell in cells):
            is_swallowed = False
            yield Note(at + 1, "", OF_ONE_CELL) if _is_uncut(cells, delimiter, width) else Row(at + 1, tuple(cells))
        at += taken


def _is_uncut(cells: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether the cells of a row are separated by another sign than those of the header."""
    return len(cells) == 1 < width and any(sign in cells[0] for sign in DELIMITERS if sign != delimiter)


def _why_broken(line: str, taken: int) -> str:
    if len(line) > csv.field_size_limit():
        return "A cell in this line is endless. Shorten it. The row was left out."
    if taken > 1 or line.count('"') % 2:
        return "A quote opens in this line and is never closed. Close it, or take it out. The row was left out."
    return 'A quote stands inside a cell in this line. Double it (""), or take it out. The row was left out.'


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


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding had to be guessed: UTF-16 without its mark, or Windows' western letters."""
    if kind := next((name for begins, name in _NO_TEXT.items() if data.startswith(begins)), ""):
        raise NotUnderstoodError(f"This is {kind}. Save it as “CSV UTF-8” and try again.")
    named = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")
    sample = data[:_SAMPLE]
    wide = "utf-16-le" if _is_empty(sample[1::2]) else "utf-16-be" if _is_empty(sample[::2]) else ""
    for encoding in filter(None, (named, wide, "utf-8", "cp1252")):
        try:
            return data.decode(encoding), encoding not in {named, "utf-8"}
        except UnicodeDecodeError:
            continue
    raise NotUnderstoodError("This is no text file. Save it as “CSV UTF-8” and try again.")


def _is_empty(signs: bytes) -> bool:
    """Whether nearly all of them are NUL, as every second byte of western text in UTF-16 is."""
    return len(signs) > 1 and signs.count(0) > len(signs) * _MOST
