"""What tests/bench/survey_requests.py asks: `python -m tests.bench.survey_server PORT FOLDER URL|floor`.

With the address of a stand-in for Slack the survey page, without a bound on how many requests are taken in; else the
floor: an ASGI application that answers a page as large, under the same server.
"""

import sys
from pathlib import Path

from bot.app import build
from bot.domain.clock import SystemClock
from bot.sandbox.run import settings
from bot.slack.http_answer import Answer, Asgi, Send
from bot.slack.http_request import Receive, whole_body
from bot.slack.serving import listen, serve_until_signal
from bot.survey_page import page as pages
from bot.survey_page.app import Shown, SurveyPage
from bot.survey_page.limits import Rate

UNBOUND = Rate(burst=1e9, a_second=1e9)
_SAID = pages.problem(pages.UNKNOWN)


async def floor(_scope: Asgi, receive: Receive, send: Send) -> None:
    """The least that an application does."""
    await whole_body(receive, 1_000_000)
    await Answer(404, _SAID, "text/html; charset=utf-8").send(send)


def main(port: int, folder: Path, url: str) -> None:
    with listen("127.0.0.1", port) as listening:
        if url == "floor":
            serve_until_signal(floor, listening)
            return
        rapport = build(settings(url, folder / "data"), clock=SystemClock())
        page = SurveyPage(rapport.survey, Shown("", ""), lambda _why: None, (UNBOUND, UNBOUND))
        serve_until_signal(page, listening)
        page.stop()
        rapport.stop()


if __name__ == "__main__":
    _, port, folder, url = sys.argv
    main(int(port), Path(folder), url)
