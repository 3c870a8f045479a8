"""When a letter goes out, until when, and to whom it may: by the clock where the customer is."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.customers import Customer
from bot.domain.errors import NotUnderstoodError
from bot.domain.mail_reasons import OURS, in_words
from bot.domain.mails import Mail, MailKind, chosen, next_try, proposed, refusal, suggested, worth_until

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
KOLKATA, LISBON, APIA = "Asia/Kolkata", "Europe/Lisbon", "Pacific/Apia"
ZONES = st.sampled_from([KOLKATA, LISBON, APIA, "America/New_York", "Pacific/Kiritimati", "Nowhere/None"])


def test_it_is_proposed_for_nine_of_its_day_there_or_at_once_when_that_is_over() -> None:
    assert proposed(date(2026, 11, 24), NOW, KOLKATA) == datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
    assert proposed(date(2026, 11, 23), NOW, KOLKATA) is None


def test_once_nine_is_over_the_next_full_hour_is_suggested_and_in_the_evening_tomorrow() -> None:
    assert suggested(date(2026, 11, 23), NOW, KOLKATA) == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert suggested(date(2026, 11, 23), NOW.replace(hour=16), KOLKATA) == datetime(2026, 11, 24, 3, 30, tzinfo=UTC)


@given(st.dates(date(2026, 11, 1), date(2027, 11, 1)), st.times(), ZONES)
def test_what_is_suggested_is_to_come_and_may_be_chosen(day: date, at: time, zone: str) -> None:
    now = datetime.combine(date(2026, 11, 20), at, UTC)
    assert now < suggested(day, now, zone) <= now + timedelta(days=400)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), ZONES)  # noqa: DTZ001  # hypothesis wants naive bounds
def test_wishes_are_worth_sending_into_the_small_hours_of_the_next_day_and_no_longer(at: datetime, zone: str) -> None:
    go_at = at.replace(tzinfo=UTC)
    assert timedelta(hours=2) < worth_until(MailKind.WISHES, go_at, zone) - go_at < timedelta(hours=53)
    assert worth_until(MailKind.NOTE, go_at, zone) == go_at + timedelta(days=3)


def test_an_hour_that_the_clocks_skip_is_the_moment_of_the_jump() -> None:
    at = chosen(date(2027, 3, 28), time(1, 30), NOW, LISBON)
    assert at == datetime(2027, 3, 28, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "field"),
    [
        (date(2026, 11, 22), time(9), "day"),
        (date(2026, 11, 23), time(8), "at"),
        (date(2027, 11, 30), time(9), "day"),
    ],
)
def test_what_is_past_or_far_ahead_cannot_be_chosen(day: date, at: time, field: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        chosen(day, at, NOW, LISBON)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("customer", "kind", "reason"),
    [
        (Customer(1, "D", emails=("a@b.example",)), MailKind.WISHES, ""),
        (Customer(1, "D", emails=("a@b.example",), wishes_ok=False), MailKind.WISHES, "no wishes"),
        (Customer(1, "D", emails=("a@b.example",), wishes_ok=False), MailKind.NOTE, ""),
        (Customer(1, "D", emails=("a@b.example",), email_ok=False), MailKind.NOTE, "no email"),
        (Customer(1, "D", emails=("a@b.example",), email_ok=False), MailKind.NEWS, "no email"),
        (Customer(1, "D", emails=("a@b.example",), do_not_contact=True), MailKind.NOTE, "do not contact"),
        (Customer(1, "D", emails=("c@b.example",)), MailKind.NOTE, "address changed"),
    ],
)
def test_consent_decides(customer: Customer, kind: MailKind, reason: str) -> None:
    assert refusal(customer, kind, "a@b.example") == reason
    assert not reason or in_words(reason) == OURS[reason]


def test_each_try_waits_longer_up_to_an_hour() -> None:
    def waits(attempts: int) -> timedelta:
        about = (1, "k", 1, 1, MailKind.NOTE, "U0ANA", NOW, "", "", "", "", NOW, LISBON, NOW, NOW)
        return next_try(Mail(*about, attempts=attempts), NOW) - NOW

    assert [waits(number).seconds // 60 for number in (1, 2, 3, 4, 5, 9)] == [1, 5, 15, 30, 60, 60]
