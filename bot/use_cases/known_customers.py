"""Whether somebody in a file is known already, and what a file can add to what is known of them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.custom_fields import with_values
from bot.domain.customers import REFUSALS, Birthday, Customer
from bot.domain.folding import fold
from bot.domain.saying import later, say
from bot.use_cases.session import Session
from storage import customers, forgettings, search

IDENTITY = frozenset({"id", "name"})


@dataclass(frozen=True)
class Match:
    """`customer` is who is meant, where that is sure; without one, somebody new, or a `doubt` in words.

    `is_namesake`: somebody new, of the name of somebody else in the same file. `is_by_id`: the file says who it is.
    """

    customer: Customer | None = None
    doubt: str = ""
    is_namesake: bool = False
    is_by_id: bool = False


SOMEBODY_NEW = Match()

ONCE_MORE = later("If they are a customer again, add them by hand.")

_MET = 1 << 24
"""Where there were no customers, a file of a million need not be looked up: by its hash, a byte for
each key met so far says of nearly every new one that nobody can have it."""


class Known:
    """Those whom the rows in hand may mean: of the database, and those whom the same file brings.

    `pending` have negative ids, in the order of the file. `before`: the last id that was given out before it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.before = customers.last_id(session.uow)
        self._met = bytearray(_MET) if not self.before else None
        self._keys_of: dict[int, set[str]] = {}
        self._by_id: dict[int, Customer] = {}
        self._removed: set[int] = set()
        self._forgotten: dict[int, datetime] = {}
        self._by_key: dict[str, list[int]] = {}
        self._pending_by_key: dict[str, list[int]] = {}
        self.pending: dict[int, Customer] = {}

    def look_up(self, new: Sequence[Customer], ids: Iterable[int]) -> None:
        """Read at once whoever these may be."""
        wanted = list(ids)
        self._keys_of = {one.id: _keys(one) for one in new}
        keys = (key for of_one in self._keys_of.values() for key in of_one)
        found = search.exact_of_each(self._session.uow, filter(self._may_be_known, keys))
        self._by_key = {key: [one.id for one in having] for key, having in found.items()}
        self._by_id = {one.id: one for having in found.values() for one in having}
        self._by_id |= customers.by_id(self._session.uow, wanted)
        gone = set(wanted) - self._by_id.keys()
        self._removed = customers.removed(self._session.uow, gone) if gone else set()
        self._forgotten = forgettings.when_forgotten(self._session.uow, gone) if gone else {}

    def add(self, new: Customer) -> None:
        """Somebody whom the file brings, under a negative id of their own."""
        self.pending[new.id] = new
        for key in self._keys_of.get(new.id) or _keys(new):
            self._pending_by_key.setdefault(key, []).append(new.id)
            self._meet(key)

    def change(self, customer: Customer) -> None:
        """Somebody is to be as this row says from here on."""
        kept = self.pending if customer.id < 0 else self._by_id
        kept[customer.id] = customer
        for key in _keys(customer):
            having = (self._pending_by_key if customer.id < 0 else self._by_key).setdefault(key, [])
            if customer.id not in having:
                having.append(customer.id)
            self._meet(key)

    def taken_in(self) -> list[Customer]:
        """Those who were pending: they are being stored."""
        stored = list(self.pending.values())
        self.pending.clear()
        self._pending_by_key.clear()
        return stored

    def shares(self, new: Customer) -> bool:
        """Whether anybody has the name, an alias, an email or a phone of somebody who was looked up."""
        keys = self._keys_of[new.id]
        return not (self._by_key.keys().isdisjoint(keys) and self._pending_by_key.keys().isdisjoint(keys))

    def _may_be_known(self, key: str) -> bool:
        return self._met is None or bool(self._met[hash(key) % _MET])

    def _meet(self, key: str) -> None:
        if self._met is not None:
            self._met[hash(key) % _MET] = 1

    def having(self, words: str) -> list[Customer]:
        """Everybody whose name, alias, email or phone is exactly this."""
        key = fold(words)
        of_file = [self.pending[one] for one in self._pending_by_key.get(key, ())]
        return [self._by_id[one] for one in self._by_key.get(key, ())] + of_file

    def match(self, new: Customer, own_id: int | None) -> Match:
        """Who this is: by id; by email or phone and their name; by name where nothing speaks against it."""
        if own_id in self._by_id:
            return Match(self._by_id[own_id], is_by_id=True)
        if own_id in self._forgotten:
            return Match(
                doubt=say(
                    "{name} was forgotten on {forgotten}. {once_more}",
                    name=new.name,
                    forgotten=f"{self._forgotten[own_id]:%Y-%m-%d}",
                    once_more=say(ONCE_MORE),
                )
            )
        if own_id in self._removed:
            return Match(
                doubt=say(
                    "{name} was removed from Rapport since. To add them again, empty the cell of their id.",
                    name=new.name,
                )
            )
        return self._match(new) if self.shares(new) else SOMEBODY_NEW

    def _match(self, new: Customer) -> Match:
        namesakes = self.having(new.name)
        sharing = {one.id: one for value in (*new.emails, *new.phones) for one in self.having(value)}
        reachable = [one for one in sharing.values() if _has_name(one, new)]
        likely = reachable or [known for known in namesakes if not _differences(known, new)]
        if len(likely) == 1:
            return Match(likely[0])
        if likely:
            return Match(
                doubt=say(
                    "{likely} customers fit {name}, and nothing tells which one this is.",
                    likely=len(likely),
                    name=new.name,
                )
            )
        if all(known.id < 0 or known.id > self.before for known in namesakes):
            return Match(is_namesake=bool(namesakes))
        others = ", ".join(_differences(namesakes[0], new))
        return Match(
            doubt=say(
                "{name} is in Rapport already, with another {others}. If this is somebody else, add them.",
                name=new.name,
                others=others,
            )
        )


def filled_in(known: Customer, new: Customer, given: Collection[str]) -> tuple[Customer, tuple[str, ...]]:
    """The known customer with what was empty taken from the new one, and the fields that say something else.

    `given`: the fields that the file says something of. A refusal of wishes or emails is taken, and never taken back.
    """
    said = set(given)
    usual = {name for name, refused in REFUSALS.items() if getattr(known, name) is not refused}
    free = {name for name in said if name in usual or not _says(getattr(known, name))} - IDENTITY - {"custom"}
    empty = {name: getattr(new, name) for name in free}
    other = [name for name in given if name not in IDENTITY | free and name != "custom" and _is_other(known, new, name)]
    if "custom" in said:
        had = dict(known.custom)
        empty["custom"] = with_values(known.custom, [one for one in new.custom if one[0] not in had])
        other += ["custom"] if any(had.get(field, value) != value for field, value in new.custom) else []
    return replace(known, **empty), tuple(other)


def replaced(known: Customer, new: Customer, given: Collection[str], *, is_by_id: bool) -> Customer:
    """The known customer with all that the file says of them. A name is only changed where the file says their id."""
    said = {name for name in given if name not in IDENTITY | {"custom"}}
    changed = {name: getattr(new, name) for name in said if getattr(known, name) != getattr(new, name)}
    if "custom" in given:
        changed["custom"] = with_values(known.custom, new.custom)
    if is_by_id and "name" in given:
        changed["name"] = new.name
    return replace(known, **changed)


def _keys(customer: Customer) -> set[str]:
    return set(map(fold, (customer.name, *customer.aliases, *customer.emails, *customer.phones)))


def _has_name(known: Customer, new: Customer) -> bool:
    """Whether both have one name: also "Reyes, Dana" and "Dana Reyes"."""
    names = {frozenset(fold(name).split()) for name in (known.name, *known.aliases)}
    return frozenset(fold(new.name).split()) in names


def _says(value: object) -> bool:
    return value is not None and value not in ("", ())


def _is_other(known: Customer, new: Customer, name: str) -> bool:
    before, now = getattr(known, name), getattr(new, name)
    if isinstance(before, tuple):
        return not {fold(value) for value in now} <= {fold(value) for value in before}
    return bool(_says(now) and _same(before) != _same(now))


def _same(value: Any) -> Any:  # noqa: ANN401  # of any field
    return fold(value) if type(value) is str else value


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
