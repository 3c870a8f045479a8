"""Drafts use what is remembered, leave health out, and their mail links fit Slack's limit."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.customers import Customer, Detail, DetailCategory, Kind
from bot.domain.drafts import Draft, draft
from bot.domain.followups import FollowUp, FollowUpKind

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def words(
    title: str = "Birthday on Monday 23 November",
    kind: FollowUpKind = FollowUpKind.BIRTHDAY,
    *,
    customer: Customer | None = None,
    details: tuple[tuple[str, str], ...] = (),
    is_past: bool = False,
) -> Draft:
    followup = FollowUp(1, 1, kind, title, date(2026, 11, 23), "U0ANA", NOW)
    remembered = [Detail(0, 1, DetailCategory(category), text, "U0ANA", NOW) for category, text in details]
    return draft(followup, customer or Customer(1, "Jo Berg"), remembered, "Ana", is_past=is_past)


@pytest.mark.parametrize(
    ("category", "text", "sentence"),
    [
        ("pet", "dog called Biscuit", "a pat for Biscuit"),
        ("other", "has a cat named Moss", "a pat for Moss"),
        ("pet", "two goldfish", "a pat for your pet"),
        ("family", "two kids", "My best to your family"),
    ],
)
def test_a_detail_becomes_a_sentence(category: str, text: str, sentence: str) -> None:
    assert sentence in words(details=((category, text),)).text


@pytest.mark.parametrize(
    ("category", "text"),
    [("health", "knee"), ("other", "allergic to nuts"), ("taste", "coeliac, no gluten"), ("family", "son is ill")],
)
def test_health_stays_out_of_text_and_reminders(category: str, text: str) -> None:
    made = words(details=((category, text),))
    assert made.remembered == ()
    assert "family" not in made.text


def test_a_birthday_that_is_over_is_wished_belatedly() -> None:
    assert words(is_past=True).subject == "Belated happy birthday"
    assert "Happy birthday!" in words().text


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("Thank-you note for the referral", "Thank you so much for the referral."),
        ("Thank-you note", "Thank you so much."),
        ("Thank-you note after the tasting", "Thank you so much (after the tasting)."),
    ],
)
def test_a_note_thanks_for_its_reason(title: str, opening: str) -> None:
    assert opening in words(title, FollowUpKind.THANK_YOU).text


def test_companies_are_addressed_by_their_whole_name() -> None:
    assert words(customer=Customer(1, "Blue Door Deli", Kind.COMPANY)).text.startswith("Dear Blue Door Deli,")
