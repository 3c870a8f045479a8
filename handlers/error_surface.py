"""The one place that turns errors into words for the person who asked.

An expected error (RapportError) is its own sentence. An unexpected one is logged with a reference, and the person is
told that reference; the error's own text, which may hold a customer's words, is never shown.
"""

import logging
import secrets
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.errors import NotToldError, Part, RapportError, StorageError, without_mentions, without_text
from bot.domain.saying import later, say
from bot.reading.slack_text import unescape
from bot.slack.delivery import NotSent, classify
from bot.slack.replies import Replies
from bot.views.errors import error_view, refusal
from handlers.asking import ASKING, IS_SAVED
from handlers.opening import open_view

logger = logging.getLogger(__name__)

ByField = Mapping[str, Sequence[Part]]
"""Field of a form -> what is wrong with it."""

BUSY = later("Rapport has more to do just now than it can. Nothing was saved; please try again in a moment.")


def register(app: App, client: WebClient, replies: Replies) -> None:
    """Show every error of a listener or middleware of this app to the one who caused it."""

    @app.error
    def in_words(error: Exception, body: dict[str, Any], request: BoltRequest) -> BoltResponse:
        is_saved = bool(request.context.get(IS_SAVED))
        if request.body.get("type") == "event_callback":
            return _to_event(error)
        if isinstance(error, RapportError) and not is_saved:
            parts = error.parts
        else:
            parts = (_unexpected(error, is_saved=is_saved),)
        if body.get("type") in {"block_actions", "shortcut"} and not body.get("response_url"):
            is_told = _open(client, body, parts)
            # Where a global shortcut was used there is no other place for words: Slack's own, which any refusal brings.
            is_silent = body["type"] == "shortcut" and not is_told
            return BoltResponse(status=HTTPStatus.FAILED_DEPENDENCY if is_silent else HTTPStatus.OK, body="")
        if "command" in body:
            is_let_in = bool(request.context.get(ASKING)) or isinstance(error, (NotToldError, StorageError))
            return _to_command(body, parts, keeps_line=is_let_in and not is_saved)
        return _answer(replies, body, parts, error.by_field if isinstance(error, RapportError) else {})


def _to_event(error: Exception) -> BoltResponse:
    """Slack sends an event again that was not taken; what it refuses for good it would refuse again."""
    outcome = classify(error)
    if isinstance(error, (SlackApiError, OSError)):
        logger.warning("an event could not be taken in, because Slack could not be asked: %s", outcome.error)
    elif not isinstance(error, RapportError):
        _unexpected(error, is_saved=False)
    is_in_vain = isinstance(outcome, NotSent) and outcome.final
    return BoltResponse(status=HTTPStatus.OK if is_in_vain else HTTPStatus.INTERNAL_SERVER_ERROR, body="")


def last_resort(body: dict[str, Any], noted: Mapping[str, Any], error: Exception) -> BoltResponse:
    """An answer where even `in_words` failed. `noted`: the context of the request, where there is one."""
    sentence = _unexpected(error, is_saved=bool(noted.get(IS_SAVED)))
    return in_words_alone(body, sentence, HTTPStatus.INTERNAL_SERVER_ERROR)


def too_busy(body: dict[str, Any]) -> BoltResponse:
    """An answer to what nobody began to work on."""
    return in_words_alone(body, say(BUSY), HTTPStatus.SERVICE_UNAVAILABLE)


def in_words_alone(body: dict[str, Any], sentence: str, status: HTTPStatus) -> BoltResponse:
    """Words where Slack shows what an acknowledgement says; elsewhere the status, of which Slack tells in its words.

    Needs nothing but the payload: no database, no call of Slack.
    """
    kind = body.get("type")
    if isinstance(body.get("command"), str):
        return _to_command(body, [sentence], keeps_line=True)
    if kind == "view_submission":
        return BoltResponse(status=200, body={"response_action": "push", "view": error_view([sentence])})
    if kind == "block_suggestion":
        return BoltResponse(status=200, body={"options": []})
    return BoltResponse(status=status, body="")


def _unexpected(error: Exception, *, is_saved: bool) -> str:
    reference = secrets.token_hex(2).upper()
    what = type(error).__name__
    if isinstance(error, SlackApiError):
        what += f" ({classify(error).error})"
    # The traceback names code only; the error's text could name a customer.
    logger.error("ref %s: %s", reference, what, exc_info=without_text(error))
    if is_saved:
        return say("It was saved, but the answer could not be shown (ref {reference}).", reference=reference)
    return say(
        "Something went wrong (ref {reference}). Nothing was saved. Please try again; if it "
        "happens again, give the admin this reference.",
        reference=reference,
    )


def _to_command(body: dict[str, Any], parts: Sequence[Part], *, keeps_line: bool) -> BoltResponse:
    """With the line that was typed, where it is more than a word: Slack has cleared it away."""
    words = unescape(str(body.get("text", ""))).strip()
    typed = f"{body['command']} {words}" if keeps_line and " " in words else ""
    return BoltResponse(status=200, body={"response_type": "ephemeral", **refusal(parts, typed).payload()})


def _answer(replies: Replies, body: dict[str, Any], parts: Sequence[Part], by_field: ByField) -> BoltResponse:
    kind = body.get("type")
    if kind == "view_submission":
        return _in_form(body, parts, by_field)
    if kind == "block_suggestion":
        return BoltResponse(status=200, body={"options": []})
    if body.get("response_url"):
        replies.send(body["response_url"], refusal(parts).payload())
    return BoltResponse(status=200, body="")


def _open(client: WebClient, body: dict[str, Any], parts: Sequence[Part]) -> bool:
    """A click in a form or on the Home tab and a global shortcut have no response_url: the sentence is a page.

    Gives whether it is shown.
    """
    try:
        open_view(client, body, error_view(parts))
    except Exception as error:  # noqa: BLE001  # what is shown is an error already; this one is of the showing
        logger.warning("an error could not be shown: %s", type(error).__name__)
        return False
    return True


def _in_form(body: dict[str, Any], parts: Sequence[Part], by_field: ByField) -> BoltResponse:
    """At its fields where the form has them, else on a page of its own over the form, which keeps what was typed."""
    blocks = {block.get("block_id") for block in body["view"].get("blocks") or [] if block["type"] == "input"}
    if by_field and blocks.issuperset(by_field):
        errors = {field: without_mentions(sentence) for field, sentence in by_field.items()}
        return BoltResponse(status=200, body={"response_action": "errors", "errors": errors})
    return BoltResponse(status=200, body={"response_action": "push", "view": error_view(parts)})
