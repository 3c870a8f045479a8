"""Answers to clicks and changes of ephemeral messages, through the click's response_url.

Only it can change an ephemeral message. It is sent after the commit, from a thread of its own so that no listener
waits for Slack, at most once per click, and its address is never logged. What must arrive goes through the outbox.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from slack_sdk.webhook import WebhookClient

logger = logging.getLogger(__name__)

TIMEOUT_S = 5

Payload = dict[str, Any]
"""A message as Slack takes it: text and blocks."""


class Replies:
    """Sends answers in the background."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="replies")
        self._on_the_way: set[Future[None]] = set()

    def send(self, response_url: str, message: Payload, *, replace: bool = False) -> None:
        """Show a message to the one who clicked, beside or (with `replace`) instead of the clicked message."""
        sending = self._threads.submit(_send, response_url, message, replace)
        self._on_the_way.add(sending)
        sending.add_done_callback(self._on_the_way.discard)

    def idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self._on_the_way

    def settle(self) -> None:
        """Return when everything sent so far has arrived."""
        wait(set(self._on_the_way))

    def stop(self) -> None:
        """Finish what is on its way."""
        self._threads.shutdown(wait=True)


def _send(response_url: str, message: Payload, replace: bool) -> None:  # noqa: FBT001  # passed by position to a thread
    webhook = WebhookClient(response_url, timeout=TIMEOUT_S, retry_handlers=[])
    try:
        answer = webhook.send(
            text=message["text"], blocks=message["blocks"], response_type="ephemeral", replace_original=replace
        )
    except Exception as error:  # noqa: BLE001  # nobody else would hear of it: this runs in a thread of its own
        logger.warning("an answer to a click did not arrive: %s", type(error).__name__)
    else:
        if answer.status_code != 200:  # noqa: PLR2004  # HTTP's "OK"
            logger.warning("an answer to a click was refused: HTTP %s", answer.status_code)
