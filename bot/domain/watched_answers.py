"""What is shown of watched channels and their messages."""

from dataclasses import dataclass

from bot.domain.customers import Candidate, Customer
from bot.domain.followups import FollowUp
from bot.domain.watching import Held, Watch, Watched


@dataclass(frozen=True)
class Standing:
    """A channel that is watched, how much waits in its list, and the entry that takes the last change back.

    `asked`: the messages in whose threads it is asked, and not answered yet, whose words they are.
    """

    watch: Watch
    held: int = 0
    undo_id: int = 0
    asked: tuple[Watched, ...] = ()


@dataclass(frozen=True)
class Question:
    """A message with who may have written it; `customer`: who did, once that is said. `watch`: where it was written."""

    message: Watched
    watch: Watch
    candidates: tuple[Candidate, ...] = ()
    customer: Customer | None = None


@dataclass(frozen=True)
class Given:
    """What came of an answer: whose words it is, the alert that was raised, and the entry that takes it back."""

    customer: Customer
    alert: FollowUp | None
    undo_id: int


@dataclass(frozen=True)
class Waiting:
    """What waits in the list of a channel, the worst first, and how many that are in all."""

    watch: Watch
    shown: tuple[Held, ...]
    total: int
