"""The way to Slack: whether anything can be sent at all.

After a call that failed, or whose end is unknown, nothing is posted until a harmless call was answered. So an hour
without Slack leaves one message in doubt, not one for each attempt, and a revoked token costs no message.
"""

import logging
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.domain.clock import Clock
from bot.slack.codes import TOKEN
from bot.slack.delivery import NotSent, Unknown, classify

_log = logging.getLogger(__name__)
_LONGEST_PAUSE_S = 30.0
_TOKEN_PAUSE_S = 300.0


@dataclass
class Connection:
    """Open until a call fails; then tried with auth.test after 1, 2, 4, … 30 seconds, every 5 minutes for the token.

    The pauses grow until a message has gone through: auth.test may answer while posting does not work.
    `error` says why it is closed ("" while it is open).
    """

    clock: Clock
    client: WebClient
    error: str = ""
    _failures: int = 0
    _try_at: float = 0.0

    def failed(self, outcome: NotSent | Unknown) -> None:
        """A call failed on the way, or its end is unknown."""
        if not self._failures:
            _log.warning("Slack does not take messages just now (%s); trying until it does", outcome.error)
        self.error = outcome.error
        pause = outcome.retry_after_s if isinstance(outcome, NotSent) and outcome.retry_after_s is not None else None
        if pause is None:
            pause = _TOKEN_PAUSE_S if outcome.error in TOKEN else min(2.0 ** min(self._failures, 10), _LONGEST_PAUSE_S)
        self._failures += 1
        self._try_at = self.clock.monotonic() + pause

    def try_now(self) -> None:
        """There is a sign that it works again: the next `wait` tries it, whatever pause was meant."""
        self._try_at = self.clock.monotonic()

    def wait(self) -> float:
        """Seconds until it is worth trying; 0 when it is open, which is tried where it was not."""
        if not self.error:
            return 0.0
        if (left := self._try_at - self.clock.monotonic()) > 0:
            return left
        try:
            self.client.auth_test()
        except Exception as error:  # noqa: BLE001  # whatever goes wrong here, it is not open
            self.failed(classify(error))
            return self._try_at - self.clock.monotonic()
        self.error = ""
        return 0.0

    def worked(self) -> None:
        """A message went through, or Slack had something to say about it."""
        if self._failures:
            _log.info("Slack takes messages again")
        self._failures = 0
