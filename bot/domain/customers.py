"""Customers: the people and companies the team looks after, and what is remembered about them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

Kind = Literal["person", "company"]


class Stage(StrEnum):
    """Where a customer stands in their life with us."""

    AWARENESS = "awareness"
    ACQUISITION = "acquisition"
    ONBOARDING = "onboarding"
    ENGAGEMENT = "engagement"
    RETENTION = "retention"
    ADVOCACY = "advocacy"


class Tier(StrEnum):
    """How much a customer means to the business."""

    STANDARD = "standard"
    SILVER = "silver"
    GOLD = "gold"
    VIP = "vip"


class DetailCategory(StrEnum):
    """What a remembered detail is about."""

    FAMILY = "family"
    PET = "pet"
    TASTE = "taste"
    HEALTH = "health"
    GOAL = "goal"
    OTHER = "other"


@dataclass(frozen=True)
class Birthday:
    """A birthday needs no year."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True)
class Customer:
    """A customer. `id` is 0 until stored; people are Slack user ids; `lifetime_value` is in whole units of money."""

    id: int
    name: str
    kind: Kind = "person"
    company: str = ""
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    channel: str = ""
    timezone: str = ""
    language: str = ""
    birthday: Birthday | None = None
    stage: Stage = Stage.ENGAGEMENT
    tier: Tier = Tier.STANDARD
    tags: tuple[str, ...] = ()
    owner: str | None = None
    backup_owner: str | None = None
    since: date | None = None
    renewal: date | None = None
    lifetime_value: int | None = None
    cadence_days: int | None = None
    wishes_ok: bool = True
    email_ok: bool = True
    do_not_contact: bool = False


@dataclass(frozen=True)
class Detail:
    """Something worth remembering about a customer."""

    id: int
    customer_id: int
    category: DetailCategory
    text: str
    remembered_by: str
    remembered_at: datetime


@dataclass(frozen=True)
class Candidate:
    """A customer somebody may have meant, with what tells them apart from the others."""

    customer: Customer
    last_touch: date | None


@dataclass(frozen=True)
class Unclear:
    """Nobody, or several, have exactly the name typed. The line is kept under `kept_id` until one is chosen."""

    typed: str
    candidates: tuple[Candidate, ...]
    kept_id: int = 0
