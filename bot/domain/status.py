"""How Rapport does, in figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.domain.ledger import Reminder
from bot.domain.outbox import OutboxRow
from bot.domain.problems import Problem
from bot.domain.said_fine import Said
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import Destination

RECENT = timedelta(days=7)


@dataclass(frozen=True)
class Figures:
    """Counts; `recent` are the touchpoints since RECENT, `open` follow-ups include complaints."""

    customers: int
    touchpoints: int
    recent: int
    open: int
    unclaimed: int
    complaints: int


@dataclass(frozen=True)
class Reduced:
    """How many touchpoints lost their words because the team keeps them for `kept_for` ("24 months"), and no longer.

    `recent` of them since RECENT. `ran_at`: when it was last looked whether some are due; None: never yet.
    """

    kept_for: str
    so_far: int
    recent: int
    ran_at: datetime | None


@dataclass(frozen=True)
class Status:
    """What `/rapport status` shows.

    `alerts_to` and `unclaimed_to`: where alerts go, and what nobody has. `zone` is that of the working hours.
    `fine_notes` are those that somebody called not negative, so that the like of them alarm nobody.
    `failed` are the messages that Slack refused for good and that can be sent again.
    `late` complaints are past their deadline. `unheard`: negative messages of watched channels nobody decided about.
    `about`: failed message's id -> its customer's name, for leads only.
    `reduced`: where words are not kept for ever.
    `reminders` counts today's by state; `of_person` are the latest of the one asked about.
    """

    figures: Figures
    alerts_to: Destination
    unclaimed_to: Destination
    rules: WorkspaceSettings
    zone: str
    reminders: dict[str, int]
    of_person: list[Reminder]
    person: str
    problems: list[Problem]
    failed: list[OutboxRow]
    waiting: int
    learning: str
    fine_notes: list[Said]
    today: date
    late: int = 0
    about: Mapping[int, str] = field(default_factory=dict)
    reduced: Reduced | None = None
    unheard: int = 0
