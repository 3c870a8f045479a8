"""Tokens that expire, where the app has token rotation on: renewed before anybody needs them.

By slack_sdk's own rotator: https://docs.slack.dev/authentication/using-token-rotation. A token lasts twelve hours, a
refresh token is good once: of several processes one takes an installation (StoredInstallations.to_refresh).
"""

import logging
import time
from dataclasses import replace
from datetime import timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError, SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.domain.clock import Clock
from bot.domain.installation import Installation
from storage.installations_kept import StoredInstallations

logger = logging.getLogger(__name__)

AHEAD = timedelta(hours=2)
"""So long before it expires: Slack may be silent for an hour without anybody noticing."""

_IN_ANY_CASE = 1_000_000
"""Minutes: when is ours to say, because the rotator goes by the clock of the machine."""


def renew(client_id: str, client_secret: str, client: WebClient, kept: StoredInstallations, clock: Clock) -> None:
    """Those that expire soon. Workspaces that are wired with an old one are wired anew (bot/hosting/rounds.py)."""
    rotator = TokenRotator(client_id=client_id, client_secret=client_secret, client=client)
    for one in kept.to_refresh(clock.now() + AHEAD):
        try:
            found = rotator.perform_bot_token_rotation(bot=_bot(one), minutes_before_expiration=_IN_ANY_CASE)
        except (SlackTokenRotationError, SlackClientError, OSError) as error:
            logger.warning("the token of %s could not be renewed: %s", one.id, _kind(error))
            continue
        if found and found.bot_token_expires_at:
            lasts = timedelta(seconds=found.bot_token_expires_at - time.time())
            renewed = replace(one, token=found.bot_token, refresh_token=found.bot_refresh_token or "")
            kept.renewed(replace(renewed, token_until=clock.now() + lasts))
            logger.info("the token of %s was renewed", one.id)


def _bot(one: Installation) -> Bot:
    return Bot(
        bot_token=one.token,
        bot_id=one.bot,
        bot_user_id=one.bot_user,
        bot_refresh_token=one.refresh_token,
        bot_token_expires_at=int(time.time()),
        installed_at=one.installed_at.timestamp(),
    )


def _kind(error: Exception) -> str:
    """Slack's word for it; never what was sent, which has secrets in it."""
    cause = error.args[0] if error.args else error
    answer = getattr(cause, "response", None)
    code = answer.get("error") if answer is not None else None
    return code if isinstance(code, str) and " " not in code else type(error).__name__
