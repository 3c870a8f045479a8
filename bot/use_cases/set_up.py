"""The first run: one message to who installed Rapport, which keeps up with what is set up, by whomever.

It is edited in place, so it can be left and gone on with, also after days and by another lead (`/rapport setup`).
"""

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, LEAD, TEAM
from bot.domain.rights import SETTINGS
from bot.domain.set_up import SetUp
from bot.domain.zones import find_zone
from bot.use_cases.session import Session
from bot.use_cases.settings import change_settings
from storage import figures, outbox, set_up, slack_channels

SUBJECT = "1"
"""There is one for each workspace."""


def is_begun(session: Session) -> bool:
    """Whether the first minute in this workspace is over."""
    return set_up.get(session.uow) is not None


def is_under_way(session: Session) -> bool:
    """Whether there is something left to set up, which nobody has said to leave."""
    kept = set_up.get(session.uow)
    return kept is not None and not kept.is_ended


def begin(session: Session, lacking: tuple[str, ...], installer: str = "") -> None:
    """Greet the installer, else whoever stands in for the leads; nobody where there are customers already.

    `lacking`: scopes that the app has not. The same again has no effect.
    """
    if is_begun(session):
        return
    is_used = figures.figures(session.uow, session.now).customers > 0
    set_up.begin(session.uow, lacking, session.now, is_ended=is_used)
    if not is_used:
        outbox.put(session.uow, kind=MessageKind.SET_UP, subject=SUBJECT, recipient=installer or LEAD, now=session.now)


def set_up_of(session: Session) -> SetUp:
    """How far it is now."""
    kept, counts = set_up.get(session.uow), figures.figures(session.uow, session.now)
    return SetUp(
        alerts=slack_channels.get(session.uow, FEEDBACK),
        unclaimed=slack_channels.get(session.uow, TEAM),
        rules=session.settings,
        customers=counts.customers,
        touchpoints=counts.touchpoints,
        is_confirmed=bool(kept and kept.is_confirmed),
        is_ended=bool(kept and kept.is_ended),
        lacking=kept.lacking if kept else (),
    )


def confirm(session: Session) -> SetUp:
    """Places and hours are right; where no zone was chosen it is that of who says so. Raises NotAllowedError."""
    session.check(SETTINGS)
    set_up.confirm(session.uow, session.now)
    if not session.settings.timezone and find_zone(session.actor.tz):
        change_settings(session, {"timezone": session.actor.tz}, {})
    keep_up(session)
    return set_up_of(session)


def leave(session: Session) -> SetUp:
    """It is enough for now. Raises NotAllowedError for members."""
    session.check(SETTINGS)
    set_up.end(session.uow, session.now)
    _show(session)
    return set_up_of(session)


def resume(session: Session) -> SetUp:
    """Somebody wants to see it, although it was left. Raises NotAllowedError for members."""
    session.check(SETTINGS)
    if set_up_of(session).next is not None:
        set_up.resume(session.uow)
        _show(session)
    return set_up_of(session)


def keep_up(session: Session) -> None:
    """Something that it shows has changed; once all is done it has ended."""
    kept = set_up.get(session.uow)
    if kept is None or kept.is_ended:
        return
    if set_up_of(session).next is None:
        set_up.end(session.uow, session.now)
    _show(session)


def _show(session: Session) -> None:
    for post in outbox.posts(session.uow, MessageKind.SET_UP, SUBJECT):
        outbox.refresh(session.uow, post.id, session.now)
