"""An alert: negative feedback or a complaint, shown to the team until it is put right."""

from dataclasses import dataclass
from datetime import date

from bot.domain.caretaker import Caretaker
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.domain.reader import Reader
from bot.domain.resolving import Resolved
from bot.domain.theme import Theme, Weighed
from bot.domain.touchpoints import Touchpoint
from bot.domain.watching import Watched


@dataclass(frozen=True)
class Alert:
    """Everything an alert shows, and whose days it counts: the workspace's. `currency` is an ISO 4217 code or "".

    `joined` are the other complaints that were put together with this one. `is_given`: somebody else gave it to whoever
    has it. `acknowledged_by_way`: the channel by which the customer heard from us, where that is known. `before`:
    another complaint of theirs that had been put right shortly before. `earlier`: what was done the times before, where
    it was opened again since. `waiting`: what a lead is to approve. `check`: the satisfaction check after it was put
    right. `reopened`: how often it was opened again. `open_there`: complaints of the company of this customer, or of
    others who are with it. `watched`: the message of a watched channel behind it. `counter`: the place where it was
    answered by whoever it was, "" for none. `reopening`: a customer's answer that opened it again. `themes`: those it
    belongs to; `looks_like`: one that it is not among yet, and has the words of; `categories`: the team's list.
    """

    followup: FollowUp
    touchpoint: Touchpoint
    customer: Customer
    caretaker: Caretaker
    open_complaints: int
    last_touch: date | None
    resolved: Resolved | None
    reader: Reader
    currency: str = ""
    joined: tuple[Touchpoint, ...] = ()
    is_given: bool = False
    acknowledged_by_way: str = ""
    waiting: Resolved | None = None
    check: FollowUp | None = None
    reopened: int = 0
    before: Resolved | None = None
    earlier: tuple[Resolved, ...] = ()
    open_there: int = 0
    watched: Watched | None = None
    counter: str = ""
    reopening: Touchpoint | None = None
    themes: tuple[Theme, ...] = ()
    looks_like: Weighed | None = None
    categories: tuple[str, ...] = ()
