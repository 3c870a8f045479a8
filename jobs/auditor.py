"""The auditor looks every few minutes whether what was due is sent, skipped or failed with a reason, and nothing hangs.

Alarms once per problem in each lead's direct message, and clears when mended.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.deps import Deps
from bot.domain.outbox import LEAD
from bot.domain.people import ITSELF
from bot.domain.problems import APP_REFUSED, EXPLAINED, Problem
from bot.slack.codes import TOKEN, sentence
from bot.use_cases import digests, rounds
from bot.use_cases.failed_messages import untold
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.problems import problems
from bot.use_cases.rules import rules
from bot.use_cases.session import Session
from jobs.job import Act
from storage import alarms
from storage.database import Database, UnitOfWork

Check = Callable[[UnitOfWork, datetime], list[Problem]]

EVERY = timedelta(minutes=5)
_MARK = "audited_until"


def look(deps: Deps, session: Session) -> Act | None:
    """The job: every few minutes."""
    if not rounds.is_time(session, _MARK, EVERY):
        return None
    return partial(_round, deps, leads_to_tell(session), session.now)


def _round(deps: Deps, leads: Sequence[str], began: datetime) -> None:
    checks: list[Check] = [
        lambda uow, _now: digests.missing(deps.session(uow, ITSELF)),
        lambda _uow, _now: refused(deps.trouble()),
        lambda uow, _now: rules(uow).problems,
    ]
    audit(deps.database, began, checks, leads)
    deps.write(ITSELF, lambda session: rounds.done(session, _MARK, began))


def refused(error: str) -> list[Problem]:
    """Slack refuses the app itself, as its code for that says."""
    return [Problem(APP_REFUSED, sentence(error))] if error in TOKEN else []


def audit(
    database: Database, now: datetime, checks: Sequence[Check] = (), leads: Sequence[str] = (LEAD,)
) -> list[Problem]:
    """Look, alarm the leads and clear. Gives what is wrong now. `checks` come on top of those of outbox and ledger."""
    with database.reading() as uow:
        wrong = [*problems(uow, now), *untold(uow, now, sentence)]
        wrong += [problem for check in checks for problem in check(uow, now)]
        standing = alarms.unmended(uow)
    if any(problem.code == APP_REFUSED for problem in wrong):
        wrong = [problem for problem in wrong if problem.code not in EXPLAINED]
    known, seen = {alarm.problem.code for alarm in standing}, {problem.code for problem in wrong}

    def tell(uow: UnitOfWork) -> None:
        for problem in wrong:
            alarms.sound(uow, problem, now, leads)
        for alarm in standing:
            if alarm.problem.code not in seen:
                alarms.clear(uow, alarm, now)

    if known != seen:
        database.write(tell)
    return wrong
