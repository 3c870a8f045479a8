"""How the cells of a customer file are read: as the options of `/customer add` are, each by itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain.errors import NotUnderstoodError
from bot.domain.import_rows import Habits
from bot.use_cases.import_customers import Cells, ReadCells
from handlers.customer_fields import Reader

OwnerOf = Callable[[str], str]
"""The id of the person whom a cell names. Raises NotUnderstoodError."""

PEOPLE = ("owner", "backup")


def cells_reader(reader: Reader, owner_of: OwnerOf) -> ReadCells:
    """Reads the cells of a row as `reader` would read what somebody types."""

    def read(written: Mapping[str, str], habits: Habits) -> Cells:
        usual = replace(reader, orders=habits.orders, decimal=habits.decimal or reader.decimal)
        known, problems = _people(written, owner_of)
        words = {option: typed for option, typed in {**written, **known}.items() if option not in problems}
        fields, wrong = usual.readable(words)
        problems |= {option: error.sentence for option, error in wrong.items()}
        return Cells(fields, problems, _rounded(usual, words, problems))

    return read


def _people(written: Mapping[str, str], owner_of: OwnerOf) -> tuple[dict[str, str], dict[str, str]]:
    known, problems = {}, {}
    for option in PEOPLE:
        if option in written:
            try:
                known[option] = owner_of(written[option])
            except NotUnderstoodError as error:
                problems[option] = error.sentence
    return known, problems


def _rounded(reader: Reader, words: Mapping[str, str], problems: Mapping[str, str]) -> dict[str, str]:
    typed = words.get("value", "")
    if not typed or "value" in problems:
        return {}
    amount = reader.amount(typed)
    return {"value": f"{typed} was rounded to {amount.units}."} if amount.is_rounded else {}
