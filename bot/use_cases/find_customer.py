"""Which customer is meant: exactly one, or a question back. Never a silent best guess (promise 4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.customers import Candidate, Customer, Unclear
from bot.domain.errors import ConflictError
from bot.reading.contacts import phone_countries, spellings
from bot.use_cases.work import Work, lost
from storage import customers, kept_lines, search

CHOICES = 5
"""At most so many customers are offered as buttons."""

LONGEST_NAME = 5
"""Words of a name that is looked for within a text."""

LOOKED_AT = 60
"""Words of a text in which names are looked for: who is meant stands near its beginning."""


@dataclass(frozen=True)
class Beginning:
    """The customer whose name a text begins with, and the rest of it."""

    customer: Customer
    rest: str


def find_customer(work: Work, typed: str) -> Customer | Unclear:
    """The one customer whose name, alias, email or phone this is, or who may be meant.

    A phone number without its country code is one of the countries that are meant where the person is.
    """
    typed = " ".join(typed.split())
    exact = search.exact(work.uow, *spellings(typed, phone_countries(work.actor, work.settings.country)))
    if len(exact) == 1:
        return exact[0]
    if exact:
        shown = tuple(search.candidates(work.uow, exact[:CHOICES]))
        return Unclear(typed, shown, having=len(exact))
    like = search.close(work.uow, typed, CHOICES + 1)
    return Unclear(typed, tuple(like[:CHOICES]), is_cut=len(like) > CHOICES)


def begins_with(work: Work, text: str) -> Beginning | None:
    """Who is meant exactly by the first words of a text ("Dana Reyes called about the renewal")."""
    words = text.split(maxsplit=LONGEST_NAME)
    for count in range(min(LONGEST_NAME, len(words)), 0, -1):
        name = " ".join(words[:count]).rstrip(",;:.-\u2013\u2014")
        exact = search.exact(work.uow, name) if name else []
        if len(exact) == 1:
            return Beginning(exact[0], " ".join(words[count:]).lstrip(",;:-\u2013\u2014 "))
    return None


def mentioned_in(work: Work, text: str) -> list[Customer]:
    """Who may be meant by a text: whose name or address stands in it, then who is called like its beginning."""
    words = [word.strip(".,;:!?()\"'“”") for word in text.split()[:LOOKED_AT]]
    runs = {" ".join(words[at : at + count]) for at in range(len(words)) for count in range(1, LONGEST_NAME)} - {""}
    named = search.exact(work.uow, *sorted(runs)) if runs else []
    close = [one for count in (2, 1) for one in search.close(work.uow, " ".join(words[:count]), CHOICES)]
    found = (*named, *(one.customer for one in close))
    return list({customer.id: customer for customer in found}.values())[:CHOICES]


def suggestions(work: Work, typed: str, first: Sequence[int] = ()) -> list[Candidate]:
    """For a search field, while somebody types; `first` come before the others."""
    known = customers.by_id(work.uow, first)
    shown = [known[one] for one in first if one in known]
    found = [*search.candidates(work.uow, shown), *search.by_prefix(work.uow, typed)]
    return list({candidate.customer.id: candidate for candidate in found}.values())


def keep_line(work: Work, command: str, line: str, unclear: Unclear) -> Unclear:
    """Keep what was typed while its customer is being chosen."""
    return replace(unclear, kept_id=keep_typed(work, command, line))


def keep_typed(work: Work, command: str, line: str) -> int:
    """Keep what was typed until the one who typed it has answered a question; its id."""
    return kept_lines.keep(work.uow, work.actor.id, command, line, work.now)


def peek_line(work: Work, kept_id: int) -> kept_lines.KeptLine | None:
    """The line that was kept, for the one who typed it; None when it was finished already."""
    return kept_lines.get(work.uow, kept_id, work.actor.id)


def take_line(work: Work, kept_id: int) -> kept_lines.KeptLine:
    """The kept line is finished. Raises ConflictError when it was before: it has one effect."""
    kept = peek_line(work, kept_id)
    if kept is None:
        raise lost(work, "kept_lines", kept_id) or ConflictError(
            "This was finished already, or it is more than a day old. Please type the line again."
        )
    kept_lines.drop(work.uow, kept_id)
    return kept


def has_tag(work: Work, words: str) -> bool:
    """Whether some customer has this tag."""
    return customers.has_tag(work.uow, " ".join(words.casefold().split()))
