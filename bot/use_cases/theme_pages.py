"""What the list of themes and the page of one show to the one who asks."""

from bot.domain.rights import THEMES, Extent
from bot.domain.theme import Standing
from bot.domain.theme_note import NOBODY
from bot.domain.theme_seen import ThemeSeen, ThemesSeen
from bot.use_cases.currency import currency_of
from bot.use_cases.session import Session
from bot.use_cases.theme_menders import may_mend
from bot.use_cases.theme_notes import to_tell, told
from bot.use_cases.theme_words import proposals, unnamed_with
from bot.use_cases.themes import weighed, weighed_one
from storage import customers, themes, touchpoints

LAST = 5
"""So many of what was said about a theme are shown."""


def themes_seen(session: Session) -> ThemesSeen:
    """All of them, with what recurs besides."""
    found = proposals(session)
    return ThemesSeen(
        themes=weighed(session),
        likely=found.likely,
        looked_at=found.looked_at,
        customers=found.customers,
        said=found.said,
        known=found.known,
        currency=currency_of(session.settings),
        may_change=_may_change(session),
    )


def theme_seen(session: Session, theme_id: int) -> ThemeSeen:
    """One of them. Raises NotFoundError."""
    one, may_change = weighed_one(session, theme_id), _may_change(session)
    numbers = themes.touchpoints_of(session.uow, theme_id, LAST)
    said = touchpoints.by_id(session.uow, numbers)
    known = customers.by_id(session.uow, {each.customer_id for each in said.values()})
    is_mended = one.theme.standing is Standing.MENDED
    sent, unsent = told(session, one.theme) if is_mended else (0, 0)
    return ThemeSeen(
        weighed=one,
        said=[(said[at], known[said[at].customer_id]) for at in numbers if said[at].customer_id in known],
        reader=session.reader,
        currency=currency_of(session.settings),
        may_change=may_change,
        waiting=len(unnamed_with(session, one.theme)) if may_change else 0,
        sent=sent,
        unsent=unsent,
        to_tell=to_tell(session, one.theme) if is_mended else NOBODY,
        are_several=len(themes.all_of(session.uow)) > 1,
        may_mend=may_mend(session, one.theme),
    )


def _may_change(session: Session) -> bool:
    return session.extent(THEMES) is Extent.ALL
