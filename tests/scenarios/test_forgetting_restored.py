"""Going back to a backup of before an erasure: whoever was erased since is erased again before Rapport starts."""

import os
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from storage import erasure_list
from tests import engines
from tests.cluster import programs
from tests.forgetting import WORDS, erase, forget, with_dana
from tests.team import ANA, CARA, Team, words
from tests.traces import traces


@pytest.fixture
def dana(team: Team, monkeypatch: pytest.MonkeyPatch) -> Team:
    if "url" in engines.chosen:
        monkeypatch.setenv("PATH", f"{programs()}:{os.environ['PATH']}")
    return with_dana(team)


def rapport(team: Team, *arguments: str) -> Result:
    given = {"RAPPORT_DATA": str(team.data), **engines.told()}
    said = CliRunner().invoke(main, arguments, env=given)
    assert said.exit_code == 0, said.output
    return said


def back_up(team: Team, folder: Path) -> Path:
    rapport(team, "backup", "--to", str(folder))
    return max(path for path in folder.iterdir() if path.suffix in {".db", ".dump"})


def restore(team: Team, copy: Path) -> None:
    team.stop()
    rapport(team, "restore", str(copy), "--yes")


def drop_put_aside() -> None:
    if "url" in engines.chosen:
        with psycopg.connect(engines.chosen["url"], autocommit=True) as server:
            aside = server.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE '%_before_%'").fetchall()
            for (schema,) in aside:
                server.execute(f'DROP SCHEMA "{schema}" CASCADE')  # ours


def test_a_restored_backup_has_nothing_of_who_was_erased_since(
    dana: Team, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = back_up(dana, tmp_path_factory.mktemp("copies"))
    erase(dana)
    restore(dana, copy)
    drop_put_aside()

    assert traces(dana.data, WORDS) == []
    dana.start(leads=frozenset({CARA}))
    assert dana.rows("SELECT name FROM customers") == [{"name": "Ruth Olsen"}]
    assert "know anybody called" in words(dana.command(ANA, "/customer", "Dana Reyes"))
    dana.advance(minutes=5)
    assert "Reyes" not in words(dana.alert())


def test_the_list_beside_a_later_backup_does_where_the_data_folder_was_lost(
    dana: Team, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    old = back_up(dana, folder)
    erase(dana)
    back_up(dana, folder)
    if "url" in engines.chosen:
        dana.write("DELETE FROM rapport_erased.marks")
    else:
        erasure_list.beside(dana.file).unlink()
    restore(dana, old)
    drop_put_aside()

    assert traces(dana.data, WORDS) == []


def test_a_backup_taken_within_the_day_erases_them_as_well(
    dana: Team, tmp_path_factory: pytest.TempPathFactory
) -> None:
    forget(dana)
    copy = back_up(dana, tmp_path_factory.mktemp("copies"))
    dana.advance(hours=24)
    dana.advance(minutes=10)
    restore(dana, copy)
    drop_put_aside()

    assert traces(dana.data, WORDS) == []
    dana.start(leads=frozenset({CARA}))
    assert dana.rows("SELECT state, kept FROM forgettings") == [{"state": "erased", "kept": ""}]


def test_the_list_says_nothing_of_anybody(dana: Team, tmp_path_factory: pytest.TempPathFactory) -> None:
    erase(dana)
    folder = tmp_path_factory.mktemp("copies")
    back_up(dana, folder)

    [mark] = (folder / "T0HARBOUR.erased").read_text().split()
    assert len(mark) == erasure_list.MARK_LENGTH
