"""How the cells of a customer file are read: as the options of `/customer add` are, each by itself."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.errors import NotUnderstoodError
from bot.domain.import_rows import Cell, Habits
from bot.use_cases.import_customers import Read, ReadCells
from handlers.customer_fields import Fields, Reader

OwnerOf = Callable[[str], str]
"""The id of the person whom a cell names. Raises NotUnderstoodError."""

PEOPLE = ("owner", "backup")


def cells_reader(reader: Reader, owner_of: OwnerOf) -> ReadCells:
    """Reads the cells of a row as `reader` would read what somebody types."""

    def read(cells: Sequence[Cell], habits: Habits) -> Read:
        usual = replace(reader, orders=habits.orders, decimal=habits.decimal or reader.decimal)
        fields: Fields = {}
        problems, remarks = [], []
        for cell in cells:
            try:
                _add(fields, _read(usual, cell, owner_of))
            except NotUnderstoodError as error:
                problems.append((cell.heading, error.sentence))
                continue
            if cell.option == "value" and usual.amount(cell.words).is_rounded:
                remarks.append((cell.heading, f"{cell.words} was rounded to {fields['lifetime_value']}."))
        return Read(fields, tuple(problems), tuple(remarks))

    return read


def _read(reader: Reader, cell: Cell, owner_of: OwnerOf) -> Fields:
    return reader.fields({cell.option: owner_of(cell.words) if cell.option in PEOPLE else cell.words})


def _add(fields: Fields, more: Fields) -> None:
    """Emails, phones, tags and other names come to those of the cells before."""
    for name, value in more.items():
        several = isinstance(value, tuple)
        fields[name] = tuple(dict.fromkeys((*fields.get(name, ()), *value))) if several else value
