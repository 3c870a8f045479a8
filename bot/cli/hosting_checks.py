"""What `rapport doctor` looks at where Rapport serves whoever installs it: credentials, keys, installations."""

from collections.abc import Iterator

from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.cli import slack_checks
from bot.cli.findings import Finding, fine, mend, note
from bot.config import ConfigError, Settings, token_keys
from bot.domain.errors import StorageError
from bot.slack.identity import code_of
from storage import installations
from storage.engines.opening import installations_from_outside
from storage.engines.read_only import UNREADABLE
from storage.sealing import Seal

_APP = "api.slack.com/apps → your app →"


def hosting(settings: Settings, key: SecretStr | None) -> Iterator[Finding]:
    """All of it; `key` is that of database files. Slack may raise OSError."""
    yield from _stored(settings, key)
    yield from _credentials(slack_checks.client(settings), settings)
    mending = f"{_APP} OAuth & Permissions → Redirect URLs: https://YOUR-ADDRESS/slack/oauth_redirect, and no other."
    yield note("Slack must know where browsers come back to", mending)


def _stored(settings: Settings, key: SecretStr | None) -> Iterator[Finding]:
    """Whether the keys open the tokens that are stored, and for how many workspaces there are any."""
    try:
        seal = Seal(token_keys(settings))
    except ConfigError as error:
        yield from (mend(f"{name} {sentence}", "") for name, sentence in error.problems)
        return
    except StorageError as error:
        yield mend(error.sentence, "")
        return
    try:
        with installations_from_outside(settings.database, settings.data, key) as uow:
            served, left = installations.count(uow)
            locked = sum(not _opens(seal, *one) for one in installations.sealed(uow))
    except UNREADABLE as error:
        yield note(
            f"There are no installations yet ({_why(error)})", "The first `rapport run --http` makes a place for them."
        )
        return
    yield fine(f"Workspaces that have it: {served}; that left within the last 30 days: {left}")
    if locked:
        mending = "Put the key they were stored with into it too, in a line below; else each has to be installed again."
        yield mend(f"Tokens that open with no key of RAPPORT_TOKEN_KEY_FILE: {locked}", mending)


def _opens(seal: Seal, place: str, token: str) -> bool:
    try:
        seal.open(place, token)
    except StorageError:
        return False
    return True


def _credentials(slack: WebClient, settings: Settings) -> Iterator[Finding]:
    """Slack says of a code that is none that it is none, if it knows the app."""
    secret = settings.client_secret.get_secret_value()
    try:
        slack.oauth_v2_access(client_id=settings.client_id, client_secret=secret, code="none")
    except SlackApiError as error:
        code = code_of(error)
    else:
        code = "invalid_code"
    if code == "invalid_code":
        yield fine("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are those of an app")
    elif code in {"invalid_client_id", "bad_client_secret"}:
        yield mend(
            f"Slack refuses SLACK_CLIENT_ID or SLACK_CLIENT_SECRET ({code})",
            f"Copy both again: {_APP} Basic Information.",
        )
    else:
        yield note(f"Slack did not say whether the app's credentials are right ({code})", "Try again in a moment.")


def _why(error: Exception) -> str:
    return error.sentence.rstrip(".") if isinstance(error, StorageError) else type(error).__name__
