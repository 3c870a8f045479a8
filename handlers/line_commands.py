"""Commands of the form `<customer>: <text>` and options: read the line, find the customer, do it, or ask back.

A line is done whole or asked about whole (product.md section 3): one question with buttons where that is shorter, else
the form, filled in with all that is understood, and above it what is not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.domain.customers import Customer, Unclear
from bot.domain.errors import NotAllowedError, NotUnderstoodError, Part, RapportError
from bot.domain.saying import figure, later, say
from bot.reading.customer_line import read_customer_line
from bot.reading.doubts import Doubt, DoubtError
from bot.reading.kept_line import kept
from bot.reading.line import Line, read_line
from bot.reading.option_value import Readers
from bot.use_cases.find_customer import begins_with, find_customer, has_tag, keep_line, mentioned_in, take_line
from bot.use_cases.hints import worth_knowing
from bot.use_cases.session import Session
from bot.views.doubts import which_meaning
from bot.views.filling import FORM_TEXT, Filling
from bot.views.message import Message, View
from bot.views.which_customer import which_customer
from handlers.asking import Asking
from handlers.opening import NotOpenedError

Do = Callable[[Session, Customer], Message]
"""What a line asks for, once its customer is known."""

NO_COLON = later("There is no colon after a customer's name, so please check who and what is meant.")


@dataclass(frozen=True)
class LineCommand:
    """A command that is one line, by its name in the table of options (bot/reading/options.py).

    `prepare` reads what the line means, outside the transaction; what it gives does it, within. It raises
    NotUnderstoodError or NotAllowedError for what is to be asked about. `form` is what opens without a line, or with
    one that is asked about.
    """

    name: str
    prepare: Callable[[Asking, Line], Do]
    form: Callable[[Asking, Filling], View]
    needs_text: bool = True

    def is_whole(self, line: Line) -> bool:
        """Whether customer and text are there."""
        return bool(line.customer and (line.text or (line.options and not self.needs_text)))

    def answer(self, asking: Asking, typed: str) -> Message | None:
        """Do what a line says; None when the form was opened instead."""
        if not typed.strip():
            asking.open(self.form(asking, Filling()))
            return None
        return settle(asking, self, read(asking, self, typed))


def settle(asking: Asking, command: LineCommand, line: Line, kept_id: int = 0) -> Message | None:
    """Do what a line says, or ask. `kept_id`: where it was kept while something else about it was asked."""
    if not command.is_whole(line):
        fill_form(asking, command, line)
        return None
    if line.doubts:
        return _ask(asking, command, line, kept_id)
    try:
        do = command.prepare(asking, line)
    except (NotUnderstoodError, NotAllowedError) as error:
        return _ask(asking, command, replace(line, doubts=(_doubt(error),)), kept_id)
    if whole := _without_colon(asking, line):
        fill_form(asking, command, whole)
        return None

    def use(session: Session) -> Message:
        if kept_id:
            take_line(session, kept_id)
        found = find_customer(session, line.customer)
        if isinstance(found, Unclear):
            return which_customer(keep_line(session, command.name, kept(line), found), session.today)
        return do(session, found)

    return asking.once(use)


def _doubt(error: RapportError) -> Doubt:
    return error.doubt if isinstance(error, DoubtError) else Doubt(error.sentence, error.field or "", named=error.parts)


def _ask(asking: Asking, command: LineCommand, line: Line, kept_id: int) -> Message | None:
    """One question with its answers as buttons, else the form."""
    if len(line.doubts) > 1 or not line.doubts[0].choices:
        fill_form(asking, command, line)
        return None

    def use(session: Session) -> Message:
        if kept_id:
            take_line(session, kept_id)
        found = keep_line(session, command.name, kept(line), Unclear(line.customer, ()))
        return which_meaning(line.doubts[0], found.kept_id, line.typed)

    return asking.once(use)


def fill_form(asking: Asking, command: LineCommand, line: Line) -> None:
    """Open the form with everything understood in its fields, and above them what is not.

    Raises NotUnderstoodError where no form can take it or Slack does not open it; the line is shown with that sentence.
    """
    filling = filled_in(asking, line)
    said = [part for sentence in filling.sentences for part in (*sentence, " ")]
    if len(filling.text) > FORM_TEXT:
        raise NotUnderstoodError(
            *said, say("The text has {text} characters, too many for a form.", text=figure(len(filling.text)))
        )
    try:
        asking.open(command.form(asking, filling))
    except NotOpenedError as error:
        raise NotUnderstoodError(*said, *error.parts) from error


def filled_in(asking: Asking, line: Line) -> Filling:
    """What a form is filled with: the customer where one is meant exactly, else those who may be offered first."""
    sentences: list[Sequence[Part]] = [doubt.parts for doubt in line.doubts]
    options = {**_day_told(line), **line.options}
    filling = Filling(
        text=line.text, options=options, tags=line.tags, asked=frozenset(doubt.key for doubt in line.doubts) - {""}
    )
    with asking.reading() as session:
        found = find_customer(session, line.customer) if line.customer else None
        if isinstance(found, Customer):
            filling = replace(filling, customer=found, known=worth_knowing(session, found))
        elif found:
            ids = tuple(candidate.customer.id for candidate in found.candidates)
            filling = replace(filling, suggested=ids, name=found.typed, text=line.text or line.customer)
        elif leading := begins_with(session, line.text):
            known = worth_knowing(session, leading.customer)
            filling = replace(filling, customer=leading.customer, text=leading.rest, known=known)
            sentences += [(say(NO_COLON),)] if leading.rest and not sentences else []
        else:
            filling = replace(filling, suggested=tuple(one.id for one in mentioned_in(session, line.text)))
            sentences += [(say(NO_COLON),)] if line.text and not sentences else []
    return replace(filling, sentences=tuple(sentences), typed=line.typed if sentences else "")


def _day_told(line: Line) -> dict[str, str]:
    """The day on which it was, where the words tell of one ("last night"): in a form it can be seen and changed."""
    told = [choice.value for doubt in line.doubts if doubt.key == "on" for choice in doubt.choices if choice.value]
    return {"on": told[0]} if len(told) == 1 else {}


def _without_colon(asking: Asking, line: Line) -> Line | None:
    """The line as all text, where its colon is one of the text: "Dana Reyes called and said: we leave"."""
    if not any(word[:1].islower() for word in line.customer.split()[1:]):
        return None  # no sentence goes on in it
    with asking.reading() as session:
        if isinstance(find_customer(session, line.customer), Customer):
            return None
        leading = begins_with(session, line.customer)
    is_sentence = leading is not None and leading.rest[:1].islower()
    return replace(line, customer="", text=f"{line.customer}: {line.text}") if is_sentence else None


def read(asking: Asking, command: LineCommand, typed: str) -> Line:
    """The line behind what was typed, with days and people as this person means them."""
    return read_line(typed, command.name, readers_of(asking))


def read_options(asking: Asking, command: str, typed: str) -> Line:
    """The same for what has no text: a name, perhaps, and options."""
    return read_customer_line(typed, command, replace(readers_of(asking), custom=asking.custom_fields))


def readers_of(asking: Asking) -> Readers:
    """Reads days and people as this person means them."""
    deps = asking.deps
    return deps.readers(asking.person, deps.clock.now(), lambda tag: _is_tag(asking, tag))


def _is_tag(asking: Asking, words: str) -> bool:
    """Whether some customer has this tag."""
    with asking.reading() as session:
        return has_tag(session, words)
