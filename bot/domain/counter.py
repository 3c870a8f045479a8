"""Counters: one question to whoever stands there, by a link or QR code that hangs there for everybody.

Nobody knows who answers. A low answer asks the team who it was; once somebody says so it is a rating like any other.
The link is public by nature, so its token is kept as it is, to be printed again; that of each answer is kept as a hash.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.measure import Measured
from bot.domain.rating import Rating, Scale
from bot.domain.saying import say
from bot.domain.survey import CHANGEABLE, Page, PageState, new_token

MOST = 20
"""So many links are open at once."""

NAME_LENGTH = 60
"""The longest name of a place, in characters."""

CROWD, CROWD_TIME = 60, timedelta(minutes=10)
"""So many answers of one counter are kept in that time: more than guests give, and an end to who makes them up."""

SHOWN = 3
"""Of so many answers of a counter the words are shown to the team."""

ASKS, ASKS_TIME = 10, timedelta(hours=1)
"""So often the team is asked in that time who it was at one counter; further low answers only count."""


class State(StrEnum):
    """What is known of who answered. KEPT: nobody is asked. ASKED: who was it? GIVEN, NOBODY: what somebody said."""

    KEPT = "kept"
    ASKED = "asked"
    GIVEN = "given"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Counter:
    """A place with its link. `id` is 0 until stored; `made_by` is a Slack id; instants are UTC."""

    id: int
    name: str
    token: str
    scale: Scale
    made_by: str
    made_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True)
class CounterAnswer:
    """What somebody answered there. `words` stand here until they are a rating's: `touchpoint`, 0 for none.

    `decided_by`: who said whose it is, or that nobody knows.
    """

    id: int
    counter_id: int
    scale: Scale
    value: int
    answered_at: datetime
    state: State = State.KEPT
    words: str = ""
    has_words: bool = False
    decided_by: str | None = None
    touchpoint: int = 0

    @property
    def rating(self) -> Rating:
        """What was answered."""
        return Rating(self.scale, self.value)

    @property
    def can_be_given(self) -> bool:
        """Whether somebody can say whose it is: also after somebody else did not know, but not of who was erased."""
        return self.state is State.ASKED or (self.state is State.NOBODY and self.decided_by is not None)


@dataclass(frozen=True)
class CounterSeen:
    """A counter with its answers of the last 30 days, all of them: CSAT in percent, or the NPS.

    `said`: the latest of them that came with words, the newest first, but for those that are a customer's by now.
    """

    counter: Counter
    measured: Measured
    said: Sequence[CounterAnswer] = ()


@dataclass(frozen=True)
class Who:
    """An answer as the team is asked of it, with where it was given."""

    answer: CounterAnswer
    counter: Counter


def checked_name(name: str, there: list[Counter]) -> str:
    """The name of a new one beside those `there`. Raises NotUnderstoodError, ConflictError, at its field."""
    name = " ".join(name.split())
    if not name:
        raise NotUnderstoodError(say("Please name the place, such as Front desk."), field="name")
    if len(name) > NAME_LENGTH:
        raise NotUnderstoodError(say("A name has up to {most} characters.", most=NAME_LENGTH), field="name")
    if any(fold(one.name) == fold(name) for one in there):
        raise ConflictError(
            say("There is a link for “{name}” already: `/rapport survey counter`.", name=name), field="name"
        )
    if len(there) >= MOST:
        raise ConflictError(say("There are {most} links already. Please end one first.", most=MOST), field="name")
    return name


def page_of_counter(counter: Counter, language: str) -> Page:
    """What its link shows: the question, with a secret for the next answer."""
    if counter.ended_at:
        return Page(PageState.ENDED, counter.scale, language, at_counter=True)
    return Page(PageState.OPEN, counter.scale, language, at_counter=True, ticket=new_token())


def page_of_answer(one: CounterAnswer, counter: Counter | None, language: str, now: datetime) -> Page:
    """What the page of one answer shows, within the hour and after it."""
    onward = counter.token if counter and not counter.ended_at else ""
    if now - one.answered_at >= CHANGEABLE:
        return Page(PageState.CLOSED, one.scale, language, at_counter=True, counter=onward)
    return Page(PageState.ANSWERED, one.scale, language, one.value, one.has_words, at_counter=True, counter=onward)
