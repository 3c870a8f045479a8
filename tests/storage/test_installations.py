"""What is remembered of the workspaces that installed Rapport: tokens sealed, states used once, nothing twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.domain.errors import StorageError
from bot.domain.installation import KEPT, STATE_LASTS, DueWorkspace, Installation
from storage.backup import databases, worth_copying
from storage.engines.hosted import Hosted
from storage.engines.opening import hosted
from storage.installations_kept import StoredInstallations
from storage.sealing import Seal
from tests import engines
from tests.fake_clock import MONDAY_NINE, FakeClock

KEY, NEWER = SecretStr("ab" * 32), SecretStr("cd" * 32)
HARBOUR = Installation(
    *("T0HARBOUR", None, "A0RAPPORT", "B0RAPPORT", "U0RAPPORT", ("chat:write", "commands"), "U0DEV"),
    *("https://harbour.slack.com/", "xoxb-secret", "xoxe-secret", MONDAY_NINE + timedelta(hours=12), MONDAY_NINE),
)
GRID = replace(HARBOUR, id="E0GRID", organisation="E0GRID", token="xoxb-grid")


@pytest.fixture
def where(tmp_path: Path) -> Iterator[Hosted]:
    engines.clear()
    url = engines.chosen.get("url")
    where = hosted(SecretStr(url) if url else None, tmp_path, None)
    yield where
    where.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def kept(where: Hosted, clock: FakeClock) -> StoredInstallations:
    return StoredInstallations(where.installations, Seal([KEY]), clock)


def test_an_installation_comes_back_as_it_was(kept: StoredInstallations) -> None:
    kept.save(HARBOUR)

    assert kept.of("T0HARBOUR", None) == HARBOUR
    assert kept.of("T0OTHER", None) is None


def test_tokens_are_nowhere_in_the_database_nor_in_what_is_printed(kept: StoredInstallations, where: Hosted) -> None:
    kept.save(HARBOUR)
    with where.installations.reading() as uow:
        held = repr([tuple(row) for row in uow.rows("SELECT * FROM installations")])

    assert "secret" not in held
    assert "T0HARBOUR" in held
    assert "secret" not in repr(HARBOUR)


def test_an_older_key_still_opens_and_the_first_one_seals(where: Hosted, clock: FakeClock) -> None:
    StoredInstallations(where.installations, Seal([KEY]), clock).save(HARBOUR)
    both = StoredInstallations(where.installations, Seal([NEWER, KEY]), clock)
    assert both.of("T0HARBOUR", None) == HARBOUR
    both.save(HARBOUR)

    assert StoredInstallations(where.installations, Seal([NEWER]), clock).of("T0HARBOUR", None) == HARBOUR


def test_without_its_key_a_token_is_refused_with_a_sentence(where: Hosted, clock: FakeClock) -> None:
    StoredInstallations(where.installations, Seal([KEY]), clock).save(HARBOUR)
    with pytest.raises(StorageError, match="RAPPORT_TOKEN_KEY_FILE") as refused:
        StoredInstallations(where.installations, Seal([NEWER]), clock).of("T0HARBOUR", None)

    assert "secret" not in refused.value.sentence


def test_a_token_put_into_another_workspaces_row_opens_nothing(kept: StoredInstallations, where: Hosted) -> None:
    kept.save(HARBOUR)
    kept.save(replace(HARBOUR, id="T0SPY", token="xoxb-spy"))
    stolen = "(SELECT token FROM installations WHERE id = 'T0HARBOUR')"
    where.installations.write(
        lambda uow: uow.execute(f"UPDATE installations SET token = {stolen} WHERE id = 'T0SPY'")  # noqa: S608  # ours
    )
    with pytest.raises(StorageError, match="another workspace"):
        kept.of("T0SPY", None)


def test_a_removed_one_has_no_tokens_at_once_and_is_due_to_be_erased_after_its_time(
    kept: StoredInstallations, clock: FakeClock
) -> None:
    kept.save(HARBOUR)
    kept.remove("T0HARBOUR")
    removed = kept.of("T0HARBOUR", None)

    assert removed == replace(HARBOUR, token="", refresh_token="", token_until=None, removed_at=MONDAY_NINE)
    assert kept.due(10) == []
    clock.advance(KEPT.total_seconds())
    assert kept.due(10) == [DueWorkspace("T0HARBOUR", is_left=True)]
    kept.forget("T0HARBOUR")
    assert kept.of("T0HARBOUR", None) is None
    assert kept.due(10) == []


def test_removed_a_second_time_the_days_count_from_the_first(kept: StoredInstallations, clock: FakeClock) -> None:
    kept.save(HARBOUR)
    kept.remove("T0HARBOUR")
    clock.advance(timedelta(days=20).total_seconds())
    kept.remove("T0HARBOUR")
    clock.advance(timedelta(days=10).total_seconds())

    assert kept.due(10) == [DueWorkspace("T0HARBOUR", is_left=True)]


def test_installed_again_it_is_due_at_once_and_keeps_nothing_of_having_been_removed(
    kept: StoredInstallations, clock: FakeClock
) -> None:
    kept.save(HARBOUR)
    kept.remove("T0HARBOUR")
    clock.advance(60)
    kept.save(replace(HARBOUR, token="xoxb-new", installed_at=clock.now()))

    assert kept.due(10) == [DueWorkspace("T0HARBOUR", is_left=False)]
    assert kept.count() == (1, 0)


def test_an_organisations_installation_serves_its_workspaces_and_a_workspaces_own_goes_first(
    kept: StoredInstallations,
) -> None:
    kept.save(GRID)
    assert kept.of("T0HARBOUR", "E0GRID") == GRID
    kept.serve("T0HARBOUR", GRID)
    assert kept.workspaces_of("E0GRID") == ["T0HARBOUR"]
    kept.save(replace(HARBOUR, organisation="E0GRID"))

    assert kept.of("T0HARBOUR", "E0GRID") == replace(HARBOUR, organisation="E0GRID")
    kept.remove("T0HARBOUR")
    assert kept.of("T0HARBOUR", "E0GRID") == GRID


def test_what_is_put_off_is_due_then_and_can_be_hurried(kept: StoredInstallations, clock: FakeClock) -> None:
    kept.save(HARBOUR)
    kept.put_off(["T0HARBOUR"], MONDAY_NINE + timedelta(minutes=15))
    assert kept.due(10) == []
    kept.hurry("T0HARBOUR")
    assert [one.id for one in kept.due(10)] == ["T0HARBOUR"]
    clock.advance(30)

    assert kept.late() == timedelta(seconds=30)


def test_a_state_is_good_once_for_a_while(kept: StoredInstallations, clock: FakeClock) -> None:
    assert kept.issue_state("one")
    assert kept.issue_state("two")
    assert kept.use_state("one")
    assert not kept.use_state("one")
    assert not kept.use_state("made up")
    clock.advance(STATE_LASTS.total_seconds())

    assert not kept.use_state("two")


def test_strangers_cannot_fill_the_database_with_states(
    kept: StoredInstallations, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.installations_kept.MOST_STATES", 3)
    assert [kept.issue_state(str(number)) for number in range(4)] == [True, True, True, False]
    clock.advance(STATE_LASTS.total_seconds())

    assert kept.issue_state("later")


def test_of_a_token_that_is_about_to_expire_one_process_has_it_renewed(kept: StoredInstallations) -> None:
    kept.save(HARBOUR)
    assert kept.to_refresh(MONDAY_NINE + timedelta(hours=12)) == []
    soon = MONDAY_NINE + timedelta(hours=13)
    assert kept.to_refresh(soon) == [HARBOUR]
    assert kept.to_refresh(soon) == []
    kept.renewed(replace(HARBOUR, token="xoxb-new", token_until=MONDAY_NINE + timedelta(days=1)))

    found = kept.of("T0HARBOUR", None)
    assert found is not None
    assert found.token == "xoxb-new"


def test_a_token_renewed_while_the_app_was_taken_out_is_not_kept(kept: StoredInstallations) -> None:
    kept.save(HARBOUR)
    kept.remove("T0HARBOUR")
    kept.renewed(replace(HARBOUR, token="xoxb-new"))

    found = kept.of("T0HARBOUR", None)
    assert found is not None
    assert found.token == ""


def test_workspaces_are_apart_and_each_goes_as_a_whole(where: Hosted, tmp_path: Path) -> None:
    opened = [where.open(team) for team in ("T0ONE", "T0TWO")]
    for database, ownership in opened:
        database.close()
        ownership.release()
    where.erase("T0ONE")
    database, ownership = where.open("T0TWO")
    with database.reading() as uow:
        assert uow.row("SELECT value FROM settings WHERE name = 'workspace'")
    database.close()
    ownership.release()

    if not where.others_write:
        assert [path.name for path in databases(tmp_path)] == ["T0TWO.db"]
        assert [path.name for path in worth_copying(tmp_path)] == ["T0TWO.db", "installations.db"]
        assert not list(tmp_path.glob("T0ONE*"))


def test_a_workspace_of_a_wrong_name_is_none(where: Hosted) -> None:
    with pytest.raises(StorageError, match="no workspace"):
        where.open("../T0ONE")


@pytest.mark.engine("sqlite")
def test_a_folder_is_one_process_s_and_its_backups_of_a_workspace_go_with_it(where: Hosted, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="in use by another Rapport"):
        hosted(None, tmp_path, None)
    for folder, name in (("backups", "T0ONE-20261127T090000Z.db"), ("before-restore", "T0ONE-20261127T090000Z.db")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).touch()
    (tmp_path / "backups" / "T0ONEMORE-20261127T090000Z.db").touch()
    where.erase("T0ONE")

    assert [path.name for path in tmp_path.glob("*/T0*")] == ["T0ONEMORE-20261127T090000Z.db"]


@pytest.mark.engine("postgres")
def test_a_workspace_that_another_process_has_is_not_erased(where: Hosted, tmp_path: Path) -> None:
    database, ownership = where.open("T0ONE")
    assert where.is_taken("T0ONE")
    assert not where.is_taken("T0NONE")
    with pytest.raises(StorageError, match="at work"):
        where.erase("T0ONE")
    ownership.release()
    database.close()

    assert not where.is_taken("T0ONE")
    assert tmp_path
