"""What somebody wrote to Rapport in plain words: kept until they say what is to become of it, which counts once."""

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.customers import Customer, Unclear
from bot.domain.errors import ConflictError, NotFoundError
from bot.domain.folding import fold
from bot.domain.message_kinds import MessageKind
from bot.domain.saying import say
from bot.domain.scribbled import KEPT, Place, Scribbled, State, Written
from bot.domain.touchpoints import TouchpointKind
from bot.reading.doubts import Choice
from bot.reading.kept_line import kept, settled, unkept
from bot.reading.line import Line
from bot.reading.scribble import Scribble, Sort
from bot.use_cases.find_customer import CHOICES, find_customer
from bot.use_cases.session import Session, customer_of, lost
from storage import customers, looks, outbox, scribbles, search


def take_down(session: Session, place: Place, read: Sequence[tuple[str, Scribble]]) -> list[int]:
    """Keep what a message tells, and have it answered where it is a direct message. Gives the ids of what is new.

    `read`: each thing of it, as Slack sent it and as it was read. Of a message that is kept already, what is not
    settled follows it: in the direct message by an edit of its card. A card that only one person sees cannot be
    edited: it counts no more, and there is a new one.
    """
    before = scribbles.of_message(session.uow, place.channel, place.ts)
    if not before:
        return _add(session, place, read)
    if place.is_direct:
        return _follow(session, place, before, read)
    open_ = [one for one in before if one.state is State.OPEN]
    if not open_ or [one.written.raw for one in open_] == [raw for raw, _ in read]:
        return []
    for one in open_:
        _end(session, one, State.GONE)
    return _add(session, place, read, len(before))


def _add(session: Session, place: Place, read: Sequence[tuple[str, Scribble]], first: int = 0) -> list[int]:
    found = []
    for part, (raw, one) in enumerate(read, first):
        scribble_id = scribbles.add(session.uow, place, _written(session, part, raw, one), session.now)
        found += [scribble_id] if scribble_id else []
        if scribble_id and place.is_direct:
            outbox.put(
                session.uow,
                kind=MessageKind.SCRIBBLED,
                subject=str(scribble_id),
                recipient=place.person,
                now=session.now,
            )
    return found


def _follow(
    session: Session, place: Place, known: Sequence[Scribbled], read: Sequence[tuple[str, Scribble]]
) -> list[int]:
    for before, (raw, one) in zip(known, read, strict=False):
        if before.state is State.OPEN and before.written.raw != raw:
            scribbles.change(session.uow, before.id, _written(session, before.written.part, raw, one))
            refresh(session, before.id)
    for before in known[len(read) :]:
        _end(session, before, State.GONE)
    return _add(session, place, read[len(known) :], len(known))


def deleted(session: Session, channel: str, ts: str) -> None:
    """The message was deleted: there is nothing to log any more, but for what was logged already."""
    for one in scribbles.of_message(session.uow, channel, ts):
        _end(session, one, State.GONE)


def is_kept(session: Session, channel: str, ts: str) -> bool:
    """Whether anything of this message is kept."""
    return bool(scribbles.of_message(session.uow, channel, ts))


def is_logged(session: Session, channel: str, ts: str) -> bool:
    """Whether anything of this message was logged, planned or remembered: that does not follow its edits."""
    return any(
        one.state is State.DONE and one.written.command for one in scribbles.of_message(session.uow, channel, ts)
    )


def found(session: Session, scribble_id: int) -> Scribbled | None:
    """What the one who asks wrote, however far it is; None where it is another's."""
    one = scribbles.get(session.uow, scribble_id)
    return one if one and one.place.person == session.actor.id else None


def scribble_of(session: Session, scribble_id: int) -> Scribbled:
    """What the one who asks wrote. Raises ConflictError where it is settled already, or another's."""
    one = found(session, scribble_id)
    if one is None:
        raise lost(session, "scribbles", scribble_id) or ConflictError(
            say("This is not there any more. Please write it again.")
        )
    if one.state is State.DONE:
        raise ConflictError(say("This was settled already."))
    if one.state is not State.OPEN:
        raise ConflictError(
            say(
                "What you wrote is kept for {days} days, or until you change or delete your message. "
                "Please write it again.",
                days=KEPT.days,
            )
        )
    return one


def settle(session: Session, scribble_id: int, customer: Customer | None = None) -> None:
    """It is logged: once. Raises ConflictError where it was settled before."""
    scribble_of(session, scribble_id)
    scribbles.end(session.uow, scribble_id, State.DONE, customer.id if customer else None)


def drop(session: Session, scribble_id: int) -> None:
    """It is nothing to log: once, and no kind of thing. Raises ConflictError where it was settled before."""
    written = scribble_of(session, scribble_id).written
    scribbles.change(session.uow, scribble_id, Written(written.part, "", written.sort))
    scribbles.end(session.uow, scribble_id, State.DONE)


def meant(session: Session, scribble_id: int, choice: Choice) -> None:
    """Its writer answered what a card asked."""
    written = scribble_of(session, scribble_id).written
    line = unkept(written.line)
    line = replace(settled(line, choice), doubts=line.doubts[1:])
    scribbles.change(session.uow, scribble_id, replace(written, line=kept(line)))


def read_as(session: Session, scribble_id: int, read: Scribble) -> None:
    """Its writer said that it is of another kind."""
    before = scribble_of(session, scribble_id).written
    scribbles.change(session.uow, scribble_id, _written(session, before.part, before.raw, read))


def forget_unanswered(session: Session) -> None:
    """What nobody has answered in time is not kept; its card says so."""
    for scribble_id in scribbles.open_before(session.uow, session.now - KEPT):
        scribbles.end(session.uow, scribble_id, State.OVER)
        refresh(session, scribble_id)


def refresh(session: Session, scribble_id: int) -> None:
    """Have the answer in the direct message brought up to date."""
    for post in outbox.posts(session.uow, MessageKind.SCRIBBLED, str(scribble_id)):
        outbox.refresh(session.uow, post.id, session.now)


def refresh_unclear(session: Session) -> None:
    """Have the cards drawn anew that offer customers: one of them is there no more."""
    for scribble_id in scribbles.unclear(session.uow):
        refresh(session, scribble_id)


def is_about_nobody(session: Session, written: Written) -> bool:
    """Whether it was about a customer who is not there any more."""
    try:
        return written.customer is not None and not customer_of(session, written.customer)
    except NotFoundError:
        return True


def who(session: Session, written: Written, line: Line) -> Customer | Unclear:
    """Whom a line is about, or who may be meant."""
    if line.customer:
        return find_customer(session, line.customer)
    known = customers.by_id(session.uow, written.customers)
    several = [known[one] for one in written.customers if one in known]
    return Unclear("", tuple(search.candidates(session.uow, several)))


def words_of(written: Written) -> list[str]:
    """The words kept of what is no line."""
    return list(json.loads(written.line or "[]"))


def looked_up(session: Session, written: Written) -> Customer | Unclear:
    """Whose card is wanted: the first of the names that anybody is called by, or like."""
    if written.customer:
        return customer_of(session, written.customer)
    names = words_of(written)
    found = [find_customer(session, name) for name in names]
    for one in found:
        if isinstance(one, Customer):
            return one
    close = (one for one in found if isinstance(one, Unclear) and one.candidates)
    return next(close, Unclear("".join(names[:1]), ()))


def _end(session: Session, one: Scribbled, state: State) -> None:
    if one.state is State.OPEN:
        scribbles.end(session.uow, one.id, state)
        refresh(session, one.id)


def _written(session: Session, part: int, raw: str, read: Scribble) -> Written:
    about = Written(part, raw, read.sort, read.command)
    if read.line is None:
        about = replace(about, line=json.dumps([*read.names, *([read.listing] if read.listing else [])]))
        if read.sort in {Sort.CARD, Sort.QUESTION} and isinstance(found := looked_up(session, about), Customer):
            looks.note(session.uow, session.actor.id, {found.id}, session.now)
            return replace(about, customer=found.id)
        return about
    line = _with_today(session, read.line, read.command)
    name, several = (line.customer, ()) if line.customer else _whom(session, read)
    about = replace(about, line=kept(replace(line, customer=name)), customers=several)
    meant = find_customer(session, name) if name else None
    return replace(about, customer=meant.id) if isinstance(meant, Customer) else about


def _with_today(session: Session, line: Line, command: str) -> Line:
    """A contact without a day was today: it stays so, should the card be answered tomorrow."""
    is_contact = command in set(TouchpointKind) and "on" not in line.options
    return replace(line, options={**line.options, "on": session.today}) if is_contact else line


def _whom(session: Session, read: Scribble) -> tuple[str, tuple[int, ...]]:
    """The name by which one customer is meant exactly; or several; or the name that somebody is called nearly by."""
    named = [(name, find_customer(session, name)) for name in read.names]
    exact = {found.id: name for name, found in named if isinstance(found, Customer)}
    if len(exact) == 1:
        return next(iter(exact.values())), ()
    if exact:
        return "", tuple(exact)[:CHOICES]
    called = [(name, found) for name, found in named if isinstance(found, Unclear) and found.candidates]
    if not called:
        return "", _called(session, read.perhaps)
    name, first = called[0]
    several = _called(session, read.names)
    return ("", several) if set(several) - {one.customer.id for one in first.candidates} else (name, ())


def _called(session: Session, words: Sequence[str]) -> tuple[int, ...]:
    """Who has one of these for a word of their name, the first first."""
    ids: list[int] = []
    for word in words:
        found = find_customer(session, word)
        if isinstance(found, Customer):
            ids.append(found.id)
        else:
            like = (one.customer for one in found.candidates)
            ids += [one.id for one in like if set(fold(word).split()) <= set(fold(one.name).split())]
    return tuple(dict.fromkeys(ids))[:CHOICES]
