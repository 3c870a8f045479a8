"""How Rapport does: figures, today's reminders, and what is wrong."""

from bot.domain.problems import Problem
from bot.domain.saying import say
from bot.domain.slack_channel import Destination
from bot.domain.status import RECENT, Status
from bot.use_cases.failed_messages import about, failed
from bot.use_cases.lists import late_complaints
from bot.use_cases.problems import problems
from bot.use_cases.retention import reduced
from bot.use_cases.rules import rules
from bot.use_cases.said_fine import fine_notes
from bot.use_cases.session import Session
from storage import figures, ledger, outbox, people, watched


def status_of(
    session: Session,
    person: str,
    *,
    alerts_to: Destination,
    unclaimed_to: Destination,
    learning: str,
    trouble: Problem | None = None,
) -> Status:
    """What `/rapport status` shows, with the latest reminders of one person.

    The rest is not in the database: where messages go, how the mood scorer does, what keeps messages
    from Slack.
    """
    wrong = [*problems(session.uow, session.now), *rules(session.uow).problems, *_left(session)]
    return Status(
        figures=figures.figures(session.uow, session.now - RECENT),
        alerts_to=alerts_to,
        unclaimed_to=unclaimed_to,
        rules=session.settings,
        zone=session.working_hours.zone,
        reminders=figures.reminders(session.uow, session.today),
        of_person=ledger.of_person(session.uow, person, session.today - RECENT),
        person=person,
        problems=[*([trouble] if trouble else []), *wrong],
        failed=failed(session),
        waiting=outbox.backlog(session.uow, session.now).pending,
        learning=learning,
        fine_notes=fine_notes(session),
        today=session.today,
        late=len(late_complaints(session)),
        unheard=watched.count_standing(session.uow),
        about=about(session),
        reduced=reduced(session),
    )


def _left(session: Session) -> list[Problem]:
    """Who was chosen in the settings and has left the team since."""
    chosen, gone = session.settings, people.gone(session.uow)
    roles = [(person, say("a lead")) for person in sorted(chosen.leads)]
    roles += [(chosen.default_owner, say("the default owner"))] if chosen.default_owner else []
    return [
        Problem(
            "left",
            say(
                "{name} is {role} and no longer of the team: choose in `/rapport settings`.",
                name=_name(session, person),
                role=role,
            ),
        )
        for person, role in roles
        if person in gone
    ]


def _name(session: Session, person_id: str) -> str:
    person = people.get(session.uow, person_id)
    return person.name if person and person.name else say("Somebody")
