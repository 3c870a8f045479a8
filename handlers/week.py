"""/rapport week: for leads, how the team's week stands; and the customers behind a part of it."""

from slack_bolt import Ack, App, BoltContext

from bot.domain.errors import OutdatedError
from bot.domain.week import SEGMENTS
from bot.use_cases.week import my_week
from bot.views import ids
from bot.views.message import Message
from bot.views.week import week
from handlers.asking import Asking
from handlers.list_pages import show_segment


def answer(asking: Asking) -> Message:
    """As it stands now. Raises NotAllowedError for members."""
    return asking.look(lambda session: week(my_week(session), session.reader))


def register(app: App) -> None:
    """The buttons that show customers."""

    @app.action(ids.SHOW_OF_WEEK)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        if asking.value not in SEGMENTS:
            raise OutdatedError
        show_segment(asking, SEGMENTS[asking.value])
        ack()
