"""Who said what: the texts in which words stand, newest first, and the customers who are called so."""

from collections.abc import Sequence

from bot.domain.custom_fields import CustomField, shown
from bot.domain.customers import Candidate, Customer, Unclear
from bot.domain.folding import fold
from bot.domain.passages import PAGE, Groups, Passage, PassageMark, Passages, Source, fits, wanted, with_likely
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from bot.use_cases.find_customer import find_customer
from bot.use_cases.session import Session
from storage import custom_fields, customers, details, passages, touchpoints
from storage.passages import Found

PEOPLE = 3
"""At most so many customers are named beside the texts."""


def search_passages(session: Session, typed: str, mark: PassageMark | None = None) -> Passages:
    """A page of the texts in which all the words stand; where there are none, of those that were perhaps meant."""
    groups = wanted(typed)
    meant: tuple[str, ...] = ()
    found = passages.find(session.uow, groups, mark, PAGE + 1)
    if groups and not found:
        groups, meant = _likely(session, groups)
        found = passages.find(session.uow, groups, mark, PAGE + 1) if meant else []
    page = found[:PAGE]
    return Passages(
        typed,
        groups,
        tuple(_read(session, page, groups)),
        found[0].left if found else 0,
        session.reader,
        page[-1].mark if len(found) > PAGE else None,
        is_first=mark is None,
        meant=meant,
    )


def who(session: Session, typed: str) -> Customer | Unclear:
    """The one customer who is called so; else those of whom each word typed begins a word of a name or company."""
    found = find_customer(session, typed)
    if isinstance(found, Customer):
        return found
    return Unclear(
        typed, tuple(one for one in found.candidates if _is_called(one, typed))[:PEOPLE], having=found.having
    )


def _is_called(candidate: Candidate, typed: str) -> bool:
    customer = candidate.customer
    known = fold(" ".join([customer.name, customer.company, *customer.aliases])).split()
    return all(any(word.startswith(begun) for word in known) for begun in fold(typed).split())


def _likely(session: Session, groups: Groups) -> tuple[Groups, tuple[str, ...]]:
    """With the words there are that are like those typed; and these words, none where nothing is like them."""
    near = [passages.near(session.uow, group[0].word) for group in groups]
    return with_likely(groups, near), tuple(words[0] for words in near if words)


def _read(session: Session, page: Sequence[Found], groups: Groups) -> list[Passage]:
    """The passages of a page, in its order, however many, by as many statements."""
    people = customers.by_id(session.uow, (one.customer_id for one in page))
    said = touchpoints.by_id(session.uow, (one.touchpoint_id for one in page if one.touchpoint_id))
    remembered = details.by_id(session.uow, (one.detail_id for one in page if one.detail_id))
    fields = custom_fields.all_of(session.uow) if any(one.is_values for one in page) else []
    read: list[Passage] = []
    for one in page:
        customer = people[one.customer_id]
        if one.touchpoint_id:
            read.append(_touchpoint(customer, said[one.touchpoint_id]))
        elif one.detail_id:
            detail = remembered[one.detail_id]
            on = detail.remembered_at.date()
            read.append(Passage(Source.DETAIL, customer, detail.text, detail.category, detail.remembered_by, on))
        else:
            read += _fields(fields, customer, groups)
    return read


def _touchpoint(customer: Customer, touch: Touchpoint) -> Passage:
    channel = touch.channel if touch.channel != "other" else ""
    kind = touch.kind.value if touch.kind is not TouchpointKind.TOUCHPOINT or not channel else ""
    label = ", ".join(filter(None, [kind, channel]))
    return Passage(Source.TOUCHPOINT, customer, touch.text, label, touch.logged_by, touch.happened_on, touch.link)


def _fields(fields: Sequence[CustomField], customer: Customer, groups: Groups) -> list[Passage]:
    """Of a customer's fields those with one of the words in them. Fields that there are no more are not shown."""
    values = dict(customer.custom)
    return [
        Passage(Source.FIELD, customer, shown(field, values[field.id]), field.name)
        for field in fields
        if field.id in values and any(fits((group,), values[field.id]) for group in groups)
    ]
