"""Who asks for something about customers is asked of Slack at that moment, as often as it lets us."""

import pytest

from bot.sandbox.wire.faults import Fault
from bot.slack.directory import AT_ONCE
from tests.gate import SECRET, complain, turns
from tests.team import ANA, BEN, Json, Team, words

REFUSED = "for the members of this team only"


def asks(team: Team) -> str:
    return words(team.command(BEN, "/customer", "Dana Reyes"))


@pytest.fixture
def used(dana: Team) -> Team:
    """Ben has just looked Dana up."""
    complain(dana)
    assert SECRET in asks(dana)
    return dana


def many_requests(team: Team) -> None:
    for _ in range(AT_ONCE):
        team.rapport.deps.person(ANA)


def test_who_became_a_guest_a_moment_ago_looks_nothing_up_although_slack_told_nobody(used: Team) -> None:
    turns(used, BEN, is_restricted=True)

    assert REFUSED in asks(used)


def test_a_search_and_a_home_tab_say_nothing_to_them_either(used: Team) -> None:
    turns(used, BEN, is_ultra_restricted=True)
    used.sandbox.people.home(user=BEN)
    found = used.rapport.app.answer(
        {
            "type": "block_suggestion",
            "action_id": "customer",
            "block_id": "customer",
            "value": "dana",
            "user": {"id": BEN, "team_id": "T0HARBOUR"},
            "team": {"id": "T0HARBOUR"},
        }
    )

    assert "Dana" not in str(found.body)
    assert "Dana" not in words(used.sandbox.workspace.views.homes.get(BEN, {}))


def test_in_a_burst_of_requests_what_was_seen_counts_for_a_minute(used: Team) -> None:
    many_requests(used)
    turns(used, BEN, is_restricted=True)
    before = len(used.sandbox.traffic.entries(kind="api", name="users.info"))
    assert SECRET in asks(used)
    assert len(used.sandbox.traffic.entries(kind="api", name="users.info")) == before
    used.clock.advance(61)

    assert REFUSED in asks(used)


def test_in_a_burst_what_slack_told_of_somebody_counts_at_once(used: Team) -> None:
    many_requests(used)
    used.sandbox.people.change_user({"id": BEN, "is_restricted": True})

    assert REFUSED in asks(used)


@pytest.mark.parametrize(
    ("fault", "minutes"),
    [({"status": 503}, 1), ({"error": "internal_error"}, 1), ({"error": "ratelimited", "status": 429}, 5)],
)
def test_while_slack_gives_no_answer_what_was_seen_counts_for_a_while(used: Team, fault: Json, minutes: int) -> None:
    used.sandbox.faults.order(Fault("users.info", times=9, **fault))
    used.clock.advance(minutes * 60 - 1)
    assert SECRET in asks(used)
    used.clock.advance(2)

    assert "could not say who you are" in asks(used)


@pytest.mark.parametrize("code", ["user_not_found", "user_not_visible"])
def test_of_whom_slack_knows_nothing_any_more_nothing_counts(used: Team, code: str) -> None:
    used.sandbox.faults.order(Fault("users.info", error=code))

    assert "could not say who you are" in asks(used)
