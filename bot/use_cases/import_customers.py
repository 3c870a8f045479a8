"""Customers from the table of a file: each row is added, or tells more of somebody who is known.

By default it fills in what is not known yet, and nothing known is replaced; with `replaces` the file is right. A cell
that cannot be read costs the cell, a row without a name (or with quotes that do not fit) the row; each is reported by
line and column. The whole is one transaction and one entry of the audit log, with a part for each customer, and can be
undone as one. It goes through the file portion by portion: what is read of many is read at once, and so is what is
stored (a statement for each of a million rows took six times as long).

Who is added has no turn in their life yet, as after `/customer add`: it begins with the stage the file gives them. A
file that changes the stage of somebody known is a turn (`edit_customer`).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import fields as fields_of_class
from dataclasses import replace
from itertools import islice
from typing import Any

from bot.domain.customers import Customer, Detail, guess_category
from bot.domain.errors import NotUnderstoodError, RapportError
from bot.domain.folding import fold
from bot.domain.saying import say
from bot.reading.csv_file import Row, Table
from bot.reading.import_cells import CellsReader, Read, ReadCells
from bot.reading.import_columns import Columns
from bot.reading.import_habits import Habits, read_habits
from bot.reading.import_rows import read_row
from bot.reading.notes import Note
from bot.use_cases.customers import IMPORTED, checked_customer, edit_customer
from bot.use_cases.import_links import Links
from bot.use_cases.imported import ADDED, CHANGED, FILLED, REMEMBERED, Imported, Intake
from bot.use_cases.known_customers import Known, Match, filled_in, replaced
from bot.use_cases.session import Session
from storage import audit, customers, details

PORTION = 500
"""Rows in hand at a time."""


def import_customers(
    session: Session, table: Table, columns: Columns, reads: CellsReader, intake: Intake, *, only_check: bool = False
) -> Imported:
    """Take in every row that can be taken; with `only_check` nothing is kept."""
    habits, open_to_doubt = read_habits(columns, table.records())
    done = Imported(columns)
    done.mixed = tuple(one for one, order in habits.orders.items() if order == "mixed")
    done.undecided = open_to_doubt
    with session.uow.rehearsal() if only_check else nullcontext():
        _File(session, columns, habits, reads(habits), intake, done).take_in(table.records())
    return done


Taken = tuple[int, Customer, Read]
"""A row as it was read: its line, the customer, and what else it says."""


class _File:
    """A file on its way in."""

    def __init__(
        self, session: Session, columns: Columns, habits: Habits, read: ReadCells, intake: Intake, done: Imported
    ) -> None:
        self._session, self._columns, self._habits, self._read = session, columns, habits, read
        self._intake, self._done = intake, done
        self._known = Known(session)
        self._whole: audit.AuditEntry | None = None
        self._links = Links(session, columns, intake)

    def take_in(self, records: Iterable[Row | Note]) -> None:
        """All of it, a portion at a time."""
        left, rows = iter(records), 0
        while portion := list(islice(left, PORTION)):
            self._take(portion)
            rows += len(portion)
            self._intake.told(rows)
        if not self._intake.only_plan:
            self._links.follow(self._known.before, self._entry, self._done)
            self._finish()

    def _take(self, portion: Iterable[Row | Note]) -> None:
        taken = list(self._taken(portion))
        own_ids = [self._links.own_id(read) for _, _, read in taken]
        self._known.look_up([new for _, new, _ in taken], (one for one in own_ids if one))
        brought: list[Taken] = []
        for (line, new, read), own_id in zip(taken, own_ids, strict=True):
            match = self._known.match(new, own_id)
            if match.doubt:
                self._refuse(Note(line, self._heading("name"), match.doubt))
            elif match.customer:
                self._tell_more(line, match, new, read)
            else:
                self._bring(line, new, is_namesake=match.is_namesake)
                brought.append((line, new, read))
        if not self._intake.only_plan:
            self._store(brought)

    def _taken(self, portion: Iterable[Row | Note]) -> Iterator[Taken]:
        """The rows that can be read."""
        for row in portion:
            if isinstance(row, Note):
                self._refuse(row)
                continue
            try:
                read = self._read(read_row(self._columns, row, self._habits))
                new, unfit = _fitting(read.fields, -row.line)
            except RapportError as error:
                self._refuse(Note(row.line, self._heading(error.field), error.sentence))
                continue
            for heading, words in (*read.problems, *((self._heading(one), words) for one, words in unfit.items())):
                self._done.lost.add(Note(row.line, heading, words))
            for heading, words in read.remarks:
                self._done.remarks.add(Note(row.line, heading, words))
            yield row.line, new, read

    def _bring(self, line: int, new: Customer, *, is_namesake: bool) -> None:
        if self._known.shares(new):
            self._say_shared(line, new)
        if is_namesake:
            self._remark(line, "name", say("Another {name} stands above; the two are kept apart.", name=new.name))
        self._known.add(new)
        self._done.added += 1

    def _say_shared(self, line: int, new: Customer) -> None:
        for option, values in (("email", new.emails), ("phone", new.phones), ("aliases", new.aliases)):
            for value in values:
                if others := self._known.having(value):
                    self._remark(line, option, say("{value} is also {name}'s.", value=value, name=others[0].name))

    def _tell_more(self, line: int, match: Match, new: Customer, read: Read) -> None:
        """What a row says of somebody who is known."""
        known, given = match.customer, tuple(read.fields)
        assert known  # noqa: S101  # whoever calls has looked
        others: tuple[str, ...] = ()
        if self._intake.replaces:
            after = replaced(known, new, given, is_by_id=match.is_by_id)
        else:
            after, others = filled_in(known, new, given)
            others += ("name",) if match.is_by_id and fold(new.name) != fold(known.name) else ()
        for name in others:
            self._remark(
                line, _OPTION.get(name, name), say("{name} has something else here, which was kept.", name=known.name)
            )
        is_same = after == known
        if not is_same:
            for name in (one for one in _FIELDS if getattr(after, one) != getattr(known, one)):
                self._done.changes[name] = self._done.changes.get(name, 0) + 1
            self._known.change(after)
        if known.id > 0 and not self._intake.only_plan:
            is_same = not self._change(line, known, after, read) and is_same
        if is_same:
            self._done.unchanged += 1
        elif self._intake.replaces:
            self._done.changed += 1
        else:
            self._done.filled += 1

    def _change(self, line: int, known: Customer, after: Customer, read: Read) -> bool:
        """Store what a row says of a known customer; whether something is remembered besides."""
        if after != known:
            action = CHANGED if self._intake.replaces else FILLED
            saved = edit_customer(self._session, after, although_known=True, action=action)
            audit.make_part(self._session.uow, saved.undo_id, self._entry().id)
        self._links.note(line, known.id, read)
        return bool(read.details) and self._remember(known.id, read.details)

    def _remember(self, customer_id: int, texts: Iterable[str]) -> bool:
        had = {fold(one.text) for one in details.of_customer(self._session.uow, customer_id)}
        new = [text for text in texts if fold(text) not in had]
        for text in new:
            detail_id = details.add(self._session.uow, self._detail(customer_id, text))
            entry_id = self._session.record(REMEMBERED, ("detail", detail_id), customer_id)
            audit.make_part(self._session.uow, entry_id, self._entry().id)
        return bool(new)

    def _detail(self, customer_id: int, text: str) -> Detail:
        return Detail(0, customer_id, guess_category(text), text, self._session.actor.id, self._session.now)

    def _store(self, brought: list[Taken]) -> None:
        """Those whom a portion brought."""
        session, pending = self._session, self._known.taken_in()
        if not pending:
            return
        owner = session.settings.default_owner
        new = [replace(one, owner=owner) if owner and not one.owner else one for one in pending]
        ids = customers.add_all(session.uow, new, session.actor.id, session.now)
        audit.record_parts(session.uow, self._entry(), ADDED, ids)
        for customer_id, (line, _, read) in zip(ids, brought, strict=True):
            for text in read.details:
                details.add(session.uow, self._detail(customer_id, text))
            self._links.note(line, customer_id, read)

    def _entry(self) -> audit.AuditEntry:
        """The audit log's entry of the whole, made when the first part of it is stored."""
        if self._whole is None:
            session = self._session
            first = session.record(IMPORTED, ("workspace", 0), None, after={"file": self._intake.name})
            self._whole = audit.get(session.uow, first)
        assert self._whole  # noqa: S101  # it was just made
        return self._whole

    def _finish(self) -> None:
        """Say in the audit log what was done, as the database has it."""
        if self._whole is None:
            return
        parts = audit.count_parts(self._session.uow, self._whole.id)
        stored = customers.count_since(self._session.uow, self._known.before) if parts.get(ADDED) else 0
        if not parts.get(ADDED, 0) == self._done.added <= stored:
            raise RuntimeError(f"{self._done.added} customers were added, {stored} are stored")
        after = {"file": self._intake.name, "parts": sum(parts.values()), "added": self._done.added}
        audit.set_after(self._session.uow, self._whole.id, after)
        self._done.undo_id = self._whole.id

    def _refuse(self, note: Note) -> None:
        self._done.refused.add(note)
        self._intake.refuse(note)

    def _remark(self, line: int, option: str, words: str) -> None:
        self._done.remarks.add(Note(line, self._heading(option), words))

    def _heading(self, option: str | None) -> str:
        return self._columns.heading(option) if option else ""


def _fitting(fields: Mapping[str, Any], pending_id: int) -> tuple[Customer, dict[str, str]]:
    """The customer of a row under an id that nobody has, and by option what was left out: too long, or too many.

    Raises NotUnderstoodError where that is the name.
    """
    fitting, unfit = dict(fields), dict[str, str]()
    while True:
        try:
            return checked_customer(Customer(pending_id, **fitting)), unfit
        except NotUnderstoodError as error:
            name = _FIELD.get(error.field or "", error.field or "")
            if name == "name" or name not in fitting:
                raise
            del fitting[name]
            unfit[_OPTION.get(name, name)] = error.sentence


_FIELDS = tuple(one.name for one in fields_of_class(Customer))
_FIELD = {"email": "emails", "phone": "phones"}
_OPTION = {"emails": "email", "phones": "phone", "backup_owner": "backup", "lifetime_value": "value"} | {
    "cadence_days": "cadence",
    "wishes_ok": "wishes",
}
"""Field of a Customer -> the option it is written by, where that has another name."""
