"""What many complaints are about is proposed, named, mended, and told to those who raised it; all of it is undone."""

import pytest

from bot.domain.customers import Customer
from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, GENERAL, Json, Team, words

SOUP = {"Dana Reyes": "the soup was cold again", "Sam Li": "cold soup, second time", "Iris Holm": "got cold soups"}
CHANGE = "Soups leave the kitchen in bowls that keep them hot."


@pytest.fixture
def cold(team: Team) -> Team:
    """Three customers of Ben's who complained of cold soup, and one of another thing, in a team where Cara leads."""
    team.choose(DEV, leads=[CARA], currency="EUR")
    for number, name in enumerate((*SOUP, "Max Ode"), 1):
        team.add_customer(Customer(0, name, owner=BEN, lifetime_value=1000 * number))
    for name, said in {**SOUP, "Max Ode": "coat was lost"}.items():
        team.command(ANA, "/complaint", f"{name}: {said}")
    return team


def shown(team: Team, who: str = CARA, name: str = "") -> Json:
    """The list, or the page of one."""
    team.command(who, "/rapport", f"themes {name}".strip())
    return team.latest(who, GENERAL)


def named(team: Team, **values: str) -> Json:
    """Cara names the first proposal; its page."""
    team.click(CARA, "name_theme", shown(team))
    team.submit(CARA, **values)
    return team.latest(CARA, GENERAL)


def mended(team: Team) -> Json:
    put_right(team)
    team.click(CARA, "mend_theme", shown(team, name="cold soup"))
    assert "drafted to 3 customers who raised it" in words(team.form(CARA))
    team.submit(CARA, change=CHANGE)
    return team.latest(CARA, GENERAL)


def put_right(team: Team, *but: str) -> None:
    """What was complained of is put right, but for these customers' complaints."""
    team.write("UPDATE followups SET status = 'done', closed_at = created_at WHERE deadline IS NOT NULL")
    for name in but:
        team.write(
            "UPDATE followups SET status = 'open', closed_at = NULL"
            " WHERE customer_id = (SELECT id FROM customers WHERE name = ?)",
            name,
        )


def notes(team: Team) -> list[str]:
    rows = team.rows("SELECT status, assignee FROM followups WHERE origin LIKE 'told:%' ORDER BY id")
    return [f"{row['status']} {row['assignee']}" for row in rows]


def test_what_recurs_is_proposed_with_its_words_and_complaints_and_named_by_a_lead(cold: Team) -> None:
    seen = words(shown(cold))
    assert "*“cold soups”* in 3 complaints of 3 customers, too few calm notes to compare with" in seen
    assert "“the soup was cold again”" in seen
    assert "coat" not in seen
    assert "Name it" not in words(shown(cold, ANA))

    page = words(named(cold, name="Cold soup", cause="the kitchen"))

    assert "*Named*: Cold soup, with 3 complaints." in page
    assert "3 complaints of 3 customers · worth €6,000 · 3 in the last 4 weeks, 0 in the 4 before" in page
    assert "Cause: the kitchen" in page
    assert "Likely themes" not in words(shown(cold))
    assert "Raised: Cold soup (open)" in words(cold.command(ANA, "/customer", "Sam Li"))
    assert "Sam Li" in words(cold.command(ANA, "/customer", "list theme:“COLD soup”"))


def test_a_new_complaint_that_has_its_words_is_added_with_one_click_and_undone(cold: Team) -> None:
    named(cold, name="Cold soup")
    cold.command(ANA, "/complaint", "Max Ode: my soup came cold")
    assert "Looks like “Cold soup” (3 others)" in words(cold.alert())

    cold.click(BEN, "add_to_theme", cold.alert())

    assert "Theme: “Cold soup”" in words(cold.alert())
    assert "4 complaints of 4 customers" in words(shown(cold, name="cold"))
    cold.click(BEN, "undo", cold.latest(BEN, FEEDBACK))
    assert "Looks like “Cold soup”" in words(cold.alert())
    assert "3 complaints of 3 customers" in words(shown(cold, name="cold"))
    assert "1 more has its words" in words(shown(cold))


def test_one_that_does_not_belong_is_taken_off_and_put_back(cold: Team) -> None:
    cold.click(CARA, "take_off_theme", named(cold, name="Cold soup"), "1:2")
    assert "2 complaints of 2 customers" in words(cold.latest(CARA, GENERAL))

    cold.click(CARA, "undo", cold.latest(CARA, GENERAL))

    assert "3 complaints of 3 customers" in words(shown(cold, name="cold"))


def test_when_it_is_mended_a_note_is_drafted_to_each_but_who_must_not_be_contacted_or_complains_still(
    cold: Team,
) -> None:
    named(cold, name="Cold soup")
    put_right(cold, "Dana Reyes")
    cold.command(DEV, "/customer", "edit Iris Holm do-not-contact:yes")
    cold.click(CARA, "mend_theme", shown(cold, name="cold soup"))
    form = words(cold.form(CARA))
    assert "drafted to 1 customer who raised it" in form
    assert "still to be put right: Dana Reyes." in form
    assert "not to be contacted: Iris Holm." in form
    cold.submit(CARA, change=CHANGE)
    page = words(cold.latest(CARA, GENERAL))

    assert "1 note is drafted, for those who look after each customer. 1 customer is left out" in page
    assert "No note yet, as a complaint of theirs is still to be put right: Dana Reyes." in page
    assert ":large_green_circle: mended" in page
    assert notes(cold) == [f"open {BEN}"]
    card = cold.command(BEN, "/customer", "Sam Li")
    assert "you told us, we changed it (Cold soup)" in words(card)
    cold.click(BEN, "draft", cold.latest(BEN, GENERAL))
    assert CHANGE in str(cold.form(BEN))

    put_right(cold)
    cold.click(CARA, "draft_rest", shown(cold, name="cold soup"))
    assert notes(cold) == [f"open {BEN}"] * 2


def test_opened_again_what_nobody_sent_is_cancelled_and_nobody_is_told_twice(cold: Team) -> None:
    named(cold, name="Cold soup")
    mended(cold)
    cold.command(BEN, "/customer", "Sam Li")
    cold.click(BEN, "draft", cold.latest(BEN, GENERAL))
    cold.submit(BEN)

    cold.click(CARA, "open_theme_again", shown(cold, name="cold soup"))

    assert "2 notes that nobody had sent are cancelled" in words(cold.latest(CARA, GENERAL))
    assert sorted(notes(cold)) == [f"cancelled {BEN}", f"cancelled {BEN}", f"done {BEN}"]
    cold.click(CARA, "undo", cold.latest(CARA, GENERAL))
    assert sorted(notes(cold)) == [f"done {BEN}", f"open {BEN}", f"open {BEN}"]
    assert "1 sent, 2 still to send" in words(shown(cold, name="cold soup"))


def test_mended_by_mistake_it_is_taken_back_with_its_notes(cold: Team) -> None:
    named(cold, name="Cold soup")

    cold.click(CARA, "undo", mended(cold))

    assert set(notes(cold)) == {f"cancelled {BEN}"}
    assert ":red_circle: open" in words(shown(cold, name="cold soup"))


def test_two_themes_are_merged_and_taken_apart(cold: Team) -> None:
    named(cold, name="Cold soup")
    named(cold, name="Lost things", phrases="coat lost")
    cold.click(CARA, "merge_theme", shown(cold, name="lost"))
    cold.submit(CARA, into="1")
    assert "*Merged*: Lost things into Cold soup, with 1 complaint." in words(cold.latest(CARA, GENERAL))
    assert "4 complaints of 4 customers" in words(shown(cold, name="cold soup"))

    cold.command(CARA, "/rapport", "undo")
    cold.click(CARA, "undo", cold.latest(CARA, GENERAL))

    assert "1 complaint of 1 customer" in words(shown(cold, name="lost"))
    assert "3 complaints of 3 customers" in words(shown(cold, name="cold soup"))


def test_members_see_themes_and_change_none(cold: Team) -> None:
    named(cold, name="Cold soup")
    answer = cold.again(user={"id": ANA, "team_id": "T0HARBOUR"}, trigger_id="9.9")

    assert "Only leads and workspace admins" in str(answer)
    assert len(cold.rows("SELECT id FROM themes")) == 1
    cold.click(CARA, "begin_mending", shown(cold, name="cold soup"))
    seen = words(shown(cold, ANA, "cold soup"))
    assert ":large_yellow_circle: being mended" in seen
    assert "Mended…" not in seen
    assert "There is no theme “hot”" in words(shown(cold, ANA, "hot"))


def test_who_is_forgotten_counts_still_and_leaves_no_words(cold: Team) -> None:
    named(cold, name="Cold soup")
    cold.command(DEV, "/customer", "forget Sam Li")
    cold.submit(DEV, name="Sam Li")
    cold.advance(hours=25)

    page = words(shown(cold, name="cold soup"))

    assert "3 complaints of 3 customers · worth €4,000" in page
    assert "Sam Li" not in page
    assert "second time" not in page


def test_what_it_was_about_is_said_with_one_click_once_it_is_done_and_counts_in_one_spelling(cold: Team) -> None:
    cold.command(ANA, "/touchpoint", "Max Ode: furious, the bill was wrong, awful")
    cold.click(BEN, "claim", cold.alert())
    cold.click(BEN, "done", cold.alert())
    assert "What was it about?" in words(cold.alert())
    touchpoint = cold.rows("SELECT max(id) AS id FROM touchpoints")[0]["id"]

    cold.click(BEN, "say_about", cold.alert(), f"{touchpoint}:billing")
    assert "About *billing*" in words(cold.alert())
    cold.click(BEN, "say_about", cold.alert(), f"{touchpoint}:")
    cold.submit(BEN, own_category="DELIVERY", own_cause="Café  till")
    assert "About *delivery*, cause: *café till*" in words(cold.alert())
    cold.click(BEN, "say_about", cold.alert(), f"{touchpoint}:")
    cold.submit(BEN, own_cause="cafe till")

    said = "SELECT category, cause FROM touchpoints WHERE category != ''"
    assert cold.rows(said) == [{"category": "delivery", "cause": "café till"}]
