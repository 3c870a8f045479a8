"""Which themes are likely, and which theme what is logged looks like: proposed with reasons, never done by itself."""

from dataclasses import dataclass

from bot.domain.theme import NOTHING, Theme, Weighed
from bot.domain.theme_words import WINDOW, Likely, Said, likely_themes, recognised
from bot.domain.touchpoints import Touchpoint, needs_alert
from bot.reading.stems import stemmer_of
from bot.use_cases.session import Session
from storage import theme_texts, themes, touchpoints

MOST_COMPLAINTS, MOST_CALM = 2_000, 3_000
"""So many texts are looked at, the latest: with them it takes half a second, however many there are."""


@dataclass(frozen=True)
class Proposals:
    """Likely themes. `looked_at`: complaints and negative notes that belong to no theme; `customers`: of how many.

    `said`: of each proposal what was said last, the latest first.
    """

    likely: tuple[Likely, ...]
    looked_at: int
    customers: int
    said: dict[int, Touchpoint]


def proposals(session: Session, each: int = 3) -> Proposals:
    """What recurs in complaints of the last weeks that belong to no theme, with the last few of each."""
    said = _unnamed(session)
    names = theme_texts.names(session.uow, {one.customer_id for one in said})
    stem = stemmer_of(session.settings.language)
    found = likely_themes(said, theme_texts.calm(session.uow, MOST_CALM), stem, names)
    known = [phrase for theme in themes.all_of(session.uow) for phrase in theme.phrases]
    likely = [one for one in found if not recognised(known, one.phrase, stem)]
    shown = touchpoints.by_id(session.uow, (number for one in likely for number in one.touchpoint_ids[:each]))
    return Proposals(tuple(likely), len(said), len({one.customer_id for one in said}), shown)


def unnamed_with(session: Session, theme: Theme) -> list[Touchpoint]:
    """Complaints of the last weeks that belong to no theme, and in which a phrase of this one stands."""
    stem = stemmer_of(session.settings.language)
    said = _unnamed(session) if theme.phrases else []
    found = [one.touchpoint_id for one in said if recognised(theme.phrases, one.words, stem)]
    return list(touchpoints.by_id(session.uow, found).values())


def looks_like(session: Session, touchpoint: Touchpoint) -> Weighed | None:
    """The theme whose phrase stands in what was said, with what is behind it; None where there is none."""
    if not touchpoint.text or touchpoint.undone_at or not needs_alert(touchpoint):
        return None
    stem = stemmer_of(session.settings.language)
    fit = (one for one in themes.all_of(session.uow) if recognised(one.phrases, touchpoint.text, stem))
    theme = next(fit, None)
    return Weighed(theme, themes.weights(session.uow, session.today).get(theme.id, NOTHING)) if theme else None


def _unnamed(session: Session) -> list[Said]:
    return theme_texts.complaints(session.uow, session.today - WINDOW, MOST_COMPLAINTS)
