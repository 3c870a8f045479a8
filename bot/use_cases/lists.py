"""Lists of follow-ups with their customers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.behind import LISTED, Behind
from bot.domain.carried import is_person_id, is_row_id
from bot.domain.due import first_day, is_overdue
from bot.domain.followups import FollowUp, FollowUpItem, FollowUpKind
from bot.domain.list_parts import is_in, looks_back, parts_of
from bot.domain.listing import CARD, FIRST_FEW, PAGE, Listed, Listing
from bot.domain.reader import Reader
from bot.domain.report import Matter
from bot.domain.urgency import Urgency, places, urgency
from bot.use_cases.behind import followups_behind
from bot.use_cases.guidance import with_guidance
from bot.use_cases.hints import goals
from bot.use_cases.renewal_context import contexts
from bot.use_cases.session import Session, customer_of
from storage import absences, customers, followups, mails, originals, plans, touchpoints

Find = Callable[[Session, str], list[FollowUp]]


def _overdue(session: Session) -> list[FollowUp]:
    reader = session.reader
    return [one for one in followups.open_of_team(session.uow) if is_overdue(one, reader)]


def late_complaints(session: Session) -> list[FollowUp]:
    """The team's complaints that are past their deadline."""
    return [one for one in _overdue(session) if one.kind is FollowUpKind.COMPLAINT]


def _mine_within(session: Session, days: int) -> list[FollowUp]:
    """What is the asker's and comes up within so many days, what is overdue among it."""
    reader = session.reader
    last = reader.today + timedelta(days=days)
    return [
        one for one in followups.open_of(session.uow, session.actor.id) if first_day(one, reader.working_hours) <= last
    ]


def _as_in_digest(session: Session, found: list[FollowUp]) -> list[FollowUp]:
    """In the order of a digest, whose button leads here."""
    return [found[at] for _, at in places(found, session.reader)]


def _mine_tomorrow(session: Session) -> list[FollowUp]:
    """What is the asker's and comes up on the next day, and not before."""
    reader = session.reader
    return [
        one
        for one in followups.open_of(session.uow, session.actor.id)
        if first_day(one, reader.working_hours) == reader.today + timedelta(days=1)
    ]


def _my(part: Urgency) -> Find:
    """One part of the asker's day."""

    def find(session: Session, _: str) -> list[FollowUp]:
        reader, mine = session.reader, followups.open_of(session.uow, session.actor.id)
        return [one for one in mine if urgency(one, reader) is part and _is_shown(one, reader, part)]

    return find


def _behind(matter: Matter) -> Find:
    """What a sentence of a report tells of."""
    return lambda session, about: followups_behind(session, matter, about)


def _is_shown(followup: FollowUp, reader: Reader, part: Urgency) -> bool:
    return part is Urgency.PUT_OFF or first_day(followup, reader.working_hours) <= reader.today


WEEK = 6
"""Days after today that belong to somebody's week."""

LOOK_BACK = timedelta(days=30)
"""How far back the list of what was done reaches, as long as `/rapport undo` does."""

FOLLOW_UPS: dict[str, Find] = {
    "mine": lambda session, _: followups.open_of(session.uow, session.actor.id),
    "today": lambda session, _: _as_in_digest(session, _mine_within(session, 0)),
    "tomorrow": lambda session, _: _mine_tomorrow(session),
    "week": lambda session, _: _mine_within(session, WEEK),
    "team": lambda session, _: followups.open_of_team(session.uow),
    "overdue": lambda session, _: _overdue(session),
    "unclaimed": lambda session, _: followups.unclaimed(session.uow),
    "promised": lambda session, _: plans.promised(session.uow),
    "done": lambda session, _: followups.closed_by(session.uow, session.actor.id, session.now - LOOK_BACK),
    "person": lambda session, person: followups.open_of(session.uow, person),
    "customer": lambda session, customer: followups.open_of_customer(session.uow, int(customer)),
    **{f"my {part}": _my(part) for part in Urgency},
    **{name: _behind(matter) for name, matter in LISTED.items()},
}
"""Name of a list -> the follow-ups on it, in their order; the second argument is whom it is about.

Others are put together of parts (bot/domain/list_parts.py).
"""


def _found(session: Session, listing: Listing, about: str) -> list[FollowUp]:
    if find := FOLLOW_UPS.get(listing.name):
        return find(session, about)
    whose, parts = parts_of(listing.name) or ("mine", ())
    reader = session.reader
    source = _closed(session, whose, about) if looks_back(parts) else FOLLOW_UPS[whose](session, about)
    return [one for one in source if is_in(one, parts, reader)]


def _closed(session: Session, whose: str, about: str) -> list[FollowUp]:
    """What was closed lately, the latest first: by somebody, by anybody, or for a customer."""
    uow, since = session.uow, session.now - LOOK_BACK
    if whose == "customer":
        return followups.closed_since(uow, since, int(about))
    if whose in {"mine", "person"}:
        return followups.closed_by(uow, session.actor.id if whose == "mine" else about, since)
    return followups.closed_since(uow, since)


def listed(session: Session, listing: Listing) -> Listed:
    """One page of a list; the last one where there is no such page. Raises NotFoundError for a customer who is gone."""
    whose = listing.name.partition(" ")[0]
    customer = customer_of(session, int(listing.about)) if whose == "customer" else None
    found = _found(session, listing, str(customer.id) if customer else listing.about)
    page = min(listing.page, -(-len(found) // PAGE))
    start, size = ((page - 1) * PAGE, PAGE) if page else (0, FIRST_FEW)
    lines = items(session, found[start : start + size])
    away = absences.of_person(session.uow, listing.about) if whose == "person" else []
    back_on = next((one.back_on for one in away if one.is_on(session.now)), None)
    return Listed(listing.at(page), lines, len(found), session.reader, customer, back_on)


_CAN_BE_ABOUT: Mapping[str, Callable[[str], object]] = {
    "customer": is_row_id,
    CARD: is_row_id,
    "person": is_person_id,
    "report": Behind.read,
}
"""First word of a list -> what says whether it can be about this."""


def place(text: str) -> Listing | None:
    """The list, or card, that a block id names; None where it names none that there is."""
    found = Listing.read(text)
    if found is None or (found.name not in {*FOLLOW_UPS, CARD} and not parts_of(found.name)):
        return None
    can_be_about = _CAN_BE_ABOUT.get(found.name.partition(" ")[0])
    return found if can_be_about is None or can_be_about(found.about) else None


def with_original(session: Session, item: FollowUpItem) -> FollowUpItem:
    """A line with the message in Slack that its follow-up was made of, where all of it is shown."""
    return replace(item, original=originals.of(session.uow, [item.followup.id]).get(item.followup.id))


def items(session: Session, found: Iterable[FollowUp]) -> list[FollowUpItem]:
    """Each follow-up with its customer and the last touch, a check-in with what to ask about.

    Of customers removed since, nothing.
    """
    lines, uow = list(found), session.uow
    known = customers.by_id(uow, (one.customer_id for one in lines))
    asking = {one.customer_id for one in lines if one.kind is FollowUpKind.CHECK_IN and one.is_open}
    ask_about = goals(uow, asking) if asking else {}
    touched = touchpoints.last_of(uow, (one.customer_id for one in lines if one.is_open))
    renewing = {one.customer_id for one in lines if one.kind is FollowUpKind.RENEWAL and one.is_open}
    context = contexts(session, (known[one] for one in renewing if one in known))
    letters = mails.plans(uow, (one.id for one in lines if one.is_open))
    found_items = [
        FollowUpItem(
            one,
            known[one.customer_id],
            ask_about.get(one.customer_id, "") if one.kind is FollowUpKind.CHECK_IN else "",
            touched.get(one.customer_id),
            context=context.get(one.customer_id) if one.kind is FollowUpKind.RENEWAL else None,
            mail=letters.get(one.id),
        )
        for one in lines
        if one.customer_id in known
    ]
    return with_guidance(uow, found_items)
