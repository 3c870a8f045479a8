"""Merged customers taken apart again: what was moved goes back, what came since stays, changes since are kept."""

import pytest

from bot.domain.customers import Customer
from storage import search
from tests.team import ANA, BEN, GENERAL, Json, Team, words


@pytest.fixture
def two(team: Team) -> Team:
    """Dana, twice, each with a note, a follow-up and a detail."""
    for name, mail, company in (
        ("Dana Reyes", "dana@bluedoor.example", "Blue Door Deli"),
        ("Danna Reyes", "dana.reyes@mail.example", "Blue Door"),
    ):
        team.add_customer(Customer(0, name, company=company, emails=(mail,), tags=(company.casefold(),), owner=ANA))
        team.command(ANA, "/touchpoint", f"{name}: note about {name}")
        team.command(ANA, "/followup", f"{name}: something for {name} due:2026-12-20")
        team.command(ANA, "/customer", f"remember {name}: detail of {name}")
    return team


OF_WHOM = "SELECT c.name AS who, t.text AS what FROM {} AS t JOIN customers AS c ON c.id = t.customer_id ORDER BY t.id"


def whose(team: Team, table: str = "touchpoints", text: str = "text") -> list[tuple[str, str]]:
    rows = team.rows(OF_WHOM.format(table).replace("t.text", f"t.{text}"))
    return [(row["who"], row["what"]) for row in rows]


def record(team: Team) -> dict[str, list[tuple[object, ...]]]:
    """Everything about customers, but for the audit log and what was sent."""
    tables = ("customers", "customer_keys", "customer_tags", "customer_words", "touchpoints", "followups", "details")
    return {name: rows for name, rows in team.contents().items() if name in tables}


def known(team: Team, name: str) -> Customer:
    """The one customer of this name."""
    with team.rapport.database.reading() as uow:
        [found] = search.exact(uow, name)
        return found


def merge(team: Team, line: str = "Danna Reyes into Dana Reyes", person: str = ANA, **chosen: str) -> Json:
    team.command(person, "/customer", f"merge {line}")
    team.submit(person, **chosen)
    return team.latest(person, GENERAL)


def undo_last(team: Team, person: str = ANA) -> str:
    """The newest merge in `/rapport undo`, taken back; what is said."""
    team.command(person, "/rapport", "undo")
    listed = team.latest(person, GENERAL)
    [entry] = team.rows("SELECT max(id) AS id FROM audit WHERE action = 'customers merged' AND undone_at IS NULL")
    team.click(person, "undo", listed, f"list:{entry['id']}")
    return team.told(person, GENERAL)


def test_undone_at_once_everything_is_as_it_was(two: Team) -> None:
    before = record(two)
    two.click(ANA, "undo", merge(two, name="gone", company="gone"))

    assert "*Undone*: merge of Danna Reyes into Danna Reyes" in two.told(ANA, GENERAL)
    assert record(two) == before


def test_what_was_moved_goes_back_and_what_came_since_stays(two: Team) -> None:
    merge(two)
    two.command(BEN, "/touchpoint", "Danna Reyes: said hello")
    two.command(BEN, "/customer", "remember Dana Reyes: likes figs")
    undo_last(two)

    assert whose(two) == [
        ("Dana Reyes", "note about Dana Reyes"),
        ("Danna Reyes", "note about Danna Reyes"),
        ("Dana Reyes", "said hello"),
    ]
    assert ("Dana Reyes", "likes figs") in whose(two, "details")
    assert ("Danna Reyes", "detail of Danna Reyes") in whose(two, "details")


def test_undone_after_five_changes_of_different_kinds(two: Team) -> None:
    """An edit of a merged field, an edit of another, a tag, a follow-up done, an email taken out; and 29 days."""
    merge(two, company="gone")
    two.command(BEN, "/customer", "edit Dana Reyes tier:gold")
    two.command(BEN, "/customer", "edit Dana Reyes company:Blue Door Ltd")
    two.command(BEN, "/customer", "edit Dana Reyes tag:press")
    two.command(BEN, "/customer", "edit Dana Reyes")
    two.submit(BEN, email="dana@bluedoor.example, new@mail.example", aliases="Danna Reyes, Dee")
    followup = two.rows("SELECT id FROM followups WHERE title = 'something for Danna Reyes'")[0]["id"]
    two.command(BEN, "/followup", "Dana Reyes")
    two.click(BEN, "done", two.latest(BEN, GENERAL), str(followup))
    two.advance(days=29, tick_s=6 * 3600)
    said = undo_last(two)

    assert "*Undone*: merge of Danna Reyes into Dana Reyes" in said
    dana, danna = (known(two, name) for name in ("Dana Reyes", "Danna Reyes"))
    assert (dana.company, dana.tier, dana.tags) == ("Blue Door Ltd", "gold", ("blue door deli", "press"))
    assert (dana.aliases, dana.emails) == (("Dee",), ("dana@bluedoor.example", "new@mail.example"))
    assert (danna.company, danna.tier, danna.tags) == ("Blue Door", "standard", ("blue door",))
    assert (danna.aliases, danna.emails) == ((), ("dana.reyes@mail.example",))
    assert ("Danna Reyes", "something for Danna Reyes") in whose(two, "followups", "title")
    assert two.rows("SELECT status FROM followups WHERE id = ?", followup) == [{"status": "done"}]


def test_what_arose_since_from_what_was_moved_goes_back_with_it(two: Team) -> None:
    merge(two)
    note = two.rows("SELECT id FROM touchpoints WHERE text = 'note about Danna Reyes'")[0]["id"]
    kept = two.rows("SELECT kept_id FROM merges")[0]["kept_id"]
    two.write(
        "INSERT INTO followups (customer_id, kind, title, due, status, touchpoint_id, created_by, created_at, outcome)"
        " VALUES (?, 'other', 'about that note', '2026-12-24', 'open', ?, 'U0BEN', '2026-11-23', '')",
        kept,
        note,
    )
    undo_last(two)

    assert ("Danna Reyes", "about that note") in whose(two, "followups", "title")


def test_the_history_of_both_goes_and_comes_with_them(two: Team) -> None:
    gone = two.rows("SELECT id FROM customers WHERE name = 'Danna Reyes'")[0]["id"]
    before = two.rows("SELECT id FROM audit WHERE customer_id = ? ORDER BY id", gone)
    merge(two)
    assert two.rows("SELECT id FROM audit WHERE customer_id = ?", gone) == []
    undo_last(two)

    assert two.rows("SELECT id FROM audit WHERE customer_id = ? ORDER BY id", gone) == before


def test_a_change_of_a_follow_up_before_the_merge_can_be_undone_after_it(two: Team) -> None:
    followup = two.rows("SELECT id FROM followups WHERE title = 'something for Danna Reyes'")[0]["id"]
    two.command(ANA, "/followup", "Danna Reyes")
    two.click(ANA, "done", two.latest(ANA, GENERAL), str(followup))
    merge(two)
    two.command(ANA, "/rapport", "undo")
    [entry] = two.rows("SELECT id FROM audit WHERE action = 'follow-up done'")
    two.click(ANA, "undo", two.latest(ANA, GENERAL), f"list:{entry['id']}")

    assert two.rows(
        "SELECT status, c.name FROM followups f JOIN customers c ON c.id = customer_id WHERE f.id = ?", followup
    ) == [{"status": "open", "name": "Dana Reyes"}]


@pytest.fixture
def three(two: Team) -> Team:
    """And once more, with nothing logged."""
    two.add_customer(Customer(0, "Dee Reyes", owner=ANA))
    return two


def test_a_merge_of_merged_is_undone_from_the_last_to_the_first(three: Team) -> None:
    before = record(three)
    merge(three, "Danna Reyes into Dana Reyes")
    merge(three, "Dana Reyes into Dee Reyes")
    assert {who for who, _ in whose(three)} == {"Dee Reyes"}
    undo_last(three)
    undo_last(three)

    assert record(three) == before


def test_the_first_of_two_merges_waits_for_the_second(three: Team) -> None:
    merge(three, "Danna Reyes into Dana Reyes")
    merge(three, "Dana Reyes into Dee Reyes")
    first = three.rows("SELECT min(id) AS id FROM audit WHERE action = 'customers merged'")[0]["id"]
    before = record(three)
    three.command(ANA, "/rapport", "undo")
    three.click(ANA, "undo", three.latest(ANA, GENERAL), f"list:{first}")

    assert "Dana Reyes was merged into Dee Reyes after that. Undo that first" in three.told(ANA, GENERAL)
    assert record(three) == before


def test_of_two_merges_into_one_the_last_is_undone_first(three: Team) -> None:
    before = record(three)
    merge(three, "Danna Reyes into Dana Reyes")
    merge(three, "Dee Reyes into Dana Reyes")
    first = three.rows("SELECT min(id) AS id FROM audit WHERE action = 'customers merged'")[0]["id"]
    three.command(ANA, "/rapport", "undo")
    three.click(ANA, "undo", three.latest(ANA, GENERAL), f"list:{first}")
    assert "Dee Reyes was merged into Dana Reyes after that. Undo that first" in three.told(ANA, GENERAL)
    undo_last(three)
    undo_last(three)

    assert record(three) == before


def test_old_buttons_of_who_is_back_are_theirs_again(two: Team) -> None:
    two.command(BEN, "/customer", "edit Danna Reyes tier:vip")
    saved = two.latest(BEN, GENERAL)
    merge(two)
    undo_last(two)
    two.click(BEN, "open_customer", saved)

    assert "note about Danna Reyes" in words(two.form(BEN))


def test_adding_somebody_who_was_merged_since_is_not_undone(two: Team) -> None:
    two.command(ANA, "/customer", "add Dora Reyes")
    merge(two, "Dora Reyes into Dana Reyes")
    two.command(ANA, "/rapport", "undo")
    [entry] = two.rows("SELECT max(id) AS id FROM audit WHERE action = 'customer added'")
    two.click(ANA, "undo", two.latest(ANA, GENERAL), f"list:{entry['id']}")

    assert "was merged since and is Dana Reyes now. Undo that first" in two.told(ANA, GENERAL)


def test_after_thirty_days_it_stays_and_what_was_kept_for_the_way_back_is_gone(two: Team) -> None:
    merge(two)
    two.advance(days=31, tick_s=6 * 3600)

    assert two.rows("SELECT gone, before, after FROM merges") == [{"gone": "", "before": "", "after": ""}]
    assert two.rows("SELECT 1 FROM merge_moves") == []
