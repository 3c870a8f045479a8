"""Whose words a text is: the one customer whose email, phone or whole name stands in it. Never guessed (promise 4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.customers import Customer
from bot.domain.folding import fold
from bot.reading.addresses_in_text import emails_in, phones_in
from bot.reading.contacts import phone_countries
from bot.use_cases.find_customer import CHOICES, LONGEST_NAME, mentioned_in
from bot.use_cases.session import Session
from storage import search

LOOKED_AT = 300
"""Words of a text in which names are looked for: a mail names its writer at its end."""

_AROUND = ".,;:!?()[]\"'\u201c\u201d\u2018\u2019\u2013\u2014-*_~"


@dataclass(frozen=True)
class Named:
    """`customer` is meant beyond doubt; else it may be one of the `candidates`."""

    customer: Customer | None
    candidates: tuple[Customer, ...] = ()


def named_in(session: Session, text: str) -> Named:
    """An address counts before a name, since it is somebody's own; two customers are a question, not a choice."""
    by_address = _having(session, _addresses(session, text))
    if len(by_address) == 1:
        return Named(by_address[0])
    if by_address:
        return Named(None, tuple(by_address[:CHOICES]))
    by_name = _called(session, text)
    if len(by_name) == 1:
        return Named(by_name[0])
    return Named(None, tuple(by_name[:CHOICES]) or tuple(mentioned_in(session, text)))


def _addresses(session: Session, text: str) -> list[str]:
    countries = phone_countries(session.actor, session.settings.country)
    return [*emails_in(text), *phones_in(text, countries)]


def _having(session: Session, spellings: Sequence[str]) -> list[Customer]:
    return search.exact(session.uow, *spellings) if spellings else []


def _called(session: Session, text: str) -> list[Customer]:
    """Whose whole name or alias stands there, the longest at each place: in "Dana Reyes" nobody called Dana is meant.

    One word is a name only where it is written large and begins no sentence: "will" is a word, and so is "Will you".
    """
    words = text.split()[:LOOKED_AT]
    runs = {
        (at, count): " ".join(words[at : at + count]).strip(_AROUND)
        for at in range(len(words))
        for count in range(1, min(LONGEST_NAME, len(words) - at) + 1)
        if count > 1 or _is_name(words, at)
    }
    known = search.exact_of_each(session.uow, {key for run in runs.values() if (key := fold(run))})
    found: dict[int, Customer] = {}
    taken: set[int] = set()
    for at, count in sorted(runs, key=lambda place: -place[1]):
        customers = known.get(fold(runs[at, count]), []) if not taken & set(range(at, at + count)) else []
        if customers:
            taken |= set(range(at, at + count))
            found |= {one.id: one for one in customers}
    return list(found.values())


def _is_name(words: Sequence[str], at: int) -> bool:
    word = words[at].strip(_AROUND)
    begins = at == 0 or words[at - 1][-1:] in ".!?:\u2026"
    return len(word) > 1 and word[0].isupper() and not begins
