"""How fast Slack is called."""

import pytest

from jobs.sending.pacing import METHODS, Pacing
from tests.fake_clock import FakeClock

POST, EDIT = "chat.postMessage", "chat.update"


def run(calls: int, method: str, channels: int) -> float:
    """Seconds that so many calls take, spread over so many channels."""
    clock = FakeClock()
    pacing = Pacing(clock)
    for call in range(calls):
        channel = f"C{call % channels}"
        clock.advance(max(pacing.method_wait(method), pacing.channel_wait(channel)))
        pacing.called(method, channel)
    return clock.monotonic()


@pytest.mark.parametrize(
    ("calls", "method", "channels", "seconds"),
    [(61, POST, 1, 60), (301, POST, 300, 59.2), (51, EDIT, 51, 49.2)],
    ids=["1/s per channel", "300/min per workspace", "50/min of tier 3, 10 at once"],
)
def test_calls_keep_to_slacks_rates(calls: int, method: str, channels: int, seconds: float) -> None:
    assert run(calls, method, channels) == pytest.approx(seconds)


def test_the_first_few_go_at_once_after_a_rest() -> None:
    assert run(METHODS[EDIT].burst, EDIT, 10) == 0


def test_reading_back_does_not_hold_up_the_channel() -> None:
    pacing = Pacing(FakeClock())
    pacing.called("conversations.history", "C1")
    assert pacing.channel_wait("C1") == 0


def test_a_method_that_slack_closed_stays_closed_and_others_open() -> None:
    clock = FakeClock()
    pacing = Pacing(clock)
    pacing.close(POST, 30)
    assert pacing.open_methods() == [EDIT, "conversations.history"]
    clock.advance(29.9)
    assert POST not in pacing.open_methods()
    clock.advance(0.1)
    assert POST in pacing.open_methods()
