"""How sending stands, as whoever watches over the machine is told: counts, and nothing of anybody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.outbox import Backlog

DIGESTS_OF = timedelta(days=1)


@dataclass(frozen=True)
class Vitals:
    """`oldest`: how long the message waits that has waited longest since it was due; none where none waits.

    `failed`: what Slack refused for good and can be sent again. `digests`: those of the last DIGESTS_OF, by state.
    `problems`: the codes of those that stand.
    """

    backlog: Backlog
    oldest: timedelta
    failed: int
    digests: Mapping[str, int]
    problems: Collection[str]
