"""Bolt's app and Slack's client: an answer comes, whatever was asked, and by the deadline, also when Slack is slow.

They are also the two doors by which text of Slack's comes in, so it is cleaned here (bot/slack/entering.py).

A socket's own timeout does not do that: it counts anew for the connection, for each piece of an answer and for every
call of a request. So a call within a request is made in a thread of its own and waited for until the deadline; it may
still end, unseen, within the client's timeout.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.domain.deadline import ANSWER_S, answer_within, seconds_left
from bot.domain.saying import ENGLISH, speaking
from bot.slack.delivery import silent_logger
from bot.slack.entering import cleaned, cleaned_answer
from bot.slack.guard import Payload
from bot.slack.refusals import Refusals
from bot.slack.shapes import WrongShapeError, check_shape

CALLS_AT_ONCE = 32
"""More than requests are handled at a time. While Slack hangs, further calls do not begin and end at their deadline."""


LastResort = Callable[[Payload, Mapping[str, Any], Exception], BoltResponse]
"""Answers a payload where nothing else could, given what was noted of its request until then. Never raises."""


class PunctualApp(App):
    """Answers whatever Slack sent. `answer_s`: seconds from when it came. `refusals`: of every way to it."""

    def __init__(self, *, last_resort: LastResort, refusals: Refusals, answer_s: float = ANSWER_S, **bolt: Any) -> None:  # noqa: ANN401  # Bolt's own arguments
        super().__init__(**bolt)
        self.refusals = refusals
        self._last_resort = last_resort
        self._answer_s = answer_s

    def answer(self, payload: Payload) -> BoltResponse:
        """Handle one request of Slack's, whichever way it came; 400 where it is none. Never raises."""
        noted: Mapping[str, Any] = {}
        with answer_within(self._answer_s), speaking(ENGLISH):  # until it is known who asks
            try:
                check_shape(payload)
                request = BoltRequest(body=cleaned(payload), mode="socket_mode")  # parsed and verified, to Bolt
                noted = request.context
                return self.dispatch(request)
            except WrongShapeError as wrong:
                self.refusals.note(wrong.reason)
                return BoltResponse(status=HTTPStatus.BAD_REQUEST, body=wrong.reason)
            except Exception as error:  # noqa: BLE001  # Slack waits for an answer, and nobody else would give one
                return self._last_resort(payload, noted, error)


class PunctualClient(WebClient):
    """Raises TimeoutError at the deadline of the request it is used in; elsewhere it is as slow as its timeout."""

    def __init__(
        self,
        token: str,
        *,
        base_url: str,
        timeout: int,
        team_id: str | None = None,
        threads: ThreadPoolExecutor | None = None,
    ) -> None:
        """`team_id`: which workspace each call is about, where the token is an organisation's. `threads`: to share."""
        super().__init__(
            token, base_url=base_url, timeout=timeout, retry_handlers=[], logger=silent_logger(), team_id=team_id
        )
        self._threads = threads or ThreadPoolExecutor(CALLS_AT_ONCE, thread_name_prefix="slack")

    def _perform_urllib_http_request(self, *, url: str, args: dict[str, dict[str, Any]]) -> dict[str, Any]:
        """Where slack_sdk sends a call, and the further pages of one."""

        def call() -> dict[str, Any]:
            answer = send(url=url, args=args)
            return {**answer, "body": cleaned_answer(answer["body"])}

        send: Callable[..., dict[str, Any]] = super()._perform_urllib_http_request
        left = seconds_left()
        if left is None:
            return call()
        calling = self._threads.submit(call)
        try:
            return calling.result(left)
        finally:
            calling.cancel()  # one that has not begun would come too late
