"""What somebody's emoji on a message does, and that taking it off takes that back. Each event counts once.

Slack sends events late, twice and in any order, so of each emoji is kept what was last heard of it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain import lifecycle
from bot.domain.errors import ConflictError, Part, RapportError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.message_kinds import MessageKind
from bot.domain.original import Original
from bot.domain.people import TEAM_ONLY
from bot.domain.reactions import OF_FOLLOW_UPS, Act, Heard, Reaction, State, is_news
from bot.domain.saying import say
from bot.use_cases import followups as cases
from bot.use_cases.reaction_questions import refresh
from bot.use_cases.session import Session
from bot.use_cases.shown_in import followups_in
from bot.use_cases.undo import LOOK_BACK, undo
from storage import audit, outbox, reactions


@dataclass(frozen=True)
class Word:
    """What whoever reacted is told. `to_finish`: the follow-up of which a form asks what was done."""

    parts: tuple[Part, ...]
    to_finish: int | None = None


def meant_by(session: Session, heard: Heard, emoji: str) -> Act | None:
    """What an emoji that was put on a message is to do now; None: nothing, or nothing that is news.

    `emoji`: without its skin tone.
    """
    act = reactions.act_of(session.uow, emoji)
    if act is None or not is_news(heard.at, reactions.find(session.uow, heard)):
        return None
    return None if act in OF_FOLLOW_UPS and not followups_in(session, heard.channel, heard.ts) else act


def is_known(session: Session, heard: Heard, emoji: str) -> bool:
    """Whether it matters that an emoji was taken off: it did something, or would."""
    return bool(reactions.act_of(session.uow, emoji)) or reactions.find(session.uow, heard) is not None


def refuse(session: Session, heard: Heard, act: Act) -> Word | None:
    """Somebody who may not use Rapport reacted: they are told once, whatever they react to later."""
    if not is_news(heard.at, reactions.find(session.uow, heard)):
        return None
    was_told = reactions.was_refused(session.uow, heard.person)
    _keep(session, heard, act, State.REFUSED)
    return None if was_told else Word((say(TEAM_ONLY),))


def act_on(session: Session, heard: Heard, act: Act, asks: Collection[FollowUpKind]) -> Word | None:
    """Claim or finish the follow-up that a message shows. `asks`: of which kinds a form asks what was done.

    Gives what to tell the one who reacted, where the message does not show it: that it could not be.
    """
    if not is_news(heard.at, reactions.find(session.uow, heard)):
        return None
    shown = followups_in(session, heard.channel, heard.ts)
    try:
        with session.uow.part():
            entry_id = _done(session, act, shown, asks)
    except NeedsFormError as asked:
        _keep(session, heard, act, State.DROPPED)
        return Word(asked.parts, asked.followup_id)
    except RapportError as error:
        _keep(session, heard, act, State.DROPPED)
        return Word(error.parts)
    _keep(session, heard, act, State.DONE, entry_id)
    return None


class NeedsFormError(ConflictError):
    """Done asks something first, which an emoji cannot say."""

    def __init__(self, followup_id: int) -> None:
        self.followup_id = followup_id
        super().__init__(say("An emoji cannot say what came of this one. To finish it, please press Done…"))


def _done(session: Session, act: Act, shown: Collection[FollowUp], asks: Collection[FollowUpKind]) -> int:
    if len(shown) != 1:
        raise ConflictError(
            say("This message shows several follow-ups. Please use the button beside the one you mean.")
        )
    (followup,) = shown
    if act is Act.CLAIM:
        return cases.claim(session, followup.id).undo_id
    lifecycle.check_open(followup)
    if followup.kind in asks:
        raise NeedsFormError(followup.id)
    return cases.finish(session, followup.id).undo_id


def ask_about(session: Session, heard: Heard, act: Act, original: Original) -> None:
    """Ask the one who reacted, in their direct message, whom a message is about; nothing is logged before they say.

    Of a message of ours about one customer that is known.
    """
    known = reactions.find(session.uow, heard)
    if not is_news(heard.at, known) or reactions.is_asked(session.uow, heard, act):
        return
    whose = {one.customer_id for one in followups_in(session, heard.channel, heard.ts)}
    asked = Reaction(heard, act, State.ASKED, session.now, original=original)
    reaction_id = reactions.keep(session.uow, replace(asked, customer_id=whose.pop() if len(whose) == 1 else None))
    if known and refresh(session, reaction_id):
        return  # it was put on, taken off and put on again: the same question asks again
    outbox.put(session.uow, kind=MessageKind.REACTED, subject=str(reaction_id), recipient=heard.person, now=session.now)


def take_off(session: Session, heard: Heard, emoji: str) -> Word | None:
    """The emoji was taken off: what it did is taken back, and only that. Gives why it could not be."""
    known = reactions.find(session.uow, heard)
    act = known.act if known else reactions.act_of(session.uow, emoji)
    if act is None or not is_news(heard.at, known):
        return None
    gone = replace(known, heard=heard) if known else _new(session, heard, act, State.GONE)
    word = None
    try:
        with session.uow.part():
            gone = replace(gone, state=_taken_back(session, gone))
    except RapportError as error:
        word = Word(error.parts)
    reaction_id = reactions.keep(session.uow, replace(gone, original=Original(gone.original.link)))
    refresh(session, reaction_id)
    return word


def _taken_back(session: Session, one: Reaction) -> State:
    entry = audit.get(session.uow, one.entry_id) if one.entry_id else None
    if one.state is not State.DONE or entry is None or entry.undone_at:
        return State.GONE if one.state in {State.DONE, State.ASKED} else one.state
    if session.now - entry.at > LOOK_BACK:
        raise ConflictError(say("What your emoji did is too long ago to be taken back. Please change it by hand."))
    undo(session, entry.id)
    return State.GONE


def _keep(session: Session, heard: Heard, act: Act, state: State, entry_id: int | None = None) -> None:
    reactions.keep(session.uow, replace(_new(session, heard, act, state), entry_id=entry_id))


def _new(session: Session, heard: Heard, act: Act, state: State) -> Reaction:
    return Reaction(heard, act, state, session.now)
