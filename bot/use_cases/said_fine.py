"""Notes of which somebody said that they are fine: nearly the same ones alarm nobody again, from the first time on.

The scorer learns too, but carefully and from many labels (bot/sentiment/learning.py); this is felt at once.
"""

from dataclasses import replace

from bot.domain.errors import ConflictError
from bot.domain.mood import Mood
from bot.domain.rights import MOODS
from bot.domain.said_fine import Said, says_the_same
from bot.domain.saying import say
from bot.use_cases.session import Session, lost
from storage import said_fine, touchpoints

REASON = "you said that such notes are fine"


def unless_said_fine(session: Session, text: str, mood: Mood) -> tuple[Mood, Said | None]:
    """The mood that counts: neutral where nearly the same note was last called not negative, and which one that was."""
    if mood.label != "negative":
        return mood, None
    for said in said_fine.latest(session.uow):
        if says_the_same(text, mood.phrases, said.text, said.phrases):
            return (replace(mood, label="neutral", reason=REASON), said) if said.is_fine else (mood, None)
    return mood, None


def fine_notes(session: Session) -> list[Said]:
    """Every note that is said to be fine, the latest first."""
    return [said for said in said_fine.latest(session.uow) if said.is_fine]


def take_back(session: Session, touchpoint_id: int) -> None:
    """Such notes are not fine after all. Raises NotAllowedError for members, ConflictError if taken back already."""
    session.check(MOODS)
    touchpoint = touchpoints.get(session.uow, touchpoint_id)
    if touchpoint is None or not touchpoints.label_of(session.uow, touchpoint_id):
        raise (None if touchpoint else lost(session, "touchpoints", touchpoint_id)) or ConflictError(
            say("That was taken back already.")
        )
    touchpoints.clear_label(session.uow, touchpoint_id)
    session.record("said fine taken back", ("touchpoint", touchpoint_id), touchpoint.customer_id)
