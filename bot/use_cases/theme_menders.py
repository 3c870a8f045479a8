"""Who mends a theme: named by a lead and told once, with what is behind it; it is on their Home until it is mended.

Whoever mends one may say how it stands with it, also when they do not lead.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.errors import NotAllowedError
from bot.domain.message_kinds import MessageKind
from bot.domain.rights import MEND, THEMES, Extent
from bot.domain.saying import say
from bot.domain.theme import NOTHING, Standing, Theme, Weighed, in_order
from bot.domain.theme_seen import MenderTold
from bot.use_cases.currency import currency_of
from bot.use_cases.reminding import away_on
from bot.use_cases.session import Session
from storage import audit, outbox, themes

LAID_DOWN = "theme laid down"
"""In the audit log: whoever was to mend it has left."""


@dataclass(frozen=True)
class Named:
    """Somebody else than the one who asks is to mend a theme now. `back_on`: they are away, and are told then."""

    person: str
    back_on: date | None = None


def check_may_mend(session: Session, theme: Theme) -> None:
    """Raise NotAllowedError unless it is theirs to mend, or they may do so with every theme."""
    session.check(MEND)
    if not may_mend(session, theme):
        raise NotAllowedError(
            say("“{name}” is for leads to mend, and for whom they name. Please ask one of them.", name=theme.name)
        )


def may_mend(session: Session, theme: Theme) -> bool:
    """Whether the one who asks may say how it stands with a theme."""
    return session.extent(THEMES) is Extent.ALL or theme.owner == session.actor.id


def store(session: Session, theme: Theme, removed_at: datetime | None = None) -> None:
    """Store a theme as it is now; what told somebody of it is edited, or not sent where it was not yet."""
    themes.put(session.uow, theme, removed_at=removed_at)
    for post in outbox.posts(session.uow, MessageKind.MENDER, str(theme.id)):
        outbox.refresh(session.uow, post.id, session.now)


def tell_mender(session: Session, theme: Theme, before: Theme | None = None) -> Named | None:
    """Tell who is to mend it, where that is news: they were named, or it is not mended after all.

    None where it is not, or they did it themselves. Somebody away is told when they are back.
    """
    had_it = before and before.standing is not Standing.MENDED and before.owner == theme.owner
    if theme.owner in {None, session.actor.id} or theme.standing is Standing.MENDED or had_it:
        return None
    person = str(theme.owner)
    reader = session.read_by(person)
    absence = away_on(session, person, reader.today)
    begins = reader.working_hours.hours_of(absence.back_on)[0] if absence else None
    outbox.put(
        session.uow,
        kind=MessageKind.MENDER,
        subject=str(theme.id),
        recipient=person,
        now=session.now,
        not_before=begins,
    )
    return Named(person, absence.back_on if absence else None)


def mender_told(session: Session, theme_id: int, person: str) -> MenderTold | None:
    """What whoever was named is told now; None where the theme is gone."""
    theme = themes.get(session.uow, theme_id)
    if theme is None:
        return None
    weight = themes.weights(session.uow, session.today).get(theme_id, NOTHING)
    by, again = _why(session, theme, person)
    return MenderTold(Weighed(theme, weight), person, by, currency_of(session.settings), is_again=again)


def to_mend(session: Session) -> list[Weighed]:
    """What the one who asks is to mend, those with most behind them first."""
    mine = themes.to_mend_by(session.uow, session.actor.id)
    weights = themes.weights(session.uow, session.today) if mine else {}
    return in_order(Weighed(one, weights.get(one.id, NOTHING)) for one in mine)


def lay_down(session: Session, person: str) -> list[str]:
    """Somebody has left: the names of what they were to mend, which nobody in particular mends now."""
    theirs = themes.to_mend_by(session.uow, person)
    for theme in theirs:
        nobodys = replace(theme, owner=None, version=theme.version + 1)
        kept = {"before": themes.snapshot(theme), "after": themes.snapshot(nobodys)}
        session.record(LAID_DOWN, ("theme", theme.id), None, **kept)
        store(session, nobodys)
    return [theme.name for theme in theirs]


def _why(session: Session, theme: Theme, person: str) -> tuple[str | None, bool]:
    """Who made it theirs, and whether by opening again what was mended; nobody where that is not known."""
    for entry in audit.standing_about(session.uow, "theme", theme.id):
        before, after = entry.before or {}, entry.after or {}
        if after.get("owner") != person:
            continue
        is_again = before.get("standing") == Standing.MENDED != after.get("standing")
        if is_again or before.get("owner") != person:
            return entry.actor, is_again
    return None, False
