"""The rules a workspace sets for itself, and the one table of them: the form, README and status are made from it."""

from dataclasses import dataclass
from datetime import time
from typing import Literal

from bot.domain.calendar import LeapRule
from bot.domain.complaint_settings import CATEGORIES, COMPLAINTS, ROOT_CAUSES
from bot.domain.followup_settings import FOLLOW_UPS
from bot.domain.mood import Sensitivity
from bot.domain.rights import KEPT
from bot.domain.saying import LANGUAGES, later
from bot.domain.setting import Kind, Setting

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


Language = Literal["en", "de", "es"]
"""Of LANGUAGES (saying.py): what messages in channels are written in."""

KeepWords = Literal["always", "12 months", "24 months", "36 months", "60 months"]


@dataclass(frozen=True)
class WorkspaceSettings:
    """What leads and admins choose, by form or by environment. Channels and people are Slack ids; None means not set.

    `digest_at` is a wall-clock time in each person's own zone; one that is late is still sent until `digest_until`.
    `working_days` counts Monday as 0. Working hours, in the team's zone, are what complaint deadlines run in.
    `timezone` is an IANA name, `country` an ISO 3166 code, `currency` an ISO 4217 code; "" means not set.
    `admins_only` has keys of rights (bot/domain/rights.py). `thanks_apart` is in days, `thanks_goal` in notes a week.
    `compensation_limit` is in whole units of money, `check_after` in days.
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
    currency: str = ""
    leap_birthday: LeapRule = "28 Feb"
    thanks_apart: int = 30
    thanks_goal: int = 0
    cadence_vip: int = 0
    cadence_gold: int = 0
    cadence_silver: int = 0
    cadence_standard: int = 0
    lost_reasons: tuple[str, ...] = ("price", "competitor", "moved away", "closed", "service", "other")
    complaint_categories: tuple[str, ...] = CATEGORIES
    root_causes: tuple[str, ...] = ROOT_CAUSES
    compensation_limit: int = 0
    check_after: int = 3
    admins_only: frozenset[str] = frozenset()
    keep_words: KeepWords = "always"
    language: Language = "en"


MONTHS: dict[str, int] = {f"{number} months": number for number in (12, 24, 36, 60)}
"""For how long words of touchpoints may be kept, if not for always."""


_CHANNEL_ID = "an id, from the end of the channel's details"
_MEMBER_ID = "a member id: profile → ⋮ → Copy member ID"

SETTINGS = (
    Setting(
        ("feedback_channel",),
        "RAPPORT_FEEDBACK_CHANNEL",
        Kind.CHANNEL,
        later("Alerts go to"),
        later("where alerts go"),
        "#customer-feedback where there is one, else the default owner or a lead directly",
        _CHANNEL_ID,
    ),
    Setting(
        ("team_channel",),
        "RAPPORT_TEAM_CHANNEL",
        Kind.CHANNEL,
        later("What nobody has goes to"),
        later("where follow-ups without an assignee go"),
        "#customer-team where there is one, else the default owner or a lead directly",
        _CHANNEL_ID,
    ),
    Setting(
        ("leads",),
        "RAPPORT_LEADS",
        Kind.PEOPLE,
        later("Leads"),
        later("who may change the settings, besides workspace admins, and is told of what goes wrong"),
        later("nobody but workspace admins"),
        _MEMBER_ID,
    ),
    Setting(
        ("admins_only",),
        "RAPPORT_ADMINS_ONLY",
        Kind.CHOICES,
        later("Only admins may"),
        later("which of the leads' work workspace admins keep to themselves"),
        "nothing",
        later("such as settings, moods"),
        KEPT,
    ),
    Setting(
        ("default_owner",),
        "RAPPORT_DEFAULT_OWNER",
        Kind.PERSON,
        later("Default owner"),
        later("who looks after customers whose owner and backup are not there, or have left"),
        later("nobody, so it is for the team channel"),
        _MEMBER_ID,
    ),
    Setting(
        ("digest_at",),
        "RAPPORT_DIGEST_AT",
        Kind.TIME,
        later("Daily digest at"),
        later("when the daily message comes, in each person's own zone"),
        "09:00",
        later("such as 08:30"),
    ),
    Setting(
        ("digest_until",),
        "RAPPORT_DIGEST_UNTIL",
        Kind.TIME,
        later("A late digest is sent until"),
        later("until when a late one is still sent; then the next day's has it all"),
        "20:00",
        later("such as 18:00"),
    ),
    Setting(
        ("working_days",),
        "RAPPORT_WORKING_DAYS",
        Kind.DAYS,
        later("Working days"),
        later("the days with a digest, and on which deadlines run"),
        later("Mon-Fri"),
        later("such as Mon-Fri or Mon,Tue,Sat"),
    ),
    Setting(
        ("work_from", "work_until"),
        "RAPPORT_WORK_HOURS",
        Kind.HOURS,
        later("Working hours"),
        later("the hours in which deadlines run"),
        "09:00-17:00",
        later("such as 08:00-16:30"),
    ),
    Setting(
        ("timezone",),
        "RAPPORT_TIMEZONE",
        Kind.ZONE,
        later("Time zone"),
        later("the zone of the working hours"),
        later("that of the default owner, else of the person who logs"),
        later("such as Europe/Lisbon"),
    ),
    Setting(
        ("country",),
        "RAPPORT_COUNTRY",
        Kind.COUNTRY,
        later("Country"),
        later("whose public holidays are days off, and whose phone numbers may be typed without a country code"),
        later("no holidays; phones: of the country where each person is"),
        later("a code of two letters, such as PT"),
    ),
    Setting(
        ("currency",),
        "RAPPORT_CURRENCY",
        Kind.CURRENCY,
        later("Currency"),
        later("in which a customer's value is shown"),
        later("that of the country, else none"),
        later("a code of three letters, such as EUR"),
    ),
    Setting(
        ("language",),
        "RAPPORT_LANGUAGE",
        Kind.CHOICE,
        later("Language of channels"),
        later("what messages in channels are written in; each person reads their own language everywhere else"),
        "en",
        later("en, de or es"),
        LANGUAGES,
    ),
    Setting(
        ("sensitivity",),
        "RAPPORT_SENSITIVITY",
        Kind.CHOICE,
        later("Alert sensitivity"),
        later("how readily a text raises an alert"),
        "balanced",
        later("fewer, balanced or more"),
        {
            "fewer": later("Fewer alerts: only what is clearly negative"),
            "balanced": later("Balanced"),
            "more": later("More alerts: miss as little as possible"),
        },
    ),
    Setting(
        ("keep_words",),
        "RAPPORT_KEEP_WORDS",
        Kind.CHOICE,
        later("Words of touchpoints are kept"),
        later(
            "for how long; older ones are reduced to day, channel, kind and mood, each night, and that cannot be undone"
        ),
        "always",
        later("always, 12 months, 24 months, 36 months or 60 months"),
        {"always": later("Always"), **{words: f"For {words}" for words in MONTHS}},
    ),
    *FOLLOW_UPS,
    *COMPLAINTS,
    Setting(
        ("lost_reasons",),
        "RAPPORT_LOST_REASONS",
        Kind.WORDS,
        later("Why customers leave"),
        later("the reasons to choose from when a customer is lost"),
        later("price, competitor, moved away, closed, service, other"),
        later("with commas between them"),
    ),
)
"""Every setting, in the order of the form."""


@dataclass(frozen=True)
class SettingsChange:
    """What somebody (`actor`, an id) changed. `locks_out`: by it they may not change the settings any more."""

    actor: str
    before: WorkspaceSettings
    after: WorkspaceSettings
    locks_out: bool = False

    @property
    def changed(self) -> list[Setting]:
        """The settings that have another value now, in the order of the form."""
        return [one for one in SETTINGS if any(self._differs(name) for name in one.names)]

    @property
    def to_tell(self) -> list[Setting]:
        """Those of them of which others are told: who leads, who looks after customers, where alerts go."""
        return [one for one in self.changed if one.kind in {Kind.CHANNEL, Kind.PEOPLE, Kind.PERSON}]

    def _differs(self, name: str) -> bool:
        return bool(getattr(self.before, name) != getattr(self.after, name))
