"""A renewal is one follow-up that comes up stage by stage, until it is renewed, moved by hand, or the customer lost."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.customers import Customer, Kind
from tests.digests import digests
from tests.team import ANA, BEN, CARA, GENERAL, Team, action_ids, words

FIRST = datetime(2026, 11, 24, 9, tzinfo=UTC)
RENEWAL = date(2027, 2, 22)
"""90 days after the first."""


def renewals(team: Team) -> list[tuple[str, str]]:
    rows = team.rows("SELECT due, status FROM followups WHERE kind = 'renewal' ORDER BY id")
    return [(row["due"], row["status"]) for row in rows]


def rita(team: Team, renewal: date = RENEWAL) -> None:
    team.add_customer(Customer(0, "Rita Renew", owner=ANA, renewal=renewal, lifetime_value=12_000))


def days_named(team: Team) -> list[str]:
    """The heading of each digest of Ana's in which Rita's renewal came up."""
    found = [words(message) for message in team.dm(ANA) if "Rita Renew" in words(message)]
    return [text.split("*Your day, ")[1].split("*")[0] for text in found]


def test_it_comes_up_at_four_stages_and_on_its_day_and_the_lead_hears_of_it_once(dana: Team) -> None:
    rita(dana)
    dana.command(ANA, "/complaint", "Rita Renew: the box was empty")
    dana.write("UPDATE followups SET status = 'done' WHERE kind = 'complaint'")
    dana.jump(FIRST)
    (text,) = digests(dana, ANA)
    assert ":repeat: *Rita Renew*: Renewal · Mon 22 Feb 2027, in 90 days\nmood lately low · last touch" in text
    assert "· value 12,000" in text
    for month, days in ((11, (25,)), (12, (23, 24, 25)), (1, (21, 22, 25)), (2, (5, 8, 9, 10, 19, 22, 23))):
        for day in days:
            dana.jump(FIRST.replace(year=2027 if month < 11 else 2026, month=month, day=day))  # November
    assert days_named(dana) == [
        *("Tuesday 24 November", "Thursday 24 December", "Friday 22 January", "Monday 8 February"),
        *("Monday 22 February", "Tuesday 23 February"),
    ]
    told = [message for message in dana.dm(CARA) if "nobody is in touch with them" in words(message)]
    assert len(told) == 1
    assert f"<@{ANA}> has it" in words(told[0])
    assert renewals(dana) == [("2027-02-22", "open")]


def test_done_asks_until_when_moves_the_date_on_and_is_undone_as_one(dana: Team) -> None:
    rita(dana)
    dana.jump(FIRST)
    (message,) = dana.dm(ANA)
    dana.click(ANA, "done", message)
    assert "2028-02-22" in str(dana.form(ANA))
    assert "errors" in dana.submit(ANA, until="2027-02-01")
    dana.submit(ANA, until="2028-02-22")
    said = words(dana.latest(ANA, f"@{ANA}"))
    assert "renewed until Tue 22 Feb 2028" in said
    assert "A thank-you note for it comes up by itself within a quarter of an hour." in said
    assert renewals(dana) == [("2027-02-22", "done")]
    undo = next(one for one in dana.sees(ANA, f"@{ANA}") if one.get("is_ephemeral") and "undo" in action_ids(one))
    dana.click(ANA, "undo", undo)
    assert renewals(dana) == [("2027-02-22", "open")]
    assert dana.rows("SELECT renewal FROM customers WHERE name = 'Rita Renew'") == [{"renewal": "2027-02-22"}]
    dana.click(ANA, "done", dana.dm(ANA)[0])
    dana.submit(ANA, until="2028-02-22")
    dana.advance(minutes=15, tick_s=900)
    assert [row["kind"] for row in dana.rows("SELECT kind FROM followups ORDER BY id")] == ["renewal", "thank-you"]


def test_opened_again_from_the_digest_its_date_goes_back_too(dana: Team) -> None:
    rita(dana)
    dana.jump(FIRST)
    dana.click(ANA, "done", dana.dm(ANA)[0])
    dana.submit(ANA, until="")
    assert dana.rows("SELECT renewal FROM customers WHERE name = 'Rita Renew'") == [{"renewal": None}]
    dana.click(ANA, "reopen", dana.dm(ANA)[0])
    assert dana.rows("SELECT renewal FROM customers WHERE name = 'Rita Renew'") == [{"renewal": "2027-02-22"}]
    dana.advance(minutes=30, tick_s=900)
    assert renewals(dana) == [("2027-02-22", "open")]


def test_moved_removed_or_lost_meanwhile_it_ends_and_comes_up_for_the_new_day(dana: Team) -> None:
    rita(dana)
    dana.jump(FIRST)
    for renewal, known in (("2027-02-20", 1), ("2027-06-30", 0), ("2027-02-22", 1)):
        dana.command(BEN, "/customer", f"edit Rita Renew renewal:{renewal}")
        dana.advance(minutes=15, tick_s=900)
        assert sum(status == "open" for _, status in renewals(dana)) == known
    assert renewals(dana)[-1] == ("2027-02-22", "open")
    assert "Lapsed: Rita Renew, Renewal" in digests(dana, ANA)[0]
    dana.command(BEN, "/customer", "lost Rita Renew: price")
    dana.advance(minutes=15, tick_s=900)
    assert all(status == "cancelled" for _, status in renewals(dana))


def test_a_stage_on_days_without_rapport_is_made_up_for_and_what_is_worked_on_troubles_no_lead(dana: Team) -> None:
    soon = RENEWAL - timedelta(days=76)  # two weeks before it
    rita(dana, soon)
    dana.add_customer(Customer(0, "Northlight", kind=Kind.COMPANY, owner=ANA, renewal=soon))
    dana.add_customer(Customer(0, "Greta Oyelaran", company="Northlight", owner=ANA))
    dana.command(ANA, "/touchpoint", "Rita Renew: they will stay via:phone")
    dana.command(ANA, "/touchpoint", "Greta Oyelaran: they are glad via:phone")
    dana.jump(FIRST.replace(day=27, hour=13))  # on Tuesday it was to come up
    dana.advance(hours=1, tick_s=900)
    assert days_named(dana) == ["Friday 27 November"]
    dana.advance(tick_s=21_600, days=4)
    assert not [message for message in dana.dm(CARA) if "nobody is in touch" in words(message)]
    dana.command(ANA, "/followup", "Rita Renew")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), value="whole:1")
    assert "comes up again" in words(dana.form(ANA))
    assert {"lose_customer", "done"} <= set(action_ids(dana.form(ANA)))
