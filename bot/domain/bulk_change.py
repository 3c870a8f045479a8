"""A change of many customers at once: what of them becomes what, who is changed by it, and who is so already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.saying import say

NAMED = 5
"""So many of those who would change are named in a preview."""

MOST_TAGS_AT_ONCE = 5

State = Any
"""What a customer is in the matter of a change: (owner, backup owner), a stage, a tier, or whether they have a tag."""


class What(StrEnum):
    """What can be changed of many."""

    OWNER = "owner"
    BACKUP = "backup"
    STAGE = "stage"
    TIER = "tier"
    TAG = "tag"
    UNTAG = "untag"


CARE = frozenset({What.OWNER, What.BACKUP})


@dataclass(frozen=True)
class Change:
    """One of them. `value` is a person's id ("" for nobody), a stage, a tier or a tag. `reason`: of a stage."""

    what: What
    value: str
    reason: str = ""

    @property
    def matter(self) -> str:
        """Changes of the same matter build on each other: owner and backup owner are one, each tag is its own."""
        if self.what in CARE:
            return "care"
        return say("tag {value}", value=self.value) if self.what in {What.TAG, What.UNTAG} else self.what

    def state_after(self, state: State) -> State:
        """What somebody is after it. Who becomes the owner is the backup no longer; no owner is their own."""
        match self.what:
            case What.OWNER:
                return (self.value or None, None if state[1] == self.value else state[1])
            case What.BACKUP:
                return (state[0], self.value or None) if not self.value or self.value != state[0] else state
            case What.TAG | What.UNTAG:
                return self.what is What.TAG
            case _:
                return self.value


@dataclass(frozen=True)
class Effect:
    """What one change does: the states of those whom it changes, before it, and how many are so already.

    `full`: how many could not get a tag, because they have as many as there may be.
    """

    change: Change
    before: Mapping[int, State]
    already: int
    full: int = 0


@dataclass(frozen=True)
class BulkChange:
    """Several changes of the customers in a list. `total` are in it, `names` are some of those who change."""

    effects: Sequence[Effect]
    total: int
    names: Sequence[str] = ()
    undo_id: int = 0

    @property
    def changing(self) -> frozenset[int]:
        """The ids of those whom at least one of them changes."""
        return frozenset(customer for effect in self.effects for customer in effect.before)


class OthersNowError(ConflictError):
    """Meanwhile other customers would change than those of whom the preview told; `planned` is how it is now."""

    def __init__(self, planned: BulkChange) -> None:
        super().__init__(say("Meanwhile others fit this list. Nothing was changed; look again and press Change."))
        self.planned = planned


def check_changes(changes: Sequence[Change]) -> None:
    """Raise NotUnderstoodError where there is nothing to change, or what contradicts itself."""
    if not changes:
        raise NotUnderstoodError(say("Fill in at least one thing to change."), field="owner")
    tags = {what: {one.value for one in changes if one.what is what} for what in (What.TAG, What.UNTAG)}
    if both := tags[What.TAG] & tags[What.UNTAG]:
        raise NotUnderstoodError(say("“{min}” cannot be put on and taken off at once.", min=min(both)), field="untag")
    for what, named in tags.items():
        if len(named) > MOST_TAGS_AT_ONCE:
            raise NotUnderstoodError(
                say("Name up to {most_tags_at_once} tags at once.", most_tags_at_once=MOST_TAGS_AT_ONCE), field=what
            )
