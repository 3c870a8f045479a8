"""Thank-you notes that arise by themselves, and their drafts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.customers import Customer
from bot.use_cases.renewals import renew
from tests.drafts import drafted
from tests.team import ANA, BEN, Team, action_ids, words

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
QUARTER = 900


def notes(team: Team) -> list[tuple[str, str]]:
    """(title, due) of every thank-you note."""
    rows = team.rows("SELECT title, due FROM followups WHERE kind = 'thank-you' ORDER BY id")
    return [(row["title"], row["due"]) for row in rows]


def test_an_anniversary_as_a_customer_brings_a_note_for_the_owner(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, since=date(2023, 11, 24)))
    team.advance(tick_s=QUARTER, hours=24)
    assert notes(team) == [("Thank-you note for 3 years as a customer", "2026-11-24")]
    (message,) = team.dm(ANA)
    assert "Thank-you notes to write" in words(message)
    assert "draft" in action_ids(message)


def test_the_day_they_became_a_customer_is_no_anniversary(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, since=date(2026, 11, 24)))
    team.advance(tick_s=QUARTER, days=2)
    assert notes(team) == []


def test_a_renewal_brings_a_note_once_it_is_done_and_none_while_nobody_knows(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, renewal=date(2026, 11, 24)))
    team.advance(tick_s=QUARTER, minutes=15)
    team.jump(team.clock.now() + timedelta(days=2))
    assert notes(team) == []
    with team.writing(ANA) as session:
        renew(session, 1, date(2027, 11, 24))
    team.advance(tick_s=QUARTER, minutes=15)
    assert notes(team) == [("Thank-you note for the renewal", "2026-11-25")]


def test_on_a_day_off_the_note_is_due_on_the_next_working_day(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, since=date(2023, 11, 28)))
    team.advance(tick_s=QUARTER, days=6)
    assert notes(team)[0][1] == "2026-11-30"


def test_at_most_one_note_in_thirty_days(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, since=date(2023, 11, 25), renewal=date(2026, 11, 24)))
    team.command(ANA, "/thanks", "Jo Berg: for the referral")
    team.advance(tick_s=QUARTER, days=8)
    assert notes(team) == [("Thank-you note for the referral", "2026-11-23")]


def test_one_missed_while_the_bot_was_down_is_made_up_for_within_a_week_and_not_later(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, since=date(2023, 11, 24)))
    team.add_customer(Customer(0, "Al Long", owner=ANA, since=date(2023, 11, 20)))
    team.jump(TUESDAY.replace(day=30))
    assert notes(team) == [("Thank-you note for 3 years as a customer", "2026-11-30")]


def test_draft_note_thanks_for_the_reason(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", company="Berg & Co", owner=ANA))
    team.command(ANA, "/thanks", "Jo Berg: for the tasting")
    team.jump(TUESDAY)
    team.click(ANA, "draft", team.dm(ANA)[0])
    assert "for the tasting" in drafted(team, ANA)


def test_draft_for_who_must_not_be_contacted_is_refused(team: Team) -> None:
    customer_id = team.add_customer(Customer(0, "Jo Berg", owner=ANA))
    team.command(ANA, "/thanks", "Jo Berg: for the referral")
    team.jump(TUESDAY)
    with team.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE customers SET do_not_contact = 1 WHERE id = ?", (customer_id,))
    team.click(ANA, "draft", team.dm(ANA)[0])
    assert "does not want to be contacted" in words(team.dm(ANA)[-1])


@pytest.mark.parametrize("line", ["/complaint Jo Berg: the order never arrived", "/touchpoint Jo Berg: furious, awful"])
def test_nobody_is_thanked_for_a_renewal_while_something_is_to_be_put_right(team: Team, line: str) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, renewal=date(2026, 11, 24)))
    team.command(ANA, *line.split(" ", 1))
    team.jump(datetime(2026, 11, 25, 10, tzinfo=UTC))
    assert notes(team) == []
    team.click(BEN, "claim", team.alert())
    team.click(BEN, "done", team.alert())
    if team.sandbox.people.view(user=BEN):
        team.submit(BEN, resolution="sent it anew")
    team.advance(tick_s=QUARTER, hours=1)
    assert [title for title, _ in notes(team)] == ["Thank-you note for the renewal"]


def test_two_reasons_on_one_day_bring_one_note(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, since=date(2023, 11, 24), renewal=date(2026, 11, 23)))
    team.jump(TUESDAY)

    assert len(notes(team)) == 1
