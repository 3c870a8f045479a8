"""A restart loses nothing: what was asked, answered, kept and shown goes on where it was."""

import pytest

from bot.domain.errors import StorageError
from tests.team import ANA, BEN, FEEDBACK, GENERAL, Team, words


def restart(team: Team) -> None:
    """As after an update: the bot stops in good order and starts again on its database."""
    team.stop()
    delivered = team.transport.delivered
    team.start()
    team.transport.delivered = delivered
    team.settle()


def test_alert_not_yet_sent_arrives_once_after_the_restart(dana: Team) -> None:
    dana.sandbox.people.command(channel=GENERAL, user=ANA, command="/complaint", text="Dana Reyes: order never arrived")
    assert dana.sees(BEN, FEEDBACK) == []
    restart(dana)
    restart(dana)

    assert len(dana.sees(BEN, FEEDBACK)) == 1


def test_buttons_of_before_the_restart_work(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    restart(dana)
    dana.click(BEN, "claim", dana.alert())
    restart(dana)
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))

    assert "*Withdrawn*" in words(dana.alert())
    assert "took back the entry" in words(dana.dm(BEN)[-1])


def test_line_kept_before_the_restart_can_be_finished(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Rayes: asked for a quote")
    restart(dana)
    dana.click(ANA, "choose_customer", dana.latest(ANA, GENERAL))

    assert dana.rows("SELECT text FROM touchpoints") == [{"text": "asked for a quote"}]


def test_form_opened_before_the_restart_is_sent_and_answered_where_it_was_opened(dana: Team) -> None:
    dana.command(ANA, "/touchpoint")
    restart(dana)
    answer = dana.submit(ANA, customer="Dana Reyes", text="asked for a quote")

    assert dana.rows("SELECT text FROM touchpoints") == [{"text": "asked for a quote"}]
    assert answer.get("closed")
    assert "asked for a quote" in dana.told(ANA, GENERAL)


def test_request_repeated_after_the_restart_has_no_second_effect(dana: Team) -> None:
    first = dana.command(ANA, "/touchpoint", "Dana Reyes: asked for a quote")
    restart(dana)

    assert words(dana.again()) == words(first)
    assert len(dana.rows("SELECT * FROM touchpoints")) == 1


@pytest.mark.engine("sqlite")  # of its files
def test_what_a_killed_restore_left_is_gone_after_the_start_and_the_backups_stay(dana: Team) -> None:
    data = dana.file.parent
    left = [data / "T0HARBOUR.restoring", data / "T0HARBOUR.restoring-wal", data / "T0HARBOUR.db.converting"]
    left += [data / "before-restore" / "T0HARBOUR-20261120T090000Z.part"]
    left += [data / "backups" / "T0HARBOUR-20261120T090000Z.db.converting"]
    kept = [data / "before-restore" / "T0HARBOUR-20261119T090000Z.db", data / "T0HARBOUR2.restoring"]
    kept += [data / "before-restore" / "T0HARBOUR2-20261120T090000Z.part", data / "T0HARBOUR2.db.converting"]
    kept += [data / "backups" / "T0HARBOUR-20261120T090000Z.part"]  # of a backup that may be under way
    for folder in ("before-restore", "backups"):
        (data / folder).mkdir()
    for file in (*left, *kept):
        file.write_bytes(b"half")
    restart(dana)

    assert [file.name for file in left if file.exists()] == []
    assert all(file.exists() for file in kept)


def test_where_a_form_was_opened_is_forgotten_after_half_an_hour(dana: Team) -> None:
    dana.command(ANA, "/touchpoint")
    dana.advance(minutes=28)
    assert len(dana.rows("SELECT * FROM form_origins")) == 1
    dana.advance(minutes=2)
    assert dana.rows("SELECT * FROM form_origins") == []
    dana.submit(ANA, customer="Dana Reyes", text="asked for a quote")

    assert "asked for a quote" in words(dana.form(ANA))


def test_database_of_another_workspace_is_not_begun_with(dana: Team) -> None:
    with dana.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE settings SET value = '\"T0OTHER\"' WHERE name = 'workspace'")
    dana.stop()
    with pytest.raises(StorageError, match="the database of the workspace T0OTHER, not of T0HARBOUR"):
        dana.start()
