"""/customer list: who fits the conditions that were typed; what cannot be read is asked about in the form."""

from bot.domain.errors import NotUnderstoodError
from bot.views.help import command_help
from bot.views.message import Message
from handlers.asking import Asking
from handlers.list_filter import filled_form, read_list
from handlers.list_pages import first_page
from handlers.opening import NotOpenedError
from handlers.saved_lists import named, open_named


def answer(asking: Asking, typed: str) -> Message | None:
    """The first page of those who fit, or of the list of this name.

    Raises NotUnderstoodError where the form that asks cannot be opened.
    """
    if typed.strip().casefold() == "help":
        return command_help("customer")
    if saved := named(asking, typed):
        return open_named(asking, saved)
    line = read_list(asking, typed)
    if not line.doubts:
        return first_page(asking, line.segment)
    try:
        asking.open(filled_form(asking, line))
    except NotOpenedError as error:
        raise NotUnderstoodError(" ".join(doubt.sentence for doubt in line.doubts), " ", *error.parts) from error
    return None
