"""Commands of the form `<customer>: <text>` and options: read the line, find the customer, do it, or ask back."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.customers import Customer, Unclear
from bot.domain.errors import NotALineError
from bot.domain.line import Line, read_line
from bot.domain.options import unquoted
from bot.domain.slack_text import unescape
from bot.use_cases.find_customer import find_customer, keep_line
from bot.use_cases.work import Work
from bot.views.choices import which_customer
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.dates import DateWords

Do = Callable[[Work, Customer], Message]
"""What a line asks for, once its customer is known."""


@dataclass(frozen=True)
class LineCommand:
    """A command that is one line.

    `prepare` reads what the line means, outside the transaction; what it gives does it, within. `form` is what opens
    without a line, or with one that cannot be read (filled with it, or with the customer where it is only a name).
    """

    name: str
    keys: frozenset[str]
    prepare: Callable[[Asking, Line], Do]
    form: Callable[[Asking, str, Customer | None], View]
    needs_text: bool = True


def answer_line(asking: Asking, command: LineCommand, typed: str) -> Message | None:
    """Do what a line says; None when the form was opened instead (no text, or a line that cannot be read)."""
    try:
        line = read(asking, command, typed)
    except NotALineError:
        customer = _named(asking, typed)
        asking.open(command.form(asking, "" if customer else typed.strip(), customer))
        return None
    do = command.prepare(asking, line)

    def use(work: Work) -> Message:
        found = find_customer(work, line.customer)
        if isinstance(found, Unclear):
            return which_customer(keep_line(work, command.name, typed, found), work.today)
        return do(work, found)

    return asking.once(use)


def _named(asking: Asking, typed: str) -> Customer | None:
    """The customer, where what was typed is nothing but their name."""
    name = unquoted(unescape(typed).strip().rstrip(":"))
    if not name:
        return None
    with asking.deps.looking(asking.person) as work:
        found = find_customer(work, name)
    return None if isinstance(found, Unclear) else found


def read(asking: Asking, command: LineCommand, typed: str) -> Line:
    """The line behind what was typed, with dates and people as this person means them."""
    return read_line(
        typed,
        keys=command.keys,
        read_date=_date_words(asking),
        needs_text=command.needs_text,
        find_person=asking.deps.directory.named,
    )


def read_options(asking: Asking, keys: frozenset[str], typed: str, *, also_left: bool = False) -> Line:
    """The same for what has no text: a name, perhaps, and options. With `also_left` it can name who left the team."""
    directory = asking.deps.directory
    find_person = directory.ever_named if also_left else directory.named
    return read_line(typed, keys=keys, read_date=_date_words(asking), needs_colon=False, find_person=find_person)


def _date_words(asking: Asking) -> DateWords:
    return DateWords(asking.today, asking.person.locale)
