"""A session: one unit of work as a use case sees it, with who asks, when, and the rules of the workspace."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot.domain.calendar import WorkingHours, local_date, zone
from bot.domain.customer_link import CustomerLinks
from bot.domain.customers import Customer
from bot.domain.errors import NotFoundError
from bot.domain.followups import FollowUp
from bot.domain.people import Person
from bot.domain.reader import Reader
from bot.domain.rights import Extent, Right, check_may, extent_of
from bot.domain.saying import say
from bot.domain.settings import WorkspaceSettings
from bot.domain.survey_link import SurveyLinks
from bot.domain.touchpoints import Touchpoint
from storage import audit, customers, followups, merges, people, restores, touchpoints
from storage.database import UnitOfWork


@dataclass(frozen=True)
class Session:
    """What every use case is given. `now` is UTC; `today` is the local day of the one who asks.

    `workspace`: whose customers these are, "" at a terminal; `links`: the links to them; `survey_links`: where
    customers answer; `workspace_url`: where the messages of the workspace are read (bot/domain/permalink.py).
    `can_mail`: a mail server is set up. `opened`: the customers whose card was drawn, of which is noted who opened it
    (handlers/asking.py).
    """

    uow: UnitOfWork
    actor: Person
    now: datetime
    settings: WorkspaceSettings
    working_hours: WorkingHours
    workspace: str = ""
    links: CustomerLinks = field(default_factory=CustomerLinks)
    survey_links: SurveyLinks = field(default_factory=SurveyLinks)
    workspace_url: str = ""
    can_mail: bool = False
    opened: set[int] = field(default_factory=set, compare=False)

    @property
    def today(self) -> date:
        """The local day of the one who asks."""
        return local_date(self.now, self.actor.tz)

    @property
    def reader(self) -> Reader:
        """The one who asks as a reader of days: their zone, and the days on which they get a digest."""
        return self.read_by(self.actor.id)

    def read_by(self, recipient: str) -> Reader:
        """A person, or whoever reads a channel: in the workspace's zone and language, on its working days."""
        of_channel = (self.working_hours.zone, None, self.settings.language)
        zone, days, language = people.reads_in(self.uow, recipient) or of_channel
        working_hours = replace(self.working_hours, zone=zone, days=days or self.settings.working_days)
        return Reader(self.now, working_hours, recipient, language)

    @property
    def next_day(self) -> date:
        """When something is due unless somebody says: the team's next working day."""
        return self.working_hours.next_working_day(self.today)

    def check(self, right: Right) -> None:
        """Raise NotAllowedError unless the one who asks may do it, at least to what is their own."""
        check_may(self.actor, right, self.settings.admins_only)

    def extent(self, right: Right) -> Extent:
        """How far the one who asks may do it."""
        return extent_of(self.actor, right, self.settings.admins_only)

    def record(self, action: str, subject: tuple[str, int], customer_id: int | None, **changes: Any) -> int:  # noqa: ANN401  # JSON of any row
        """Write the audit entry of what was just done and give its id."""
        return audit.record(
            self.uow,
            actor=self.actor.id,
            action=action,
            subject=subject,
            now=self.now,
            customer_id=customer_id,
            **changes,
        )


def customer_of(session: Session, customer_id: int) -> Customer:
    """The customer with this id, or whom they were merged into. Raises NotFoundError when there is none any more."""
    customer = customers.get(session.uow, customer_id)
    if customer is None and (present := merges.present_id(session.uow, customer_id)):
        customer = customers.get(session.uow, present)
    if customer is None:
        raise lost(session, "customers", customer_id) or NotFoundError(
            say("This customer is no longer in Rapport. Nothing was changed.")
        )
    return customer


def followup_of(session: Session, followup_id: int) -> FollowUp:
    """The follow-up with this id. Raises NotFoundError when there is none."""
    followup = followups.get(session.uow, followup_id)
    if followup is None:
        raise lost(session, "followups", followup_id) or NotFoundError(
            say("This follow-up is no longer in Rapport. Nothing was changed.")
        )
    return followup


def touchpoint_of(session: Session, touchpoint_id: int) -> Touchpoint:
    """The touchpoint with this id. Raises NotFoundError when there is none or it was undone."""
    touchpoint = touchpoints.get(session.uow, touchpoint_id)
    if touchpoint is None or touchpoint.undone_at:
        undone = NotFoundError(say("This entry was undone in the meantime. Nothing was changed."))
        raise undone if touchpoint else lost(session, "touchpoints", touchpoint_id) or undone
    return touchpoint


def lost(session: Session, table: str, row_id: int) -> NotFoundError | None:
    """What to say where there is no row with the id that a button or form carries, because a backup was restored.

    None: it is gone for another reason.
    """
    restored = restores.without(session.uow, table, row_id)
    if restored is None:
        return None
    taken = f"{restored.backup_at.astimezone(zone(session.actor.tz)):%a %d %b %Y, %H:%M}"
    return NotFoundError(
        say(
            "Rapport was brought back to its backup of {taken}. This came after it, so it is not in "
            "Rapport any more. Nothing was changed; please log it again.",
            taken=taken,
        )
    )
