"""Whose messages of a watched channel count, what is noise, when there is too much, and what is new enough to alarm."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.calendar import WorkingHours
from bot.domain.slack_message import all_that_is_said
from bot.domain.watching import (
    Keeps,
    Posted,
    Watch,
    Whose,
    counts,
    floods,
    fresh_since,
    is_flood_over,
    is_noise,
)
from bot.slack.posted import deleted_ts, posted
from tests.fake_clock import MONDAY_NINE

WATCH = Watch(1, "C1", "reviews", Whose.BOTH, Keeps.NEGATIVE, "U0ANA", MONDAY_NINE)
SAID = Posted("C1", "2.0", "2.0", "never arrived", "U0BEN")
REPLY = replace(SAID, thread_ts="1.0")
APP = replace(SAID, author="", is_app=True)


@pytest.mark.parametrize(
    ("said", "whose", "is_of_team", "does_count"),
    [
        (SAID, Whose.BOTH, True, True),
        (SAID, Whose.PEOPLE, True, True),
        (SAID, Whose.APPS, True, False),
        (APP, Whose.APPS, False, True),
        (APP, Whose.PEOPLE, False, False),
        (REPLY, Whose.BOTH, True, False),
        (REPLY, Whose.BOTH, False, True),
        (replace(APP, thread_ts="1.0"), Whose.BOTH, False, True),
        (replace(SAID, thread_ts="2.0"), Whose.BOTH, True, True),
    ],
)
def test_what_counts_is_from_whom_the_lead_chose_and_no_talk_of_the_team_in_a_thread(
    said: Posted, whose: Whose, *, is_of_team: bool, does_count: bool
) -> None:
    assert counts(said, replace(WATCH, whose=whose), is_of_team=is_of_team) is does_count


@pytest.mark.parametrize("text", ["ok", "Thanks!", ":+1: :tada:", "👍", "", "will do, thanks", "OK thank you"])
def test_short_agreement_and_emoji_are_noise(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize("text", ["Terrible service", "refund!", "ok but the soup was cold", "never again"])
def test_short_bad_news_is_no_noise(text: str) -> None:
    assert not is_noise(text)


def test_the_eleventh_alarm_in_ten_minutes_is_too_much_until_fewer_than_five_come() -> None:
    assert [floods(9), floods(10)] == [False, True]
    assert [is_flood_over(5), is_flood_over(4)] == [False, True]


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (date(2026, 11, 25), date(2026, 11, 24)),
        (date(2026, 11, 23), date(2026, 11, 20)),
        (date(2026, 11, 22), date(2026, 11, 19)),
    ],
    ids=["a Wednesday", "a Monday", "a Sunday"],
)
def test_what_is_of_the_last_two_working_days_alarms(today: date, since: date) -> None:
    assert fresh_since(today, WorkingHours("Europe/Lisbon")) == since


def test_of_another_app_blocks_and_attachments_are_read_and_buttons_are_not() -> None:
    message = {
        "text": "New review",
        "blocks": [
            {"type": "section", "text": {"type": "mrkdwn", "text": "New review"}, "fields": [{"text": "1 star"}]},
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"text": "so "}, {"text": "bad"}]}],
            },
            {"type": "actions", "elements": [{"type": "button", "text": {"text": "Reply"}}]},
        ],
        "attachments": [
            {"author_name": "Dana Reyes", "text": "cold soup", "fields": [{"title": "Table", "value": "4"}]}
        ],
    }

    assert all_that_is_said(message) == "New review\n1 star\nso bad\nDana Reyes\ncold soup\nTable: 4"


def test_a_message_is_read_with_its_version_and_what_says_nothing_is_none() -> None:
    edited = posted("C1", {"ts": "1.0", "user": "U0BEN", "text": "hi", "edited": {"ts": "3.0"}})

    assert edited == Posted("C1", "1.0", "3.0", "hi", "U0BEN")
    assert posted("C1", {"ts": "1.0", "subtype": "channel_join", "user": "U0BEN", "text": "joined"}) is None


def test_a_deletion_is_told_in_two_ways() -> None:
    stone = {"subtype": "message_changed", "message": {"subtype": "tombstone", "ts": "1.0"}}

    assert deleted_ts({"subtype": "message_deleted", "deleted_ts": "1.0"}) == deleted_ts(stone) == "1.0"
    assert deleted_ts({"subtype": "message_changed", "message": {"ts": "1.0"}}) == ""
