"""How it stands with customers, from what was logged to the card, the lists, the digest and the lead's week."""

from datetime import date, timedelta

from bot.domain.customers import Customer
from bot.domain.health import Health, Level
from bot.domain.people import ITSELF
from bot.use_cases.health import health_of
from bot.use_cases.merging import merge, propose
from storage import health
from tests.digests import TUESDAY, digests
from tests.forgetting import forget
from tests.team import ANA, BEN, CARA, GENERAL, Given, Team, words

ROSA = Customer(0, "Rosa Renewal", owner=ANA, cadence_days=30, since=date(2025, 1, 1), renewal=date(2027, 1, 10))


def nine(team: Team, day: int, month: int = 11) -> None:
    team.jump(TUESDAY.replace(month=month, day=day, hour=9))


def begin(team: Team) -> None:
    """A new workspace is counted for the first time."""
    team.rapport.deps.person(ANA)
    nine(team, 24)


def counted(team: Team) -> list[tuple[Given, ...]]:
    rows = team.rows("SELECT customer_id, level, cause FROM customer_health ORDER BY customer_id")
    return [tuple(row.values()) for row in rows]


def is_equal_to_a_full_count(team: Team) -> bool:
    """Whether what is kept is what the rule says of everybody now."""
    with team.rapport.deps.reading(ITSELF) as session:
        everybody = [row["id"] for row in team.rows("SELECT id FROM customers WHERE removed_at IS NULL")]
        known = {one: how for one, how in health_of(session, everybody).items() if how.level is not Level.UNKNOWN}
        return health.of_customers(session.uow, everybody) == known


def test_a_threat_to_leave_is_red_on_the_card_told_once_to_the_owner_and_listed_for_leads(team: Team) -> None:
    begin(team)
    rosa = team.add_customer(ROSA)
    team.command(BEN, "/touchpoint", "Rosa Renewal: order never arrived, they are looking for another supplier")

    team.command(ANA, "/customer", "Rosa Renewal")
    card = words(team.latest(ANA, GENERAL))
    assert "Health red*: “looking for another supplier” today" in card
    assert "renews in 47 days, the last contact sounded negative" in card

    for person in (BEN, CARA):
        team.sandbox.people.home(user=person)
    team.advance(minutes=2)
    assert counted(team) == [(rosa, "red", "leaving")]
    assert "1 customer may leave us" in words(team.sandbox.workspace.views.homes[CARA])
    assert "may leave us" not in words(team.sandbox.workspace.views.homes[BEN])
    team.click_at_home(CARA, "show_of_week")
    assert "Rosa Renewal" in words(team.form(CARA))
    for day in (25, 26, 27):
        nine(team, day)
    told = [text for text in digests(team, ANA) if "may leave" in text]
    assert len(told) == 1
    assert "*Rosa Renewal* may leave: “looking for another supplier”" in told[0]
    assert not any("may leave" in text for text in digests(team, BEN))
    team.command(CARA, "/customer", "list risk:yes health:red")
    assert "Rosa Renewal" in str(team.latest(CARA, GENERAL))
    nine(team, 30)
    team.advance(minutes=15)
    assert "*Rosa Renewal*: may leave us" in " ".join(words(message) for message in team.dm(CARA))


def test_from_the_digest_a_follow_up_is_planned_with_one_click(team: Team) -> None:
    begin(team)
    team.add_customer(ROSA)
    team.command(BEN, "/touchpoint", "Rosa Renewal: order never arrived, she will not renew")
    nine(team, 25)

    team.click(ANA, "follow_up", team.dm(ANA)[-1])

    assert "Rosa Renewal" in str(team.form(ANA))


def test_a_risk_that_is_over_leaves_the_digest_and_coming_back_soon_is_not_told_again(team: Team) -> None:
    begin(team)
    team.add_customer(ROSA)
    team.command(BEN, "/touchpoint", "Rosa Renewal: order never arrived, she will not renew")
    nine(team, 25)
    assert "may leave" in digests(team, ANA)[-1]
    team.command(BEN, "/touchpoint", "Rosa Renewal: wonderful talk about the new menu, they stay with us")
    team.advance(minutes=2)
    assert "may leave" not in digests(team, ANA)[-1]
    team.click(BEN, "undo", team.latest(BEN, GENERAL))
    nine(team, 26)

    assert [row["n"] for row in team.rows("SELECT count(*) AS n FROM churn_risks")] == [1]
    assert sum("may leave" in text for text in digests(team, ANA)) == 1


def test_a_risk_that_was_told_is_not_told_again_of_whom_they_were_merged_into(team: Team) -> None:
    begin(team)
    rosa, twin = team.add_customer(ROSA), team.add_customer(Customer(0, "Rosa R.", owner=ANA, since=date(2025, 1, 1)))
    team.command(BEN, "/touchpoint", "Rosa R.: order never arrived, will den Vertrag kündigen")
    nine(team, 25)
    assert "may leave" in digests(team, ANA)[-1]
    with team.writing(CARA) as session:
        merge(session, rosa, twin, {}, seen=propose(session, rosa, twin).seen, lists={})
    team.advance(minutes=2)
    nine(team, 26)

    assert counted(team) == [(rosa, "red", "leaving")]
    assert team.rows("SELECT told_on FROM churn_risks WHERE customer_id = ?", rosa)[0]["told_on"] == "2026-11-25"
    assert sum("may leave" in text for text in digests(team, ANA)) == 1


def test_a_new_workspace_alarms_nobody_one_by_one(team: Team) -> None:
    for number in range(5):
        team.add_customer(Customer(0, f"Number {number}", owner=ANA, renewal=date(2027, 1, 10)))
        team.command(BEN, "/touchpoint", f"Number {number}: order never arrived, they will cancel the contract")
    nine(team, 24)
    team.advance(minutes=2)
    nine(team, 25)

    assert len([row for row in counted(team) if row[2]]) == 5
    assert not any("may leave" in text for text in digests(team, ANA))


def test_what_is_kept_equals_a_full_count_after_logging_undoing_merging_and_forgetting(team: Team) -> None:
    nine(team, 24)
    rosa, other = team.add_customer(ROSA), team.add_customer(Customer(0, "Otto Other", owner=ANA))
    team.command(BEN, "/complaint", "Rosa Renewal: order never arrived severity:high")
    team.command(BEN, "/rating", "Otto Other: 2/10")
    team.command(BEN, "/followup", "Otto Other: send the menu due:2026-11-25 promised")
    for day in (25, 26):
        nine(team, day)
        assert is_equal_to_a_full_count(team)
    team.click(BEN, "undo", team.latest(BEN, GENERAL))
    team.command(CARA, "/rapport", "undo")
    team.advance(minutes=2)
    assert is_equal_to_a_full_count(team)
    with team.writing(CARA) as session:
        proposal = propose(session, rosa, other)
        merge(session, rosa, other, {}, seen=proposal.seen, lists={})
    team.advance(minutes=2)
    assert is_equal_to_a_full_count(team)
    assert [row[0] for row in counted(team)] == [rosa]
    nine(team, 20, month=12)
    assert is_equal_to_a_full_count(team)
    forget(team, "Rosa Renewal")
    nine(team, 22, month=12)
    assert counted(team) == []
    assert team.rows("SELECT * FROM health_weeks WHERE customer_id = ?", rosa) == []


def test_the_history_has_a_row_only_for_a_week_in_which_it_changed(team: Team) -> None:
    monday, rosa = date(2026, 11, 23), team.add_customer(ROSA)
    with team.writing(BEN) as session:
        for week, level in enumerate((Level.GREEN, Level.GREEN, Level.RED, Level.GREEN, Level.GREEN)):
            health.keep(session.uow, {rosa: Health(level)}, monday + timedelta(weeks=week, days=2))
        health.keep(session.uow, {rosa: Health(Level.AMBER)}, monday + timedelta(weeks=4, days=3))
        health.keep(session.uow, {rosa: Health(Level.GREEN)}, monday + timedelta(weeks=4, days=4))
        kept = list(reversed(health.weeks(session.uow, rosa)))

    assert kept == [
        (monday, Level.GREEN),
        (monday + timedelta(weeks=2), Level.RED),
        (monday + timedelta(weeks=3), Level.GREEN),
    ]
