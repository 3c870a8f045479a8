"""How Rapport does: figures, today's reminders, and what is wrong."""

from bot.domain.problems import Problem
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import Destination
from bot.domain.status import RECENT, Status
from bot.use_cases.failed_messages import about, failed
from bot.use_cases.lists import late_complaints
from bot.use_cases.rules import rules
from bot.use_cases.said_fine import fine_notes
from bot.use_cases.work import Work
from storage import figures, ledger, outbox, people, problems


def status_of(
    work: Work,
    person: str,
    *,
    alerts_to: Destination,
    unclaimed_to: Destination,
    learning: str,
    defaults: WorkspaceSettings,
    trouble: Problem | None = None,
) -> Status:
    """What `/rapport status` shows, with the latest reminders of one person.

    The rest is not in the database: where messages go, how the mood scorer does, what the environment gives, what
    keeps messages from Slack.
    """
    wrong = [*problems.found(work.uow, work.now), *rules(work.uow, defaults).problems, *_left(work)]
    return Status(
        figures=figures.figures(work.uow, work.now - RECENT),
        alerts_to=alerts_to,
        unclaimed_to=unclaimed_to,
        rules=work.settings,
        zone=work.working_time.zone,
        reminders=figures.reminders(work.uow, work.today),
        of_person=ledger.of_person(work.uow, person, work.today - RECENT),
        person=person,
        problems=[*([trouble] if trouble else []), *wrong],
        failed=failed(work),
        waiting=outbox.backlog(work.uow, work.now).pending,
        learning=learning,
        fine_notes=fine_notes(work),
        today=work.today,
        late=len(late_complaints(work)),
        about=about(work),
    )


def _left(work: Work) -> list[Problem]:
    """Who was chosen in the settings and has left the team since."""
    chosen, gone = work.settings, people.gone(work.uow)
    roles = [(person, "a lead") for person in sorted(chosen.leads)]
    roles += [(chosen.default_owner, "the default owner")] if chosen.default_owner else []
    return [
        Problem("left", f"{_name(work, person)} is {role} and no longer of the team: choose in `/rapport settings`.")
        for person, role in roles
        if person in gone
    ]


def _name(work: Work, person_id: str) -> str:
    person = people.get(work.uow, person_id)
    return person.name if person and person.name else "Somebody"
