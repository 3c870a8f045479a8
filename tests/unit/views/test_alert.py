"""What the alert says and offers, through its whole life."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.alert import Alert
from bot.domain.calendar import WorkingHours
from bot.domain.caretaker import Caretaker
from bot.domain.channel import Severity
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.mood import Label, Mood
from bot.domain.rating import Rating
from bot.domain.reader import Reader
from bot.domain.resolving import Resolution, Resolved
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from bot.views.alert import alert
from tests.fake_clock import MONDAY_NINE as NOW
from tests.slack_dates import as_read
from tests.team import action_ids, words

TODAY = date(2026, 11, 23)
READER = Reader(NOW, WorkingHours("Europe/Lisbon"))
MOOD = Mood(-0.6, "negative", ("never arrived", "furious"))
TOUCHPOINT = Touchpoint(
    1, TouchpointKind.COMPLAINT, 7, TODAY, "phone", "It never arrived.\nShe is furious.", MOOD, "U0ANA", NOW, "command"
)
FOLLOWUP = FollowUp(
    3,
    7,
    FollowUpKind.COMPLAINT,
    "Put right",
    TODAY,
    "U0ANA",
    NOW,
    deadline=NOW + timedelta(hours=4),
    severity=Severity.MEDIUM,
)
DANA = Customer(7, "Dana Reyes", company="Blue Door Deli", owner="U0ANA")
SEEN = Alert(FOLLOWUP, TOUCHPOINT, DANA, Caretaker("U0ANA"), 1, None, None, READER)
CLAIMED = replace(FOLLOWUP, assignee="U0BEN", assigned_at=NOW)


def shown(seen: Alert) -> tuple[str, list[str]]:
    """Its words and its buttons."""
    payload = alert(seen).payload()
    return as_read(words(payload), NOW), action_ids(payload)


def test_unclaimed_complaint_says_what_is_needed_to_decide() -> None:
    text, buttons = shown(SEEN)

    assert "Complaint (medium) from *Dana Reyes*, Blue Door Deli" in text
    assert ">It never arrived.\n>She is furious." in text
    assert "“never arrived”, “furious”" in text
    assert "Standard customer, looked after by <@U0ANA>" in text
    assert "*Nobody has this yet* · to answer by" in text
    assert buttons == ["claim", "acknowledge", "snooze", "open_customer", "more"]


@pytest.mark.parametrize(
    ("kind", "title"),
    [(TouchpointKind.TOUCHPOINT, "Negative feedback from"), (TouchpointKind.RATING, "Low rating from")],
)
def test_only_what_is_no_complaint_can_be_called_not_negative(kind: TouchpointKind, title: str) -> None:
    followup = replace(FOLLOWUP, kind=FollowUpKind.CALLBACK)
    touchpoint = replace(TOUCHPOINT, kind=kind, rating=Rating("nps", 2) if kind is TouchpointKind.RATING else None)
    text, buttons = shown(replace(SEEN, followup=followup, touchpoint=touchpoint))

    assert title in text
    assert "not_negative" in buttons


@pytest.mark.parametrize(
    ("value", "label", "title"),
    [(1, "negative", "Low rating"), (5, "negative", "Unhappy words with a rating")],
)
def test_the_title_of_a_rating_goes_with_its_number_and_its_words(value: int, label: Label, title: str) -> None:
    mood = replace(MOOD, label=label)
    rated = replace(TOUCHPOINT, kind=TouchpointKind.RATING, rating=Rating("csat", value), mood=mood, text="")
    seen = replace(SEEN, followup=replace(FOLLOWUP, kind=FollowUpKind.CALLBACK), touchpoint=rated)

    assert title in shown(seen)[0]
    assert alert(seen).text.endswith(f"Blue Door Deli: CSAT {value}")


def test_who_must_not_be_contacted_is_said_until_it_is_closed() -> None:
    seen = replace(SEEN, customer=replace(DANA, do_not_contact=True))
    done = replace(FOLLOWUP, status=Status.DONE, closed_by="U0BEN", closed_at=NOW)

    assert "Must not be contacted" in shown(seen)[0]
    assert "Must not be contacted" not in shown(replace(seen, followup=done))[0]


def test_highest_severity_cannot_be_raised() -> None:
    text, _ = shown(replace(SEEN, followup=replace(FOLLOWUP, severity=Severity.HIGH)))

    assert "Raise severity" not in text


def test_context_counts_open_complaints_touch_value_and_renewal() -> None:
    customer = replace(DANA, lifetime_value=48200, renewal=TODAY + timedelta(days=30))
    text, _ = shown(replace(SEEN, customer=customer, open_complaints=3, last_touch=TODAY - timedelta(days=1)))

    for fact in ("*3 open complaints*", "last touch before: yesterday", "value 48,200", "*renewal Wed 23 Dec*"):
        assert fact in text


@pytest.mark.parametrize("days", [-1, 91])
def test_renewal_that_is_past_or_far_is_not_mentioned(days: int) -> None:
    text, _ = shown(replace(SEEN, customer=replace(DANA, renewal=TODAY + timedelta(days=days))))

    assert "renewal" not in text


def test_claimed_one_names_who_and_offers_what_they_can_do() -> None:
    text, buttons = shown(replace(SEEN, followup=CLAIMED))

    assert "*Claimed* by <@U0BEN> today at 09:00" in text
    assert buttons == ["acknowledge", "done", "release", "reassign", "snooze", "open_customer"]


def test_snoozed_one_says_until_when() -> None:
    text, _ = shown(replace(SEEN, followup=replace(CLAIMED, snoozed_until=TODAY + timedelta(days=1))))

    assert "put off to tomorrow" in text


def test_done_one_shows_what_was_done_and_can_be_reopened() -> None:
    followup = replace(CLAIMED, status=Status.DONE, closed_at=NOW, closed_by="U0BEN")
    resolved = Resolved(1, 1, Resolution("Sent again", compensation="Voucher of 30"), "U0BEN", NOW)
    text, buttons = shown(replace(SEEN, followup=followup, resolved=resolved))

    assert "*Done* by <@U0BEN>" in text
    assert "What was done: Sent again" in text
    assert "Compensation: Voucher of 30" in text
    assert "Apology" not in text
    assert "What was it about?" in text
    assert buttons == ["say_about", "open_customer", "reopen"]


def test_withdrawn_one_keeps_nothing_of_the_customer() -> None:
    text, buttons = shown(replace(SEEN, touchpoint=replace(TOUCHPOINT, undone_at=NOW)))

    assert "Withdrawn" in text
    assert not any(word in text for word in ("Dana", "Blue Door", "furious"))
    assert buttons == []


def test_unscored_text_says_so_and_has_no_score() -> None:
    mood = Mood(None, "unscored", reason="not in a language I score")
    text, _ = shown(replace(SEEN, touchpoint=replace(TOUCHPOINT, mood=mood)))

    assert "not scored: not in a language I score" in text


def test_rating_without_words_has_no_quotation() -> None:
    rating = replace(TOUCHPOINT, kind=TouchpointKind.RATING, text="", rating=Rating("csat", 1))
    text, _ = shown(replace(SEEN, touchpoint=rating, followup=replace(FOLLOWUP, kind=FollowUpKind.CALLBACK)))

    assert "CSAT 1" in text
    assert ">" not in text.replace("<@U0ANA>", "").replace(" UTC>", "")
