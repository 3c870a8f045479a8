"""What is not as it should be, by the database: for the auditor, status and `rapport doctor`."""

from datetime import datetime

from bot.domain.problems import Problem, counted
from bot.use_cases import templates
from storage import slack_channels, watches
from storage.database import UnitOfWork
from storage.problems import counts


def problems(uow: UnitOfWork, now: datetime) -> list[Problem]:
    """Everything that is not as it should be now, also of our channels; empty when all is well."""
    in_outbox = [problem for code, count in counts(uow, now).items() for problem in counted(code, count)]
    in_outbox += templates.problems(uow)
    in_outbox += [problem for watch in watches.every(uow) for problem in watch.problems]
    return in_outbox + [problem for channel in slack_channels.every(uow) for problem in channel.problems]
