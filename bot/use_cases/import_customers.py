"""Customers from the table of a file: each row is added, or fills in what is not known yet; nothing known is replaced.

A cell that cannot be read costs the cell, a row without a name (or with quotes that do not fit) the row; each is
reported by line and column. The whole is one transaction, and can be undone as one.
"""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from bot.domain.customers import Customer
from bot.domain.errors import NotUnderstoodError, RapportError
from bot.reading.csv_file import Note, Row, Table
from bot.reading.import_cells import ReadCells
from bot.reading.import_rows import Columns, Habits, read_columns, read_habits, read_row, undecided
from bot.use_cases.customers import IMPORTED, add_customer, also_of_others, checked_customer, edit_customer
from bot.use_cases.known_customers import filled_in, match
from bot.use_cases.session import Session


@dataclass
class Imported:
    """What became of a file. `unchanged`: known already, with all that the file says, or with something else instead.

    `refused` rows, `lost` cells, and `remarks` on what was taken. `mixed`: columns of days in which 03/04 was left out,
    as they have both orders. `undecided`: columns that were read as the locale has it, with a cell that it decided.
    """

    columns: Columns
    added: int = 0
    filled: int = 0
    unchanged: int = 0
    refused: list[Note] = field(default_factory=list)
    lost: list[Note] = field(default_factory=list)
    remarks: list[Note] = field(default_factory=list)
    mixed: tuple[str, ...] = ()
    undecided: Mapping[str, str] = field(default_factory=dict)
    undo_id: int | None = None


def import_customers(
    session: Session, table: Table, read: ReadCells, *, file: str = "", only_check: bool = False
) -> Imported:
    """Take in every row that can be taken; with `only_check` nothing is kept. `file`: its name.

    Raises NotUnderstoodError where no column holds a name.
    """
    columns = read_columns(table)
    habits = read_habits(columns, table.rows)
    done = Imported(columns, refused=list(table.refused))
    done.mixed = tuple(one for one, order in habits.orders.items() if order == "mixed")
    done.undecided = undecided(columns, table.rows, habits)
    rows = _File(session, columns, habits, read, done)
    with session.uow.rehearsal() if only_check else nullcontext():
        for row in table.rows:
            rows.take(row)
        if rows.entries:
            done.undo_id = session.record(
                IMPORTED, ("audit", rows.entries[0]), None, after={"entries": rows.entries, "file": file}
            )
    done.refused.sort(key=lambda note: note.line)
    return done


@dataclass
class _File:
    """A file on its way in: `entries` of the audit log so far, and the customers whom it brought."""

    session: Session
    columns: Columns
    habits: Habits
    read: ReadCells
    done: Imported
    entries: list[int] = field(default_factory=list)
    brought: dict[int, int] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        """One row: added, filled in, unchanged, or refused."""
        try:
            read = self.read(read_row(self.columns, row, self.habits), self.habits)
            new, given, unfit = _fitting(read.fields)
            self._store(row.line, new, given)
        except RapportError as error:
            self.done.refused.append(Note(row.line, self._heading(error.field), error.sentence))
            return
        problems = (*read.problems, *((self._heading(option), words) for option, words in unfit.items()))
        for notes, said in ((self.done.lost, problems), (self.done.remarks, read.remarks)):
            notes += [Note(row.line, heading, words) for heading, words in said]

    def _store(self, line: int, new: Customer, given: Iterable[str]) -> None:
        found = match(self.session, new, self.brought.keys())
        if found.customer:
            self._fill(line, found.customer, new, given)
        elif found.doubt:
            self.done.unchanged += 1
            self._remark(line, "name", f"{found.doubt} Nothing was changed.")
        else:
            self._add(line, new, is_namesake=found.is_namesake)

    def _add(self, line: int, new: Customer, *, is_namesake: bool) -> None:
        saved = add_customer(self.session, new, although_known=True, action=f"{IMPORTED}: added")
        self.done.added += 1
        self.entries.append(saved.undo_id)
        self.brought[saved.customer.id] = line
        if is_namesake:
            self._remark(line, "name", f"Another {new.name} stands above; the two are kept apart.")
        aliases = also_of_others(self.session, saved.customer, saved.customer.aliases)
        for option, found in (("email", saved.shared), ("aliases", aliases)):
            for shared in found:
                where = "phone" if shared.value in new.phones else option
                self._remark(line, where, f"{shared.value} is also {shared.others[0].name}'s.")

    def _fill(self, line: int, known: Customer, new: Customer, given: Iterable[str]) -> None:
        filled, others = filled_in(known, new, given)
        if filled == known:
            self.done.unchanged += 1
        else:
            saved = edit_customer(self.session, filled, although_known=True, action=f"{IMPORTED}: filled in")
            self.done.filled += 1
            self.entries.append(saved.undo_id)
        for name in others:
            self._remark(line, _OPTION.get(name, name), f"{known.name} has something else here, which was kept.")

    def _remark(self, line: int, option: str, words: str) -> None:
        self.done.remarks.append(Note(line, self._heading(option), words))

    def _heading(self, option: str | None) -> str:
        return self.columns.heading(option) if option else ""


def _fitting(fields: Mapping[str, Any]) -> tuple[Customer, tuple[str, ...], dict[str, str]]:
    """The customer of a row, the fields it says something of, and by option those left out: too long, or too many.

    Raises NotUnderstoodError where that is the name.
    """
    fitting, unfit = dict(fields), dict[str, str]()
    while True:
        try:
            return checked_customer(Customer(0, **fitting)), tuple(fitting), unfit
        except NotUnderstoodError as error:
            name = _FIELD.get(error.field or "", error.field or "")
            if name == "name" or name not in fitting:
                raise
            del fitting[name]
            unfit[_OPTION.get(name, name)] = error.sentence


_FIELD = {"email": "emails", "phone": "phones"}
_OPTION = {"emails": "email", "phones": "phone", "backup_owner": "backup", "lifetime_value": "value"} | {
    "cadence_days": "cadence",
    "wishes_ok": "wishes",
}
"""Field of a Customer -> the option it is written by, where that has another name."""
