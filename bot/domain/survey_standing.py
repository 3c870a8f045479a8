"""How it stands with asking customers: what leads and members look at, and what can be noted or asked now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.counter import CounterSeen
from bot.domain.customers import Customer
from bot.domain.rating import Scale
from bot.domain.survey import State, Survey


@dataclass(frozen=True)
class Standing:
    """Of the last 30 days: how many surveys stand how; `to_note`: whose answer comes as a reply; who was not asked.

    `waiting` letters are to leave, the first at `next_at`. `after` are the channels of the rule, `wait` its days.
    `counters`: where anybody can answer; `may_make`: whether the one who looks may make and end their links.
    """

    counted: Mapping[State, int]
    to_note: Sequence[tuple[Survey, Customer]]
    not_asked: Sequence[tuple[Customer, date, str]]
    after: Sequence[str]
    wait: int
    next_at: datetime | None = None
    counters: Sequence[CounterSeen] = ()
    may_make: bool = False

    @property
    def asked(self) -> int:
        """How many were asked, whatever came of it."""
        return sum(self.counted.get(state, 0) for state in (State.ASKED, State.ANSWERED, State.EXPIRED))

    @property
    def answered(self) -> int:
        """How many of them answered."""
        return self.counted.get(State.ANSWERED, 0)


@dataclass(frozen=True)
class Surveyed:
    """How it stands with asking one customer. `last`: what they were asked last, None: nothing that counts.

    `has_stopped`: they asked not to be asked; `may_lift`: whether the one who looks can take that back.
    """

    last: Survey | None = None
    has_stopped: bool = False
    may_lift: bool = False


NOT_ASKED_YET = Surveyed()


@dataclass(frozen=True)
class Offer:
    """What can be asked of a customer now. `address`: to which a letter would go. "" for a reason: there is none.

    `is_theirs`: whether the language is the customer's own. `open_complaint`: one of theirs waits for us.
    `resolution`: the putting right of a complaint that they are asked about, 0 for none.
    """

    customer: Customer
    scale: Scale
    language: str
    address: str
    why_no_letter: str
    why_no_link: str
    is_theirs: bool = True
    open_complaint: bool = False
    resolution: int = 0
