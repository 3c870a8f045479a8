"""The app is taken out of the workspace, or its token revoked: nothing is sent until it is installed again.

https://docs.slack.dev/reference/events/app_uninstalled: the two events come in any order. What waits in the outbox
goes on with the token of the new installation.
"""

from typing import Any

from slack_bolt import App

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import slack_channels


def register(app: App, deps: Deps) -> None:
    """One listener for each event."""

    @app.event("app_uninstalled")
    def uninstalled() -> None:
        _removed(deps, "app_uninstalled")

    @app.event("tokens_revoked")
    def revoked(event: dict[str, Any]) -> None:
        if event["tokens"].get("bot"):
            _removed(deps, "token_revoked")


def _removed(deps: Deps, code: str) -> None:
    deps.stop_sending(code)
    deps.write(ITSELF, slack_channels.leave_all)
