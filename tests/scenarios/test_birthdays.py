"""Birthdays come up by themselves, on the right day, for the right person, each once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.customers import Birthday, Customer, Detail, DetailCategory
from bot.domain.errors import ConflictError
from bot.domain.mail_link import mail_link
from bot.domain.shipped_templates import shipped
from bot.domain.templates import Occasion
from bot.use_cases.followups import reopen
from storage import customers, details
from tests.drafts import drafted
from tests.slack_dates import as_read
from tests.team import ANA, BEN, DEACTIVATED, DEV, TEAM_CHANNEL, Json, Team, action_ids, words

FRIDAY = datetime(2026, 11, 27, tzinfo=UTC)
QUARTER = 900


def born(team: Team, month: int, day: int, year: int | None = None, **more: object) -> int:
    """A customer of Ana's with a birthday."""
    about = {"owner": ANA, "emails": ("jo@berg.example",), **more}
    return team.add_customer(Customer(0, "Jo Berg", birthday=Birthday(month, day, year), **about))  # type: ignore[arg-type]  # as given


def arisen(team: Team) -> list[tuple[str, str, str | None]]:
    """(day announced, birthday, assignee) of the birthdays that came up."""
    rows = team.rows("SELECT created_at, due, assignee FROM followups WHERE kind = 'birthday' ORDER BY id")
    return [(row["created_at"][:10], row["due"], row["assignee"]) for row in rows]


def read(team: Team, message: Json) -> str:
    """What somebody in Lisbon reads in a message just now."""
    return as_read(words(message), team.clock.now())


def test_a_birthday_stands_in_the_owners_digest_of_the_day(team: Team) -> None:
    born(team, 11, 24)
    team.advance(hours=24)

    (message,) = team.dm(ANA)
    assert "Birthdays" in words(message)
    assert "*Jo Berg*: Birthday today" in read(team, message)
    assert "draft" in action_ids(message)
    team.advance(tick_s=21_600, hours=48)
    assert len(arisen(team)) == 1


@pytest.mark.parametrize(("day", "announced"), [(28, "2026-11-27"), (29, "2026-11-27"), (30, "2026-11-30")])
def test_on_a_day_off_it_is_announced_on_the_working_day_before(team: Team, day: int, announced: str) -> None:
    born(team, 11, day)
    team.advance(tick_s=21_600, days=7)
    assert [row[:2] for row in arisen(team)] == [(announced, f"2026-11-{day}")]


@pytest.mark.parametrize(
    ("day", "said"), [(27, "Birthday today"), (28, "Birthday tomorrow"), (29, "Birthday on Sun 29 Nov")]
)
def test_the_title_says_when_the_birthday_is_and_not_when_it_was_announced(team: Team, day: int, said: str) -> None:
    born(team, 11, day)
    team.jump(FRIDAY.replace(hour=10))
    assert said in read(team, team.dm(ANA)[0])


def test_missed_because_the_bot_was_down_it_is_told_on_the_day_itself(team: Team) -> None:
    born(team, 11, 28)
    team.jump(FRIDAY.replace(day=28, hour=11))
    (message,) = team.dm(ANA)
    assert "This came up:" in words(message)
    team.advance(tick_s=QUARTER, hours=3)
    assert len(team.dm(ANA)) == 1


def test_once_it_is_over_it_is_not_announced(team: Team) -> None:
    born(team, 11, 28)
    team.jump(FRIDAY.replace(day=29, hour=11))
    assert arisen(team) == []


def test_the_age_is_told_where_the_year_is_known(team: Team) -> None:
    born(team, 11, 24, 1986)
    team.advance(hours=24)
    assert "Birthday today, turns 40" in read(team, team.dm(ANA)[0])


@pytest.mark.parametrize(
    ("rule", "days"), [("28 Feb", ("2027-02-26", "2027-02-28")), ("1 Mar", ("2027-03-01", "2027-03-01"))]
)
def test_29_february_in_other_years(team: Team, rule: str, days: tuple[str, str]) -> None:
    """In 2027 the 28th is a Sunday, announced on Friday; the first of March is a Monday."""
    team.choose(DEV, leap_birthday=rule)
    born(team, 2, 29)
    team.jump(datetime(2027, 2, 25, 10, tzinfo=UTC))
    assert arisen(team) == []
    team.advance(tick_s=21_600, days=5)
    assert [row[:2] for row in arisen(team)] == [days]


@pytest.mark.parametrize("refusal", [{"wishes_ok": False}, {"do_not_contact": True}])
def test_who_declined_is_not_wished(team: Team, refusal: dict[str, bool]) -> None:
    born(team, 11, 24, **refusal)
    team.advance(hours=24)
    assert arisen(team) == []
    assert team.dm(ANA) == []


def test_without_an_owner_it_goes_to_the_team_with_claim(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", birthday=Birthday(11, 24)))
    team.advance(hours=24)
    (message,) = team.sees(BEN, TEAM_CHANNEL)
    assert "Birthday today" in read(team, message)
    assert {"claim", "more"} <= set(action_ids(message))


def test_whose_owner_left_goes_to_the_backup_owner(team: Team) -> None:
    born(team, 11, 24, owner=DEACTIVATED, backup_owner=BEN)
    team.advance(hours=30)
    assert arisen(team)[0][2] == BEN
    assert "Jo Berg" in words(team.dm(BEN)[0])


def test_a_customer_added_after_the_digest_is_still_announced_the_same_day(team: Team) -> None:
    team.command(ANA, "/followup", "mine")
    team.advance(minutes=1)
    born(team, 11, 23)
    team.advance(minutes=15)
    (message,) = team.dm(ANA)
    assert "This came up:" in words(message)
    assert team.rows("SELECT state FROM ledger WHERE kind = 'follow-up'") == [{"state": "sent"}]


def test_draft_wishes_uses_what_is_remembered_and_nothing_about_health(team: Team) -> None:
    customer_id = born(team, 11, 24)
    with team.writing(ANA) as session:
        for category, text in (("pet", "dog called Biscuit"), ("other", "allergic to nuts"), ("health", "knee")):
            details.add(session.uow, Detail(0, customer_id, DetailCategory(category), text, ANA, session.now))
    team.advance(hours=24)
    team.click(ANA, "draft", team.dm(ANA)[0])

    view = team.form(ANA)
    text = drafted(team, ANA)
    assert "Jo,\n\n" in text
    assert "appy birthday" in text
    assert "Biscuit" in text
    assert "Ana" in text
    assert "nuts" not in text + words(view)
    assert "knee" not in text + words(view)
    link = next(e["url"] for block in view["blocks"] for e in block.get("elements", []) if e.get("url"))
    assert link == mail_link("jo@berg.example", drafted(team, ANA, "subject"), text)
    team.click_in_form(ANA, "open_in_mail")


def test_draft_for_who_takes_no_mail_has_no_mail_link(team: Team) -> None:
    born(team, 11, 24, email_ok=False)
    team.advance(hours=24)
    team.click(ANA, "draft", team.dm(ANA)[0])
    assert "open_in_mail" not in action_ids(team.form(ANA))


# It ends by itself


def texts(team: Team) -> list[str]:
    """What Ana's messages say about birthdays now, oldest first."""
    return [text for message in team.dm(ANA) if "Birthday" in (text := read(team, message))]


@pytest.mark.parametrize(("day", "last"), [(24, 26), (27, 30), (28, 30), (29, 1)])
def test_a_birthday_not_wished_lapses_two_days_after_it_and_not_before_a_working_day(
    team: Team, day: int, last: int
) -> None:
    born(team, 11, day)
    end = datetime(2026, 12 if last == 1 else 11, last, 23, 45, tzinfo=UTC)
    team.jump(FRIDAY.replace(day=min(day, 27), hour=9))
    team.jump(end)
    assert team.rows("SELECT status FROM followups") == [{"status": "open"}]
    team.advance(tick_s=QUARTER, minutes=15)

    assert team.rows("SELECT status, outcome, closed_by FROM followups") == [
        {"status": "cancelled", "outcome": "lapsed", "closed_by": None}
    ]
    assert team.rows("SELECT actor FROM audit WHERE action = 'follow-up lapsed'") == [{"actor": "rapport"}]
    assert "lapsed: the birthday is over" in {row["reason"] for row in team.rows("SELECT reason FROM ledger")}
    assert "Lapsed: Jo Berg, Birthday" in texts(team)[0]
    assert not {"reopen", "done", "snooze"} & set(action_ids(team.dm(ANA)[0]))


@pytest.mark.parametrize("day", [27, 28])
def test_late_wishes_are_asked_for_once_and_never_called_overdue(team: Team, day: int) -> None:
    born(team, 11, day)
    team.jump(FRIDAY.replace(hour=9))
    team.advance(tick_s=21_600, days=9)
    asked = [text for text in texts(team) if "Your day" in text]
    assert [text.split("\n")[1] for text in asked] == [
        "*Your day, Friday 27 November*",
        "*Your day, Monday 30 November*",
    ]
    assert not any("verdue" in text for text in texts(team))


def test_on_monday_the_birthday_of_saturday_was_saturday(team: Team) -> None:
    born(team, 11, 28, 1986)
    team.jump(FRIDAY.replace(hour=9))
    team.advance(tick_s=21_600, days=3)
    assert "Birthday was Sat 28 Nov; late wishes?" in texts(team)[-1]
    assert "Birthday was Nov 28, 2026; late wishes?" in texts(team)[0], "the message of Friday too"


def test_nothing_is_left_of_it_after_months_and_the_next_one_stands_alone(team: Team) -> None:
    born(team, 11, 24)
    for now in (datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2027, 3, 1, 9, 5, tzinfo=UTC)):
        team.jump(now)
    assert "wishes" not in words(team.dm(ANA)[-1])
    assert len(texts(team)) == 1
    team.jump(datetime(2027, 11, 24, 9, 5, tzinfo=UTC))
    assert "Birthday today" in texts(team)[-1]
    assert words(team.dm(ANA)[-1]).count("Birthday ") == 1
    assert team.rows("SELECT due FROM followups WHERE status = 'open'") == [{"due": "2027-11-24"}]


@pytest.mark.parametrize("change", ["birthday:3-Dec", "wishes:no"])
def test_a_birthday_that_is_changed_or_unwanted_is_not_asked_for_any_more(team: Team, change: str) -> None:
    customer_id = born(team, 11, 24)
    team.jump(FRIDAY.replace(day=24, hour=9))
    with team.rapport.database.unit_of_work() as uow:
        customer = customers.get(uow, customer_id)
        assert customer is not None
        changed = {"birthday": Birthday(12, 3)} if "birthday" in change else {"wishes_ok": False}
        customers.update(uow, replace(customer, **changed))
    team.advance(tick_s=QUARTER, minutes=30)
    assert team.rows("SELECT outcome FROM followups") == [{"outcome": "lapsed"}]
    assert "Lapsed" in words(team.dm(ANA)[0])


def test_what_lapsed_cannot_be_opened_again(team: Team) -> None:
    born(team, 11, 24)
    team.jump(FRIDAY.replace(day=24, hour=9))
    team.advance(tick_s=21_600, days=4)
    with team.writing(ANA) as session, pytest.raises(ConflictError, match="ended by itself"):
        reopen(session, 1)


@pytest.mark.parametrize(
    ("day", "occasion"), [(27, Occasion.BIRTHDAY), (28, Occasion.BIRTHDAY), (26, Occasion.BELATED)]
)
def test_the_draft_wishes_late_only_once_the_birthday_is_over(team: Team, day: int, occasion: Occasion) -> None:
    born(team, 11, day)
    team.jump(FRIDAY.replace(day=min(day, 27), hour=9))
    team.jump(FRIDAY.replace(hour=10))
    team.click(ANA, "draft", team.dm(ANA)[0])

    assert drafted(team, ANA, "subject") in {one.subject.format(first_name="Jo") for one in shipped(occasion)}
