"""A request that comes several times has one effect, and is answered as it was the first time."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from bot.domain.clock import SystemClock
from bot.sandbox.wire.faults import Fault
from bot.sandbox.wire.transports import Envelope, Transport
from bot.slack.sockets import SocketMode
from tests import engines
from tests.faults.held import Held
from tests.processes import eventually
from tests.team import ANA, BEN, CARA, DEV, ELI, FEEDBACK, FEI, GENERAL, Json, Team, words

PEOPLE = [ANA, BEN, CARA, DEV, ELI, FEI]
TIMES = 4
FORGET = "CREATE TRIGGER forget AFTER INSERT ON requests BEGIN DELETE FROM requests; END"
"""Switches the request keys off."""


@contextmanager
def at_once(team: Team) -> Iterator[list[Envelope]]:
    """What people do within is kept instead of delivered."""
    transport, held = team.sandbox.transport, Held()
    team.sandbox.transport = held
    yield held.envelopes
    team.sandbox.transport = transport


def switch_keys_off(team: Team) -> None:
    with team.rapport.database.unit_of_work() as uow:
        uow.execute(engines.trigger(FORGET))


def complain(team: Team, count: int) -> list[Json]:
    """So many alerts that nobody has claimed, as the channel shows them."""
    for number in range(count):
        team.command(ANA, "/complaint", f"Dana Reyes: order {number} never arrived")
    return [message for message in team.sees(BEN, FEEDBACK) if not message.get("is_ephemeral")]


def busy_minute(team: Team) -> list[Envelope]:
    """Lines, clicks for the same alerts and forms of six people, all at the same moment."""
    alerts = complain(team, 4)
    for person in PEOPLE:
        team.command(person, "/touchpoint")
    with at_once(team) as envelopes:
        for person in PEOPLE:
            people = team.sandbox.people
            people.command(channel=GENERAL, user=person, command="/touchpoint", text="Dana Reyes: lovely talk")
            people.command(channel=GENERAL, user=person, command="/complaint", text="Dana Reyes: terrible service")
            people.command(channel=GENERAL, user=person, command="/followup", text=f"Dana Reyes: call {person}")
            people.command(channel=GENERAL, user=person, command="/customer", text=f"add New {person}")
            for alert in alerts:
                people.interact(user=person, action_id="claim", channel=FEEDBACK, ts=alert["ts"])
    with at_once(team) as forms:
        for person in PEOPLE:
            view = team.form(person)
            forms.append(filled(team, person, view))
    return envelopes + forms


def filled(team: Team, person: str, view: Json) -> Envelope:
    """A form as its person sends it, with a customer chosen and a text typed."""
    customer = team.rows("SELECT id FROM customers WHERE name = 'Dana Reyes'")[0]["id"]
    chosen = {"type": "external_select", "selected_option": {"value": str(customer)}}
    typed = {"type": "plain_text_input", "value": f"a form of {person}"}
    state = {"customer": {"customer": chosen}, "text": {"text": typed}}
    body = {
        "type": "view_submission",
        "team": {"id": team.rapport.team_id},
        "user": {"id": person, "team_id": team.rapport.team_id},
        "trigger_id": f"{person}.of.the.form",
        "view": view | {"state": {"values": state}},
    }
    return Envelope("interactive", body)


def effects(team: Team) -> Counter[str]:
    """What was done, from the audit log."""
    found = Counter(row["action"] for row in team.rows("SELECT action FROM audit"))
    del found["follow-up acknowledged by a touch"]  # by those that came after a complaint, in whatever order that was
    return found


ONCE = Counter(
    {
        "complaint logged": 4 + len(PEOPLE),
        "touchpoint logged": 2 * len(PEOPLE),
        "follow-up claimed": 4,
        "follow-up created": len(PEOPLE),
        "customer added": 1 + len(PEOPLE),
    }
)


def deliver_shuffled(way: Transport, envelopes: list[Envelope], threads: int) -> dict[int, list[Any]]:
    """Every envelope four times, in no order; the answers of each."""
    order = [number for number in range(len(envelopes)) for _ in range(TIMES)]
    random.Random(11).shuffle(order)  # noqa: S311  # a shuffle that can be repeated
    answers = defaultdict(list)
    with ThreadPoolExecutor(threads) as pool:
        for number, ack in zip(order, pool.map(lambda n: way.deliver(envelopes[n]), order), strict=True):
            answers[number].append(ack)
    return answers


def told_in_the_channel(team: Team, person: str) -> Counter[str]:
    """What one person alone was told about each alert, and how often."""
    return Counter(words(message) for message in team.sees(person, FEEDBACK) if message.get("is_ephemeral"))


def test_every_request_four_times_shuffled_over_eight_threads_has_one_effect_and_one_answer(dana: Team) -> None:
    dana.start_patient()
    envelopes = busy_minute(dana)
    answers = deliver_shuffled(dana.transport, envelopes, threads=8)
    dana.settle()
    assert effects(dana) == ONCE
    assert all(len(set(map(repr, given))) == 1 and None not in given for given in answers.values())
    for person in PEOPLE:
        assert all(times % TIMES == 0 for times in told_in_the_channel(dana, person).values())


def test_without_request_keys_the_same_has_more_than_one_effect(dana: Team) -> None:
    """The control: the test above would notice."""
    dana.start_patient()
    envelopes = busy_minute(dana)
    switch_keys_off(dana)
    deliver_shuffled(dana.transport, envelopes, threads=8)
    assert effects(dana)["touchpoint logged"] > ONCE["touchpoint logged"]


@pytest.mark.full
def test_every_request_four_times_shuffled_over_two_connections_has_one_effect(dana: Team) -> None:
    envelopes = busy_minute(dana)
    sockets = SocketMode(dana.rapport.app, "xapp-sandbox", f"{dana.sandbox.workspace.base_url}/api/", SystemClock())
    sockets.start()
    eventually(lambda: sockets.connected == 2 and dana.sandbox.sockets.connected == 2)
    answers = deliver_shuffled(dana.sandbox.sockets, envelopes, threads=8)
    sockets.stop()
    dana.settle()
    assert effects(dana) == ONCE
    for given in answers.values():
        assert len({repr(ack) for ack in given if ack}) <= 1


def test_the_same_line_typed_again_is_new(dana: Team) -> None:
    for _ in range(2):
        assert "Logged" in words(dana.command(ANA, "/touchpoint", "Dana Reyes: lovely talk"))
    assert effects(dana)["touchpoint logged"] == 2


def test_a_click_that_was_refused_stays_refused_when_it_comes_again_and_a_new_one_counts(dana: Team) -> None:
    (alert,) = complain(dana, 1)
    dana.click_unsettled(BEN, "claim", alert)
    dana.click(DEV, "claim", alert)
    late = dana.transport.delivered[-1]
    dana.click(BEN, "release", dana.sees(BEN, FEEDBACK)[0])
    dana.transport.deliver(late)
    dana.settle()
    assert dana.rows("SELECT assignee FROM followups") == [{"assignee": None}]
    assert set(told_in_the_channel(dana, DEV).values()) == {2}
    dana.click(DEV, "claim", dana.sees(DEV, FEEDBACK)[0])
    assert dana.rows("SELECT assignee FROM followups") == [{"assignee": DEV}]


def test_a_form_that_was_refused_is_mended_and_counts(dana: Team) -> None:
    (alert,) = complain(dana, 1)
    dana.click(BEN, "claim", alert)
    dana.click(BEN, "done", dana.sees(BEN, FEEDBACK)[0])
    refused = dana.submit(BEN, resolution=" ")
    assert refused.get("errors")
    assert dana.submit(BEN, resolution="sent it again by courier")["closed"]
    assert dana.rows("SELECT status FROM followups") == [{"status": "done"}]


def test_a_form_sent_twice_counts_once_and_another_form_in_the_same_place_counts_again(dana: Team) -> None:
    dana.command(ANA, "/touchpoint")
    first = filled(dana, ANA, dana.form(ANA))
    answers = [dana.transport.deliver(first) for _ in range(2)]
    assert answers[0] == answers[1]
    assert effects(dana)["touchpoint logged"] == 1
    replaced = {**first.payload, "view": {**first.payload["view"], "hash": "of the form that replaced it"}}
    dana.transport.deliver(Envelope("interactive", replaced))
    assert effects(dana)["touchpoint logged"] == 2


def test_a_command_that_opens_a_form_opens_one_and_says_nothing_wrong_when_it_comes_twice(dana: Team) -> None:
    dana.command(ANA, "/touchpoint")
    first = dana.form(ANA)
    assert dana.again() is None
    assert dana.form(ANA)["id"] == first["id"]


def test_an_event_that_comes_twice_changes_nothing_more(dana: Team) -> None:
    dana.sandbox.people.change_user({"id": BEN, "tz": "Asia/Kolkata"})
    before = dana.rows("SELECT id, name, tz, role FROM people")
    dana.again()
    assert dana.rows("SELECT id, name, tz, role FROM people") == before


def test_answers_that_are_kept_for_repeated_requests_are_gone_after_a_day(dana: Team) -> None:
    (alert,) = complain(dana, 1)
    dana.click_unsettled(BEN, "claim", alert)
    dana.click(DEV, "claim", alert)
    kept = dana.rows("SELECT answer FROM requests")
    assert any("Dana" in row["answer"] for row in kept)
    dana.jump(dana.clock.now() + timedelta(hours=23))
    assert len(dana.rows("SELECT 1 FROM requests")) == len(kept)
    dana.jump(dana.clock.now() + timedelta(hours=2))
    assert dana.rows("SELECT 1 FROM requests") == []


@pytest.mark.parametrize(("alerts", "clicks"), [(10, 40), pytest.param(50, 200, marks=pytest.mark.full)])
def test_of_many_clicks_on_many_alerts_one_wins_each_and_every_other_hears_who(
    dana: Team, alerts: int, clicks: int
) -> None:
    dana.start_patient()
    shown = complain(dana, alerts)
    assert len(shown) == alerts
    todo = [(PEOPLE[number % len(PEOPLE)], alert) for alert in shown for number in range(clicks)]
    random.Random(5).shuffle(todo)  # noqa: S311  # as above
    took = click_all(dana, todo)
    dana.settle()
    assert effects(dana)["follow-up claimed"] == alerts
    winners = Counter(row["assignee"] for row in dana.rows("SELECT assignee FROM followups"))
    assert sum(winners.values()) == alerts
    assert None not in winners
    told = sum((told_in_the_channel(dana, person) for person in PEOPLE), Counter())
    assert sum(told.values()) == len(todo) - alerts
    assert all("You have this one already" in each or "was faster" in each for each in told)
    print(f"the slowest of {len(took)} answers took {max(took):.2f} s")  # noqa: T201  # for docs/faults.md


def click_all(team: Team, todo: list[tuple[str, Json]]) -> list[float]:
    """Every click from 16 threads; how long each waited for its answer, in seconds."""
    clock = SystemClock()

    def click(one: tuple[str, Json]) -> float:
        begun = clock.monotonic()
        team.click_unsettled(one[0], "claim", one[1])
        return clock.monotonic() - begun

    with ThreadPoolExecutor(16) as threads:
        return list(threads.map(click, todo))


def told_of_a_lost_answer(team: Team, person: str) -> int:
    """How many messages somebody alone sees after one that is answered over a connection that drops."""
    return sum(bool(message.get("is_ephemeral")) for message in team.sees(person, FEEDBACK))


def test_an_answer_to_a_click_over_a_connection_that_drops_arrives_once(dana: Team) -> None:
    """Slack has it, and its own answer gets lost."""
    (alert,) = complain(dana, 1)
    dana.click_unsettled(BEN, "claim", alert)
    dana.sandbox.faults.order(Fault("response_url", drop="after"))
    dana.click_unsettled(DEV, "claim", alert)
    dana.settle()
    assert told_of_a_lost_answer(dana, DEV) == 1


def test_control_slacks_own_client_repeats_such_an_answer(dana: Team) -> None:
    (alert,) = complain(dana, 1)
    dana.click(BEN, "claim", alert)
    address = dana.transport.delivered[-1].payload["response_url"]
    dana.sandbox.faults.order(Fault("response_url", drop="after"))
    WebhookClient(address).send(text="You have this one already.", response_type="ephemeral", replace_original=False)
    assert told_of_a_lost_answer(dana, BEN) == 2
