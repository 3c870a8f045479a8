"""Many messages through a network that loses, delays and garbles: none lost, none twice. Each with its control."""

import random
from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from slack_sdk import WebClient

from bot.sandbox.world.staff import BOT_TOKEN
from bot.slack.delivery import posting_client
from tests.faults.lossy import COMMITTED, LIMITED, REFUSED, Lossy, Plan
from tests.faults.rig import Rig, crowd

QUICK, FULL = 40, 1000
SIZES = [QUICK, pytest.param(FULL, marks=pytest.mark.full)]


def broadcast(rig: Rig, proxy: Lossy, count: int, client: WebClient | None = None) -> Counter[str]:
    """Write so many messages to many people; how often each arrived."""
    channels = crowd(rig.sandbox, min(count, 100))
    rows = [rig.put(f"message {n}", channels[n % len(channels)]) for n in range(count)]
    client = client or posting_client(BOT_TOKEN, f"{proxy.base_url}/api/")
    client.timeout = 1
    rig.sender = rig.new_sender(client)
    rig.drain(minutes=60 * 24)
    proxy.settle()
    arrived = Counter(text for channel in channels for text in rig.texts(channel))
    assert all(rig.row(row_id).state == "sent" for row_id in rows)
    return arrived


def once(count: int) -> Counter[str]:
    return Counter(f"message {n}" for n in range(count))


def every_other_post(fault: str) -> Plan:
    """A plan: every other post meets the fault."""
    turn = iter(range(10**9))
    return lambda method: fault if method == "chat.postMessage" and next(turn) % 2 == 0 else ""


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("fault", [*COMMITTED, "drop_before", "503", "late"])
def test_what_is_in_doubt_arrives_once(rig: Rig, fault: str, count: int) -> None:
    with Lossy(rig.base_url, rig.clock, every_other_post(fault)) as proxy:
        assert broadcast(rig, proxy, count) == once(count)
        assert proxy.faults >= count // 2


@pytest.mark.parametrize("count", [10, pytest.param(FULL, marks=pytest.mark.full)])
def test_what_is_answered_too_late_arrives_once(rig: Rig, count: int) -> None:
    """The client gives up waiting, though the message was posted."""
    with Lossy(rig.base_url, rig.clock, every_other_post("hang_after"), hang_s=1.2) as proxy:
        assert broadcast(rig, proxy, count) == once(count)


@pytest.mark.parametrize("fault", [*COMMITTED, "late"])
def test_control_without_reading_back_there_are_duplicates(rig: Rig, fault: str) -> None:
    with Lossy(rig.base_url, rig.clock, every_other_post(fault), keeps_metadata=False) as proxy:
        assert (broadcast(rig, proxy, QUICK) - once(QUICK)).total() > QUICK // 4


def test_control_slacks_own_retries_make_duplicates(rig: Rig) -> None:
    """slack_sdk's default client posts again behind our back when a connection drops."""
    with Lossy(rig.base_url, rig.clock, every_other_post("drop_after")) as proxy:
        careless = WebClient(BOT_TOKEN, f"{proxy.base_url}/api/")
        assert (broadcast(rig, proxy, 4, careless) - once(4)).total() > 0


def test_control_a_quiet_period_shorter_than_slack_takes_makes_duplicates(rig: Rig) -> None:
    """A post that is committed later than the quiet period cannot be seen in time: what is not promised."""
    with Lossy(rig.base_url, rig.clock, every_other_post("late"), late_s=3600) as proxy:
        assert (broadcast(rig, proxy, QUICK) - once(QUICK)).total() > 0


@pytest.mark.parametrize("count", [200, pytest.param(2000, marks=pytest.mark.full)])
def test_thirty_percent_of_calls_fail_and_all_arrive_in_time(rig: Rig, count: int) -> None:
    """In every way at once; none before Slack allows it, never more than one a second in a channel."""
    chance = random.Random(4)  # noqa: S311  # a seed, not a secret
    kinds = [*COMMITTED, *REFUSED, *LIMITED, "late"]

    def plan(method: str) -> str:
        return chance.choice(kinds) if method != "auth.test" and chance.random() < 0.3 else ""

    with Lossy(rig.base_url, rig.clock, plan) as proxy:
        assert broadcast(rig, proxy, count) == once(count)
        assert proxy.faults > count // 5
        assert proxy.too_early == 0
        assert closest(proxy) >= 1.0


def closest(proxy: Lossy) -> float:
    """The shortest time between two posts in one channel, as seen in front of the sandbox."""
    times = defaultdict(list)
    for at, method, channel in proxy.seen:
        if method == "chat.postMessage":
            times[channel].append(at)
    return min((later - sooner for each in times.values() for sooner, later in pairwise(each)), default=1.0)


def test_many_messages_in_one_channel_go_one_a_second(rig: Rig) -> None:
    with Lossy(rig.base_url, rig.clock) as proxy:
        for n in range(30):
            rig.put(f"message {n}")
        rig.sender = rig.new_sender(posting_client(BOT_TOKEN, f"{proxy.base_url}/api/"))
        rig.drain()
        assert rig.texts() == [f"message {n}" for n in range(30)]
        assert closest(proxy) >= 1.0


def test_an_alert_overtakes_the_digests_of_a_busy_morning(rig: Rig) -> None:
    channels = crowd(rig.sandbox, 200)
    for channel in channels:
        rig.remind("call back", channel)
    rig.drain(minutes=0.1)
    rig.put("order late")
    rig.drain(minutes=0.01)
    assert rig.texts() == ["order late"]
    assert not rig.texts(channels[-1])
