"""Answers to clicks and forms and changes of ephemeral messages, through the response_url of a request.

Only it can change an ephemeral message, and only it reaches conversations that the bot is not in. It is sent after the
commit, from a thread of its own so that no listener waits for Slack, at most once per click, and its address is never
logged; that of an open form is kept for half an hour. What must arrive goes through the outbox.
"""

import logging
import re
import secrets
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from http import HTTPStatus
from typing import Protocol

from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.domain.errors import StorageError, without_text
from bot.slack.codes import MALFORMED
from bot.slack.plainer import Payload, plainer

logger = logging.getLogger(__name__)

TIMEOUT_S = 5


class OriginsKept(Protocol):
    """Where forms were opened from, kept over restarts, for as long as Slack lets us answer there."""

    def keep(self, name: str, response_url: str) -> None:
        """Remember a place by a name. Raises StorageError."""

    def take(self, name: str) -> str | None:
        """Use the place of that name once; None where that is not known or possible any more. Raises StorageError."""


class Replies:
    """Sends answers in the background, and to forms where they were opened from.

    Whoever finds nothing kept shows the answer in the place of the form.
    """

    def __init__(self, origins: OriginsKept, threads: ThreadPoolExecutor | None = None) -> None:
        """`threads`: those of the process, where it has many workspaces."""
        self._origins = origins
        self._is_shared = threads is not None
        self._threads = threads or ThreadPoolExecutor(max_workers=4, thread_name_prefix="replies")
        self._on_the_way: set[Future[None]] = set()

    def send(self, response_url: str, message: Payload, *, replace: bool = False) -> None:
        """Show a message to the one who clicked, beside or (with `replace`) instead of the clicked message."""
        sending = self._threads.submit(send_to, response_url, message, replace)
        self._on_the_way.add(sending)
        sending.add_done_callback(self._on_the_way.discard)

    def do(self, what: Callable[[], None]) -> None:
        """Something else that nobody's answer waits for. What it raises is logged."""
        doing = self._threads.submit(_logged, what)
        self._on_the_way.add(doing)
        doing.add_done_callback(self._on_the_way.discard)

    def keep(self, response_url: str) -> str:
        """Remember where a form was opened from. Gives the opaque name under which the form finds it again.

        That the database cannot take it just now keeps no form from being opened.
        """
        name = secrets.token_hex(8)
        with suppress(StorageError):
            self._origins.keep(name, response_url)
        return name

    def answer(self, origin: str, message: Payload, *, replace: bool = False) -> bool:
        """Show a message where a form was opened from, or (with `replace`) instead of the ephemeral one clicked there.

        False where that place is not known or no longer possible.
        """
        found = None
        with suppress(StorageError):
            found = self._origins.take(origin)
        if found is None:
            return False
        self.send(found, message, replace=replace)
        return True

    def idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self._on_the_way

    def settle(self) -> None:
        """Return when everything sent so far has arrived."""
        wait(set(self._on_the_way))

    def stop(self) -> None:
        """Finish what is on its way."""
        self.settle()
        if not self._is_shared:
            self._threads.shutdown(wait=True)


def _logged(what: Callable[[], None]) -> None:
    try:
        what()
    except Exception as error:  # nobody else would hear of it: this runs in a thread of its own
        logger.error("what was begun for an answer failed", exc_info=without_text(error))  # noqa: TRY400  # as that says


def send_to(response_url: str, message: Payload, replace: bool) -> None:  # noqa: FBT001  # passed by position to a thread
    """Show a message at an address. Never raises."""
    webhook = WebhookClient(response_url, timeout=TIMEOUT_S, retry_handlers=[])
    try:
        for form in (message, *plainer(message)):
            answer = webhook.send(
                text=form["text"], blocks=form["blocks"], response_type="ephemeral", replace_original=replace
            )
            refusal = _refusal(answer)
            if refusal not in MALFORMED:
                break
            logger.error("Slack refused the form of an answer to a click (%s)", refusal)
    except Exception as error:  # noqa: BLE001  # nobody else would hear of it: this runs in a thread of its own
        logger.warning("an answer to a click did not arrive: %s", type(error).__name__)
    else:
        if refusal:
            logger.warning("an answer to a click was refused: %s", refusal)


def _refusal(answer: WebhookResponse) -> str:
    """Slack's code, which it gives as JSON or as the whole body; "" when it took the answer."""
    found = re.search(r'"error":\s*"([a-z_]+)"', answer.body) or re.fullmatch(r"([a-z_]{3,})", answer.body.strip())
    if found:
        return found[1]
    return "" if answer.status_code == HTTPStatus.OK else f"HTTP {answer.status_code}"
