"""A segment: customers by what they have in common ("tier gold, no touch for 60 days, not tagged closed").

`KINDS` is the one table of what can be asked: lines (bot/reading/segment_line.py), the form, help, the README and the
SQL (storage/segment_sql.py) are made from it. Several conditions of one kind are met by any of them, those of different
kinds have to be met all, and what is negated by none.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.domain.candidates import Ask
from bot.domain.custom_fields import CustomField
from bot.domain.customers import Kind, Stage, Tier
from bot.domain.errors import NotFoundError
from bot.domain.saying import later, say

NONE = "none"
"""The value of a condition that is met where there is nothing: `renewal:none`."""

ME, NOBODY = "me", "nobody"
"""Values of people besides their ids. "me" is whoever looks, so that a shared list is everybody's own."""

PAST = "past"
"""Of a day to come: it is over."""

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MOST_DAYS = 3_650
"""The longest time that a condition can ask for, in days."""

MOST_CONDITIONS = 60
"""So many conditions a segment has at most: a form has at most 100 blocks, and nobody types more."""

WORD = "word"
"""The kind of a free word of the line: it begins a word of the name, of another name, of the company or an email."""

FIELD = "field:"
"""How the kind of a condition on a field of the team's own begins; its id follows."""


class Asks(Enum):
    """How the value of a condition is read and compared."""

    WORD = auto()
    TAG = auto()
    LISTED = auto()
    """One of the words in `choices`."""
    PERSON = auto()
    TEXT = auto()
    CATEGORY = auto()
    """What touchpoints are about, in the team's words."""
    SILENT = auto()
    """A number of days."""
    PAST_DAY = auto()
    DAY = auto()
    BIRTHDAY = auto()
    NUMBER = auto()
    OWN_NUMBER = auto()
    """A number with a fraction, in a field of the team's own."""


class Sorting(Enum):
    """The order of a list. Names go up, the longest silence and the highest value come first, then the next renewal."""

    NAME = "name"
    LAST_TOUCH = "touch"
    VALUE = "value"
    RENEWAL = "renewal"


@dataclass(frozen=True)
class ConditionKind:
    """One thing that can be asked: its key, what it says, an example, how its value is read, other spellings.

    `alone`: the value that the key means without one ("lost"). `can_be_none`: customers may have nothing there.
    """

    key: str
    says: str
    example: str
    asks: Asks
    short: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    alone: str = ""
    can_be_none: bool = False

    @property
    def shown(self) -> str:
        """The example as the reader's language writes it."""
        return say(self.example)


KINDS = (
    ConditionKind("tag", later("with this tag"), later("tag:wholesale"), Asks.TAG, ("tags",), can_be_none=True),
    ConditionKind(
        "stage", later("how far they are with you"), later("stage:onboarding"), Asks.LISTED, (), tuple(Stage)
    ),
    ConditionKind("tier", later("standard, silver, gold or vip"), later("tier:gold"), Asks.LISTED, (), tuple(Tier)),
    ConditionKind("owner", later("who looks after them; also me, nobody"), later("owner:@ana"), Asks.PERSON),
    ConditionKind("backup", later("who does while the owner is away"), later("backup:nobody"), Asks.PERSON),
    ConditionKind("company", later("where they work"), later("company:Blue Door"), Asks.TEXT, can_be_none=True),
    ConditionKind("kind", later("person or company"), later("kind:company"), Asks.LISTED, (), tuple(Kind)),
    ConditionKind("language", later("what they speak"), later("language:en"), Asks.TEXT, ("lang",), can_be_none=True),
    ConditionKind(
        "silent",
        later("nobody was in touch for so long"),
        later("silent:60d"),
        Asks.SILENT, ("quiet", "untouched", "inactive")
    ),
    ConditionKind(
        "renewal",
        later("renews within so many days"),
        later("renewal:90d"),
        Asks.DAY,
        ("renews",),
        can_be_none=True,
    ),
    ConditionKind(
        "birthday", later("in this month, or within so many days"), later("birthday:june"), Asks.BIRTHDAY,
        ("bday", "born"), can_be_none=True,
    ),
    ConditionKind(
        "value",
        later("lifetime value, also 1000-5000"),
        later("value:>10000"),
        Asks.NUMBER, ("worth", "ltv"), can_be_none=True
    ),
    ConditionKind(
        "since", later("customer since, also a year or 90d"), later("since:>2024-05-01"), Asks.PAST_DAY, (),
        can_be_none=True
    ),
    ConditionKind("lost", later("who left you"), later("lost:yes"), Asks.LISTED, (), ("yes", "no"), alone="yes"),
    ConditionKind(
        "complaint", later("with a complaint to put right"), later("complaint:open"), Asks.LISTED, ("complaints",),
        ("open",), alone="open",
    ),
    ConditionKind("about", later("what a contact was about"), "about:delivery", Asks.CATEGORY, can_be_none=True),
    ConditionKind(
        "theme", later("who raised this theme of complaints"), later("theme:late delivery"), Asks.TEXT, ("themes",),
        can_be_none=True,
    ),
    ConditionKind(
        "mood", later("how the last contact sounded"), later("mood:negative"), Asks.LISTED, ("feeling",),
        ("negative", "neutral", "positive"),
    ),
    ConditionKind(
        "rating", later("their last answer: high is NPS 9-10 or CSAT 5, low NPS 0-6 or CSAT 1-2"), later("rating:high"),
        Asks.LISTED, ("rated",), ("high", "middle", "low"), can_be_none=True,
    ),
    ConditionKind(
        "candidates", later("whom to ask for a referral, or to join the advisory board"), later("candidates:referral"),
        Asks.LISTED, ("candidate",), tuple(Ask), alone=Ask.REFERRAL,
    ),
    ConditionKind(
        "health", later("how it stands with them"), later("health:red"), Asks.LISTED, (), ("red", "amber", "green"),
        can_be_none=True,
    ),
    ConditionKind(
        "risk", later("who may leave you"), later("risk:yes"), Asks.LISTED, ("churn",), ("yes", "no"), alone="yes"
    ),
    ConditionKind(
        "cadence", later("not touched for longer than agreed"), later("cadence:overdue"), Asks.LISTED, (), ("overdue",),
        can_be_none=True,
    ),
)  # fmt: skip  # one condition a line, where it fits

BY_KEY: Mapping[str, ConditionKind] = {kind.key: kind for kind in KINDS}

BY_NAME: Mapping[str, ConditionKind] = {name: kind for kind in KINDS for name in (kind.key, *kind.short)}
"""Every spelling of a key -> its kind."""


@dataclass(frozen=True)
class Condition:
    """One thing that customers have to be, or (`is_not`) must not be.

    `kind` is a key of KINDS, WORD, or FIELD and the id of a field of the team's own. `value` is text, always in one
    way: a word, a tag, a person's id, "60d" for a number of days, a month in full, NONE; days and numbers with what
    they are compared by (`comparisons`).
    """

    kind: str
    value: str
    is_not: bool = False

    @property
    def field_id(self) -> int | None:
        """The id of the team's own field that it is about."""
        return int(self.kind.removeprefix(FIELD)) if self.kind.startswith(FIELD) else None


@dataclass(frozen=True)
class Segment:
    """Customers who meet all of these conditions; none of them: everybody."""

    conditions: tuple[Condition, ...] = ()

    @classmethod
    def of(cls, *conditions: Condition) -> "Segment":
        """Each condition once, in the order given."""
        return cls(tuple(dict.fromkeys(conditions)))

    def values(self, kind: str, *, is_not: bool = False) -> tuple[str, ...]:
        """The values that are asked for of one kind."""
        return tuple(one.value for one in self.conditions if one.kind == kind and one.is_not is is_not)

    def without(self, conditions: Iterable[Condition]) -> "Segment":
        """The same but for these."""
        left_out = frozenset(conditions)
        return Segment(tuple(one for one in self.conditions if one not in left_out))

    @property
    def is_of_whoever_looks(self) -> bool:
        """Whether it is another one for each of them."""
        return any(one.value == ME for one in self.conditions if one.kind in {"owner", "backup"})

    def seen_by(self, person: str) -> "Segment":
        """The same with the one who looks in the place of "me"."""
        return Segment(
            tuple(
                replace(one, value=person) if one.kind in {"owner", "backup"} and one.value == ME else one
                for one in self.conditions
            )
        )

    @property
    def text(self) -> str:
        """As it is kept; `from_text` reads it."""
        return json.dumps([[one.kind, one.value, *(["not"] if one.is_not else [])] for one in self.conditions])

    @classmethod
    def from_text(cls, text: str) -> "Segment":
        """The segment that was kept."""
        return cls(tuple(Condition(kind, value, bool(no)) for kind, value, *no in json.loads(text)))


EVERYBODY = Segment()

_SIGNS = re.compile(r"(>=|<=|>|<)(.+)", re.DOTALL)


def comparisons(value: str) -> tuple[tuple[str, str], ...]:
    """What a day or number is compared by: ">5" is ((">", "5"),), "1000..5000" two of them, "5" is (("=", "5"),)."""
    if found := _SIGNS.fullmatch(value):
        return ((found[1], found[2]),)
    low, is_range, high = value.partition("..")
    return ((">=", low), ("<=", high)) if is_range else (("=", value),)


def within_days(value: str) -> int | None:
    """The number of days in "90d"; None for another value."""
    return int(value[:-1]) if re.fullmatch(r"\d{1,4}d", value, re.ASCII) else None


class FieldGoneError(NotFoundError):
    """A segment asks for a field of the team's own that is not there any more."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "This list asks for a field that was removed, so nobody can be shown. Its form, Filter, leaves it out; "
                "or have a lead bring the field back."
            )
        )


def check_fields(segment: Segment, fields: Iterable[CustomField]) -> None:
    """Raise FieldGoneError where a field is asked for that there is not (any more)."""
    known = {field.id for field in fields}
    if any(one.field_id not in known for one in segment.conditions if one.field_id is not None):
        raise FieldGoneError
