"""One page of what goes back to the very first: Older, Latest, and back to the card it was opened from."""

from collections.abc import Iterable

from bot.domain.saying import say
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.message import Message


def older_page(
    heading: str, lines: Iterable[str], *, about: int, older: str, is_first: bool, older_id: str, latest_id: str
) -> Message:
    """The page in place of what led to it. `about`: the customer's id; `older`: where the next page begins, or ""."""
    on = [button(say("Older"), older_id, f"{about}:{older}")] if older else []
    latest = [] if is_first else [button(say("Latest"), latest_id, about)]
    end = [] if older or is_first else [section(say("This was the first one."))]
    ways = actions(*on, *latest, button(say("Back to the card"), ids.SHOW_CARD, about))
    return Message(heading, [section(heading), *map(section, lines), *end, ways])
