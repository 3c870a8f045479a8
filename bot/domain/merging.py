"""Two records of one customer become one: what is chosen, what is united, and how it is taken apart again.

Of two customers one stays and one goes. Each field that says something else in the two is chosen (`differing`,
`proposed`); lists are united (`united`); names that are not chosen become aliases (`merged`).

Undone, each field of the one who stayed goes back to what it was, unless somebody changed it since: then the change
stays. Of lists goes what came with the merge, and comes back what it left out; what was added or taken out since stays
so (`unmerged`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from enum import StrEnum
from typing import Any

from bot.domain.customers import REFUSALS, Customer, Stage, Tier
from bot.domain.errors import ConflictError, NotAllowedError
from bot.domain.folding import fold
from bot.domain.people import Person
from bot.domain.rights import Extent
from bot.domain.saying import say

LISTS = ("aliases", "emails", "phones", "tags")
"""Fields that are united."""

CUSTOM = "custom:"
"""How the name of a choice begins that is about a field of the team's own; the field's id follows."""

LOST = ("lost_on", "lost_reason")
"""Two fields that are one choice, under the name of the first."""

_FOR_ITSELF = frozenset({"id", "custom", *LISTS, *LOST[1:]})
SINGLE = tuple(field.name for field in fields_of(Customer) if field.name not in _FOR_ITSELF)
"""Fields that have one value, in the order of the record."""

_OF_THE_ONE_WHO_STAYS = frozenset({"name", "kind", "owner"})
_UNSAID = {"tier": Tier.STANDARD}
"""What these are where nobody chose anything."""


_SURER: dict[str, Callable[[Any, Any], bool]] = {
    "since": lambda kept, gone: kept < gone,
    "stage": lambda kept, gone: list(Stage).index(kept) > list(Stage).index(gone),
    "birthday": lambda kept, gone: kept.year is not None or gone.year is None,
}
"""Whether the value of the one who stays is surer than the other, however new that is: who came in once more with a
file or a form stands there as somebody new. The earlier day since when, the stage that is further on, the whole
birthday."""


class Side(StrEnum):
    """Whose value is taken: of the one who stays, or of the one who goes."""

    KEPT = "kept"
    GONE = "gone"


@dataclass(frozen=True)
class Both:
    """The two, and which of them was changed last."""

    kept: Customer
    gone: Customer
    newer: Side = Side.KEPT

    def of(self, side: Side) -> Customer:
        """One of them."""
        return self.kept if side is Side.KEPT else self.gone

    def values(self, name: str) -> tuple[Any, Any]:
        """What a choice is between: the value of the one who stays, and of the one who goes."""
        return _value(self.kept, name), _value(self.gone, name)

    @property
    def differing(self) -> tuple[str, ...]:
        """The choices there are: names of fields, and `custom:7` for the team's own."""
        custom = sorted({field_id for one in (self.kept, self.gone) for field_id, _ in one.custom})
        names = [*SINGLE, *(f"{CUSTOM}{field_id}" for field_id in custom)]
        return tuple(name for name in names if self._differs(name))

    def _differs(self, name: str) -> bool:
        kept, gone = self.values(name)
        if name == "referred_by" and {kept, gone} <= {None, self.kept.id, self.gone.id}:
            return False  # nobody refers themselves
        return bool(kept != gone)

    @property
    def proposed(self) -> dict[str, Side]:
        """What is chosen where nobody chooses: a refusal, what is filled in, what is surer, then what is newer."""
        return {name: self._proposed(name) for name in self.differing}

    def _proposed(self, name: str) -> Side:
        kept, gone = self.values(name)
        if name in REFUSALS:
            return _kept_if(kept is REFUSALS[name])
        if name == LOST[0]:  # who is a customer somewhere is one
            return _kept_if(kept is None)
        if name == "referred_by":
            return _kept_if(kept not in {None, self.gone.id} or gone == self.kept.id)
        if _is_empty(name, kept) or _is_empty(name, gone):
            return _kept_if(_is_empty(name, gone))
        if name in _SURER:
            return _kept_if(_SURER[name](kept, gone))
        return Side.KEPT if name in _OF_THE_ONE_WHO_STAYS else self.newer

    def united(self, chosen: Mapping[str, Side]) -> dict[str, tuple[str, ...]]:
        """Each list with all that both have, of the one who stays first; names that are not chosen are aliases."""
        name = _value(self.of(chosen.get("name", Side.KEPT)), "name")
        both = {field: (*getattr(self.kept, field), *getattr(self.gone, field)) for field in LISTS}
        both["aliases"] = (self.kept.name, self.gone.name, *both["aliases"])
        lists = {field: _once(values) for field, values in both.items()}
        return {**lists, "aliases": tuple(one for one in lists["aliases"] if fold(one) != fold(name))}


@dataclass(frozen=True)
class Counted:
    """How much is somebody's; undone touchpoints and forgotten details not counted."""

    touchpoints: int = 0
    open_followups: int = 0
    details: int = 0


@dataclass(frozen=True)
class Proposal:
    """Two customers side by side, before they are merged. `seen`: the versions of both that are looked at.

    `counted`: what is theirs, by id; `custom`: names of the team's own fields, by id; `referrers`: names of who
    recommended us to them, by id. `too_long`: lists, united, of more than a customer can have, and how many that is.
    """

    both: Both
    seen: tuple[str, str]
    counted: Mapping[int, Counted]
    custom: Mapping[int, str]
    currency: str
    too_long: Mapping[str, tuple[tuple[str, ...], int]]
    referrers: Mapping[int, str]


@dataclass(frozen=True)
class Done:
    """Who went into whom, how much was moved, and the audit entry that takes it apart."""

    kept: Customer
    gone: Customer
    moved: Counted
    undo_id: int


def merged(both: Both, chosen: Mapping[str, Side], lists: Mapping[str, tuple[str, ...]]) -> Customer:
    """The one who stays, with what was chosen. `lists` stand for those that were united where they are too long."""
    sides = {**both.proposed, **{name: side for name, side in chosen.items() if name in both.differing}}
    taken = [name for name, side in sides.items() if side is Side.GONE]
    single: dict[str, Any] = {name: getattr(both.gone, name) for name in taken if not name.startswith(CUSTOM)}
    if LOST[0] in single:
        single[LOST[1]] = both.gone.lost_reason
    custom = dict(both.kept.custom)
    for name in taken:
        if name.startswith(CUSTOM):
            _put(custom, int(name.removeprefix(CUSTOM)), dict(both.gone.custom))
    single |= {**both.united(sides), **lists}
    whole = replace(both.kept, **single, custom=tuple(sorted(custom.items())))
    return whole if whole.referred_by not in {both.kept.id, both.gone.id} else replace(whole, referred_by=None)


def unmerged(now: Customer, before: Customer, after: Customer) -> Customer:
    """The one who stayed as they are after all: `before` and `after` are they at the merge."""
    fields: dict[str, Any] = {
        name: getattr(before if getattr(now, name) == getattr(after, name) else now, name) for name in (*SINGLE, *LOST)
    }
    fields |= {name: _list_back(*(getattr(one, name) for one in (now, before, after))) for name in LISTS}
    fields["aliases"] = tuple(one for one in fields["aliases"] if fold(one) != fold(fields["name"]))
    custom, was, became = dict(now.custom), dict(before.custom), dict(after.custom)
    for field_id in {*custom, *was}:
        if custom.get(field_id) == became.get(field_id):
            _put(custom, field_id, was)
    return replace(now, **fields, custom=tuple(sorted(custom.items())))


def check_may_merge(person: Person, extent: Extent, both: Iterable[Customer]) -> None:
    """Raise NotAllowedError unless the person may merge these two: members only those whom they look after."""
    if extent is Extent.ALL:
        return
    others = [one for one in both if person.id not in {one.owner, one.backup_owner}]
    if others:
        raise NotAllowedError(
            say(
                "{name} {what} not yours to merge: whoever looks after both customers can, and leads. "
                "Nothing was changed.",
                name=" and ".join(one.name for one in others),
                what=say("are") if len(others) > 1 else say("is"),
            )
        )


def check_are_two(kept: Customer, gone: Customer) -> None:
    """Raise ConflictError where both are the same."""
    if kept.id == gone.id:
        raise ConflictError(
            say("Both are {name}, so there is nothing to merge. Please choose another customer.", name=kept.name),
            field="into",
        )


def _value(customer: Customer, name: str) -> Any:  # noqa: ANN401  # of any field
    if name.startswith(CUSTOM):
        return dict(customer.custom).get(int(name.removeprefix(CUSTOM)), "")
    return getattr(customer, name)


def _kept_if(is_so: bool) -> Side:  # noqa: FBT001  # the whole question
    return Side.KEPT if is_so else Side.GONE


def _is_empty(name: str, value: object) -> bool:
    return value in (None, "") or (name in _UNSAID and value == _UNSAID[name])


def _once(values: Iterable[str]) -> tuple[str, ...]:
    """Each once, but for case, accents and blanks, as it was written first."""
    first: dict[str, str] = {}
    for value in values:
        first.setdefault(fold(value), value)
    return tuple(first.values())


def _put(values: dict[int, str], field_id: int, others: Mapping[int, str]) -> None:
    values.pop(field_id, None)
    if field_id in others:
        values[field_id] = others[field_id]


def _list_back(now: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, ...]:
    """What was there before, but for what was taken out since, then what was added since."""
    kept = [one for one in before if one in now or one not in after]
    return (*kept, *(one for one in now if one not in before and one not in after))
