"""/rapport load: for leads, who has how much to do."""

from bot.use_cases.load import loads_of_team
from bot.views.load import load
from bot.views.message import Message
from handlers.asking import Asking


def answer(asking: Asking) -> Message:
    """As it stands now. Raises NotAllowedError for members."""
    return asking.look(lambda session: load(loads_of_team(session), session.reader))
