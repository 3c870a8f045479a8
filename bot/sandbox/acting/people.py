"""What a person can do in Slack, as one object: say, call, click, choose, send, close, look."""

from bot.sandbox.acting.admin import Admin
from bot.sandbox.acting.beside import Beside
from bot.sandbox.acting.forms import Forms
from bot.sandbox.acting.own_messages import OwnMessages
from bot.sandbox.acting.reactions import Reactions
from bot.sandbox.acting.steps import Steps
from bot.sandbox.acting.talk import Talk


class People(Talk, OwnMessages, Reactions, Forms, Steps, Beside, Admin):
    """The same for the control API, the page and tests in Python. Wrong requests raise ControlError."""
