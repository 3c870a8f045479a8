"""Somebody who was forgotten, and stands in a file that is older than that."""

import base64

from bot.use_cases import forgetting as use
from tests.forgetting import WORDS, erase, forget, with_dana
from tests.team import CARA, GENERAL, Team, words
from tests.traces import traces

OLD = "Rapport id,Name,Email\nT0HARBOUR-1,Dana Reyes,dana@bluedoor.example\nT0HARBOUR-2,Ruth Olsen,ruth@olsen.example\n"


FULLER = "Name,Email,Renewal\nDana Reyes,dana@bluedoor.example,2027-06-01\nRuth Olsen,ruth@olsen.example,\n"


def tried(team: Team, text: str = OLD) -> str:
    team.command(CARA, "/rapport", "import")
    team.submit(CARA, file={"name": "old.csv", "content": base64.b64encode(text.encode()).decode()})
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


def test_who_is_erased_between_preview_and_import_does_not_come_in(team: Team) -> None:
    with_dana(team)
    assert "forgotten" not in tried(team)
    forget_elsewhere(team)
    team.submit(CARA)

    assert team.rows("SELECT name FROM customers WHERE removed_at IS NULL AND name = 'Dana Reyes'") == []
    assert team.rows("SELECT written FROM customer_keys WHERE written = 'ruth@olsen.example'") != []


def forget_elsewhere(team: Team) -> None:
    """Cara has Dana forgotten on her phone, while the import's form is open."""
    [dana] = team.rows("SELECT id FROM customers WHERE name = 'Dana Reyes'")
    with team.writing(CARA) as session:
        use.forget(session, dana["id"], "Dana Reyes")


def test_an_import_is_taken_back_when_somebody_in_it_was_erased_since(team: Team) -> None:
    """What came with it of others goes, and nothing of who was erased is there again."""
    with_dana(team)
    tried(team, FULLER)
    team.submit(CARA)
    assert len(team.rows("SELECT 1 FROM audit WHERE part_of IS NOT NULL")) == 2
    assert len(team.rows("SELECT 1 FROM customer_keys WHERE written = 'ruth@olsen.example'")) == 1
    erase(team)
    [whole] = team.rows("SELECT id FROM audit WHERE action = 'customers imported'")
    team.command(CARA, "/rapport", "undo")
    team.click(CARA, "undo", team.latest(CARA, GENERAL), f"list:{whole['id']}")

    assert "*Undone*" in team.told(CARA, GENERAL)
    assert traces(team.data, WORDS) == []
    assert team.rows("SELECT 1 FROM customer_keys WHERE written = 'ruth@olsen.example'") == []
