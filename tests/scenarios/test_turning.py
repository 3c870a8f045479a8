"""Messages that stay say what is so when they are read: days later, in another zone, across a change of clocks."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.slack_dates import as_read
from tests.team import ANA, BEN, CARA, FEEDBACK, FEI, GENERAL, Json, Team, words

QUARTER = 900
ZONES = {ANA: "Europe/Lisbon", BEN: "America/New_York", FEI: "Asia/Kolkata"}


def read(team: Team, message: Json, person: str = ANA) -> str:
    text = words(message).replace("Later today\nTomorrow", "")  # what the menu offers is true on any day
    return as_read(text, team.clock.now(), ZONES[person])


def edits(team: Team) -> int:
    return team.rows("SELECT count(*) AS n FROM outbox WHERE edits IS NOT NULL AND state = 'sent'")[0]["n"]  # type: ignore[no-any-return]  # a count


def test_an_alert_past_its_deadline_says_since_when_without_anybody_touching_it(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived severity:high")
    assert "to answer by today at 13:00" in read(dana, dana.alert())
    dana.advance(tick_s=QUARTER, hours=3, minutes=45)
    assert "verdue" not in read(dana, dana.alert())
    dana.advance(tick_s=QUARTER, minutes=15)
    assert "*overdue* since today at 13:00" in read(dana, dana.alert())
    dana.advance(days=8)
    assert "*overdue* since Nov 23, 2026 at 13:00" in read(dana, dana.alert())
    assert len(dana.sees(BEN, FEEDBACK)) == 1


def test_nothing_says_today_a_week_later(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: nice call")
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.command(ANA, "/followup", "Dana Reyes: send the menu due:today")
    dana.jump(datetime(2026, 11, 24, 9, tzinfo=UTC))
    dana.advance(days=7)
    for message in [*dana.sees(ANA, FEEDBACK), *dana.dm(ANA)[:1]]:
        text = read(dana, message)
        assert "today" not in text
        assert "tomorrow" not in text


@pytest.mark.parametrize("person", [ANA, BEN, FEI])
def test_a_direct_message_turns_at_midnight_of_its_reader(dana: Team, person: str) -> None:
    dana.command(CARA, "/followup", f"Dana Reyes: call them due:2026-11-24 <@{person}|x>")
    (message,) = dana.dm(person)
    said = []
    while dana.clock.now() < datetime(2026, 11, 26, 9, tzinfo=UTC):
        dana.advance(tick_s=QUARTER * 4, hours=1)
        text = read(dana, dana.dm(person)[0], person)
        said.append(next(word for word in ("due tomorrow", "due today", "*overdue* since") if word in text))
    assert sorted(set(said), key=said.index) == ["due tomorrow", "due today", "*overdue* since"]
    assert said.count("due today") == 24
    assert message["ts"] == dana.dm(person)[0]["ts"]


def test_a_line_costs_its_messages_a_few_edits_and_then_none(dana: Team) -> None:
    dana.command(CARA, "/followup", "Dana Reyes: call them due:2026-11-24 <@U0ANA|ana>")
    dana.advance(days=3)
    assert edits(dana) <= 3
    dana.advance(days=10)
    told = dana.rows("SELECT id FROM outbox WHERE edits IS NULL AND state = 'sent'")
    most = "SELECT edits, count(*) AS n FROM outbox WHERE edits IS NOT NULL AND state = 'sent' GROUP BY edits"
    assert len(told) > 5
    assert max(row["n"] for row in dana.rows(most)) <= 4
    before = len(dana.rows("SELECT id FROM outbox WHERE edits = ? AND state = 'sent'", told[0]["id"]))
    dana.advance(days=10)
    assert len(dana.rows("SELECT id FROM outbox WHERE edits = ? AND state = 'sent'", told[0]["id"])) == before


def test_what_was_put_off_comes_back_in_every_message(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: furious, the order never arrived")
    dana.click(BEN, "snooze", dana.alert(), "Tomorrow")
    alert = dana.sees(ANA, FEEDBACK)[0]
    assert "· put off to tomorrow" in read(dana, alert)
    dana.advance(hours=16)
    assert "· was put off to today" in read(dana, dana.sees(ANA, FEEDBACK)[0])


def test_after_days_without_rapport_everything_is_brought_up_to_date_once(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.advance(minutes=16)
    dana.stop()
    dana.clock.set(datetime(2026, 11, 27, 22, 7, tzinfo=UTC))
    dana.start()
    dana.rapport.tick()
    dana.settle()
    assert "*overdue* since Nov 24, 2026 at 09:00" in read(dana, dana.sees(ANA, FEEDBACK)[0])
    before = edits(dana)
    dana.advance(tick_s=QUARTER, hours=1)
    assert edits(dana) == before


@pytest.mark.parametrize("days", [8, 13, 77])
def test_an_old_digest_says_nothing_that_time_makes_false_however_long_rapport_was_away(dana: Team, days: int) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: send the menu due:2026-11-24")
    dana.command(ANA, "/thanks", "Dana Reyes: for the referral")
    dana.jump(datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert "due today" in read(dana, dana.dm(ANA)[0])
    dana.jump(datetime(2026, 11, 24, 9, tzinfo=UTC) + timedelta(days=days))
    digest = read(dana, dana.dm(ANA)[0])
    assert "send the menu · for Tue 24 Nov" in digest
    assert "Show all" not in digest
    assert "/followup mine" in digest
    for false in ("due", "today", "verdue", "To thank", "tomorrow"):
        assert false not in digest.replace("Later today", "")
    dana.click(ANA, "done", dana.dm(ANA)[0])
    assert "Done: Dana Reyes, send the menu" in read(dana, dana.dm(ANA)[0])


def test_a_clock_set_back_harms_nothing(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.jump(datetime(2026, 11, 24, 10, tzinfo=UTC))
    dana.jump(datetime(2026, 11, 23, 10, tzinfo=UTC))
    dana.jump(datetime(2026, 11, 24, 10, tzinfo=UTC) + timedelta(minutes=15))
    assert "*overdue* since today at 09:00" in read(dana, dana.sees(ANA, FEEDBACK)[0])


def test_across_a_change_of_clocks_days_turn_at_midnight_on_the_wall(dana: Team) -> None:
    dana.clock.set(datetime(2027, 3, 26, 9, tzinfo=UTC))  # clocks go forward on Sunday 28 March in Lisbon
    dana.command(CARA, "/followup", "Dana Reyes: call them due:2027-03-29 <@U0ANA|ana>")
    dana.jump(datetime(2027, 3, 29, 22, 45, tzinfo=UTC))
    assert "due today" in read(dana, dana.dm(ANA)[0])
    dana.jump(datetime(2027, 3, 29, 23, 0, tzinfo=UTC))
    assert "*overdue* since yesterday" in read(dana, dana.dm(ANA)[0])


def test_a_customer_who_was_added_by_mistake_leaves_every_digest(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: send the menu due:2026-11-24")
    dana.command(ANA, "/customer", "add Bea Soon birthday:27-Nov owner:@ana")
    added = dana.latest(ANA, GENERAL)
    dana.advance(minutes=5)
    with dana.writing(ANA) as session:
        session.uow.execute("UPDATE audit SET at = '2026-11-24T08:55:00+00:00' WHERE action = 'customer added'")
    dana.jump(datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert "Bea Soon" in words(dana.dm(ANA)[-1])
    dana.click(ANA, "undo", added)
    assert "Bea Soon" not in words(dana.dm(ANA)[-1])
    assert "send the menu" in words(dana.dm(ANA)[-1])
