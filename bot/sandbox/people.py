"""What a person can do in Slack, as one object: say, call, click, choose, send, close, look."""

from bot.sandbox.admin import Admin
from bot.sandbox.forms import Forms
from bot.sandbox.talk import Talk


class People(Talk, Forms, Admin):
    """The same for the control API, the page and tests in Python. Wrong requests raise ControlError."""
