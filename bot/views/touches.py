"""All contacts with a customer, page by page, back to the very first."""

from bot.domain.original import Original
from bot.domain.saying import say, say_count
from bot.domain.touches import TouchPage
from bot.domain.touchpoints import Touchpoint
from bot.views import card_words as words
from bot.views import ids
from bot.views.message import Message
from bot.views.mrkdwn import inert
from bot.views.older_page import older_page
from bot.views.original import source

LENGTH = 300
"""Characters of a touch's text: four lines of a phone."""


def touches(page: TouchPage) -> Message:
    """One page, the latest first, in place of what led to it."""
    name = inert(page.customer.name, 80)
    heading = (
        f"*{name}*: {say_count('{number} touch', '{number} touches', page.total)}"
        if page.total
        else say("*{name}*: no touch yet", name=name)
    )
    return older_page(
        heading,
        (_touch(one, page) for one in page.touches),
        about=page.customer.id,
        older=str(page.older or ""),
        is_first=page.is_first,
        older_id=ids.OLDER_TOUCHES,
        latest_id=ids.SHOW_TOUCHES,
    )


def _touch(touch: Touchpoint, page: TouchPage) -> str:
    face = words.FACES.get(page.mood(touch), "") if touch.text or touch.rating else ""
    said = f" · {source(Original(touch.link))}" if touch.link else ""
    return f"{face} {words.touch_line(touch, page.reader, LENGTH)}{said}".strip()
