"""Which channels are watched: chosen, changed and ended by leads, and what becomes of the channels themselves."""

from dataclasses import dataclass, replace

from bot.domain.errors import ConflictError, NotFoundError
from bot.domain.rights import SETTINGS
from bot.domain.saying import say
from bot.domain.slack_channel import SlackChannel
from bot.domain.watched_answers import Standing
from bot.domain.watching import STANDING, Keeps, State, Watch, Whose
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.session import Session
from storage import alarms, watched, watches
from storage.audit import AuditEntry

WATCHED, CHANGED, ENDED = "channel watched", "watching changed", "channel not watched any more"


@dataclass(frozen=True)
class Chosen:
    """How a lead wants a channel watched; None: as it is, or by default."""

    whose: Whose | None = None
    keeps: Keeps | None = None
    via: str | None = None


def watch_of(session: Session, channel: str) -> Watch | None:
    """The watch of a channel, where it is watched."""
    return watches.of_channel(session.uow, channel)


def in_force(session: Session) -> list[Watch]:
    """Every channel that is watched, for jobs."""
    return watches.every(session.uow)


def standing(session: Session) -> list[Standing]:
    """Every channel that is watched. Raises NotAllowedError for members."""
    session.check(SETTINGS)
    return [_standing(session, one) for one in watches.every(session.uow)]


def _standing(session: Session, one: Watch) -> Standing:
    left = watched.standing(session.uow, one.id, STANDING)
    asked = () if one.problems else tuple(each for each in left if each.state is State.ASKED)
    return Standing(one, len(left) - len(asked), asked=asked)


def watch(session: Session, channel: SlackChannel, chosen: Chosen, *, may_stay: bool = False) -> Standing:
    """Watch a channel, or change how. Raises NotAllowedError for members.

    Raises ConflictError where nothing would change, unless it `may_stay` as it is.
    """
    session.check(SETTINGS)
    before = watches.of_channel(session.uow, str(channel.id))
    if before is None:
        new = Watch(
            0,
            str(channel.id),
            channel.name,
            chosen.whose or Whose.BOTH,
            chosen.keeps or Keeps.NEGATIVE,
            session.actor.id,
            session.now,
            chosen.via or "other",
            channel.trouble,
        )
        new = replace(new, id=watches.add(session.uow, new))
        return Standing(new, undo_id=session.record(WATCHED, ("watch", new.id), None, after=_snapshot(new)))
    after = replace(
        before,
        whose=chosen.whose or before.whose,
        keeps=chosen.keeps or before.keeps,
        via=chosen.via or before.via,
        name=channel.name or before.name,
        trouble=channel.trouble,
    )
    if _snapshot(after) == _snapshot(before):
        if may_stay:
            return Standing(before)
        raise ConflictError(say("#{channel} is watched like that already.", channel=after.name))
    watches.update(session.uow, after)
    undo_id = session.record(CHANGED, ("watch", after.id), None, before=_snapshot(before), after=_snapshot(after))
    return Standing(after, undo_id=undo_id)


def stop(session: Session, watch_id: int) -> Standing:
    """Watch it no more; what came of it so far stays. Raises NotAllowedError, NotFoundError where it is not watched."""
    session.check(SETTINGS)
    one = watches.get(session.uow, watch_id)
    if one is None or one.ended_at:
        raise NotFoundError(say("This channel is not watched any more. `/rapport watch list` shows those that are."))
    watches.update(session.uow, replace(one, ended_at=session.now))
    return Standing(one, undo_id=session.record(ENDED, ("watch", one.id), None, before=_snapshot(one)))


def stop_channel(session: Session, channel: str) -> Standing:
    """The same by the id of the channel."""
    session.check(SETTINGS)
    one = watches.of_channel(session.uow, channel)
    return stop(session, one.id if one else 0)


def watch_to_change(session: Session, watch_id: int) -> Watch:
    """One that is watched. Raises NotAllowedError, NotFoundError."""
    session.check(SETTINGS)
    one = watches.get(session.uow, watch_id)
    if one is None or one.ended_at:
        raise NotFoundError(say("This channel is not watched any more. `/rapport watch list` shows those that are."))
    return one


def note_channel(session: Session, channel: SlackChannel) -> None:
    """How a watched channel is now. The leads hear of it where nothing can be heard there; the same again is none."""
    before = watches.of_channel(session.uow, str(channel.id))
    if before is None:
        return
    after = replace(before, name=channel.name or before.name, trouble=channel.trouble)
    if after == before:
        return
    watches.update(session.uow, after)
    now = {problem.code for problem in after.problems}
    for alarm in alarms.unmended(session.uow):
        if alarm.problem.code.startswith(f"watch:{after.id}:") and alarm.problem.code not in now:
            alarms.clear(session.uow, alarm, session.now)
    for problem in after.problems:
        alarms.sound(session.uow, problem, session.now, leads_to_tell(session))


def move(session: Session, before: str, after: str) -> None:
    """A channel goes on under another id."""
    if one := watches.of_channel(session.uow, before):
        watches.update(session.uow, replace(one, channel=after))
    watched.move(session.uow, before, after)


def _snapshot(one: Watch) -> dict[str, str]:
    return {"name": f"#{one.name}", "whose": one.whose, "keeps": one.keeps, "via": one.via}


def _undo_watched(session: Session, entry: AuditEntry) -> None:
    one = watches.get(session.uow, entry.subject_id)
    if one and not one.ended_at:
        watches.update(session.uow, replace(one, ended_at=session.now))


def _undo_changed(session: Session, entry: AuditEntry) -> None:
    one = watches.get(session.uow, entry.subject_id)
    if one is None or _snapshot(one) != entry.after:
        raise ConflictError(say("This was changed again since. Please use `/rapport watch list`."))
    kept = entry.before or {}
    watches.update(
        session.uow, replace(one, whose=Whose(kept["whose"]), keeps=Keeps(kept["keeps"]), via=str(kept["via"]))
    )


def _undo_ended(session: Session, entry: AuditEntry) -> None:
    one = watches.get(session.uow, entry.subject_id)
    if one is None or watches.of_channel(session.uow, one.channel):
        raise ConflictError(say("This channel is watched again already."))
    watches.update(session.uow, replace(one, ended_at=None))


REVERSERS = {WATCHED: _undo_watched, CHANGED: _undo_changed, ENDED: _undo_ended}
