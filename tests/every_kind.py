"""Rows of every kind for every table of a database, made from its schema: what a move has to carry over."""

import re
import sqlite3
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from storage.engines.sqlite_side import SqliteSide
from storage.moving import Table

ODD = ["", "\\N", "\\.", "a\tb", "line\nline\r\n", 'it\'s "said"', "é", "e\u0301", "\U0001f9c1", "\u202e", "%s ? :x"]
"""What a program that copies is likely to trip over."""

TEXTS = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "TEXT": TEXTS,
    "INTEGER": st.integers(-(2**63), 2**63 - 1),
    "REAL": st.floats(allow_nan=False),
}

TWO_DAYS = st.tuples(st.dates(), st.dates()).map(sorted).filter(lambda days: days[0] < days[1])

Draw = Callable[[st.SearchStrategy[Any]], Any]


def fill(connection: sqlite3.Connection, draw: Draw) -> None:
    """Up to four rows for each table. Foreign keys are not looked at meanwhile, but hold in the end."""
    side = SqliteSide(connection)
    for table in side.tables().values():
        number = 1 if _has_one_row(connection, table) else draw(st.integers(0, 4))
        rows = [_row(connection, table, draw, place) for place in range(1, number + 1)]
        connection.execute(f'DELETE FROM "{table.name}"')  # noqa: S608  # a table's own name
        side.take(table, iter(rows))
    removed = 1
    while removed:
        removed = sum(
            connection.execute(f"DELETE FROM {name} WHERE {column} NOT IN (SELECT id FROM {other})").rowcount  # noqa: S608  # as above
            for name, column, other in [*_references(connection), ("customers_fts", "rowid", "customers")]
        )


def _row(connection: sqlite3.Connection, table: Table, draw: Draw, place: int) -> tuple[object, ...]:
    if table.name == "customers_fts":
        return place, draw(TEXTS) or "word"
    about = {
        name: (kind, bool(is_needed) or in_key > 0)
        for name, kind, is_needed, in_key in connection.execute(
            'SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table.name,)
        )
    }
    references = {column for name, column, _ in _references(connection) if name == table.name}
    unique = _unique(connection, table)
    ordered = _in_order(connection, table)
    days = dict(zip(ordered, draw(TWO_DAYS), strict=True)) if ordered else {}
    row = []
    for column in table.columns:
        kind, is_needed = about[column]
        if column == "id" and kind == "INTEGER":
            value: object = place
        elif column in days:
            value = days[column].isoformat()
        elif not is_needed and draw(st.booleans()):
            value = None
        elif column in references:
            value = place
        elif column in unique:
            value = f"{draw(TEXTS)}{place}" if kind == "TEXT" else place
        elif column == "state" and (states := _states(connection, table)):
            value = draw(st.sampled_from(states))
        else:
            value = draw(VALUES[kind])
        row.append(value)
    return tuple(row)


def _references(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Table and column, and the table whose id stands there."""
    return connection.execute(
        'SELECT m.name, f."from", f."table" FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f'
        " WHERE m.type = 'table'"
    ).fetchall()


def _unique(connection: sqlite3.Connection, table: Table) -> set[str]:
    indexes = connection.execute('SELECT name FROM pragma_index_list(?) WHERE "unique"', (table.name,)).fetchall()
    return {
        column
        for (index,) in indexes
        for (column,) in connection.execute("SELECT name FROM pragma_index_info(?)", (index,))
    } | set(table.key)


def _has_one_row(connection: sqlite3.Connection, table: Table) -> bool:
    [(sql,)] = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table.name,)).fetchall()
    return "CHECK (id = 1)" in sql


def _in_order(connection: sqlite3.Connection, table: Table) -> tuple[str, ...]:
    """The two columns of which the table wants the first before the second; none where it does not care."""
    [(sql,)] = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table.name,)).fetchall()
    found = re.search(r"CHECK \((\w+) < (\w+)\)", sql)
    return found.groups() if found else ()


def _states(connection: sqlite3.Connection, table: Table) -> list[str]:
    """Those that the table allows; none where it allows any."""
    [(sql,)] = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table.name,)).fetchall()
    return [
        state for listed in re.findall(r"CHECK \(state IN \((.*?)\)\)", sql) for state in re.findall(r"'(\w+)'", listed)
    ]
