"""Whether somebody in a file is known already, and what a file can add to what is known of them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.customers import REFUSALS, Birthday, Customer
from bot.domain.folding import fold
from bot.use_cases.session import Session
from storage import search

IDENTITY = frozenset({"id", "name"})


@dataclass(frozen=True)
class Match:
    """`customer` is who is meant, where that is sure; without one, somebody new, or a `doubt` in words.

    `is_namesake`: somebody new, of the name of somebody else in the same file.
    """

    customer: Customer | None = None
    doubt: str = ""
    is_namesake: bool = False


def match(session: Session, new: Customer, same_file: Collection[int]) -> Match:
    """Who of those known this is: the same name, and the same email or phone, or nothing that speaks against it.

    `same_file`: ids of those whom this file brought itself; two of one name in it, told apart, are two.
    """
    namesakes = search.exact(session.uow, new.name)
    reachable = [known for known in namesakes if _shares(known, new)]
    likely = reachable or [known for known in namesakes if not _differences(known, new)]
    if len(likely) == 1:
        return Match(likely[0])
    if likely:
        return Match(doubt=f"There are {len(likely)} customers called {new.name}, and nothing tells which one this is.")
    if all(known.id in same_file for known in namesakes):
        return Match(is_namesake=bool(namesakes))
    others = ", ".join(_differences(namesakes[0], new))
    return Match(doubt=f"{new.name} is in Rapport already, with another {others}. If this is somebody else, add them.")


def filled_in(known: Customer, new: Customer, given: Iterable[str]) -> tuple[Customer, tuple[str, ...]]:
    """The known customer with what was empty taken from the new one, and the fields that say something else.

    `given`: the fields that the file says something of. A refusal of wishes or emails is taken, and never taken back.
    """
    usual = {name for name, refused in REFUSALS.items() if getattr(known, name) is not refused}
    free = {name for name in given if name in usual or not _says(getattr(known, name))} - IDENTITY
    empty = {name: getattr(new, name) for name in given if name in free}
    other = [name for name in given if name not in IDENTITY | empty.keys() and _is_other(known, new, name)]
    return replace(known, **empty), tuple(other)


def _says(value: object) -> bool:
    return value is not None and value not in ("", ())


def _is_other(known: Customer, new: Customer, name: str) -> bool:
    before, now = getattr(known, name), getattr(new, name)
    if isinstance(before, tuple):
        return not {fold(value) for value in now} <= {fold(value) for value in before}
    return bool(_says(now) and _same(before) != _same(now))


def _same(value: Any) -> Any:  # noqa: ANN401  # of any field
    return fold(value) if type(value) is str else value


def _shares(known: Customer, new: Customer) -> bool:
    return not _contacts(known).isdisjoint(_contacts(new))


def _contacts(customer: Customer) -> set[str]:
    return {fold(value) for value in (*customer.emails, *customer.phones)}


def _differences(known: Customer, new: Customer) -> list[str]:
    """What speaks against two of one name being the same, in words."""
    told: dict[str, Callable[[Customer], object]] = {
        "company": lambda one: fold(one.company),
        "email": lambda one: one.emails,
        "phone": lambda one: one.phones,
        "birthday": lambda one: _day(one.birthday),
    }
    pairs = {word: (of(known), of(new)) for word, of in told.items()}
    return [word for word, (before, now) in pairs.items() if before and now and before != now]


def _day(birthday: Birthday | None) -> tuple[int, int] | None:
    return (birthday.month, birthday.day) if birthday else None
