"""`rapport backup` where the data is in PostgreSQL: by pg_dump, while the bot runs; every copy is read through."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bot.cli import main
from tests import engines
from tests.cluster import programs
from tests.team import ANA, Team

pytestmark = pytest.mark.engine("postgres")


@pytest.fixture
def logged(dana: Team, monkeypatch: pytest.MonkeyPatch) -> Team:
    """A running bot with two complaints, and PostgreSQL's programs."""
    monkeypatch.setenv("PATH", f"{programs()}:{os.environ['PATH']}")
    for number in range(2):
        dana.command(ANA, "/complaint", f"Dana Reyes: order {number} never arrived")
    return dana


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another database of the same server, empty."""
    with psycopg.connect(engines.chosen["url"], autocommit=True) as connection:
        connection.execute("CREATE DATABASE elsewhere")
    yield make_conninfo("", **{**conninfo_to_dict(engines.chosen["url"]), "dbname": "elsewhere"})
    with psycopg.connect(engines.chosen["url"], autocommit=True) as connection:
        connection.execute("DROP DATABASE elsewhere WITH (FORCE)")


def backup(folder: Path, *arguments: str, **variables: str) -> Result:
    given = {"RAPPORT_DATABASE": engines.chosen["url"], "RAPPORT_DATA": str(folder), **variables}
    return CliRunner().invoke(main, ["backup", *arguments], env=given)


def texts(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM t0harbour.touchpoints ORDER BY id")]


@pytest.mark.usefixtures("logged")
def test_a_copy_brought_back_elsewhere_holds_the_same(tmp_path: Path, elsewhere: str) -> None:
    said = backup(tmp_path, "--to", str(tmp_path / "copies"))
    assert said.exit_code == 0, said.output
    [copy] = (tmp_path / "copies").glob("T0HARBOUR-*.dump")
    assert str(copy) in said.output
    assert copy.stat().st_mode & 0o077 == 0
    subprocess.run(["pg_restore", f"--dbname={elsewhere}", "--exit-on-error", str(copy)], check=True)
    assert texts(elsewhere) == texts(engines.chosen["url"]) == ["order 0 never arrived", "order 1 never arrived"]


@pytest.mark.usefixtures("logged")
def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"T0HARBOUR-2026110{day}T030000Z.dump").write_text("old")
    (folder / "T0OTHER-20261101T030000Z.dump").write_text("another's")
    assert backup(tmp_path, "--keep", "2").exit_code == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names[:2] == ["T0HARBOUR-20261103T030000Z.dump", names[1]]
    assert names[2:] == ["T0OTHER-20261101T030000Z.dump"]


@pytest.mark.usefixtures("logged")
def test_without_its_programs_it_says_how(tmp_path: Path) -> None:
    said = backup(tmp_path, PATH="/nowhere")
    assert said.exit_code == 1
    assert "apt-get install -y postgresql-client" in said.output
    assert "pg_dump --format=custom --schema=" in said.output


def restore(copy: Path, *arguments: str, answer: str = "") -> Result:
    given = {"RAPPORT_DATABASE": engines.chosen["url"], "RAPPORT_DATA": str(copy.parent)}
    return CliRunner().invoke(main, ["restore", str(copy), *arguments], env=given, input=answer)


@pytest.fixture
def copy(logged: Team, tmp_path: Path) -> Path:
    """A copy, after which one more was logged and Rapport was stopped."""
    assert backup(tmp_path).exit_code == 0
    logged.command(ANA, "/complaint", "Dana Reyes: and this came after it")
    logged.stop()
    [made] = (tmp_path / "backups").iterdir()
    return made


def test_going_back_keeps_what_there_was_and_sends_nothing_old(logged: Team, copy: Path) -> None:
    with psycopg.connect(engines.chosen["url"]) as connection:
        [(before,)] = connection.execute("SELECT max(id) FROM t0harbour.followups").fetchall()
    said = restore(copy, "--yes")
    assert said.exit_code == 0, said.output
    assert texts(engines.chosen["url"]) == ["order 0 never arrived", "order 1 never arrived"]
    [aside] = re.findall(r"is in the schema (t0harbour_before_\w+), until", said.output)
    with psycopg.connect(engines.chosen["url"], autocommit=True) as connection:
        assert connection.execute(f"SELECT count(*) FROM {aside}.touchpoints").fetchone() == (3,)  # noqa: S608  # ours
        waiting = "SELECT count(*) FROM t0harbour.outbox WHERE state IN ('pending', 'sending', 'unknown')"
        assert connection.execute(waiting).fetchone() == (0,)
        connection.execute(f"DROP SCHEMA {aside} CASCADE")
    logged.start()
    logged.command(ANA, "/complaint", "Dana Reyes: logged anew")
    assert max(row["id"] for row in logged.rows("SELECT id FROM followups")) > before + 1_000_000


def test_whoever_does_not_agree_changes_nothing(copy: Path) -> None:
    assert restore(copy, answer="n\n").exit_code == 1
    assert len(texts(engines.chosen["url"])) == 3


def test_while_a_rapport_is_at_work_it_is_refused(logged: Team, tmp_path: Path) -> None:
    assert backup(tmp_path).exit_code == 0
    [made] = (tmp_path / "backups").iterdir()
    said = restore(made, "--yes")
    assert said.exit_code == 1
    assert "is in use by another Rapport" in said.output
    logged.command(ANA, "/complaint", "Dana Reyes: it works on")
    assert len(texts(engines.chosen["url"])) == 3


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("copy.dump", None, "does not say whose it is"),
        ("T0OTHER-20261101T030000Z.dump", None, "is no copy of the workspace T0OTHER"),
        ("T0HARBOUR-20261101T030000Z.dump", b"PGDMP no more", "pg_restore failed"),
    ],
)
def test_what_is_no_copy_of_it_changes_nothing(copy: Path, name: str, content: bytes | None, says: str) -> None:
    other = copy.with_name(name)
    other.write_bytes(copy.read_bytes() if content is None else content)
    said = restore(other, "--yes")
    assert said.exit_code == 1
    assert says in said.output
    assert len(texts(engines.chosen["url"])) == 3


def test_a_copy_that_breaks_off_brings_back_what_there_was(copy: Path) -> None:
    broken = copy.with_name("T0HARBOUR-20261102T030000Z.dump")
    broken.write_bytes(copy.read_bytes()[:-2000])
    said = restore(broken, "--yes")
    assert said.exit_code == 1
    assert len(texts(engines.chosen["url"])) == 3


PROGRAM = """#!/bin/sh
echo "$@" >> {folder}/said
echo "$PGPASSWORD" >> {folder}/password
{rest}
"""


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ("echo 'pg_dump: error: aborting because of server version mismatch' >&2; exit 1", "server version mismatch"),
        ("exit 0", "is not in it"),
    ],
    ids=["refused", "empty"],
)
def test_what_is_no_whole_copy_is_told_and_removes_no_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rest: str, says: str
) -> None:
    for name in ("pg_dump", "pg_restore"):
        program = tmp_path / name
        program.write_text(PROGRAM.format(folder=tmp_path, rest=rest))
        program.chmod(0o700)
    old = tmp_path / "backups" / "T0HARBOUR-20261101T030000Z.dump"
    old.parent.mkdir()
    old.write_text("old")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    url = make_conninfo("", **{**conninfo_to_dict(engines.chosen["url"]), "password": "hush-hush"})
    address = "postgresql://rapport:hush-hush@/postgres?" + "&".join(
        f"{name}={value}" for name, value in conninfo_to_dict(url).items() if name in {"host", "port"}
    )
    said = backup(tmp_path, "--keep", "1", RAPPORT_DATABASE=address)
    assert said.exit_code == 1
    assert says in said.output
    assert "hush-hush" not in said.output
    assert [path.name for path in old.parent.iterdir()] == [old.name]
    assert "hush-hush" not in (tmp_path / "said").read_text()
    assert "hush-hush" in (tmp_path / "password").read_text()
