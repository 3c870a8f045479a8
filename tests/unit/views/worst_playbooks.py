"""Playbooks at their worst: twenty of them, each with seven steps of the longest hostile words."""

from datetime import timedelta

from bot.domain.followups import FollowUpItem, FollowUpKind
from bot.domain.playbook import MOST_STEPS, Beginning, Doer, Playbook, Step
from bot.domain.playbook_run import Begun, Cause, Ending, OfMany, PlannedStep, Progress, Run, RunState
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import worst as w

GUIDANCE = "\n".join(w.long(133).replace("\n", " ") for _ in range(3))[:400]
STEPS = tuple(
    Step(-number, FollowUpKind.CALLBACK, w.long(120).replace("\n", " "), Doer.ANYBODY, GUIDANCE)
    for number in range(MOST_STEPS)
)
BOOK = Playbook(10**15, w.long(40).replace("\n", " "), Beginning.QUIET, STEPS, NOW, 10**9)
BOOKS = (BOOK,) * 20
BEGUN = Begun(
    BOOK,
    7,
    w.NAME,
    [PlannedStep(n, step, "U0BEN", "U0BEN", w.TODAY + timedelta(days=n)) for n, step in enumerate(STEPS)],
    7,
    1,
)
RUN = Run(
    *(1, 7, BOOK.id, BOOK.name, BOOK.begins, STEPS, Cause("", 7, NOW), w.TODAY, "U0BEN", NOW),
    *(RunState.ENDED, NOW, Ending.OTHER_RENEWAL),
)
PROGRESS = tuple(
    Progress(one, tuple(w.followup(FollowUpKind.CALLBACK, n) for n in range(MOST_STEPS)))
    for one in (Run(**{**vars(RUN), "state": RunState.RUNNING}), RUN)
    for _ in range(3)
)[:5]
STEP = FollowUpItem(
    w.followup(FollowUpKind.CHECK_IN), w.CUSTOMER, w.long(300), plan=f"{BOOK.name}, step 7 of 7", guidance=GUIDANCE
)
MANY = OfMany(BOOK, range(50), 10**6, [w.NAME] * 5, 1)
