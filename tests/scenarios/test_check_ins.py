"""Customers who have not heard from us for longer than agreed: a check-in comes up for whoever looks after them."""

from datetime import date

import pytest

from bot.domain.cadence import MOST_A_DAY
from bot.domain.customers import Customer, Tier
from bot.use_cases.merging import merge, propose
from storage import customers
from tests.digests import TUESDAY, digests
from tests.team import ANA, BEN, CARA, GENERAL, TEAM_CHANNEL, Team, words

QUIET = Customer(0, "Quinn Quiet", owner=CARA, cadence_days=14, since=date(2026, 11, 9))


def check_ins(team: Team) -> list[tuple[str, str, str | None]]:
    """(due, status, whose) of every check-in, in the order they came up."""
    rows = team.rows("SELECT due, status, assignee FROM followups WHERE kind = 'check-in' ORDER BY id")
    return [(row["due"], row["status"], row["assignee"]) for row in rows]


def nine(team: Team, day: int, month: int = 11) -> None:
    team.jump(TUESDAY.replace(month=month, day=day, hour=9))


def test_it_comes_up_on_the_day_after_the_cadence_once_and_stays_until_somebody_does_it(dana: Team) -> None:
    dana.add_customer(QUIET)
    dana.jump(TUESDAY.replace(day=23, hour=12))
    assert check_ins(dana) == []
    for day in (24, 25, 26):
        nine(dana, day)
    assert check_ins(dana) == [("2026-11-24", "open", CARA)]
    text = digests(dana, CARA)[0]
    assert ":wave: *Quinn Quiet*: Check in" in text
    assert "nobody was in touch yet" in text
    dana.click(CARA, "done", dana.dm(CARA)[0])
    nine(dana, 10, month=12)
    assert len(check_ins(dana)) == 1, "whoever did it was in touch: the cadence begins anew"
    nine(dana, 11, month=12)
    assert [row[1] for row in check_ins(dana)] == ["done", "open"]


def test_a_touch_by_anybody_moves_it_on_says_so_and_tells_whoever_is_about_to_call(dana: Team) -> None:
    dana.add_customer(QUIET)
    nine(dana, 24)
    said = dana.command(ANA, "/touchpoint", "Quinn Quiet: nice call via:phone")
    assert "The next check-in is due Tue 8 Dec now" in words(said)
    assert check_ins(dana) == [("2026-12-08", "open", CARA)]
    (text,) = digests(dana, CARA)
    assert f"<@{ANA}> spoke with them" in text
    dana.command(BEN, "/customer", "Quinn Quiet")
    assert f"<@{ANA}> spoke with them <!date" in words(dana.latest(BEN, GENERAL))

    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    assert check_ins(dana) == [("2026-11-24", "open", CARA)]
    assert f"<@{ANA}>" not in digests(dana, CARA)[0]


@pytest.mark.parametrize("first_undone", [0, 1])
def test_of_two_touches_undone_in_either_order_the_one_that_stands_counts(dana: Team, first_undone: int) -> None:
    dana.add_customer(QUIET)
    nine(dana, 24)
    confirmations = []
    for text in ("Quinn Quiet: on the phone on:2026-11-20", "Quinn Quiet: again"):
        dana.command(ANA, "/touchpoint", text)
        confirmations.append(dana.latest(ANA, GENERAL))
    assert check_ins(dana)[0][0] == "2026-12-08"
    dana.click(ANA, "undo", confirmations[first_undone])
    assert check_ins(dana)[0][0] == ("2026-12-08", "2026-12-04")[first_undone]
    dana.click(ANA, "undo", confirmations[1 - first_undone])
    assert check_ins(dana)[0][0] == "2026-11-24"


def test_what_was_logged_late_promised_or_moved_by_hand_is_not_moved(dana: Team) -> None:
    dana.add_customer(QUIET)
    nine(dana, 24)
    dana.command(ANA, "/touchpoint", "Quinn Quiet: a letter on:2026-10-01")
    assert check_ins(dana) == [("2026-11-24", "open", CARA)]
    dana.command(ANA, "/touchpoint", "Quinn Quiet: nice call")
    dana.write("UPDATE followups SET due = '2027-01-04'")  # by hand, since
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    assert check_ins(dana) == [("2027-01-04", "open", CARA)]
    dana.write("UPDATE followups SET due = '2026-11-24', promised_on = '2026-11-20'")
    dana.command(ANA, "/touchpoint", "Quinn Quiet: nice call")
    assert check_ins(dana) == [("2026-11-24", "open", CARA)]


def test_it_asks_whether_what_was_planned_is_done(dana: Team) -> None:
    for title in ("call back about the menu", "send the menu", "check in after the party"):
        dana.command(BEN, "/followup", f"Dana Reyes: {title} due:tomorrow")
    said = dana.command(ANA, "/touchpoint", "Dana Reyes: they called about the menu")
    text = words(said)
    assert "Is one of these done?" in text
    assert "call back about the menu · due tomorrow" in text
    assert "check in after the party" in text
    assert "send the menu" not in text
    dana.click(ANA, "done", dana.latest(ANA, GENERAL), value="1")
    assert dana.rows("SELECT status FROM followups WHERE id = 1") == [{"status": "done"}]
    assert "Is " not in words(dana.command(ANA, "/complaint", "Dana Reyes: the box was empty"))


def test_a_tier_has_a_cadence_where_a_lead_sets_one_and_few_come_up_a_day(dana: Team) -> None:
    with dana.writing(ANA) as session:
        for number in range(8):
            tier = Tier.VIP if number == 7 else Tier.GOLD
            who = Customer(0, f"Silent {number}", owner=ANA, tier=tier, since=date(2026, 1, 1 + number))
            customers.add(session.uow, who, ANA, session.now)
    nine(dana, 24)
    assert check_ins(dana) == []
    dana.choose(CARA, cadence_vip="30", cadence_gold="60")
    for day in (25, 26):
        nine(dana, day)
        assert digests(dana, ANA)[-1].count("Check in") == MOST_A_DAY * (day - 24)
    assert "Silent 7" in digests(dana, ANA)[0], "the highest tier first"
    nine(dana, 28)  # a Saturday
    assert len(check_ins(dana)) == 2 * MOST_A_DAY


def test_who_must_not_be_contacted_is_lost_or_has_one_open_gets_none_and_an_open_one_ends(dana: Team) -> None:
    for name in ("Nora", "Lars", "Olga", "Vera", "Paul"):
        dana.add_customer(Customer(0, name, owner=ANA, cadence_days=14, since=date(2026, 11, 9)))
    dana.command(ANA, "/customer", "edit Nora do-not-contact:yes")
    dana.command(ANA, "/customer", "lost Lars: price")
    dana.command(BEN, "/followup", "Olga: check in due:2026-12-20")
    nine(dana, 24)
    assert dana.rows(
        "SELECT name FROM customers c JOIN followups f ON f.customer_id = c.id WHERE origin IS NOT NULL ORDER BY name"
    ) == [{"name": "Paul"}, {"name": "Vera"}]
    dana.command(ANA, "/customer", "edit Vera do-not-contact:yes")
    dana.command(ANA, "/customer", "lost Paul: price")
    dana.advance(tick_s=900, minutes=30)
    assert [row[1] for row in check_ins(dana)] == ["open", "cancelled", "cancelled"]
    assert "Lapsed: Vera, Check in" in digests(dana, ANA)[0]
    dana.command(ANA, "/customer", "back Paul: a new offer")
    nine(dana, 25)
    assert [row[1] for row in check_ins(dana)] == ["open", "cancelled", "cancelled", "open"]


def test_another_cadence_moves_what_is_open_both_ways_and_none_ends_it(dana: Team) -> None:
    dana.add_customer(QUIET)
    nine(dana, 24)
    dana.command(ANA, "/touchpoint", "Quinn Quiet: nice call")
    for cadence, due in (("60", "2027-01-23"), ("7", "2026-12-01")):
        dana.command(ANA, "/customer", f"edit Quinn Quiet cadence:{cadence}")
        dana.advance(tick_s=900, minutes=15)
        assert check_ins(dana) == [(due, "open", CARA)]
    dana.write("UPDATE customers SET cadence_days = NULL")
    dana.advance(tick_s=900, minutes=15)
    assert check_ins(dana) == [("2026-12-01", "cancelled", CARA)]


def test_nobodys_customer_is_the_teams_to_check_in_with(dana: Team) -> None:
    dana.add_customer(Customer(0, "Nell Nobody", cadence_days=14, since=date(2026, 11, 2)))
    dana.command(ANA, "/followup", "mine")
    nine(dana, 24)
    assert "Nell Nobody*: Check in" in words(dana.sees(BEN, TEAM_CHANNEL)[-1])


def test_after_a_weekend_without_rapport_each_comes_up_once(dana: Team) -> None:
    dana.add_customer(Customer(0, "Wim Weekend", owner=ANA, cadence_days=14, since=date(2026, 11, 13)))
    dana.command(ANA, "/followup", "mine")
    dana.jump(TUESDAY.replace(day=30, hour=13))
    assert check_ins(dana) == [("2026-11-30", "open", ANA)]
    dana.advance(tick_s=900, hours=1)
    assert len(digests(dana, ANA)) == 1


def test_two_who_are_one_after_all_are_checked_in_with_once(dana: Team) -> None:
    kept, gone = (
        dana.add_customer(Customer(0, name, owner=ANA, cadence_days=14, since=date(2026, 11, 9)))
        for name in ("Mia Merge", "Mia Merger")
    )
    nine(dana, 24)
    assert [row[1] for row in check_ins(dana)] == ["open", "open"]
    with dana.writing(CARA) as session:
        both = propose(session, kept, gone)
        merge(session, kept, gone, {}, seen=both.seen, lists={})
    dana.settle()
    assert sorted(row[1] for row in check_ins(dana)) == ["cancelled", "open"]
    dana.command(ANA, "/touchpoint", "Mia Merger: nice call")
    assert [row[0] for row in check_ins(dana) if row[1] == "open"] == ["2026-12-08"]
