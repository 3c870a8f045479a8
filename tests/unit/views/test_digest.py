"""A digest fits Slack's limits whatever is in it, and shows what cannot wait first, in its notification too."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.calendar import WorkingHours
from bot.domain.customers import Birthday, Customer
from bot.domain.digest import COMING_BIRTHDAY, Digest, Note
from bot.domain.followups import FollowUp, FollowUpItem, FollowUpKind, Status
from bot.domain.reader import Reader
from bot.sandbox.rules.blocks import check_message_blocks
from bot.views.digest import digest, unclaimed
from tests.team import action_ids, words

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANA = Reader(NOW, WorkingHours("Europe/Lisbon"))


def item(number: int, title: str = "call", name: str = "Dana Reyes", who: int = 1, **more: object) -> FollowUpItem:
    followup = FollowUp(number, who, FollowUpKind.OTHER, title, DAY, "U0ANA", NOW, assignee="U0ANA")
    return FollowUpItem(replace(followup, **more), Customer(who, name, birthday=Birthday(11, 25)))  # type: ignore[arg-type]  # as given


@pytest.mark.parametrize("lines", [0, 1, 15, 200])
@pytest.mark.parametrize("notes", [0, 40])
@pytest.mark.parametrize("title", ["call", "&<>" * 100])
def test_it_fits_a_message_and_says_how_many_more_there_are(lines: int, notes: int, title: str) -> None:
    found = [item(number, title, "<" * 200 if title != "call" else "Dana", who=number // 2) for number in range(lines)]
    coming = [Note(COMING_BIRTHDAY, Customer(1, "&" * 200), DAY + timedelta(days=2))] * notes
    for shown in (digest(Digest(DAY, found, coming), ANA), unclaimed(Digest(DAY, found), ANA)):
        check_message_blocks(shown.blocks)
        assert len(words(shown.payload())) <= 9_000
        rows = sum("more" in action_ids({"blocks": [block]}) for block in shown.blocks)
        assert rows == lines or f"Show all ({lines})" in words(shown.payload())


def test_complaint_due_in_two_hours_stands_above_everything_and_a_birthday_above_what_can_wait() -> None:
    found = [
        item(1, "thank", who=1, kind=FollowUpKind.THANK_YOU),
        item(2, "call", who=2),
        item(3, "Birthday", who=3, kind=FollowUpKind.BIRTHDAY),
        item(4, "late", who=4, due=DAY - timedelta(days=5)),
        item(5, "put right soon", who=5, kind=FollowUpKind.COMPLAINT, deadline=NOW + timedelta(hours=2)),
    ]
    text = words({"blocks": digest(Digest(DAY, found), ANA).blocks})
    order = ["put right soon", "late", "Birthday", "call", "*: thank"]
    assert sorted(order, key=text.index) == order


def test_notification_says_the_most_important_first() -> None:
    late = [item(number, "call", due=DAY - timedelta(days=4)) for number in (1, 2)]
    birthday = item(3, "Birthday", kind=FollowUpKind.BIRTHDAY)
    assert digest(Digest(DAY, [birthday, *late]), ANA).text == "Your day: 2 overdue, Dana's birthday today"


def test_notification_says_nothing_of_customers_but_the_first_name_of_a_birthday() -> None:
    found = [item(1, "call about the divorce"), item(2, "Birthday", kind=FollowUpKind.BIRTHDAY)]
    text = digest(Digest(DAY, found), ANA).text
    assert "Reyes" not in text
    assert "divorce" not in text


def test_fifteen_lines_are_shown_and_what_was_done_keeps_its_place() -> None:
    found = [item(number, f"call no {number}.", who=number) for number in range(1, 28)]
    found[1] = item(2, "call no 2.", who=2, status=Status.DONE, closed_by="U0ANA", closed_at=NOW)
    shown = words(digest(Digest(DAY, found), ANA).payload())

    numbers = [int(n) for n in re.findall(r"call no (\d+)\.", shown)]
    assert numbers == list(range(1, 17))
    assert "Show all (26)" in shown


def test_what_is_to_be_done_for_one_customer_stands_together_where_the_most_urgent_of_it_belongs() -> None:
    found = [
        item(1, "call Dana"),
        item(2, "call Kofi", "Kofi", who=2, due=DAY - timedelta(days=5)),
        item(3, "send Dana the menu", promised_on=DAY),
        item(4, "thank Kofi", "Kofi", who=2, kind=FollowUpKind.THANK_YOU),
    ]
    blocks = digest(Digest(DAY, found), ANA).blocks
    lines = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    assert [line.split(" · ")[0] for line in lines[1:]] == [
        *("*Promised to customers*", ":pushpin: *Dana Reyes*: send Dana the menu", "↳ also: :pushpin: call Dana"),
        *("*Overdue*", ":pushpin: *Kofi*: call Kofi", "↳ also: :love_letter: thank Kofi"),
    ]


@pytest.mark.parametrize(("late", "due", "shown", "folded"), [(18, 4, 11, 7), (18, 30, 3, 15), (5, 4, 5, 0)])
def test_a_backlog_leaves_room_for_what_is_due_today(late: int, due: int, shown: int, folded: int) -> None:
    old = [item(number, f"late {number}.", who=number, due=DAY - timedelta(days=4)) for number in range(1, late + 1)]
    today = [item(number, f"call {number}.", who=number) for number in range(101, 101 + due)]
    text = words(digest(Digest(DAY, [*old, *today]), ANA).payload())

    assert len(re.findall(r"late \d+\.", text)) == shown
    assert len(re.findall(r"call \d+\.", text)) == min(due, 15 - shown)
    assert (f"Still open: {folded} overdue\nShow" in text) is bool(folded)
    assert text.startswith(f"Your day: {late} overdue, {due} due")


def test_people_cannot_ping_or_link_through_it() -> None:
    shown = words(digest(Digest(DAY, [item(1, "<!channel>", "<https://x|y>")]), ANA).payload())
    assert "<!channel>" not in shown
    assert "<https" not in shown


def test_late_ones_say_since_when() -> None:
    assert "This should have come at" in words(digest(Digest(DAY, [item(1)], (), NOW), ANA).payload())
