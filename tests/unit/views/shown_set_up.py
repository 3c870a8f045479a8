"""What there is to see of setting up a new workspace, with the worst, by its view."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.outbox import FEEDBACK, TEAM
from bot.domain.set_up import SetUp
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import SlackChannel, Trouble
from bot.views.set_up import set_up
from tests.unit.views import worst as w

NEW = SetUp(
    alerts=SlackChannel(FEEDBACK, "C0FEEDBACK", w.long(80), Trouble.REMOVED),
    unclaimed=SlackChannel(TEAM, None, w.long(80), Trouble.MISSING),
    rules=WorkspaceSettings(),
    customers=0,
    touchpoints=0,
    lacking=("app_mentions:read",) * 20,
)

MESSAGES: dict[str, Callable[[], Any]] = {
    "set_up": lambda: set_up(NEW),
    "set_up, left": lambda: set_up(replace(NEW, is_ended=True, customers=10**6)),
    "set_up, all": lambda: set_up(
        replace(NEW, alerts=None, is_confirmed=True, customers=10**6, touchpoints=10**6),
    ),
}
