"""The customer card: everything about one customer at a glance, and what stands behind its More."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.candidates import Asked
from bot.domain.caretaker import Caretaker
from bot.domain.custom_fields import CustomField
from bot.domain.customers import Customer, Detail, DetailCategory
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.health import NOTHING_KNOWN, Health, Level
from bot.domain.life import LifeEvent
from bot.domain.mail_plan import MailPlan
from bot.domain.mood_course import MoodPoint
from bot.domain.playbook_run import Progress
from bot.domain.reader import Reader
from bot.domain.resolving import Resolved
from bot.domain.survey_standing import NOT_ASKED_YET, Surveyed
from bot.domain.theme import Theme
from bot.domain.touchpoints import Touchpoint, needs_alert

SOON_DAYS = 30
"""A birthday or a renewal within so many days is worth a word before a call; one that passed, for half as long."""

WORTH = (
    *(DetailCategory.HEALTH, DetailCategory.GOAL, DetailCategory.FAMILY, DetailCategory.PET),
    *(DetailCategory.TASTE, DetailCategory.OTHER),
)
"""Details by how much one wants to know them before a call: what can do harm first, then what makes a talk warm."""


@dataclass(frozen=True)
class Card:
    """What the card shows. Lists are the latest (or most urgent) first and may be cut; the counts say of how many.

    `moods` are the oldest first. `birthday` is the next one. `currency` is an ISO 4217 code or "". `may_thank`: whether
    a thank-you note can be planned now. `playbooks`: those on their way. `letters` are underway, by the id of their
    follow-up. `refused`: addresses that took no letter, when and why (a code). `put_right`: what was done last about a
    complaint that stays put right, `letter_asks`: a letter would ask about it. `link`: to this card, "" where there are
    no links. `health_weeks`: the Mondays of the weeks since which it stood otherwise with them than before, the latest
    first. `asked`: what they were asked for last, and what they answered. `themes`: those that they raised, and how
    often, what they raised last first. `surveyed`: how it stands with asking them how it went.
    """

    customer: Customer
    caretaker: Caretaker
    reader: Reader
    birthday: date | None
    details: tuple[Detail, ...]
    moods: tuple[MoodPoint, ...]
    followups: tuple[FollowUp, ...]
    touchpoints: tuple[Touchpoint, ...]
    touchpoint_count: int
    ratings: tuple[Touchpoint, ...]
    currency: str = ""
    may_thank: bool = True
    playbooks: tuple[Progress, ...] = ()
    letters: Mapping[int, MailPlan] = field(default_factory=dict)
    refused: Mapping[str, tuple[datetime, str]] = field(default_factory=dict)
    put_right: Resolved | None = None
    letter_asks: bool = False
    link: str = ""
    health: Health = NOTHING_KNOWN
    health_weeks: tuple[tuple[date, Level], ...] = ()
    asked: tuple[Asked, ...] = ()
    themes: tuple[tuple[Theme, int], ...] = ()
    surveyed: Surveyed = NOT_ASKED_YET

    @property
    def today(self) -> date:
        """The reader's local day."""
        return self.reader.today

    @property
    def complaints(self) -> tuple[FollowUp, ...]:
        """Those that are still to be put right."""
        return tuple(one for one in self.followups if one.kind is FollowUpKind.COMPLAINT)

    @property
    def worth_knowing(self) -> list[Detail]:
        """The details, those first that one wants to know before a call; within a category the latest first."""
        return sorted(self.details, key=lambda detail: WORTH.index(detail.category))

    @property
    def last_touch(self) -> Touchpoint | None:
        """What to know of the last contact; an answer without words is none: the last rating says it already."""
        return next((one for one in self.touchpoints if one.text or one.source != "survey"), None)

    @property
    def last_bad(self) -> Touchpoint | None:
        """The last of their touches that is a complaint, or sounds bad."""
        return next((one for one in self.touchpoints if needs_alert(one)), None)

    def is_soon(self, on: date | None) -> bool:
        """Whether a birthday or renewal is worth a word now."""
        return on is not None and -SOON_DAYS // 2 <= (on - self.today).days <= SOON_DAYS


@dataclass(frozen=True)
class WholeCard:
    """The card with what stands behind More.

    `moods`: all of the last touches that have one, the oldest first. `referred`: the first few of whom this customer
    recommended us to, of `referred_count`. `fields`: those of the team's own, in the order of forms.
    `channels`: each with the number of touches by it, the most used first.
    `life`: what became of them, the latest first. `playbooks`: the last ones, those on their way first.
    """

    card: Card
    moods: tuple[MoodPoint, ...] = ()
    referrer: Customer | None = None
    referred: tuple[Customer, ...] = ()
    referred_count: int = 0
    fields: tuple[CustomField, ...] = ()
    channels: tuple[tuple[str, int], ...] = ()
    life: tuple[LifeEvent, ...] = ()
    playbooks: tuple[Progress, ...] = ()
