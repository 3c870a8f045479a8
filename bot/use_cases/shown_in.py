"""What a message of ours in Slack shows: somebody points at it, by an emoji or a shortcut."""

from collections.abc import Sequence

from bot.domain.followups import FollowUp
from bot.domain.message_kinds import SHOWING_A_FOLLOW_UP, MessageKind
from bot.use_cases.followups import AS_LINES
from bot.use_cases.session import Session
from storage import audit, followups, ledger, on_show


def is_ours(session: Session, channel: str, ts: str) -> bool:
    """Whether Rapport posted this message by itself."""
    return on_show.of_message(session.uow, channel, ts) is not None


def is_answer(session: Session, channel: str, ts: str) -> bool:
    """Whether it is Rapport's answer to what somebody wrote in plain words: nobody else sees it."""
    post = on_show.of_message(session.uow, channel, ts)
    return post is not None and post.kind is MessageKind.SCRIBBLED


def followups_in(session: Session, channel: str, ts: str) -> Sequence[FollowUp]:
    """The follow-ups that a message shows: its own, or those of its lines; of a message that is not ours none."""
    post = on_show.of_message(session.uow, channel, ts)
    if post is None:
        return ()
    if post.kind in SHOWING_A_FOLLOW_UP:
        subjects = [post.subject.partition("@")[0]]
    elif post.kind is MessageKind.STORY:
        entry = audit.get(session.uow, int(post.subject))
        subjects = [str(entry.subject_id)] if entry and entry.subject_kind == "followup" else []
    else:
        subjects = [one.subject for one in ledger.items_of(session.uow, post.id) if one.kind in AS_LINES]
    found = followups.by_id(session.uow, (int(one) for one in subjects if one.isdecimal()))
    return list(found.values())
