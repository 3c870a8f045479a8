"""What happens by itself: one job a file (jobs/job.py says what one is), run by the tick of jobs/schedule.py."""

import logging
from collections import deque
from collections.abc import Sequence

from bot.deps import Deps
from bot.domain.errors import without_text
from bot.domain.people import ITSELF
from jobs import (
    auditor,
    channels,
    cover,
    digest,
    duplicates,
    escalation,
    forgetting,
    health,
    imports,
    learning,
    leavers,
    list_counts,
    mailing,
    occasions,
    people,
    playbooks,
    report,
    restored,
    retention,
    rollups,
    satisfaction,
    set_up,
    surveys,
    tidy,
    timed,
    turning,
    unheard,
    watching,
    week,
    withholding,
)
from jobs.job import Job

logger = logging.getLogger(__name__)

JOBS: tuple[Job, ...] = (
    tidy.tidy,
    set_up.greet,
    people.look_up,
    channels.look,
    leavers.hand_over,
    withholding.withhold,
    restored.tell,
    mailing.see_to,
    satisfaction.ask,
    satisfaction.end,
    surveys.ask,
    occasions.arise,
    playbooks.run,
    cover.pass_on,
    health.count,
    digest.send,
    timed.tell,
    turning.turn,
    week.tell,
    report.tell,
    escalation.escalate,
    learning.learn,
    list_counts.count,
    forgetting.forget,
    duplicates.look,
    retention.reduce,
    rollups.count,
    unheard.tell_again,
    imports.take_up,
    watching.end_floods,
    watching.look_at_channels,
    watching.read_back,
    auditor.look,
)
"""In this order, every minute; each finds out from the database whether it has something to do."""


def run(deps: Deps, jobs: Sequence[Job] = JOBS) -> bool:
    """Run jobs in their order; one that fails stops no other. Whether one had something to do, and so may have more.

    They look in one session until one has something to do. Those behind it look anew, at what it left.
    """
    left, had_any = deque(jobs), False
    while left:
        try:
            with deps.reading(ITSELF) as session:
                while (act := left[0](deps, session)) is None and len(left) > 1:
                    left.popleft()
            if act:
                had_any = True
                act()
        except Exception as error:  # one bad row stops nobody else's reminders
            logger.error("the job %s failed", left[0].__name__, exc_info=without_text(error))  # noqa: TRY400  # as that says
        left.popleft()
    return had_any
