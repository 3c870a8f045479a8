"""Somebody who was forgotten, and stands in a file that is older than that."""

import base64

from tests.forgetting import erase, forget, with_dana
from tests.team import CARA, Team, words

OLD = "Rapport id,Name,Email\nT0HARBOUR-1,Dana Reyes,dana@bluedoor.example\nT0HARBOUR-2,Ruth Olsen,ruth@olsen.example\n"


def tried(team: Team) -> str:
    team.command(CARA, "/rapport", "import")
    team.submit(CARA, file={"name": "old.csv", "content": base64.b64encode(OLD.encode()).decode()})
    team.submit(CARA)
    return words(team.form(CARA))


def test_somebody_erased_does_not_come_back_with_an_old_export(team: Team) -> None:
    erase(with_dana(team))

    said = tried(team)
    assert "Dana Reyes was forgotten on 2026-" in said
    assert "If they are a customer again, add them by hand." in said
    team.submit(CARA)
    assert team.rows("SELECT name FROM customers WHERE removed_at IS NULL AND name = 'Dana Reyes'") == []
    assert team.rows("SELECT written FROM customer_keys WHERE kind = 'email'") == [{"written": "ruth@olsen.example"}]


def test_nor_does_somebody_who_is_about_to_be_erased(team: Team) -> None:
    forget(with_dana(team))

    assert "Dana Reyes was forgotten on 2026-" in tried(team)
