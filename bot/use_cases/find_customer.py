"""Which customer is meant: exactly one, or a question back. Never a silent best guess (promise 4)."""

from dataclasses import replace

from bot.domain.customers import Candidate, Customer, Unclear
from bot.domain.errors import ConflictError
from bot.use_cases.contacts import phone_countries, spellings
from bot.use_cases.work import Work
from storage import kept_lines, search

CHOICES = 5
"""At most so many customers are offered as buttons."""


def find_customer(work: Work, typed: str) -> Customer | Unclear:
    """The one customer whose name, alias, email or phone this is, or who may be meant.

    A phone number without its country code is one of the countries that are meant where the person is.
    """
    typed = " ".join(typed.split())
    exact = search.exact(work.uow, *spellings(typed, phone_countries(work.actor, work.settings.country)))
    if len(exact) == 1:
        return exact[0]
    if exact:
        shown = tuple(search.candidate(work.uow, customer) for customer in exact[:CHOICES])
        return Unclear(typed, shown, having=len(exact))
    return Unclear(typed, tuple(search.close(work.uow, typed, CHOICES)))


def suggestions(work: Work, typed: str) -> list[Candidate]:
    """For a search field, while somebody types."""
    return search.by_prefix(work.uow, typed)


def keep_line(work: Work, command: str, line: str, unclear: Unclear) -> Unclear:
    """Keep what was typed while its customer is being chosen."""
    return replace(unclear, kept_id=keep_typed(work, command, line))


def keep_typed(work: Work, command: str, line: str) -> int:
    """Keep what was typed until the one who typed it has answered a question; its id."""
    return kept_lines.keep(work.uow, work.actor.id, command, line, work.now)


def peek_line(work: Work, kept_id: int) -> kept_lines.KeptLine | None:
    """The line that was kept, for the one who typed it; None when it was finished already."""
    return kept_lines.get(work.uow, kept_id, work.actor.id)


def take_line(work: Work, kept_id: int) -> None:
    """The kept line is finished. Raises ConflictError when it was before: it has one effect."""
    if peek_line(work, kept_id) is None:
        raise ConflictError("This was finished already, or it is more than a day old. Please type the line again.")
    kept_lines.drop(work.uow, kept_id)
