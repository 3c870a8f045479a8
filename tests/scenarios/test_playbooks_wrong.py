"""What goes wrong while playbooks are on their way: people leave, customers merge or go, two things happen at once."""

from bot.domain.customers import Customer
from tests.forgetting import erase
from tests.leaving import has_default_owner, leaves
from tests.playbooks import SIX_HOURS, change, days, opened, runs, steps, switch_on
from tests.scenarios.test_bulk_changes import changed
from tests.scenarios.test_import_in_slack import tried
from tests.scenarios.test_merging import merge
from tests.team import ANA, BEN, CARA, DEV, GENERAL, Team, words


def by_hand(team: Team, line: str = "Dana Reyes: Welcome", who: str = ANA) -> str:
    """Begun by hand; what was answered."""
    return words(team.command(who, "/customer", f"playbook {line}"))


def assignees(team: Team) -> list[str | None]:
    found = team.rows("SELECT assignee FROM followups WHERE origin LIKE 'playbook:%' AND status = 'open' ORDER BY id")
    return [row["assignee"] for row in found]


def test_undoing_what_began_it_takes_its_steps_away(team: Team) -> None:
    switch_on(team, "Welcome")
    team.command(ANA, "/customer", "add Noor Haddad")
    added = team.latest(ANA, GENERAL)
    team.advance(minutes=1)
    team.click(ANA, "undo", added)

    assert runs(team) == [("Welcome", "ended", "what began it was undone")]
    assert days(team) == []
    assert team.rows("SELECT removed_at FROM customers WHERE name = 'Noor Haddad'")[0]["removed_at"]

    change(team, "Welcome", begins="stage:advocacy")
    team.add_customer(Customer(0, "Dana Reyes", owner=ANA))
    team.command(ANA, "/customer", "edit Dana Reyes stage:advocacy")
    edited = team.latest(ANA, GENERAL)
    team.advance(minutes=1)
    assert len(days(team)) == 3
    team.click(ANA, "undo", edited)
    team.advance(minutes=1)
    assert days(team) == []


def test_two_events_in_one_minute_and_a_job_that_runs_twice_begin_it_once(dana: Team) -> None:
    switch_on(dana, "After a complaint")
    for text in ("order never arrived", "and the bill was wrong"):
        dana.command(ANA, "/complaint", f"Dana Reyes: {text}")
        dana.click(ANA, "claim", dana.alert())
        dana.click(ANA, "done", dana.alert())
        dana.submit(ANA, resolution="Put right")
    dana.advance(minutes=3)

    assert sorted(state for _, state, _ in runs(dana)) == ["not begun", "running"]
    assert len(days(dana)) == 3
    dana.click(ANA, "card_more", dana.command(ANA, "/customer", "Dana Reyes") and dana.latest(ANA, GENERAL))
    dana.click(ANA, "stop_playbook", dana.latest(ANA, GENERAL))
    stopped = dana.latest(ANA, GENERAL)
    dana.advance(minutes=3)
    assert days(dana) == []
    dana.click(ANA, "undo", stopped)
    assert len(days(dana)) == 3


def test_a_run_keeps_its_steps_when_its_playbook_is_changed_or_removed(dana: Team) -> None:
    by_hand(dana)
    before = steps(dana)
    change(dana, "Welcome", title_1="A letter instead", days_2="9")
    dana.click(CARA, "remove_playbook", opened(dana, "Welcome"))
    dana.advance(minutes=1)

    assert steps(dana) == before
    dana.command(ANA, "/customer", "Dana Reyes")
    dana.click(ANA, "card_more", dana.latest(ANA, GENERAL))
    assert "Playbook Welcome: 0 of 3 done" in words(dana.latest(ANA, GENERAL))


def test_steps_follow_a_new_owner_and_go_on_when_one_leaves(dana: Team) -> None:
    by_hand(dana)
    dana.command(ANA, "/customer", f"edit Dana Reyes owner:<@{BEN}|ben>")
    dana.advance(minutes=1)
    assert assignees(dana) == [BEN] * 3

    has_default_owner(dana, CARA)
    leaves(dana, BEN)
    dana.advance(minutes=2)
    assert assignees(dana) == [CARA] * 3


def test_a_step_that_somebody_covers_goes_to_a_new_owner_too_and_not_back(dana: Team) -> None:
    dana.command(ANA, "/customer", f"edit Dana Reyes backup:<@{BEN}|ben>")
    by_hand(dana)
    dana.command(ANA, "/rapport", "away 2026-11-24 to 2026-11-25")
    dana.advance(days=1, tick_s=SIX_HOURS)
    assert assignees(dana) == [BEN, ANA, ANA]
    dana.command(BEN, "/customer", f"edit Dana Reyes owner:<@{CARA}|cara>")
    dana.advance(minutes=1)
    assert assignees(dana) == [CARA] * 3
    dana.advance(days=2, tick_s=SIX_HOURS)

    assert assignees(dana) == [CARA] * 3


def test_a_lost_or_unreachable_customer_ends_it_and_begins_none(dana: Team) -> None:
    by_hand(dana)
    said = words(dana.command(ANA, "/customer", "lost Dana Reyes: price"))
    assert "Welcome ends: 3 steps left undone" in said
    dana.advance(minutes=1)
    assert runs(dana) == [("Welcome", "ended", "the customer is lost")]
    assert "cannot begin with Dana Reyes: the customer is lost" in by_hand(dana, "Dana Reyes: After a complaint")

    dana.command(ANA, "/customer", "back Dana Reyes: came to the tasting")
    dana.command(ANA, "/customer", "edit Dana Reyes do-not-contact:yes")
    dana.advance(minutes=1)
    assert days(dana) == []
    assert "they must not be contacted" in by_hand(dana, "Dana Reyes: After a complaint")


def test_the_same_playbook_of_two_who_are_one_goes_on_once_and_parts_again(dana: Team) -> None:
    dana.add_customer(Customer(0, "Danna Reyes", owner=ANA))
    by_hand(dana)
    by_hand(dana, "Danna Reyes: Welcome")
    by_hand(dana, "Danna Reyes: After a complaint")
    assert len(days(dana)) == 9
    merged = merge(dana)
    dana.advance(minutes=1)

    assert len(days(dana)) == 6
    assert "Welcome: 0 of 3 done · After a complaint: 0 of 3 done" in words(
        dana.command(ANA, "/customer", "Dana Reyes")
    )
    dana.click(ANA, "undo", merged)
    dana.advance(minutes=1)
    assert len(days(dana)) == 9
    assert [state for _, state, _ in runs(dana)] == ["running"] * 3


def test_a_customer_who_is_erased_leaves_nothing_of_it(dana: Team) -> None:
    by_hand(dana)
    erase(dana)

    assert dana.contents()["playbook_runs"] == dana.contents()["playbook_tasks"] == []
    dana.advance(minutes=1)


def test_files_and_changes_of_many_begin_none(team: Team) -> None:
    switch_on(team, "Welcome")
    change(team, "After a complaint", begins="stage:advocacy")
    switch_on(team, "After a complaint")
    many = "".join(f"Customer {number},advocacy\n" for number in range(100))
    tried(team, f"Name,Stage\n{many}")
    team.submit(DEV)
    team.advance(minutes=2)
    assert len(team.rows("SELECT 1 FROM customers")) == 100
    changed(team, typed="stage:advocacy", stage="retention")
    changed(team, typed="stage:retention", stage="advocacy")
    team.advance(minutes=2)

    assert runs(team) == []


def test_after_a_weekend_without_the_bot_what_happened_before_begins_once(team: Team) -> None:
    switch_on(team, "Welcome")
    team.advance(days=4, tick_s=SIX_HOURS)
    team.command(ANA, "/customer", "add Noor Haddad")
    team.stop()
    team.clock.advance(60 * 3_600)
    team.start()
    team.advance(minutes=2)

    assert days(team) == ["2026-11-30", "2026-12-04", "2026-12-28"]
    assert runs(team) == [("Welcome", "running", None)]
