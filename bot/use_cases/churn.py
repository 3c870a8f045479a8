"""Telling of customers who may leave us: once each, in the digest of whoever looks after them."""

from collections.abc import Iterable

from bot.domain.churn import MOST_A_DAY, ChurnRisk
from bot.domain.digest import MAY_LEAVE
from bot.use_cases.caretaker import caretakers
from bot.use_cases.health import team_day
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.session import Session
from storage import churn_risks, customers
from storage.conditions import Condition


def to_tell(session: Session, person: str, theirs: Condition) -> list[ChurnRisk]:
    """Of whom somebody is told today: of theirs, and a lead of those whom nobody looks after. Only reads."""
    found = churn_risks.untold(session.uow, theirs, MOST_A_DAY)
    if len(found) == MOST_A_DAY or person not in leads_to_tell(session):
        return found
    return [*found, *_of_nobody(session)][:MOST_A_DAY]


def _of_nobody(session: Session) -> list[ChurnRisk]:
    every = churn_risks.untold(session.uow)
    about = customers.by_id(session.uow, (one.customer_id for one in every)) if every else {}
    able = caretakers(session)
    return [one for one in every if one.customer_id in about and able.of(about[one.customer_id]).id is None]


def told(session: Session, lines: Iterable[tuple[str, str]]) -> None:
    """Note that the digest which is written now tells of those in its lines."""
    found = [int(subject.partition(":")[0]) for kind, subject in lines if kind == MAY_LEAVE]
    churn_risks.told(session.uow, found, team_day(session))
