"""After `rapport restore`: no button acts on another row than its own, and nobody has to guess what became of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.customers import Customer
from bot.sandbox.world.elements import elements
from bot.views.ids import ABOUT_MY_DAYS
from storage import backup
from tests.team import ANA, BEN, CARA, FEEDBACK, GENERAL, Json, Team, words

pytestmark = pytest.mark.engine("sqlite")  # of its files

AFTER = "Rapport was brought back to its backup of Mon 23 Nov 2026"


def back_up(team: Team) -> Path:
    database = team.file
    return backup.backup(database, database.parent / "backups", team.clock.now(), keep=9)


def restore(team: Team, copy: Path, *, lose: bool = False) -> None:
    """The bot is stopped, its database brought back (lost before, perhaps) and the bot started again."""
    database = team.file
    team.stop()
    if lose:
        database.unlink()
    team.clock.advance(60)
    backup.restore(copy, database.parent, team.clock.now())
    team.start()
    team.advance(minutes=1)


def ids(team: Team, table: str) -> list[int]:
    return [row["id"] for row in team.rows(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608  # a name of the test


def complain(team: Team, what: str) -> Json:
    """A complaint; what whoever logged it is answered, with its buttons."""
    team.command(ANA, "/complaint", f"Dana Reyes: {what}")
    return team.latest(ANA, GENERAL)


def test_an_old_alert_that_could_not_be_edited_claims_nothing_of_what_came_after_the_restore(dana: Team) -> None:
    copy = back_up(dana)
    complain(dana, "order never arrived")
    old = dana.alert()
    restore(dana, copy, lose=True)
    complain(dana, "the terrace was cold")
    dana.click(BEN, "claim", old)

    assert AFTER in dana.told(BEN, FEEDBACK)
    assert "please log it again" in dana.told(BEN, FEEDBACK)
    assert dana.rows("SELECT assignee FROM followups") == [{"assignee": None}]


def test_undo_of_before_takes_nothing_back_that_came_after(dana: Team) -> None:
    copy = back_up(dana)
    old = complain(dana, "order never arrived")
    restore(dana, copy)
    complain(dana, "the terrace was cold")
    dana.click(ANA, "undo", old)

    assert AFTER in dana.told(ANA, GENERAL)
    assert dana.rows("SELECT undone_at FROM touchpoints") == [{"undone_at": None}]


@pytest.mark.parametrize(("button", "value"), [("follow_up", None), ("more", "negative:1")])
def test_a_button_for_what_is_lost_says_so_and_takes_nothing_else(dana: Team, button: str, value: str | None) -> None:
    copy = back_up(dana)
    dana.command(ANA, "/customer", "add Quillon Zarf")
    dana.command(ANA, "/touchpoint", "Quillon Zarf: called")
    old = dana.latest(ANA, GENERAL)
    restore(dana, copy)
    dana.add_customer(Customer(0, "Somebody Else"))
    dana.command(ANA, "/touchpoint", "Somebody Else: called")
    dana.click(ANA, button, old, value)

    assert AFTER in dana.told(ANA, GENERAL)


def test_what_the_backup_has_keeps_its_buttons(dana: Team) -> None:
    complain(dana, "order never arrived")
    restore(dana, back_up(dana))
    dana.click(BEN, "claim", dana.alert())

    assert dana.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]


def test_a_message_from_after_the_backup_is_made_neutral(dana: Team) -> None:
    copy = back_up(dana)
    complain(dana, "order never arrived")
    restore(dana, copy)
    [message] = dana.sees(BEN, FEEDBACK)

    assert "A backup was restored" in words(message)
    assert "Dana" not in str(message)
    assert "action_id" not in str(message["blocks"])


def test_a_message_that_changed_after_the_backup_says_how_things_stand(dana: Team) -> None:
    complain(dana, "order never arrived")
    copy = back_up(dana)
    dana.advance(minutes=1)
    dana.click(BEN, "claim", dana.alert())
    restore(dana, copy)

    assert f"<@{BEN}>" not in words(dana.alert())
    dana.click(CARA, "claim", dana.alert())
    assert dana.rows("SELECT assignee FROM followups") == [{"assignee": CARA}]


def test_a_message_that_waited_when_the_backup_was_taken_and_was_sent_after_is_not_lost(dana: Team) -> None:
    dana.sandbox.people.command(channel=GENERAL, user=ANA, command="/complaint", text="Dana Reyes: order never arrived")
    copy = back_up(dana)
    dana.advance(minutes=1)
    restore(dana, copy)
    dana.click(BEN, "claim", dana.alert())

    assert len(dana.sees(BEN, FEEDBACK)) == 1
    assert f"<@{BEN}>" in words(dana.alert())


def test_a_digest_from_after_the_backup_shows_what_is_still_there(dana: Team) -> None:
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:tomorrow for:<@{ANA}>")
    copy = back_up(dana)
    dana.command(ANA, "/followup", f"Dana Reyes: send the menu due:tomorrow for:<@{ANA}>")
    dana.advance(hours=24)
    [before] = dana.dm(ANA)
    restore(dana, copy)
    [after] = dana.dm(ANA)

    assert "call back" in words(before)
    assert "send the menu" in words(before)
    assert "call back" in words(after)
    assert "send the menu" not in words(after)
    dana.click(ANA, "done", after)
    assert dana.rows("SELECT title, status FROM followups") == [{"title": "call back", "status": "done"}]


def test_a_digest_of_which_nothing_is_left_says_so(dana: Team) -> None:
    copy = back_up(dana)
    dana.command(ANA, "/followup", f"Dana Reyes: send the menu due:tomorrow for:<@{ANA}>")
    dana.advance(hours=24)
    restore(dana, copy)

    assert "Nothing of this day is left" in words(dana.dm(ANA)[-1])


def test_what_leads_were_told_of_a_restore_stays_after_another_one(dana: Team) -> None:
    copy = back_up(dana)
    complain(dana, "order never arrived")
    restore(dana, copy)
    dana.advance(minutes=2)
    restore(dana, copy)
    dana.advance(minutes=2)

    told = [words(message) for message in dana.dm(CARA)]
    assert sum("all of it in the folder before-restore" in one for one in told) >= 1
    assert not any("What stood here came after that" in one for one in told)


def test_leads_are_told_once_what_is_missing(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back")
    copy = back_up(dana)
    complain(dana, "order never arrived")
    dana.click(BEN, "claim", dana.alert())
    dana.command(ANA, "/customer", "add Quillon Zarf")
    dana.command(ANA, "/customer", "edit Dana Reyes tier:gold")
    restore(dana, copy)
    dana.advance(minutes=5)
    told = [words(message) for message in dana.dm(CARA) if "A backup was restored" in words(message)]

    assert len(told) == 1
    assert "Rapport is as it was <!date^" in told[0]
    assert "1 customer, 1 touchpoint (1 of them a complaint), 1 follow-up." in told[0]
    assert "1 later change (" in told[0]
    assert "all of it in the folder before-restore" in told[0]


def test_leads_are_told_that_nobody_knows_what_is_missing_where_the_database_was_lost(dana: Team) -> None:
    copy = back_up(dana)
    complain(dana, "order never arrived")
    restore(dana, copy, lose=True)
    told = words(dana.dm(CARA)[-1])

    assert "please have everything logged again that matters" in told
    assert "before-restore" not in told


def test_a_digest_sent_before_the_restore_is_not_sent_again(dana: Team) -> None:
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:today <@{ANA}>")
    copy = back_up(dana)
    dana.advance(hours=24)
    before = dana.rows("SELECT recipient, local_date, state FROM ledger WHERE kind = 'digest' ORDER BY id")
    restore(dana, copy)
    dana.advance(minutes=10)

    assert before
    after = dana.rows("SELECT recipient, local_date, state FROM ledger WHERE kind = 'digest' ORDER BY id")
    assert [row for row in before if row["state"] in {"sent", "late"}] == [
        row for row in after if row["state"] in {"sent", "late"}
    ]


@pytest.mark.parametrize("table", ["customers", "touchpoints", "followups", "audit", "outbox"])
def test_no_id_is_given_out_twice_however_often_one_goes_back_and_forth(dana: Team, table: str) -> None:
    first = back_up(dana)
    seen: set[int] = set(ids(dana, table))

    def add(name: str) -> None:
        dana.clock.advance(60)
        before = set(ids(dana, table))
        dana.command(ANA, "/customer", f"add {name}")
        complain(dana, f"no {name}")
        added = set(ids(dana, table)) - before
        assert added
        assert not added & seen
        seen.update(added)

    add("Aba Onda")
    second = back_up(dana)
    add("Bil Upor")
    restore(dana, first)
    add("Cel Ivans")
    restore(dana, second)
    add("Dor Evans")
    restore(dana, first, lose=True)
    add("Emi Ozan")
    restore(dana, first, lose=True)
    add("Fio Urich")


def test_it_is_still_known_after_another_restore(dana: Team) -> None:
    copy = back_up(dana)
    old = complain(dana, "order never arrived")
    restore(dana, copy)
    dana.advance(minutes=10)
    restore(dana, back_up(dana))
    dana.click(ANA, "undo", old)

    assert AFTER in dana.told(ANA, GENERAL)


LINES = (
    ("/complaint", "order never arrived"),
    ("/complaint", "order never arrived, again"),
    ("/touchpoint", "called, very happy"),
    ("/touchpoint", "they were angry"),
    ("/rating", "9/10 lovely"),
    ("/followup", "call back"),
    ("/followup", "call back next week"),
    ("/thanks", "for the referral"),
)


def test_every_button_of_what_came_after_the_backup_says_so_and_changes_nothing(dana: Team) -> None:
    """Also those of messages that nobody could edit, because the replaced file was lost."""
    copy = back_up(dana)
    dana.command(ANA, "/customer", "add Quillon Zarf")
    typed = [(command, f"Quillon Zarf: {text}") for command, text in LINES]
    typed += [("/customer", "Quillon Zarf"), ("/followup", "mine"), ("/touchpoint", "Quilon Zarf: called")]
    old = []
    for command, text in typed:
        dana.command(ANA, command, text)
        old.append(dana.latest(ANA, GENERAL))
    dana.advance(hours=24)
    old += [*dana.sees(ANA, FEEDBACK), *dana.dm(ANA), *dana.dm(CARA)]
    restore(dana, copy, lose=True)
    dana.add_customer(Customer(0, "Somebody Else"))
    dana.command(ANA, "/complaint", "Somebody Else: order never arrived")
    before = state(dana)

    buttons = {}
    for message in old:
        carrying = [
            one
            for _, one in elements(message.get("blocks", []))
            if one["type"] != "button" or one.get("value")
            if one["action_id"] != ABOUT_MY_DAYS  # it is about who reads it
        ]
        for element in carrying:
            for value in [one["value"].split(":")[0] for one in element.get("options", [])] or [None]:
                buttons[element["action_id"], value] = message
    assert len(buttons) > 25
    for (action_id, value), message in buttons.items():
        person = CARA if message["channel"] == dana.dm(CARA)[0]["channel"] else ANA
        dana.click(person, action_id, message, next(whole(message, action_id, value), None))
        assert AFTER in words(dana.latest(person, message["channel"])), (action_id, value)
        assert dana.sandbox.people.view(user=person) is None, (action_id, value)
    assert state(dana) == before


def state(team: Team) -> list[Json]:
    return team.rows("SELECT (SELECT count(*) FROM audit) AS entries, status, assignee, due FROM followups")


def whole(message: Json, action_id: str, value: str | None) -> Iterator[str]:
    """The whole value of an option that begins so."""
    for _, element in elements(message["blocks"]):
        if element["action_id"] == action_id:
            yield from (one["value"] for one in element.get("options", []) if one["value"].split(":")[0] == value)
