"""How far a new workspace is set up: what the one who installed Rapport is led through, and may leave at any step."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import SlackChannel, Trouble


class Step(StrEnum):
    """In the order in which they are shown."""

    PLACES = "places"
    """Where alerts and what nobody has go, on which days and when the daily message comes."""

    CUSTOMER = "customer"
    TOUCHPOINT = "touchpoint"


@dataclass(frozen=True)
class SetUp:
    """`alerts` and `unclaimed` are the channels for these, None while nobody has looked.

    `is_confirmed`: somebody said that places and hours are right. `lacking`: scopes that the app has not. `is_ended`:
    somebody left it there, or all was done.
    """

    alerts: SlackChannel | None
    unclaimed: SlackChannel | None
    rules: WorkspaceSettings
    customers: int
    touchpoints: int
    is_confirmed: bool = False
    is_ended: bool = False
    lacking: tuple[str, ...] = ()

    @property
    def blocked(self) -> tuple[SlackChannel, ...]:
        """The channels in which Rapport cannot post although it should; one that there is not is no trouble."""
        named = [one for one in (self.alerts, self.unclaimed) if one]
        return tuple(one for one in named if not one.is_well and one.trouble is not Trouble.MISSING)

    @property
    def done(self) -> frozenset[Step]:
        """The steps that are behind; a channel in trouble opens the first again."""
        behind = {
            Step.PLACES: self.is_confirmed and not self.blocked,
            Step.CUSTOMER: self.customers > 0,
            Step.TOUCHPOINT: self.touchpoints > 0,
        }
        return frozenset(step for step, is_behind in behind.items() if is_behind)

    @property
    def next(self) -> Step | None:
        """The first that is not; None: all are."""
        return next((step for step in Step if step not in self.done), None)
