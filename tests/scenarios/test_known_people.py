"""Whom reminders concern is looked up, also who never used Rapport; what Slack cannot say stops nobody."""

from datetime import UTC, datetime

from bot.domain.customers import Customer
from bot.sandbox.wire.faults import Fault
from jobs.people import AT_ONCE
from tests.team import ANA, BEN, FEI, Team

TUESDAY_NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def roles(team: Team) -> dict[str, str]:
    """What is known of people."""
    return {row["id"]: row["role"] for row in team.rows("SELECT id, role FROM people WHERE name != ''")}


def asked(team: Team, person: str) -> int:
    """How often Slack was asked who somebody is."""
    calls = team.sandbox.traffic.entries(kind="api", name="users.info")
    return sum(person in str(call) for call in calls)


def test_owners_who_never_used_rapport_are_known_by_their_zone(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=FEI))
    team.advance(minutes=1)
    assert team.rows("SELECT tz FROM people WHERE id = ?", FEI) == [{"tz": "Asia/Kolkata"}]


def test_who_is_nobody_in_slack_is_asked_about_once_and_stops_nobody(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner="U0ABSENT"))
    team.add_customer(Customer(0, "Al Long", owner=BEN))
    team.advance(minutes=5)
    assert roles(team)["U0ABSENT"] == "stranger"
    assert roles(team)[BEN] == "member"
    assert asked(team, "U0ABSENT") == 1


def test_without_slack_it_is_tried_again_in_a_minute_and_digests_of_the_known_are_written(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call due:tomorrow")
    dana.add_customer(Customer(0, "Jo Berg", owner=FEI))
    dana.sandbox.faults.order(Fault("users.info", times=1, status=503))
    dana.jump(TUESDAY_NINE)
    assert FEI not in roles(dana)
    assert len(dana.dm(ANA)) == 1
    dana.advance(minutes=1)
    assert roles(dana)[FEI] == "member"


def test_who_left_without_a_word_is_noticed_within_a_day(dana: Team) -> None:
    dana.command(BEN, "/followup", "mine")
    dana.sandbox.workspace.users[BEN]["deleted"] = True
    dana.jump(TUESDAY_NINE.replace(minute=5))
    assert roles(dana)[BEN] == "deactivated"


def test_of_many_new_owners_no_more_are_asked_about_in_a_minute_than_slack_allows(team: Team) -> None:
    """users.info takes 100 a minute, and people who type commands need a fifth of them."""
    somebody = team.sandbox.workspace.users[BEN]
    for number in range(150):
        owner = f"U0X{number:03}"
        team.sandbox.workspace.users[owner] = somebody | {"id": owner, "real_name": f"Owner {number}"}
        team.add_customer(Customer(0, f"Customer {number}", owner=owner))
    made: list[int] = []
    for _ in range(3):
        team.advance(minutes=1)
        made.append(asked(team, "U0X") - sum(made))
    assert max(made) <= AT_ONCE
    assert sum(made) >= 150
