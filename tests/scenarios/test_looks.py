"""`/rapport audit`: who opened whose card, who exported, gave out or erased what."""

import csv

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.domain.customers import Customer
from tests import engines
from tests.forgetting import erase, with_dana
from tests.team import ANA, BEN, CARA, GENERAL, Team, words


@pytest.fixture
def dana(team: Team) -> Team:
    with_dana(team)
    team.write("DELETE FROM looks")
    return team


def noted(team: Team) -> list[tuple[str, int]]:
    return [(row["person"], row["customer_id"]) for row in team.rows("SELECT * FROM looks ORDER BY at, customer_id")]


def test_opening_a_card_counts_once_for_each_person_customer_and_day(dana: Team) -> None:
    for _ in range(3):
        dana.command(BEN, "/customer", "Dana Reyes")
    dana.command(ANA, "/customer", "Ruth Olsen")
    assert noted(dana) == [(BEN, 1), (ANA, 2)]

    dana.advance(hours=24)
    dana.command(BEN, "/customer", "Dana Reyes")
    assert noted(dana) == [(BEN, 1), (ANA, 2), (BEN, 1)]


def test_lists_and_search_do_not_count(dana: Team) -> None:
    dana.command(BEN, "/customer", "list tier:standard")
    dana.command(BEN, "/customer", "Dan")
    dana.command(BEN, "/followup", "team")
    assert noted(dana) == []


def test_a_card_opened_from_an_alert_counts(dana: Team) -> None:
    dana.click(BEN, "open_customer", dana.alert())
    assert noted(dana) == [(BEN, 1)]


def test_a_brief_before_a_call_counts(dana: Team) -> None:
    dana.command(BEN, "/customer", "brief Ruth Olsen")
    assert noted(dana) == [(BEN, 2)]


def test_leads_see_it_by_customer_and_by_person(dana: Team) -> None:
    dana.command(BEN, "/customer", "Dana Reyes")
    dana.command(ANA, "/customer", "Ruth Olsen")

    everything = words(dana.command(CARA, "/rapport", "audit"))
    assert "<@U0BEN> opened the card of *Dana Reyes*" in everything
    assert "<@U0ANA> opened the card of *Ruth Olsen*" in everything
    of_dana = words(dana.command(CARA, "/rapport", "audit Dana Reyes"))
    assert "Ruth Olsen" not in of_dana
    of_ana = words(dana.command(CARA, "/rapport", "audit <@U0ANA|ana>"))
    assert "Dana Reyes*" not in of_ana
    assert "*Ruth Olsen*" in of_ana


def test_members_do_not_see_it(dana: Team) -> None:
    assert "Only leads and workspace admins can" in words(dana.command(BEN, "/rapport", "audit"))


@pytest.mark.parametrize("typed", ["audit Nobody Known", "audit @nobody", "audit Dan"])
def test_who_is_not_known_is_told_in_words(dana: Team, typed: str) -> None:
    said = words(dana.command(CARA, "/rapport", typed))
    assert "Nobody here is called" in said or "I don't know who" in said


def test_it_is_read_page_by_page_to_the_end(dana: Team) -> None:
    for number in range(40):
        customer = dana.add_customer(Customer(0, f"Customer {number:02}"))
        dana.write(
            "INSERT INTO looks VALUES (?, ?, '2026-11-20', ?)",
            BEN,
            customer,
            f"2026-11-20T09:{number:02}:00.000000+00:00",
        )
    seen = words(dana.command(CARA, "/rapport", "audit"))
    for _ in range(2):
        dana.click(CARA, "older_looks", dana.latest(CARA, GENERAL))
        seen += words(dana.latest(CARA, GENERAL))
    assert all(f"Customer {number:02}" in seen for number in range(40))


def test_of_who_was_erased_it_has_the_number_alone(dana: Team) -> None:
    dana.command(BEN, "/customer", "Dana Reyes")
    erase(dana)

    said = words(dana.command(CARA, "/rapport", "audit"))
    assert "<@U0BEN> opened the card of customer 1, who is not in Rapport any more" in said
    assert "<@U0CARA> asked to forget customer 1" in said
    assert "Rapport erased customer 1" in said
    assert "*Dana Reyes*" not in said


def test_after_a_year_it_is_not_kept(dana: Team) -> None:
    dana.write("INSERT INTO looks VALUES (?, 1, '2025-11-01', '2025-11-01T09:00:00.000000+00:00')", BEN)
    dana.advance(hours=10)  # when nobody is at work
    assert noted(dana) == []


def test_on_the_command_line_it_is_csv_in_which_nothing_is_a_formula(dana: Team) -> None:
    evil = dana.add_customer(Customer(0, "=HYPERLINK(A1)"))
    dana.write("INSERT INTO looks VALUES (?, ?, '2026-11-20', '2026-11-20T09:00:00.000000+00:00')", BEN, evil)
    said = CliRunner().invoke(main, ["audit"], env={"RAPPORT_DATA": str(dana.data), **engines.told()})

    assert said.exit_code == 0, said.output
    [row] = csv.DictReader(said.output.splitlines())
    assert row["person"] == BEN
    assert row["called"] == "'=HYPERLINK(A1)"
