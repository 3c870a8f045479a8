"""The rules a workspace sets for itself."""

from dataclasses import dataclass
from datetime import time

from bot.domain.calendar import LeapRule
from bot.domain.mood import Sensitivity

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class WorkspaceSettings:
    """What leads and admins choose, by form or by environment. Channels and people are Slack ids; None means not set.

    `digest_at` is a wall-clock time in each person's own zone; one that is late is still sent until `digest_until`.
    `working_days` counts Monday as 0. Working hours, in the workspace's zone, are what complaint deadlines run in.
    `country` is an ISO code whose public holidays are kept.
    """

    feedback_channel: str | None = None
    team_channel: str | None = None
    leads: frozenset[str] = frozenset()
    default_owner: str | None = None
    digest_at: time = time(9, 0)
    digest_until: time = time(20, 0)
    working_days: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    sensitivity: Sensitivity = "balanced"
    timezone: str = "UTC"
    work_from: time = time(9, 0)
    work_until: time = time(17, 0)
    country: str = ""
    leap_birthday: LeapRule = "28 Feb"
