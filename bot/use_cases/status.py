"""How Rapport does: figures, today's reminders, and what is wrong."""

from bot.domain.problems import Problem
from bot.domain.slack_channel import Destination
from bot.domain.status import RECENT, Status
from bot.use_cases.work import Work
from storage import figures, ledger, outbox, problems


def status_of(
    work: Work,
    person: str,
    *,
    alerts_to: Destination,
    unclaimed_to: Destination,
    learning: str,
    trouble: Problem | None = None,
) -> Status:
    """What `/rapport status` shows, with the latest reminders of one person.

    The rest is not in the database: where messages go, how the mood scorer does, what keeps messages from Slack.
    """
    return Status(
        figures=figures.figures(work.uow, work.now - RECENT),
        alerts_to=alerts_to,
        unclaimed_to=unclaimed_to,
        rules=work.settings,
        zone=work.working_time.zone,
        reminders=figures.reminders(work.uow, work.today),
        of_person=ledger.of_person(work.uow, person, work.today - RECENT),
        person=person,
        problems=[*([trouble] if trouble else []), *problems.found(work.uow, work.now)],
        waiting=outbox.backlog(work.uow, work.now).pending,
        learning=learning,
        today=work.today,
    )
