"""Thank-you notes that arise by themselves, and their drafts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.customers import Customer
from bot.use_cases.renewals import renew
from tests.drafts import drafted
from tests.team import ANA, BEN, CARA, GENERAL, Json, Team, action_ids, words

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
QUARTER = 900


def notes(team: Team) -> list[tuple[str, str]]:
    """(title, due) of every thank-you note."""
    rows = team.rows("SELECT title, due FROM followups WHERE kind = 'thank-you' ORDER BY id")
    return [(row["title"], row["due"]) for row in rows]


def test_an_anniversary_as_a_customer_brings_a_note_for_the_owner(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, since=date(2023, 11, 24)))
    team.advance(hours=24)
    assert notes(team) == [("Thank-you note for 3 years as a customer", "2026-11-24")]
    (message,) = team.dm(ANA)
    assert "Thank-you notes to write" in words(message)
    assert "draft" in action_ids(message)


def test_the_day_they_became_a_customer_is_no_anniversary(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, since=date(2026, 11, 24)))
    team.advance(tick_s=21_600, days=2)
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
    team.advance(tick_s=21_600, days=6)
    assert notes(team)[0][1] == "2026-11-30"


def test_at_most_one_note_in_thirty_days(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, since=date(2023, 11, 25), renewal=date(2026, 11, 24)))
    team.command(ANA, "/thanks", "Jo Berg: for the referral")
    team.advance(tick_s=21_600, days=8)
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


# Where there is a note already


def with_note(team: Team, line: str = "Jo Berg: for the referral") -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA))
    team.command(ANA, "/thanks", line)


def last(team: Team, user: str = ANA) -> Json:
    return team.latest(user, GENERAL)


def test_a_second_note_by_hand_is_asked_about_and_planned_all_the_same(team: Team) -> None:
    with_note(team)
    asked = team.command(BEN, "/thanks", "Jo Berg: for the flowers due:2026-11-30 @cara")
    assert "has a thank-you note already: Thank-you note for the referral (still to write" in words(asked)
    assert len(notes(team)) == 1
    team.click(BEN, "plan_anyway", last(team, BEN))
    assert notes(team)[1] == ("Thank-you note for the flowers", "2026-11-30")
    assert team.rows("SELECT assignee FROM followups ORDER BY id")[1] == {"assignee": CARA}
    team.click(BEN, "undo", last(team, BEN))
    assert team.rows("SELECT status FROM followups ORDER BY id")[1] == {"status": "cancelled"}


def test_it_is_added_to_the_note_and_one_draft_thanks_for_both(team: Team) -> None:
    with_note(team, "Jo Berg: for the cake")
    team.command(BEN, "/thanks", "Jo Berg: for the flowers")
    team.click(BEN, "add_to_note", last(team, BEN))
    assert [title for title, _ in notes(team)] == ["Thank-you note for the cake · and for the flowers"]
    added = last(team, BEN)
    team.click(BEN, "draft", added)
    assert "for the cake, and for the flowers" in drafted(team, BEN)
    team.click(BEN, "undo", added)
    assert [title for title, _ in notes(team)] == ["Thank-you note for the cake"]


def test_praise_is_added_to_a_note_that_is_still_to_write_and_offered_nothing_once_it_was_sent(team: Team) -> None:
    with_note(team)
    answer = team.command(ANA, "/touchpoint", "Jo Berg: loved the tasting, wonderful, best ever")
    assert "A thank-you note is still to write" in words(answer)
    team.click(ANA, "add_praise", last(team))
    assert "“loved the tasting, wonderful, best ever”" in notes(team)[0][0]
    team.command(ANA, "/followup", "mine")
    team.click(ANA, "draft", last(team))
    assert "“loved the tasting" in words(team.form(ANA))
    team.submit(ANA)
    answer = team.command(ANA, "/touchpoint", "Jo Berg: loved it again, wonderful, best ever")
    assert not {"thank_you_note", "add_praise"} & set(action_ids(answer))


def test_a_note_that_was_sent_can_be_opened_and_of_what_was_asked_one_answer_counts(team: Team) -> None:
    with_note(team)
    team.command(ANA, "/followup", "mine")
    team.click(ANA, "draft", last(team))
    team.submit(ANA, words="Thank you, Jo!")
    asked = team.command(BEN, "/thanks", "Jo Berg: for the flowers")
    assert "(sent " in words(asked)
    assert "add_to_note" not in action_ids(asked)
    kept = last(team, BEN)
    team.click(BEN, "draft", kept)
    assert "Thank you, Jo!" in str(team.form(BEN))
    team.click(BEN, "plan_anyway", kept)
    assert [title for title, _ in notes(team)][1:] == ["Thank-you note for the flowers"]


def test_days_between_notes_are_the_teams_and_count_from_when_one_was_sent(team: Team) -> None:
    team.choose(CARA, thanks_apart="7")
    with_note(team)
    team.advance(days=10, tick_s=86_400)
    assert "has a thank-you note already" in words(team.command(BEN, "/thanks", "Jo Berg: for the visit"))
    team.command(ANA, "/followup", "mine")
    team.click(ANA, "draft", last(team))
    team.submit(ANA)
    team.advance(days=6, tick_s=86_400)
    assert "has a thank-you note already" in words(team.command(BEN, "/thanks", "Jo Berg: for the visit"))
    team.advance(days=2, tick_s=86_400)
    assert "Planned" in words(team.command(BEN, "/thanks", "Jo Berg: for the visit"))


def test_who_must_not_be_contacted_is_never_offered_a_note(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=ANA, do_not_contact=True))
    answer = team.command(ANA, "/touchpoint", "Jo Berg: loved the tasting, wonderful, best ever")
    assert not {"thank_you_note", "add_praise"} & set(action_ids(answer))
    assert "Thank-you note" not in words(answer)
    assert "thank_you_note" not in action_ids(team.command(ANA, "/customer", "Jo Berg"))


def test_the_goal_is_a_quiet_line_where_there_is_one(team: Team) -> None:
    with_note(team, "Jo Berg: for the cake")
    assert "thank-you notes this week" not in words(team.command(ANA, "/rapport", "home"))
    team.choose(CARA, thanks_goal="5")
    team.command(ANA, "/followup", "mine")
    team.click(ANA, "draft", last(team))
    team.submit(ANA)
    assert "1 of 5 thank-you notes this week" in words(team.command(ANA, "/rapport", "home"))
    team.command(ANA, "/followup", "Jo Berg: call due:tomorrow")
    team.jump(TUESDAY)
    digest = next(one for one in team.dm(ANA) if "Your day" in words(one))
    assert "1 of 5 thank-you notes this week, up to Tuesday 24 November" in words(digest)
    assert not team.dm(BEN), "nobody gets a message because of it"
    team.advance(days=7, tick_s=86_400)
    assert "0 of 5 thank-you notes this week" in words(team.command(ANA, "/rapport", "home"))


def test_a_note_asked_for_in_the_evening_is_due_on_the_next_working_day(team: Team) -> None:
    team.jump(TUESDAY.replace(day=27, hour=20, minute=30))  # Friday
    with_note(team)

    assert [row["due"] for row in team.rows("SELECT due FROM followups")] == ["2026-11-30"]
