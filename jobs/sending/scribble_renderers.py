"""What is answered to what somebody wrote in plain words, as things stand (jobs/sending/renderers.py has all kinds)."""

from collections.abc import Callable

from bot.domain.customers import Customer
from bot.domain.errors import NotAllowedError
from bot.domain.listing import Listing
from bot.domain.rights import IMPORT, check_may
from bot.domain.scribbled import Scribbled, State
from bot.domain.touchpoints import TEXT_LENGTH
from bot.reading.kept_line import unkept
from bot.reading.scribble import MOST_LINES, Sort
from bot.reading.scribble_names import may_be_new
from bot.use_cases.card import card_of
from bot.use_cases.lists import listed
from bot.use_cases.scribbles import is_about_nobody, looked_up, who, words_of
from bot.use_cases.session import Session
from bot.use_cases.undo import undoable
from bot.views import scribble as views
from bot.views.card import card
from bot.views.errors import refusal
from bot.views.followup_list import followup_list
from bot.views.message import Message
from bot.views.undo import undo_list
from bot.views.which_customer import which_to_open
from storage import scribbles


def answer(session: Session, scribble_id: int) -> Message | None:
    """The answer to the one who asks; None where that was given when it was settled, or its customer is gone."""
    found = scribbles.get(session.uow, scribble_id)
    if found is None or found.state is State.DONE or is_about_nobody(session, found.written):
        return None
    if found.state is State.OPEN:
        return ANSWERS[Sort(found.written.sort)](session, found)
    return views.gone() if found.state is State.GONE else views.over()


def _line(session: Session, found: Scribbled) -> Message:
    line = unkept(found.written.line)
    return views.scribble_card(found.id, found.written.command, line, who(session, found.written, line), session.reader)


def _card(session: Session, found: Scribbled) -> Message:
    meant = looked_up(session, found.written)
    if isinstance(meant, Customer):
        return card(card_of(session, meant))
    is_name = meant.candidates or may_be_new(meant.typed)
    return which_to_open(meant, session.today) if is_name else views.no_answer()


def _question(session: Session, found: Scribbled) -> Message:
    """The card of whom it is about; where that is nobody, what can be asked."""
    meant = looked_up(session, found.written)
    is_known = isinstance(meant, Customer) or meant.candidates
    return _card(session, found) if is_known else views.no_answer()


def _list(session: Session, found: Scribbled) -> Message:
    *person, name = words_of(found.written)
    return followup_list(listed(session, Listing(name, "".join(person))))


def _command(session: Session, found: Scribbled) -> Message:
    """What was done lately, with Undo; other commands open something, which an answer cannot."""
    line = words_of(found.written)[-1]
    return undo_list(undoable(session)) if line.casefold() == "/rapport undo" else views.by_command(line)


def _file(session: Session, found: Scribbled) -> Message:
    """Whoever may not import is told so at once."""
    try:
        check_may(session.actor, IMPORT, session.settings.admins_only)
    except NotAllowedError as error:
        return refusal(error.parts)
    return views.import_offer(found.id, words_of(found.written)[-1])


ANSWERS: dict[Sort, Callable[[Session, Scribbled], Message]] = {
    Sort.LINE: _line,
    Sort.CARD: _card,
    Sort.QUESTION: _question,
    Sort.LIST: _list,
    Sort.FILE: _file,
    Sort.HELLO: lambda _session, _found: views.hello(),
    Sort.HELP: lambda _session, _found: views.how_to(),
    Sort.THANKED: lambda _session, _found: views.welcome(),
    Sort.NOTHING: lambda _session, _found: views.no_words(),
    Sort.THIS: lambda _session, found: views.nothing_there(found.written.command),
    Sort.COMMAND: _command,
    Sort.OTHER_FILE: lambda _session, _found: views.other_file(),
    Sort.TOO_MANY: lambda _session, found: views.too_many(int(words_of(found.written)[-1]), MOST_LINES),
    Sort.TOO_LONG: lambda _session, found: views.too_long(int(words_of(found.written)[-1]), TEXT_LENGTH),
}
"""What a message wants -> the answer to it."""
