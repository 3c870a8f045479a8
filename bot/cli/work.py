"""The work of a command: done by nobody in Slack, under the rules in force."""

from dataclasses import replace

from bot.app import workspace_defaults
from bot.cli.clock import clock_for
from bot.config import Settings
from bot.domain.calendar import WorkingTime
from bot.domain.people import ITSELF
from bot.use_cases.rules import rules
from bot.use_cases.team_zone import team_zone
from bot.use_cases.work import Work
from storage.database import UnitOfWork


def work_of(uow: UnitOfWork, settings: Settings) -> Work:
    """Now, in the team's zone."""
    in_force = rules(uow, workspace_defaults(settings)).in_force
    zone = team_zone(uow, in_force, ITSELF)
    return Work(uow, replace(ITSELF, tz=zone), clock_for(settings.clock_file).now(), in_force, WorkingTime(zone))
