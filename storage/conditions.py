"""Conditions over many values at once, in SQL that every engine understands: a question mark for each value."""

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from bot.domain.customers import Kind

Value = TypeVar("Value")

Condition = tuple[str, tuple[object, ...]]
"""SQL and its parameters, in the order of its question marks."""

EVERYBODY: Condition = ("1 = 1", ())
NOBODY: Condition = ("1 = 0", ())

AT_ONCE = 500
"""So many ids are asked for in one statement: SQLite takes 32,766 parameters, PostgreSQL 65,535."""


def one_of(column: str, values: Collection[object]) -> Condition:
    """Whether a column has one of these values; of none at all, never."""
    return (f"{column} IN ({', '.join('?' * len(values))})", tuple(values)) if values else ("1 = 0", ())


def none_of(column: str, values: Collection[object]) -> Condition:
    """Whether it has another one than these; of none at all, always."""
    return (f"{column} NOT IN ({', '.join('?' * len(values))})", tuple(values)) if values else ("1 = 1", ())


def portions(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Each of these once, as many at a time as go into one statement."""
    different = list(dict.fromkeys(values))
    return (different[start : start + AT_ONCE] for start in range(0, len(different), AT_ONCE))


def any_of(conditions: Iterable[Condition]) -> Condition:
    """Whether at least one of these is met; of none at all, never."""
    return _joined(" OR ", conditions) or NOBODY


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Whether each of these is met; of none at all, always."""
    return _joined(" AND ", conditions) or EVERYBODY


def _joined(sign: str, conditions: Iterable[Condition]) -> Condition | None:
    every = list(conditions)
    parameters = tuple(parameter for _, each in every for parameter in each)
    return (sign.join(f"({sql})" for sql, _ in every), parameters) if every else None


def begins(column: str, words: Iterable[str]) -> Condition:
    """Whether each of these begins a word there."""
    wanted = tuple(f"% {word}%" for word in words)
    return " AND ".join(f"' ' || {column} LIKE ?" for _ in wanted) or "1 = 1", wanted


def house_of(of: str) -> str:
    """In which company a customer is, or which it is itself, but for case; "" for who is in none. `of`: their table."""
    return f"lower(CASE WHEN {of}.kind = '{Kind.COMPANY}' THEN {of}.name ELSE {of}.company END)"
