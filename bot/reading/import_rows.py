"""The rows of a customer file, whatever program wrote it, as the words of the options of `/customer add`."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.customers import Kind
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
from bot.reading.csv_file import Row
from bot.reading.empty_cells import said_in
from bot.reading.import_columns import Columns
from bot.reading.import_habits import LAST_FIRST, Habits
from bot.reading.import_headings import NAME_PARTS, SEVERAL

_TITLE = re.compile(
    r"(?:dr|prof|rev|hon|sir|dame|lord|lady|capt|col|gen|lt|sgt|ing|dipl|mag)\b[\w. ]{0,20}", re.IGNORECASE
)
"""Titles that belong to a name. Mr and Ms say nothing that one would search by, and a job title is none."""


_SUM = re.compile(
    r"(?:(?:grand|sub|overall)[ -]?)?(?:totals?|sums?)|count|(?:gesamt)?summe|gesamt|insgesamt|total g[eé]n[eé]ral|"
    r"suma|soma|totale|totaal|somme",
    re.IGNORECASE,
)
"""What reports write before a row of sums."""

_SUMMED = frozenset({"name", "first", "last", "company", "value", "cadence"})
"""What such a row can have cells under."""


class Cell(NamedTuple):
    """What a row says of one thing: the words of an option of `/customer add`, and the heading they stand under.

    `is_month`: the words are the first of a month, of which the file names no day.
    """

    option: str
    heading: str
    words: str
    is_month: bool = False


def read_row(columns: Columns, row: Row, habits: Habits) -> list[Cell]:
    """What this row says, cell by cell; what says nothing is left out. A company without a person is the customer.

    Where a file has no names at all, the first address is one. Raises NotUnderstoodError for a row with more cells than
    there are columns, without a name, of sums, or of the headings again.
    """
    if len(row.cells) > len(columns.headings) and any(map(str.strip, row.cells[len(columns.headings) :])):
        raise NotUnderstoodError(
            say(
                "This row has {cells} cells, the header {headings}. Quote cells with commas.",
                cells=len(row.cells),
                headings=len(columns.headings),
            )
        )
    said = {
        one: words
        for one, places in columns.holds.items()
        if (words := said_in(row.cells, places, one, is_exact=columns.is_exact))
    }
    if not columns.is_exact:
        _refuse_no_customer(columns, row, said)
    name = _whole_name(columns, said, habits)
    if columns.are_addresses_names:
        name = next(iter(said.get("email", {}).values()), "")
    cells = [Cell("name", columns.heading("name"), name)]
    if not name and not said.get("company"):
        raise NotUnderstoodError(say("There is no name. Every customer needs one."), field="name")
    if not name:
        company = next(iter(said.pop("company").values()))
        cells = [Cell("name", columns.heading("company"), company), Cell("kind", "", Kind.COMPANY.value)]
    for one, words in said.items():
        for at, typed in words.items():
            cells.append(Cell(one, columns.headings[at], typed))
            if one not in SEVERAL:
                break
    return cells


def _whole_name(columns: Columns, said: dict[str, dict[int, str]], habits: Habits) -> str:
    """The name, whose parts are taken out of what is said."""
    if columns.has_parts_of_names:
        parts = {part: next(iter(said.pop(part, {}).values()), "") for part in NAME_PARTS}
        name = parts["name"] if columns.is_exact and parts["name"] else _name(parts)
    else:
        name = next(iter(said.pop("name", {}).values()), "")
    if columns.is_exact:
        return name
    if habits.is_last_first and LAST_FIRST.fullmatch(name):
        last, first = name.split(",")
        return f"{first.strip()} {last.strip()}"
    return name


def _refuse_no_customer(columns: Columns, row: Row, said: Mapping[str, Mapping[int, str]]) -> None:
    said_at = ((at, plain) for at, cell in enumerate(row.cells) if (plain := cell.strip().casefold()))
    at, first = next(said_at, (0, ""))
    if at < len(columns.headings) and first == columns.headings[at].casefold():
        headings = [heading.casefold() for heading in columns.headings]
        if all(at < len(headings) and cell == headings[at] for at, cell in said_at):
            raise NotUnderstoodError(say("This is the line of headings once more, no customer."))
    first = first.rstrip(": ")
    if _SUM.fullmatch(first) and said.keys() <= _SUMMED:
        raise NotUnderstoodError(
            say("This is a row of sums, no customer. If somebody is called so, use `/customer add`.")
        )


def _name(parts: Mapping[str, str]) -> str:
    """The whole name: as it stands, else from its parts."""
    whole, first, last = parts["name"], parts["first"], parts["last"]
    given = first or last
    if (
        whole and not (first and last) and given and not _has(whole, given)
    ):  # "Vorname" and "Name", "Name" and "Surname"
        return " ".join(filter(None, (first, parts["middle"], whole) if first else (whole, parts["middle"], last)))
    if whole or not given:
        return whole or parts["middle"]
    prefix = parts["prefix"] if _TITLE.fullmatch(parts["prefix"]) else ""
    return " ".join(filter(None, (prefix, first, parts["middle"], last, parts["suffix"])))


def _has(whole: str, part: str) -> bool:
    return f" {part.casefold()} " in f" {whole.casefold()} "
