"""Customers from a plain CSV file: each row is added, or refused with its line, its column and the reason."""

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from io import StringIO
from typing import Any

from bot.domain.customers import Customer
from bot.domain.errors import NotUnderstoodError, RapportError
from bot.use_cases.customers import add_customer
from bot.use_cases.work import Work

ReadRow = Callable[[Mapping[str, str]], dict[str, Any]]
"""(column -> words of a row) -> fields of a Customer. Raises RapportError with the column as its field."""


@dataclass(frozen=True)
class Refusal:
    """A row that was not added. `line` counts from the header, which is 1; `column` is "" for the row as a whole."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True)
class Imported:
    """What became of a file: how many were added, which rows were refused, which columns are none of ours."""

    added: int
    refused: tuple[Refusal, ...]
    ignored: tuple[str, ...]


def import_customers(
    work: Work, text: str, known: frozenset[str], read: ReadRow, *, only_check: bool = False
) -> Imported:
    """Add every row that can be added; the others are refused. With `only_check` nothing is kept.

    `text` has a header; columns in any order, commas or semicolons between them. Raises NotUnderstoodError where it is
    no such table.
    """
    rows = _rows(text)
    header = next(rows, (1, []))[1]
    columns = [name.strip().casefold() for name in header]
    _check_header(columns, known)
    refused = []
    added = 0
    with work.uow.rehearsal() if only_check else nullcontext():
        for line, cells in rows:
            try:
                _add(work, columns, cells, known, read)
                added += 1
            except RapportError as error:
                column = error.field if error.field in columns else ""
                refused.append(Refusal(line, column or "", error.sentence))
    return Imported(added, tuple(refused), tuple(name for name in columns if name not in known))


def _add(work: Work, columns: list[str], cells: list[str], known: frozenset[str], read: ReadRow) -> None:
    if len(cells) > len(columns):
        raise NotUnderstoodError(
            f"This row has {len(cells)} cells, the header {len(columns)}. Quote cells with commas."
        )
    written = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name in known and cell.strip()}
    if "name" not in written:
        raise NotUnderstoodError("There is no name. Every customer needs one.", field="name")
    add_customer(work, Customer(0, **read(written)))


def _check_header(columns: list[str], known: frozenset[str]) -> None:
    if "name" not in columns:
        raise NotUnderstoodError(
            f"The first line must name the columns, and one of them must be “name”. "
            f"These are read: {', '.join(sorted(known))}."
        )
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise NotUnderstoodError(f"The column {', '.join(twice)} is there twice. Keep one of them.")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line it begins on, cells) of every row that is not empty."""
    first = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotUnderstoodError(f"From line {line} on this is no CSV file ({error}). Nothing was added.") from error
