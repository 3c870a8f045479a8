"""What nobody has stands in one message in the team's channel, edited, and is not said anew every morning."""

from datetime import UTC, datetime

import pytest

from bot.domain.customers import Birthday, Customer
from storage import people
from tests.slack_dates import as_read
from tests.team import ANA, BEN, CARA, FEEDBACK, TEAM_CHANNEL, Team, action_ids, words

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
QUARTER = 900


@pytest.fixture
def listed(dana: Team) -> Team:
    """Three follow-ups that nobody has, as the team's channel shows them on Tuesday morning."""
    for title in ("send the menu", "call the florist", "fix the invoice"):
        unclaimed(dana, title)
    dana.jump(TUESDAY)
    return dana


def unclaimed(team: Team, title: str, due: str = "2026-11-24") -> None:
    team.command(ANA, "/followup", f"Dana Reyes: {title} due:{due}")
    with team.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE followups SET assignee = NULL, assigned_at = NULL")


def lists(team: Team) -> list[str]:
    return [as_read(words(message), team.clock.now()) for message in team.sees(BEN, TEAM_CHANNEL)]


def noted(team: Team) -> list[tuple[str, str, str]]:
    rows = team.rows("SELECT local_date, state, reason FROM ledger WHERE kind = 'unclaimed' ORDER BY local_date, id")
    return [(row["local_date"], row["state"], row["reason"]) for row in rows]


def test_the_same_lines_are_not_posted_again_the_next_morning(listed: Team) -> None:
    listed.advance(days=3)
    (text,) = lists(listed)
    assert "Who takes these? 3 follow-ups to claim" in text
    assert text.count("*overdue* since Tue 24 Nov") + text.count("*overdue* since Nov 24, 2026") == 3
    assert noted(listed)[-1] == ("2026-11-27", "skipped", "nothing new: the list of 2026-11-24 stands")


def test_something_new_brings_a_new_list_and_the_old_one_says_so(listed: Team) -> None:
    unclaimed(listed, "order napkins", "2026-11-25")
    listed.advance(days=1)
    old, new = lists(listed)
    assert "goes on in a newer message" in old
    assert "send the menu" not in old
    assert "4 follow-ups to claim" in new
    assert "claim" not in action_ids(listed.sees(BEN, TEAM_CHANNEL)[0])


def test_what_is_taken_goes_down_and_what_is_released_comes_back_in_the_same_message(listed: Team) -> None:
    message = listed.sees(BEN, TEAM_CHANNEL)[0]
    listed.click(BEN, "claim", message)
    assert "2 follow-ups to claim" in lists(listed)[0]
    with listed.writing(CARA) as session:
        session.uow.execute("UPDATE followups SET assignee = NULL, assigned_at = NULL")
    listed.advance(days=1)
    (text,) = lists(listed)
    assert "3 follow-ups to claim" in text


def test_after_a_week_it_comes_again_where_people_look(listed: Team) -> None:
    listed.advance(days=6, hours=1)
    assert len(lists(listed)) == 1
    listed.advance(days=1)
    old, new = lists(listed)
    assert "goes on in a newer message" in old
    assert "3 follow-ups to claim" in new


def test_a_list_that_was_deleted_comes_again(listed: Team) -> None:
    message = listed.sees(BEN, TEAM_CHANNEL)[0]
    listed.rapport.deps.client.chat_delete(channel=TEAM_CHANNEL, ts=message["ts"])
    listed.advance(days=2)
    assert len(lists(listed)) == 1
    assert "3 follow-ups to claim" in lists(listed)[0]


def test_everything_taken_ends_it(listed: Team) -> None:
    for _ in range(3):
        listed.click(BEN, "claim", listed.sees(BEN, TEAM_CHANNEL)[0])
    assert "All taken" in lists(listed)[0]
    listed.advance(days=2)
    assert len(lists(listed)) == 1
    assert noted(listed)[-1] == ("2026-11-26", "skipped", "nothing to do")


def test_an_alert_that_nobody_claims_is_one_line_of_its_caretakers_digest_and_not_the_teams(dana: Team) -> None:
    dana.command(BEN, "/complaint", "Dana Reyes: order never arrived severity:high")
    dana.advance(days=3)
    assert lists(dana) == []
    digests = [text for message in dana.dm(ANA) if "Your day" in (text := words(message))]
    assert len(digests) == 4
    for text in digests:
        assert text.count("order never arrived") == 1
        assert "Nobody has these yet" in text
    assert len(dana.sees(BEN, FEEDBACK)) == 1
    dana.click(ANA, "claim", dana.dm(ANA)[-1])
    assert f"*Claimed* by <@{ANA}>" in words(dana.sees(BEN, FEEDBACK)[0])


@pytest.mark.parametrize("reason", ["nobody looks after them", "their caretaker gets no digest"])
def test_an_alert_that_would_be_in_nobodys_digest_is_the_teams_from_the_next_day_on(dana: Team, reason: str) -> None:
    if reason == "nobody looks after them":
        dana.add_customer(Customer(0, "Jo Berg"))
        name = "Jo Berg"
    else:
        name = "Dana Reyes"
        dana.command(ANA, "/followup", "mine")
        with dana.rapport.database.unit_of_work() as uow:
            people.choose_rhythm(uow, ANA, None, frozenset())
    dana.jump(TUESDAY.replace(hour=7))
    dana.command(BEN, "/complaint", f"{name}: order never arrived severity:high")
    dana.jump(TUESDAY)
    assert lists(dana) == []
    dana.advance(days=3)
    (text,) = lists(dana)
    assert "order never arrived" in text


def test_a_birthday_nobody_has_lapses_in_the_list_too(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", birthday=Birthday(11, 24)))
    team.jump(TUESDAY)
    assert "Birthday today" in lists(team)[0]
    team.advance(days=4)
    (text,) = lists(team)
    assert "Lapsed: Jo Berg" in text
    assert "All taken" in text
