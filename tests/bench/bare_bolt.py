"""The floor: a Bolt app with one handler that only acknowledges, served as Rapport is.

`python tests/bench/bare_bolt.py PORT SLACK_API_URL [before]`; "before" is process_before_response=True.
"""

import sys

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.domain.clock import SystemClock
from bot.slack.guard import Guard
from bot.slack.http_server import Site, serve
from bot.slack.probes import Watched


def site(api_url: str, *, before: bool) -> Site:
    """One handler, everything else as Bolt has it."""
    client = WebClient("xoxb-sandbox", base_url=api_url)
    app = App(client=client, signing_secret="sandbox", process_before_response=before)

    @app.command("/touchpoint")
    def touchpoint(ack: Ack) -> None:
        ack("Logged")

    return Site(
        Guard(signing_secret="sandbox", team_id="T0HARBOUR", clock=SystemClock()),
        slack=lambda payload: app.dispatch(BoltRequest(body=payload, mode="socket_mode")),
        busy=lambda _payload: BoltResponse(status=503),
        refused=lambda _reason: None,
        watched=Watched(ready=lambda: None, metrics=str, token=None),
        stop=lambda: None,
    )


if __name__ == "__main__":
    _, port, api_url, *how = sys.argv
    serve("127.0.0.1", int(port), lambda: site(api_url, before=how == ["before"]))
