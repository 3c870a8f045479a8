"""Drafts use what is remembered, address people as they are called, and leave health out."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.customers import Customer, Detail, DetailCategory, Kind
from bot.domain.drafts import Draft, Note, draft, first_name, values_of
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.shipped_templates import shipped
from bot.domain.templates import Occasion

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
    note = Note(followup, customer or Customer(1, "Jo Berg"), remembered, "Ana", is_past=is_past)
    return draft(note, shipped(note.occasion)[0])


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


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Jo Berg", "Jo"),
        ("jo berg", "Jo"),
        ("Madonna", "Madonna"),
        ("Dr. Berg", "Dr. Berg"),
        ("Berg, Jo", "Jo"),
        ("Sammy Davis, Jr.", "Sammy"),
        ("王小明", "王小明"),
        ("دانا رييس", "دانا"),
        ("{sender}", "{sender}"),
    ],
)
def test_a_person_is_addressed_by_the_first_name_whatever_it_is(name: str, called: str) -> None:
    assert first_name(Customer(1, name)) == called


def test_what_stands_in_a_name_is_never_read_as_a_field() -> None:
    assert words(customer=Customer(1, "{sender} {reason}")).text.startswith("Dear {sender},")


def test_several_reasons_are_thanked_for_in_one_note() -> None:
    said = words("Thank-you note for the cake · and for the flowers", FollowUpKind.THANK_YOU).text
    assert "Thank you so much for the cake, and for the flowers." in said


@pytest.mark.parametrize(
    ("title", "since", "years"),
    [
        ("Thank-you note for 5 years as a customer", None, "5 years"),
        ("Thank-you note for 1 year as a customer", date(2000, 1, 1), "1 year"),
        ("Thank-you note", date(2023, 11, 24), "2 years"),
        ("Thank-you note", date(2023, 11, 23), "3 years"),
        ("Thank-you note", None, ""),
    ],
)
def test_years_are_those_of_the_title_or_since_they_came(title: str, since: date | None, years: str) -> None:
    followup = FollowUp(1, 1, FollowUpKind.THANK_YOU, title, date(2026, 11, 23), "U0ANA", NOW)
    note = Note(followup, Customer(1, "Jo", since=since))
    assert values_of(note)["years"] == years
    assert values_of(note, "German")["years"] == years.partition(" ")[0]


@pytest.mark.parametrize(
    ("title", "occasion"),
    [
        ("Thank-you note for recommending us", Occasion.REFERRAL),
        ("Thank-you note for the referral", Occasion.REFERRAL),
        ("Thank-you note for renewing", Occasion.RENEWAL),
        ("Thank-you note for three years as a customer", Occasion.ANNIVERSARY),
        ("Thank-you note for the cake", Occasion.BY_HAND),
    ],
)
def test_what_is_planned_by_hand_gets_the_words_of_its_reason(title: str, occasion: Occasion) -> None:
    followup = FollowUp(1, 1, FollowUpKind.THANK_YOU, title, date(2026, 11, 23), "U0ANA", NOW)
    assert Note(followup, Customer(1, "Jo")).occasion is occasion
