"""All contacts with a customer, page by page, back to the very first."""

from bot.domain.touches import TouchPage
from bot.domain.touchpoints import Touchpoint
from bot.views import card_words as words
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.message import Message
from bot.views.mrkdwn import count, inert

LENGTH = 300
"""Characters of a touch's text: four lines of a phone."""


def touches(page: TouchPage) -> Message:
    """One page, the latest first, in place of what led to it."""
    name, about = inert(page.customer.name, 80), page.customer.id
    heading = f"*{name}*: {count(page.total, 'touch', 'touches')}" if page.total else f"*{name}*: no touch yet"
    older = [button("Older", ids.OLDER_TOUCHES, f"{about}:{page.older}")] if page.older else []
    latest = [] if page.is_first else [button("Latest", ids.SHOW_TOUCHES, about)]
    end = [] if page.older or page.is_first else [section("This was the first one.")]
    ways = actions(*older, *latest, button("Back to the card", ids.SHOW_CARD, about))
    return Message(heading, [section(heading), *(section(_touch(one, page)) for one in page.touches), *end, ways])


def _touch(touch: Touchpoint, page: TouchPage) -> str:
    face = words.FACES.get(page.mood(touch), "") if touch.text or touch.rating else ""
    link = f" <{touch.link}|original message>" if touch.link else ""
    return f"{face} {words.touch_line(touch, page.reader, LENGTH)}{link}".strip()
