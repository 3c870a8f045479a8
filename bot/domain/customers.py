"""Customers: the people and companies the team looks after, and what is remembered about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from bot.domain.coming import Coming
from bot.domain.custom_fields import CustomField, Values
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.saying import capital, say

NAME_LENGTH = 200
DETAIL_LENGTH = 1_000
TAG_LENGTH = 40
"""The longest name (of a customer, an alias, a company), detail and tag, in characters."""


class Kind(StrEnum):
    """What a customer is."""

    PERSON = "person"
    COMPANY = "company"


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

    @property
    def label(self) -> str:
        """As people read it."""
        return "VIP" if self is Tier.VIP else capital(say(self.value))


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
    """A customer. `id` is 0 until stored; people are Slack user ids; `lifetime_value` is in whole units of money.

    `lost_on`: the day they left us, None while they have not; `lost_reason` is from the team's list, or a few words.
    `referred_by` is the id of the customer who recommended us. `custom`: the team's own fields.
    """

    id: int
    name: str
    kind: Kind = Kind.PERSON
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
    lost_on: date | None = None
    lost_reason: str = ""
    referred_by: int | None = None
    custom: Values = ()


REFUSALS = {"wishes_ok": False, "email_ok": False, "do_not_contact": True}
"""Field of a consent -> its value where the customer said no."""


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
    """Nobody, or several, have exactly what was typed. The line is kept under `kept_id` until one is chosen.

    `having`: how many have exactly this name, email or phone (0: the candidates are only like it). `is_cut`: more are
    like it than are offered.
    """

    typed: str
    candidates: tuple[Candidate, ...]
    kept_id: int = 0
    having: int = 0
    is_cut: bool = False


class KnownCustomerError(ConflictError):
    """A name is there already, as the name or an alias of `customer`. Whoever asks may mean somebody else."""

    def __init__(self, sentence: str, customer: Customer, *, field: str) -> None:
        super().__init__(sentence, field=field)
        self.customer = customer


@dataclass(frozen=True)
class Shared:
    """An email or phone that others have too: a switchboard, a household. Allowed, with a remark."""

    value: str
    others: tuple[Customer, ...]


@dataclass(frozen=True)
class Saved:
    """A customer as stored (and as they were before, if they were), and the audit entry that takes the change back.

    `currency`: the ISO 4217 code of their value, "" where none is set. `fields`: the team's own.
    `referrer`: who referred them, where that is new; `may_thank`: a thank-you note for it can be planned.
    `begins`: the playbooks that begin or end with it.
    """

    customer: Customer
    undo_id: int
    shared: tuple[Shared, ...] = ()
    before: Customer | None = None
    currency: str = ""
    fields: Sequence[CustomField] = ()
    referrer: Customer | None = None
    may_thank: bool = False
    begins: tuple[Coming, ...] = ()


Word = TypeVar("Word", Kind, Stage, Tier, DetailCategory)


def read_word(words: type[Word], typed: str, what: str) -> Word:
    """The stage, tier, kind or category somebody typed. Raises NotUnderstoodError that lists what works."""
    plain = " ".join(typed.casefold().split())
    shown = {say(word).casefold(): word for word in words}
    if found := {**shown, **{word.value: word for word in words}}.get(plain):
        return found
    raise NotUnderstoodError(
        say(
            "I don't know the {what} “{typed}”. These work: {words}.",
            what=say(what),
            typed=typed,
            words=", ".join(map(say, words)),
        ),
        field=what,
    )


_TELLING = {
    DetailCategory.PET: "dog dogs puppy cat cats kitten pet pets horse rabbit parrot",
    DetailCategory.FAMILY: "kid kids child children son daughter wife husband partner married mother father baby twins",
    DetailCategory.HEALTH: "allergic allergy allergies intolerant coeliac celiac diabetic pregnant wheelchair",
    DetailCategory.GOAL: "goal plans planning hopes dreams",
    DetailCategory.TASTE: "likes loves favourite favorite prefers hates dislikes vegan vegetarian",
}

_WISH = re.compile(r"\b(?:wants?|would like|looking|aims?|saving|hoping|planning) to\b", re.IGNORECASE)


def guess_category(text: str) -> DetailCategory:
    """The category that a detail's words name outright; OTHER where none or more than one does."""
    words = set(re.findall(r"[^\W_]+", text.casefold()))
    named = [category for category, telling in _TELLING.items() if words & set(telling.split())]
    if DetailCategory.GOAL not in named and _WISH.search(text):
        named.append(DetailCategory.GOAL)
    return named[0] if len(named) == 1 else DetailCategory.OTHER
