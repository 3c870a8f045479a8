"""Lists of customers: what somebody asks for is kept while they turn pages, and read anew for each of them."""

from bot.domain.cadence import tier_cadences
from bot.domain.custom_fields import CustomField
from bot.domain.customer_item import PAGE, CustomerItem, CustomerPage, ListPlace
from bot.domain.errors import NotFoundError
from bot.domain.saying import say
from bot.domain.segment import WORD, Segment
from bot.reading.segment_hints import meant_by
from bot.use_cases.caretaker import caretakers
from bot.use_cases.currency import currency_of
from bot.use_cases.find_customer import keep_typed, peek_line
from bot.use_cases.saved_lists import may_change
from bot.use_cases.session import Session, lost
from storage import custom_fields, customers, saved_lists, search, segments, tags

KEPT_AS = "customer list"
"""The command of the kept lines (storage/kept_lines.py) that are segments."""


def keep_segment(session: Session, segment: Segment) -> int:
    """Keep a segment for the one who asks, for a day; the id goes into buttons in its place: it may name customers."""
    return keep_typed(session, KEPT_AS, segment.text)


def segment_of(session: Session, kept_id: int) -> Segment:
    """The segment kept under this id. Raises NotFoundError where there is none any more, or somebody else's."""
    kept = peek_line(session, kept_id)
    if kept is None or kept.command != KEPT_AS:
        raise lost(session, "kept_lines", kept_id) or NotFoundError(
            say("This list was left for more than a day. Nothing was changed; please type `/customer list` again.")
        )
    return Segment.from_text(kept.line)


def page_of(session: Session, place: ListPlace) -> CustomerPage:
    """A page of a list; the last one where there is no such page. Raises NotFoundError."""
    segment = segment_of(session, place.kept_id)
    seen = segment.seen_by(session.actor.id)
    tiers = tier_cadences(session.settings)
    total = segments.count(session.uow, seen, session.today, tiers=tiers)
    place = place.at(min(max(place.page, 1), max(1, -(-total // PAGE))))
    offset = (place.page - 1) * PAGE
    found = segments.page(
        session.uow, seen, session.today, tiers=tiers, sorting=place.sorting, limit=PAGE, offset=offset
    )
    care = caretakers(session)
    items = [
        CustomerItem(one.customer, one.last_touch, care.of(one.customer))
        for one in search.candidates(session.uow, found)
    ]
    saved = saved_lists.get(session.uow, place.list_id) if place.list_id else None
    saved = saved if saved and saved.is_for(session.actor.id) else None
    may = saved is not None and may_change(session, saved)
    fields, currency = own_fields(session, segment), currency_of(session.settings)
    hints = () if total else meant_by(segment.values(WORD), lambda words: customers.has_tag(session.uow, words))
    return CustomerPage(segment, place, items, total, fields, saved, currency, may, hints)


def count_of(session: Session, segment: Segment) -> int:
    """How many are in a segment, as the one who asks sees it."""
    seen, tiers = segment.seen_by(session.actor.id), tier_cadences(session.settings)
    return segments.count(session.uow, seen, session.today, tiers=tiers)


def own_fields(session: Session, segment: Segment) -> list[CustomField]:
    """The team's own fields, where a segment asks for some."""
    return custom_fields.all_of(session.uow) if any(one.field_id for one in segment.conditions) else []


def tags_used(session: Session, most: int = 100) -> list[str]:
    """The tags that most customers have, by their names."""
    return tags.most_used(session.uow, most)
