"""A file of customers that somebody gave in Slack: read, tried, and imported once, however often that is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from bot.domain.errors import ConflictError, NotFoundError, NotUnderstoodError
from bot.domain.given_file import LARGEST, MOST_ROWS, GivenFile, State
from bot.domain.message_kinds import MessageKind
from bot.domain.rights import IMPORT, check_may
from bot.domain.saying import figure, say
from bot.reading.csv_file import Table
from bot.reading.customer_table import read_customers, reader_of_file
from bot.reading.file_owners import Owners
from bot.reading.import_cells import CellsReader, Read, ReadCells, cells_reader
from bot.reading.import_columns import Columns, read_columns
from bot.reading.import_habits import Habits
from bot.reading.import_rows import Cell
from bot.reading.text_file import Limits
from bot.use_cases import set_up
from bot.use_cases.custom_fields import fields_of
from bot.use_cases.import_customers import import_customers
from bot.use_cases.imported import Imported, Intake
from bot.use_cases.session import Session
from storage import imports, outbox, people

LIMITS = Limits(LARGEST, MOST_ROWS * 20)


@dataclass(frozen=True)
class ReadFile:
    """A file as it was read: its rows and columns, and how its cells are read; `sample`: its first row with words."""

    table: Table
    columns: Columns
    reads: CellsReader
    rows: int
    sample: Sequence[str]


def give(session: Session, slack_file: str, name: str) -> int:
    """Somebody gave a file. Gives the id under which its import goes on."""
    check_may(session.actor, IMPORT, session.settings.admins_only)
    return imports.add(session.uow, session.actor.id, slack_file, name[:200], session.now)


def given_file(session: Session, import_id: int) -> GivenFile:
    """The file that somebody gave. Raises NotFoundError where it is another's, or forgotten."""
    check_may(session.actor, IMPORT, session.settings.admins_only)
    found = imports.get(session.uow, import_id)
    if found is None or found.person != session.actor.id:
        raise NotFoundError(say("This was an hour ago or longer. Give the file again: `/rapport import`."))
    return found


def choose(session: Session, import_id: int, chosen: Mapping[int, str], locale: str, *, replaces: bool) -> None:
    """Note how the file is to be read."""
    given_file(session, import_id)
    imports.choose(session.uow, import_id, chosen, locale, replaces=replaces)


def read_file(session: Session, given: GivenFile, content: bytes) -> ReadFile:
    """The file with what was chosen. Raises NotUnderstoodError where it is no file of customers, or a large one."""
    table = read_customers(lambda: BytesIO(content), LIMITS)
    columns = read_columns(table, fields_of(session), given.chosen)
    rows, sample = 0, ()
    for record in table.records():
        rows += 1
        sample = sample or getattr(record, "cells", ())
    if rows > MOST_ROWS:
        raise NotUnderstoodError(
            say(
                "This file has {rows} lines, and at most {most_rows} are imported from Slack, as "
                "everybody waits while they are stored. An admin can import it at a terminal: `rapport "
                "import customers.csv`.",
                rows=figure(rows),
                most_rows=figure(MOST_ROWS),
            )
        )
    reader = reader_of_file(session.actor, session.today, session.settings.country, table.header, given.locale or None)
    owners = Owners(people.everybody(session.uow))
    return ReadFile(table, columns, _Remembered(cells_reader(reader, owners, columns)), rows, sample)


def try_out(session: Session, given: GivenFile, read: ReadFile) -> Imported:
    """What would become of it; nothing is written, and nobody waits."""
    intake = Intake(given.name, session.workspace, given.replaces, only_plan=True)
    return import_customers(session, read.table, read.columns, read.reads, intake)


def ask(session: Session, import_id: int) -> None:
    """Have it imported, and the one who asks told how it goes. Raises ConflictError where that was asked for."""
    given_file(session, import_id)
    if not imports.ask(session.uow, import_id, session.now):
        raise ConflictError(say("This file is being imported already; our direct message says how far it is."))
    outbox.put(
        session.uow,
        kind=MessageKind.IMPORT,
        subject=str(import_id),
        recipient=session.actor.id,
        now=session.now,
    )


def take_in(session: Session, given: GivenFile, read: ReadFile) -> None:
    """Import it, unless that was done meanwhile; all of it, with what is told of it, in this transaction."""
    check_may(session.actor, IMPORT, session.settings.admins_only)
    intake = Intake(given.name, session.workspace, given.replaces)
    done = import_customers(session, read.table, read.columns, read.reads, intake)
    if not imports.end(session.uow, given.id, State.DONE, counts=done.counts, audit_id=done.undo_id):
        raise ConflictError(say("This file was imported already."))
    set_up.keep_up(session)
    _tell(session, given.id)


def give_up(session: Session, import_id: int, why: str) -> None:
    """It could not be imported: nothing of it was."""
    if imports.end(session.uow, import_id, State.FAILED, error=why):
        _tell(session, import_id)


def told(session: Session, import_id: int) -> GivenFile | None:
    """How it stands, for the message about it."""
    return imports.get(session.uow, import_id)


def _tell(session: Session, import_id: int) -> None:
    for post in outbox.posts(session.uow, MessageKind.IMPORT, str(import_id)):
        outbox.refresh(session.uow, post.id, session.now)


class _Remembered:
    """Reads each row once: what is stored in a transaction was read before it began, so that it is short."""

    def __init__(self, reads: CellsReader) -> None:
        self._reads = reads
        self._rows: dict[tuple[Cell, ...], Read] = {}

    def __call__(self, habits: Habits) -> ReadCells:
        read = self._reads(habits)

        def remembered(cells: Sequence[Cell]) -> Read:
            row = tuple(cells)
            if row not in self._rows:
                self._rows[row] = read(cells)
            return self._rows[row]

        return remembered
