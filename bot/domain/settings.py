"""The rules a workspace sets for itself, and what changes when somebody sets some; their table: setting_groups.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from bot.domain.calendar import LeapRule
from bot.domain.complaint_settings import CATEGORIES, ROOT_CAUSES
from bot.domain.mood import Sensitivity
from bot.domain.rating import Scale
from bot.domain.setting import Kind, Setting
from bot.domain.setting_groups import GROUPS
from bot.domain.survey_settings import CheckBy
from bot.domain.team_settings import LOST_REASONS, KeepWords, Language, ReportDay

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class WorkspaceSettings:
    """What leads and admins choose. Channels and people are Slack ids; None means not set.

    `digest_at` is a wall-clock time in each person's own zone; one that is late is still sent until `digest_until`.
    `report_at` is on the wall of the team's zone.
    `working_days` counts Monday as 0. Working hours, in the team's zone, are what complaint deadlines run in.
    `timezone` is an IANA name, `country` an ISO 3166 code, `currency` an ISO 4217 code; "" means not set.
    `closing_days` are codes of stretches (bot/domain/closing_days.py).
    `admins_only` has keys of rights (bot/domain/rights.py). `thanks_apart` is in days, `thanks_goal` in notes a week.
    `compensation_limit` is in whole units of money, `check_after` and `survey_wait` in days.
    `survey_after` has channels of contact.
    """

    feedback_channel: str | None = None
    team_channel: str | None = None
    leads: frozenset[str] = frozenset()
    default_owner: str | None = None
    digest_at: time = time(9, 0)
    digest_until: time = time(20, 0)
    working_days: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    sensitivity: Sensitivity = "balanced"
    timezone: str = ""
    work_from: time = time(9, 0)
    work_until: time = time(17, 0)
    country: str = ""
    closing_days: tuple[str, ...] = ()
    currency: str = ""
    leap_birthday: LeapRule = "28 Feb"
    thanks_apart: int = 30
    thanks_goal: int = 0
    cadence_vip: int = 0
    cadence_gold: int = 0
    cadence_silver: int = 0
    cadence_standard: int = 0
    lost_reasons: tuple[str, ...] = LOST_REASONS
    complaint_categories: tuple[str, ...] = CATEGORIES
    root_causes: tuple[str, ...] = ROOT_CAUSES
    compensation_limit: int = 0
    check_after: int = 3
    survey_scale: Scale = "csat"
    survey_after: frozenset[str] = frozenset()
    survey_wait: int = 1
    survey_checks: CheckBy = "person"
    admins_only: frozenset[str] = frozenset()
    keep_words: KeepWords = "always"
    language: Language = "en"
    report_on: ReportDay = "monday"
    report_at: time = time(9, 30)


USUAL = WorkspaceSettings()
"""What counts where nothing is chosen."""

SETTINGS = tuple(setting for group in GROUPS for setting in group.settings)
"""Every setting, in the order of the page."""


@dataclass(frozen=True)
class SettingsChange:
    """What somebody (`actor`, an id) changed. `locks_out`: by it they may not change the settings any more.

    `entries`: by the name of each setting that is another now, the audit entry that takes it back.
    """

    actor: str
    before: WorkspaceSettings
    after: WorkspaceSettings
    locks_out: bool = False
    entries: Mapping[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> list[Setting]:
        """The settings that have another value now, in the order of the page."""
        return differing(self.before, self.after)

    @property
    def to_tell(self) -> list[Setting]:
        """Those of them of which others are told: who leads, who looks after customers, where alerts go."""
        return [one for one in self.changed if one.kind in {Kind.CHANNEL, Kind.PEOPLE, Kind.PERSON}]


def differing(one: WorkspaceSettings, other: WorkspaceSettings) -> list[Setting]:
    """The settings that are not the same in both, in the order of the page."""
    return [
        setting for setting in SETTINGS if any(getattr(one, name) != getattr(other, name) for name in setting.names)
    ]


def is_usual(setting: Setting, rules: WorkspaceSettings) -> bool:
    """Whether it is as where nothing is chosen."""
    return all(getattr(rules, name) == getattr(USUAL, name) for name in setting.names)
