"""Which themes are likely, and which theme what is logged looks like: proposed with reasons, never done by itself."""

from collections import Counter
from dataclasses import dataclass

from bot.domain.passages import words_of
from bot.domain.theme import NOTHING, Theme, Weighed
from bot.domain.theme_words import WINDOW, Likely, Recogniser, Said, likely_themes
from bot.domain.touchpoints import Touchpoint, needs_alert
from bot.reading.stems import stemmer_of
from bot.use_cases.session import Session
from storage import theme_texts, themes, touchpoints

MOST_COMPLAINTS, MOST_CALM = 2_000, 3_000
"""So many texts are looked at, the latest: with them it takes half a second, however many there are."""


@dataclass(frozen=True)
class Proposals:
    """Likely themes. `looked_at`: complaints and negative notes that no theme has or knows; `customers`: of how many.

    `said`: of each proposal what was said last, the latest first. `known`: by theme how many complaints have its words
    and do not belong to it yet.
    """

    likely: tuple[Likely, ...]
    looked_at: int
    customers: int
    said: dict[int, Touchpoint]
    known: dict[int, int]


def proposals(session: Session, each: int = 3) -> Proposals:
    """What recurs in complaints of the last weeks that no theme has or knows, with the last few of each."""
    stem, there = stemmer_of(session.settings.language), themes.all_of(session.uow)
    knows = Recogniser(((phrase, one.id) for one in there for phrase in one.phrases), stem)
    found = [(one, knows.first(one.words)) for one in _unnamed(session)]
    said = [one for one, theme_id in found if theme_id is None]
    names = theme_texts.names(session.uow, {one.customer_id for one in said})
    phrases = likely_themes(said, theme_texts.calm(session.uow, MOST_CALM), stem, names)
    likely = [one for one in phrases if knows.first(" ".join(words_of(one.phrase))) is None]
    shown = touchpoints.by_id(session.uow, (number for one in likely for number in one.touchpoint_ids[:each]))
    known = Counter(theme_id for _, theme_id in found if theme_id is not None)
    return Proposals(tuple(likely), len(said), len({one.customer_id for one in said}), shown, known)


def unnamed_with(session: Session, theme: Theme) -> list[Touchpoint]:
    """Complaints of the last weeks that belong to no theme, and in which a phrase of this one stands."""
    stem = stemmer_of(session.settings.language)
    knows = Recogniser(((one, theme) for one in theme.phrases), stem)
    said = _unnamed(session) if theme.phrases else []
    found = [one.touchpoint_id for one in said if knows.first(one.words)]
    return list(touchpoints.by_id(session.uow, found).values())


def looks_like(session: Session, touchpoint: Touchpoint) -> Weighed | None:
    """The theme whose phrase stands in what was said, with what is behind it; None where there is none."""
    if not touchpoint.text or touchpoint.undone_at or not needs_alert(touchpoint):
        return None
    stem = stemmer_of(session.settings.language)
    there = themes.all_of(session.uow)
    knows = Recogniser(((phrase, one) for one in there for phrase in one.phrases), stem)
    theme = knows.first(" ".join(words_of(touchpoint.text)))
    return Weighed(theme, themes.weights(session.uow, session.today).get(theme.id, NOTHING)) if theme else None


def _unnamed(session: Session) -> list[Said]:
    return theme_texts.complaints(session.uow, session.today - WINDOW, MOST_COMPLAINTS)
