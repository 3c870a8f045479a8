"""Asking for a referral: who is suggested and why, one click plans it, its draft is sent, its answer is kept."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.customers import Customer
from tests.forgetting import forget
from tests.leaving import told
from tests.team import ANA, BEN, CARA, GENERAL, Team, action_ids, words

QUESTIONS = (
    "SELECT customer_id, kind, status, assignee, due, outcome FROM followups WHERE kind LIKE '% ask' ORDER BY id"
)


@pytest.fixture
def happy(team: Team) -> Team:
    """Dana is Ben's and gave a nine, Kofi is Ana's and a five; Una, who is new, a nine too."""
    for person in (ANA, BEN, CARA):
        team.rapport.deps.person(person)
    for customer in (
        Customer(0, "Dana Reyes", owner=BEN, since=date(2022, 5, 1), language="German"),
        Customer(0, "Kofi Lindgren", owner=ANA, since=date(2020, 5, 1)),
        Customer(0, "Una New", owner=ANA, since=date(2026, 9, 1)),
    ):
        team.add_customer(customer)
    team.command(ANA, "/rating", "Dana Reyes: nps:9")
    team.command(ANA, "/rating", "Kofi Lindgren: csat:5")
    team.command(ANA, "/rating", "Una New: nps:9")
    return team


def states(team: Team) -> list[tuple[str, str, str]]:
    return [(row["kind"], row["status"], row["outcome"]) for row in team.rows(QUESTIONS)]


def test_a_question_from_the_suggestion_to_its_answer_and_back(happy: Team) -> None:
    """Suggested with reasons, planned for the owner, drafted in the customer's language, sent, answered, undone."""
    team = happy
    said = words(team.command(ANA, "/rapport", "who"))
    assert "*Whom to ask for a referral* (2)" in said
    assert "*Kofi Lindgren*: CSAT 5 in Nov 2026 and customer for 6 years" in said
    assert said.index("Kofi Lindgren") < said.index("Dana Reyes")  # longest with us first
    assert "Una New" not in said

    suggested = team.latest(ANA, GENERAL)
    team.click(ANA, "plan_ask", suggested, "referral:1")
    assert "*Planned* for *Dana Reyes*: Ask for a referral" in words(team.latest(ANA, GENERAL))
    team.click(ANA, "plan_ask", suggested, "referral:1")
    assert "To ask Dana Reyes something is planned already" in words(team.latest(ANA, GENERAL))

    (given,) = told(team, BEN, "Ask for a referral")
    team.click(BEN, "draft", given)
    assert "Guten Tag Dana" in str(team.form(BEN))
    team.submit(BEN, via="email")
    assert "It comes back" in words(team.dm(BEN)[-1])
    assert states(team) == [("referral ask", "open", "")]

    given = told(team, BEN, "Ask for a referral")[0]
    assert "done" in action_ids(given)
    assert "draft" not in action_ids(given)
    team.click(BEN, "done", given)
    assert team.submit(BEN, answer="no", referred="Kofi")["errors"] == {
        "answer": "Somebody was recommended only where the answer is yes."
    }
    team.command(ANA, "/thanks", "Dana Reyes: for the tasting")
    team.submit(BEN, answer="yes", text="Kofi needs this too", referred="Kofi")
    answer = team.dm(BEN)[-1]
    assert "thank_you_note" not in action_ids(answer), "one is open already"
    assert "*Dana Reyes* said yes. *Kofi Lindgren* was recommended by them." in words(answer)
    assert states(team) == [("referral ask", "done", "yes")]
    assert team.rows("SELECT referred_by FROM customers WHERE id = 2") == [{"referred_by": 1}]
    assert team.rows("SELECT text, direction FROM touchpoints ORDER BY id DESC LIMIT 1") == [
        {"text": "Kofi needs this too", "direction": "in"}
    ]
    assert "Ask for a referral: asked today, yes" in words(team.command(ANA, "/customer", "Dana Reyes"))

    team.click(BEN, "undo", answer)
    assert states(team) == [("referral ask", "open", "")]
    assert team.rows("SELECT referred_by FROM customers WHERE id = 2") == [{"referred_by": None}]
    assert "Kofi needs this too" not in words(team.command(ANA, "/customer", "Dana Reyes"))


def test_the_first_few_are_planned_at_once_a_working_day_after_the_other_and_undone_as_one(happy: Team) -> None:
    team = happy
    team.write("UPDATE customers SET owner = ?", BEN)
    team.command(CARA, "/rapport", "who")
    team.click(CARA, "plan_asks", team.latest(CARA, GENERAL))
    planned = team.latest(CARA, GENERAL)
    assert "Planned 2 questions: Ask for a referral" in words(planned)
    due = [(row["customer_id"], row["assignee"], row["due"]) for row in team.rows(QUESTIONS)]
    assert due == [(2, BEN, "2026-11-24"), (1, BEN, "2026-11-25")]
    assert "Nobody just now." in words(team.command(CARA, "/rapport", "who"))
    assert len(told(team, BEN, "Ask for a referral")) == 2

    team.click(CARA, "undo", planned)
    assert {status for _, status, _ in states(team)} == {"cancelled"}
    assert "*Whom to ask for a referral* (2)" in words(team.command(CARA, "/rapport", "who"))


def test_one_of_a_company_is_asked_and_nobody_whom_we_owe_a_word(happy: Team) -> None:
    team = happy
    team.write("UPDATE customers SET company = ?", "Halden Arts")
    team.write("UPDATE customers SET kind = ?, name = ?, company = ? WHERE id = 2", "company", "halden arts", "")
    said = words(team.command(ANA, "/rapport", "who"))
    assert "halden arts" in said
    assert "Dana Reyes" not in said
    team.click(ANA, "plan_ask", team.latest(ANA, GENERAL), "referral:2")
    assert "Nobody just now." in words(team.command(ANA, "/rapport", "who"))

    team.write("UPDATE followups SET status = ?", "cancelled")
    team.write("UPDATE touchpoints SET happened_on = ?", "2026-10-01")
    team.write("UPDATE customers SET cadence_days = 30 WHERE id = 2")
    assert "halden arts" not in words(team.command(ANA, "/rapport", "who"))


def test_leads_are_told_in_the_first_week_of_a_quarter_and_only_then(happy: Team) -> None:
    team = happy
    for day in (datetime(2026, 12, 28, 9, tzinfo=UTC), datetime(2027, 1, 4, 9, tzinfo=UTC)):
        team.jump(day)
    weeks = [words(one) for one in told(team, CARA, "The team's week")]
    new = [
        one for one in weeks if "New quarter: 2 customers to ask for a referral and 2 customers to ask to join" in one
    ]
    assert ["Monday 4 January" in one for one in new] == [True]
    assert told(team, BEN, "New quarter") == []


def test_what_is_asked_of_somebody_who_is_forgotten_is_gone(happy: Team) -> None:
    team = happy
    team.command(ANA, "/rapport", "who")
    team.click(ANA, "plan_ask", team.latest(ANA, GENERAL), "referral:1")
    assert len(states(team)) == 1
    forget(team, "Dana Reyes")
    team.jump(datetime(2026, 11, 26, 9, tzinfo=UTC))
    assert team.rows(QUESTIONS) == []
    assert "Dana" not in words(team.command(ANA, "/rapport", "who"))


def test_a_word_that_is_no_question_is_told_what_there_is(team: Team) -> None:
    assert "`/rapport who board`" in words(team.command(ANA, "/rapport", "who knows"))
    assert "Nobody just now." in words(team.command(ANA, "/rapport", "who board"))


def test_leads_see_who_has_how_much_by_name_and_members_do_not(happy: Team) -> None:
    team = happy
    team.command(ANA, "/followup", f"Dana Reyes: call back due:tomorrow <@{BEN}>")
    team.command(ANA, "/complaint", "Kofi Lindgren: order never arrived")
    team.click(BEN, "claim", team.alert())
    team.command(BEN, "/rapport", "away 2026-11-30 to 2026-12-02")
    shown = team.command(CARA, "/rapport", "load")
    said = words(shown)
    assert f"<@{BEN}>: 2 follow-ups, 1 alert claimed, 1 customer" in said
    assert said.index(f"<@{ANA}>") < said.index(f"<@{BEN}>") < said.index(f"<@{CARA}>")  # by name, however much
    assert f"<@{ANA}>: 0 follow-ups, 2 customers" in said
    assert "from Mon 30 Nov away until Thu 3 Dec" in said
    team.click(CARA, "hand_over", team.latest(CARA, GENERAL), BEN)
    assert "Hand over" in str(team.form(CARA))
    assert "Only leads and workspace admins" in words(team.command(BEN, "/rapport", "load"))
