"""How the cells of a customer file are read: as the options of `/customer add` are, each by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.customers import REFUSALS
from bot.domain.errors import NotUnderstoodError
from bot.reading.customer_fields import Fields, Reader
from bot.reading.import_rows import PEOPLE, Cell, Habits
from bot.reading.written_dates import first_of_month

Said = tuple[str, str]
"""A heading, and what is to be said of the cell under it."""


@dataclass(frozen=True)
class Read:
    """What the cells of a row say: fields of a Customer; cells that cannot be read; and what is to know of others."""

    fields: dict[str, Any]
    problems: tuple[Said, ...] = ()
    remarks: tuple[Said, ...] = ()


ReadCells = Callable[[Sequence[Cell], Habits], Read]
"""(cells of a row, how the file writes) -> what they say."""

OwnerOf = Callable[[str], str]
"""The id of the person whom a cell names. Raises NotUnderstoodError."""


def cells_reader(reader: Reader, owner_of: OwnerOf) -> ReadCells:
    """Reads the cells of a row as `reader` would read what somebody types."""

    def read(cells: Sequence[Cell], habits: Habits) -> Read:
        usual = replace(reader, orders=habits.orders, decimal=habits.decimal or reader.decimal)
        fields: Fields = {}
        problems, remarks = [], []
        for cell in map(_with_whole_day, cells):
            try:
                _add(fields, _read(usual, cell, owner_of))
            except NotUnderstoodError as error:
                problems.append((cell.heading, error.sentence))
                continue
            if cell.is_month:
                remarks.append((cell.heading, "Only a month stands here. The first of it was taken."))
            if cell.option == "value" and usual.amount(cell.words).is_rounded:
                remarks.append((cell.heading, "This was rounded to whole units."))
        return Read(fields, tuple(problems), tuple(remarks))

    return read


def _with_whole_day(cell: Cell) -> Cell:
    """The first of the month where a spreadsheet shows only month and year ("Mar-24")."""
    day = first_of_month(cell.words) if cell.option in {"since", "renewal"} else ""
    return replace(cell, words=day, is_month=True) if day else cell


def _read(reader: Reader, cell: Cell, owner_of: OwnerOf) -> Fields:
    return reader.fields({cell.option: owner_of(cell.words) if cell.option in PEOPLE else cell.words})


def _add(fields: Fields, more: Fields) -> None:
    """Emails, phones, tags and other names come to those of the cells before; a refusal among them stays one."""
    for name, value in more.items():
        before = fields.get(name)
        if isinstance(value, tuple):
            fields[name] = tuple(dict.fromkeys((*(before or ()), *value)))
        elif name in REFUSALS and before is REFUSALS[name]:
            continue
        else:
            fields[name] = value
