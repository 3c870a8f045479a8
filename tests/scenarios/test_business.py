"""The made-up business of the sandbox: every screen has something to show, and nothing of the past floods Slack."""

import re

import pytest

from bot.domain.complaint_settings import CATEGORIES
from bot.domain.rating import Rating
from bot.sandbox.demo import business
from tests.customer_lists import listed, names
from tests.team import ANA, BEN, FEEDBACK, TEAM_CHANNEL, Json, Team, words

WON_BACK = "came back, the lunches there were late every other day"


@pytest.fixture
def harbour(team: Team) -> Team:
    """The team with its customers."""
    business.open_for(team.rapport)
    team.settle()
    return team


def test_there_are_forty_one_customers_and_ten_who_left_and_they_are_added_once(harbour: Team) -> None:
    business.open_for(harbour.rapport)

    assert harbour.rows("SELECT count(*) AS n FROM customers") == [{"n": 51}]
    born = harbour.rows("SELECT birth_month AS month, birth_day AS day FROM customers WHERE birth_month IS NOT NULL")
    assert sum((one["month"], one["day"]) == (11, 23) for one in born) == 2
    assert sum(one["month"] == 11 and 23 < one["day"] <= 30 for one in born) >= 4
    assert {"month": 2, "day": 29} in born
    lists = words(harbour.command(ANA, "/customer", "lists"))
    assert "Regulars at risk" in lists
    assert "Renewals ahead" in lists


def test_only_what_is_still_open_was_posted(harbour: Team) -> None:
    claimed, unclaimed = harbour.sees(BEN, FEEDBACK)

    assert "*Claimed* by" in words(claimed)
    assert "*Nobody has this yet*" in words(unclaimed)
    assert harbour.sees(BEN, TEAM_CHANNEL) == []
    assert harbour.dm(ANA) == []


def test_open_complaint_can_be_claimed(harbour: Team) -> None:
    harbour.click(BEN, "claim", harbour.alert())

    assert f"*Claimed* by <@{BEN}>" in words(harbour.alert())


def test_card_has_a_past(harbour: Team) -> None:
    card = words(harbour.command(ANA, "/customer", "Dana Reyes"))

    for shown in ("Biscuit", "spoke with them", "*To do*", "Mood mixed", "NPS 9", ":birthday: today"):
        assert shown in card
    assert not re.search(r"[-+]\d\.\d", card), "moods are words"


def test_customers_are_lost_won_back_and_there_twice(harbour: Team) -> None:
    assert "Samir Holt" in names(listed(harbour, "lost:yes"))
    assert harbour.rows("SELECT reason FROM life WHERE event = 'won back'") == [{"reason": WON_BACK}]
    harbour.advance(minutes=1)
    assert "Priya Sandoval Rao" in words(harbour.command(ANA, "/customer", "duplicates"))


def test_a_year_lies_behind_it_in_which_everything_came_to_its_end(harbour: Team) -> None:
    old = harbour.rows("SELECT * FROM touchpoints WHERE happened_on < '2026-05-23'")
    alerts = harbour.rows("SELECT * FROM followups WHERE deadline < '2026-05-23'")

    assert {one["channel"] for one in old} >= {"phone", "email", "chat", "in person", "social", "video"}
    assert {one["rating_scale"] for one in old} == {None, "csat", "nps"}
    assert {one["category"] for one in old} == {"", *CATEGORIES} - {"other"}
    assert {one["touchpoint_id"] for one in alerts} == {
        one["id"] for one in old if one["kind"] == "complaint" or one["mood_label"] == "negative" or low(one)
    }
    assert all(one["assigned_at"] < one["acknowledged_at"] < one["closed_at"] for one in alerts)
    todos = harbour.rows("SELECT * FROM followups WHERE due < '2026-05-23' AND promised_on IS NOT NULL")
    assert {one["closed_at"][:10] > one["promised_on"] for one in todos} == {True, False}, "kept and broken ones"
    assert harbour.rows("SELECT * FROM followups WHERE due < '2026-05-23' AND status = 'open'") == []


def low(row: Json) -> bool:
    return row["rating_value"] is not None and Rating(row["rating_scale"], row["rating_value"]).is_low
