"""Which customer is meant: exactly one, or a question back. Never a silent best guess (promise 4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.customers import Candidate, Customer, Unclear
from bot.domain.errors import ConflictError, NotFoundError
from bot.domain.saying import say
from bot.reading.contact_words import addresses_in
from bot.reading.contacts import phone_countries, spellings
from bot.use_cases.session import Session, lost
from storage import customers, kept_lines, search, typeahead

CHOICES = 5
"""At most so many customers are offered as buttons."""

LONGEST_NAME = 5
"""Words of a name that is looked for within a text."""

SAID = 60
"""Letters of a name that are said in a sentence."""

LOOKED_AT = 60
"""Words of a text in which names are looked for: who is meant stands near its beginning."""


@dataclass(frozen=True)
class Beginning:
    """The customer whose name a text begins with, and the rest of it."""

    customer: Customer
    rest: str


def find_customer(session: Session, typed: str) -> Customer | Unclear:
    """The one customer whose name, alias, email or phone this is, or who may be meant.

    A phone number without its country code is one of the countries that are meant where the person is.
    """
    typed = " ".join(typed.split())
    exact = search.exact(session.uow, *spellings(typed, phone_countries(session.actor, session.settings.country)))
    if len(exact) == 1:
        return exact[0]
    if exact:
        shown = tuple(search.candidates(session.uow, exact[:CHOICES]))
        return Unclear(typed, shown, having=len(exact))
    like = search.close(session.uow, typed, CHOICES + 1)
    like = like or typeahead.by_tag_or_digits(session.uow, typed, session.actor.id, CHOICES + 1)
    return Unclear(typed, tuple(like[:CHOICES]), is_cut=len(like) > CHOICES)


def find_exactly(session: Session, typed: str, command: str) -> Customer:
    """The same for what nobody may do to another than is meant: nothing is offered to click.

    Raises NotFoundError, which says how to name in `command` who was meant.
    """
    found = find_customer(session, typed)
    if not isinstance(found, Unclear):
        return found
    if not found.candidates:
        raise NotFoundError(say("Nobody here is called “{clipped}”. Nothing was changed.", clipped=clipped(typed)))
    like = ", ".join(_told_apart(candidate.customer) for candidate in found.candidates)
    several = (
        say("Several are called so")
        if found.having
        else say("Nobody here is called exactly “{clipped}”", clipped=clipped(typed))
    )
    raise NotFoundError(
        say(
            "{several}: {like}. Write {command} with the whole name, or with their email or phone. "
            "Nothing was changed.",
            several=several,
            like=like,
            command=command,
        )
    )


def clipped(typed: str) -> str:
    """What was typed, as long as a sentence can bear it."""
    return typed if len(typed) <= SAID else f"{typed[:SAID]}…"


def _told_apart(customer: Customer) -> str:
    by = next((one for one in (*customer.emails, *customer.phones, customer.company) if one), "")
    return f"{clipped(customer.name)} ({clipped(by)})" if by else clipped(customer.name)


def has_name(session: Session, typed: str) -> bool:
    """Whether somebody has exactly this name, alias, email or phone."""
    return bool(search.exact(session.uow, typed))


def begins_with(session: Session, text: str) -> Beginning | None:
    """Who is meant exactly by the first words of a text ("Dana Reyes called about the renewal")."""
    words = text.split(maxsplit=LONGEST_NAME)
    for count in range(min(LONGEST_NAME, len(words)), 0, -1):
        name = " ".join(words[:count]).rstrip(",;:.-\u2013\u2014")
        exact = search.exact(session.uow, name) if name else []
        if len(exact) == 1:
            return Beginning(exact[0], " ".join(words[count:]).lstrip(",;:-\u2013\u2014 "))
    return None


def mentioned_in(session: Session, text: str) -> list[Customer]:
    """Who may be meant by a text: whose name or address stands in it, then who is called like its beginning."""
    words = [word.strip(".,;:!?()\"'“”") for word in text.split()[:LOOKED_AT]]
    runs = {" ".join(words[at : at + count]) for at in range(len(words)) for count in range(1, LONGEST_NAME)} - {""}
    countries = phone_countries(session.actor, session.settings.country)
    written = [spelled for one in addresses_in(text) for spelled in spellings(one, countries)]
    named = search.exact(session.uow, *written, *sorted(runs)) if runs else []
    close = [one for count in (2, 1) for one in search.close(session.uow, " ".join(words[:count]), CHOICES)]
    found = (*named, *(one.customer for one in close))
    return list({customer.id: customer for customer in found}.values())[:CHOICES]


def suggestions(session: Session, typed: str, first: Sequence[int] = ()) -> list[Candidate]:
    """For a search field, while somebody types; `first` come before the others."""
    known = customers.by_id(session.uow, first)
    shown = [known[one] for one in first if one in known]
    found = [*search.candidates(session.uow, shown), *typeahead.suggestions(session.uow, typed, session.actor.id)]
    return list({candidate.customer.id: candidate for candidate in found}.values())


def keep_line(session: Session, command: str, line: str, unclear: Unclear) -> Unclear:
    """Keep what was typed while its customer is being chosen."""
    return replace(unclear, kept_id=keep_typed(session, command, line))


def keep_typed(session: Session, command: str, line: str) -> int:
    """Keep what was typed until the one who typed it has answered a question; its id."""
    return kept_lines.keep(session.uow, session.actor.id, command, line, session.now)


def peek_line(session: Session, kept_id: int) -> kept_lines.KeptLine | None:
    """The line that was kept, for the one who typed it; None when it was finished already."""
    return kept_lines.get(session.uow, kept_id, session.actor.id)


def take_line(session: Session, kept_id: int) -> kept_lines.KeptLine:
    """The kept line is finished. Raises ConflictError when it was before: it has one effect."""
    kept = peek_line(session, kept_id)
    if kept is None:
        raise lost(session, "kept_lines", kept_id) or ConflictError(
            say("This was finished already, or it is more than a day old. Please type the line again.")
        )
    kept_lines.drop(session.uow, kept_id)
    return kept


def has_tag(session: Session, words: str) -> bool:
    """Whether some customer has this tag."""
    return customers.has_tag(session.uow, " ".join(words.casefold().split()))
