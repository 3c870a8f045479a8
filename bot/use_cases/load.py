"""How much each of the team has, for leads."""

from bot.domain.load import Load, loads
from bot.domain.rights import WEEK
from bot.use_cases.session import Session
from storage import absences, caring, followups, people


def loads_of_team(session: Session) -> list[Load]:
    """Everybody's, by name. Raises NotAllowedError for members."""
    session.check(WEEK)
    uow = session.uow
    team, open_ones = people.of_the_team(uow), followups.open_of_team(uow)
    return loads(team, open_ones, caring.owned(uow), absences.standing(uow), session.reader)
