"""A digest fits Slack's limits whatever is in it, and its notification names no customer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.calendar import WorkingTime
from bot.domain.customers import Birthday, Customer
from bot.domain.digest import COMING_BIRTHDAY, RENEWAL, RENEWAL_DAYS, Digest, Note, renewal_stage
from bot.domain.followup_item import FollowUpItem
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader
from bot.sandbox.blocks import check_message_blocks
from bot.views.digest import digest, unclaimed
from tests.slack_dates import as_read
from tests.team import words

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANA = Reader(NOW, WorkingTime("Europe/Lisbon"))


def item(number: int, title: str = "call", name: str = "Dana Reyes", **more: object) -> FollowUpItem:
    followup = FollowUp(number, 1, FollowUpKind.OTHER, title, DAY, "U0ANA", NOW, assignee="U0ANA")
    return FollowUpItem(replace(followup, **more), Customer(1, name, birthday=Birthday(11, 25)))  # type: ignore[arg-type]  # as given


@pytest.mark.parametrize("lines", [0, 1, 15, 200])
@pytest.mark.parametrize("notes", [0, 40])
@pytest.mark.parametrize("title", ["call", "&<>" * 100])
def test_it_fits_a_message_and_says_how_many_more_there_are(lines: int, notes: int, title: str) -> None:
    found = [item(number, title, "<" * 200 if title != "call" else "Dana") for number in range(lines)]
    coming = [Note(COMING_BIRTHDAY, Customer(1, "&" * 200), DAY + timedelta(days=2))] * notes
    for shown in (digest(Digest(DAY, found, coming), ANA), unclaimed(Digest(DAY, found), ANA)):
        check_message_blocks(shown.blocks)
        lines_shown = sum(block["type"] == "actions" for block in shown.blocks)
        assert lines_shown == lines or f"and {lines - lines_shown} more" in words(shown.payload())


def test_birthdays_come_first_and_are_never_cut() -> None:
    found = [item(number, due=DAY - timedelta(days=9)) for number in range(100)]
    found.append(item(100, "Birthday", kind=FollowUpKind.BIRTHDAY))
    assert "Birthday today" in as_read(words(digest(Digest(DAY, found), ANA).payload()), NOW)


def test_the_notification_names_nobody() -> None:
    text = digest(Digest(DAY, [item(1)]), ANA).text
    assert text == "Your day, Monday 23 November: 1 follow-up"


def test_people_cannot_ping_or_link_through_it() -> None:
    shown = words(digest(Digest(DAY, [item(1, "<!channel>", "<https://x|y>")]), ANA).payload())
    assert "<!channel>" not in shown
    assert "<https" not in shown


def test_late_ones_say_since_when() -> None:
    assert "This should have come at" in words(digest(Digest(DAY, [item(1)], (), NOW), ANA).payload())


@pytest.mark.parametrize("stage", RENEWAL_DAYS)
def test_a_renewal_is_brought_up_for_a_week_from_each_of_its_days(stage: int) -> None:
    renewal = DAY + timedelta(days=stage)
    assert [renewal_stage(renewal, DAY + timedelta(days=late)) for late in (-1, 0, 6, 7)] == [None, stage, stage, None]


def test_a_renewal_line_says_when() -> None:
    note = Note(RENEWAL, Customer(1, "Dana Reyes"), DAY + timedelta(days=14))
    assert "renews: Mon 7 Dec" in words(digest(Digest(DAY, [], [note]), ANA).payload())
