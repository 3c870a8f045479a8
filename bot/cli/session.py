"""The session of a command: of nobody in Slack, under the rules in force."""

from dataclasses import replace

from bot.cli.clock import clock_for
from bot.config import Settings
from bot.domain.calendar import WorkingHours
from bot.domain.people import ITSELF
from bot.use_cases.rules import rules
from bot.use_cases.session import Session
from bot.use_cases.taking_over import to_take_over
from bot.use_cases.team_zone import team_zone
from storage.database import UnitOfWork


def session_of(uow: UnitOfWork, settings: Settings) -> Session:
    """Now, in the team's zone."""
    in_force = replace(rules(uow).in_force, **to_take_over(uow, settings.former))
    zone = team_zone(uow, in_force, ITSELF)
    return Session(uow, replace(ITSELF, tz=zone), clock_for(settings.clock_file).now(), in_force, WorkingHours(zone))
