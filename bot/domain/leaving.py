"""Somebody has left the team: what was theirs, and who has it now."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class HandedOver:
    """What became of the open follow-ups of somebody who left.

    `to` counts them by who got them; `alerts` can be claimed again, `released` are for whoever takes them.
    """

    to: Mapping[str, int]
    alerts: int = 0
    released: int = 0


@dataclass(frozen=True)
class Leaving:
    """What the leads are told. `customers` still name them as owner, and `looked_after` counts those by who stands in.

    Under None stand those whom nobody in particular looks after. `is_back`: they are of the team again.
    `was_steward_of`: tiers for whose alerts they were asked next. `was_to_mend`: names of themes that nobody mends now.
    `is_guest`: they did not leave the workspace, but are a guest in it now; once they are back, that they were one.
    """

    person: str
    handed: HandedOver
    customers: int
    looked_after: Mapping[str | None, int]
    was_lead: bool
    was_default_owner: bool
    is_back: bool = False
    was_steward_of: tuple[str, ...] = ()
    was_to_mend: tuple[str, ...] = ()
    is_guest: bool = False
