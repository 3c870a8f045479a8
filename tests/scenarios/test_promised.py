"""What a customer was promised: first everywhere, never moved behind their back, and counted where it was broken."""

from datetime import date

from bot.use_cases.promises import broken
from tests.digests import digests
from tests.slack_dates import as_read
from tests.team import ANA, BEN, GENERAL, Json, Team, words


def read(team: Team, message: Json) -> str:
    return as_read(words(message), team.clock.now())


def mine(team: Team) -> Json:
    team.command(ANA, "/followup", "mine")
    return team.latest(ANA, GENERAL)


def broken_since(team: Team, since: date) -> list[tuple[str, str]]:
    with team.rapport.deps.reading(team.rapport.deps.person(BEN)) as session:
        return [(str(day), one.title) for day, one in broken(session, since)]


def test_it_stands_first_in_lists_and_in_the_digest(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: an older thing due:tomorrow")
    answer = dana.command(ANA, "/followup", "Dana Reyes: call back tomorrow promised")
    assert ":handshake: promised to the customer" in words(answer)
    text = read(dana, mine(dana))
    assert text.index("call back · due tomorrow · :handshake: promised") < text.index("an older thing")
    dana.advance(days=1, hours=1)

    (digest,) = digests(dana, ANA)
    assert digest.index("Promised to customers") < digest.index("call back") < digest.index("an older thing")
    assert "1 promised" in dana.dm(ANA)[-1]["text"]


def test_putting_it_off_beyond_its_day_asks_whether_they_know(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back promised:today")
    dana.click(ANA, "more", mine(dana), "Tomorrow")
    form = dana.form(ANA)
    assert "The customer was told Monday 23 November." in words(form)
    answer = dana.submit(ANA, until="2026-11-24")
    assert "Tick that they know the new day" in answer["errors"]["reason"]
    assert dana.rows("SELECT snoozed_until FROM followups") == [{"snoozed_until": None}]
    dana.submit(ANA, until="2026-11-24", told=["told"])

    assert dana.rows("SELECT snoozed_until, promised_on, broken_on FROM followups") == [
        {"snoozed_until": "2026-11-24", "promised_on": "2026-11-24", "broken_on": None}
    ]
    assert "put off to tomorrow · :handshake: promised for tomorrow (was today)" in read(dana, mine(dana))


def test_put_off_with_a_word_alone_it_is_broken_once_its_day_has_passed(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back promised:today")
    dana.click(ANA, "more", mine(dana), "Tomorrow")
    dana.submit(ANA, until="2026-11-25", reason="no answer")
    assert ":handshake: promised for today" in read(dana, mine(dana))
    assert broken_since(dana, date(2026, 11, 1)) == []
    dana.advance(days=2, tick_s=21_600)

    assert ":broken_heart: *promise broken*" in read(dana, mine(dana))
    assert broken_since(dana, date(2026, 11, 1)) == [("2026-11-23", "call back")]
    dana.click(ANA, "more", mine(dana), "Tomorrow")
    dana.submit(ANA, until="2026-11-26", told=["told"])
    assert ":handshake: promised" in read(dana, mine(dana))
    assert broken_since(dana, date(2026, 11, 1)) == [("2026-11-23", "call back")], "a new promise mends no old one"
    dana.click(ANA, "done", mine(dana))
    assert broken_since(dana, date(2026, 11, 24)) == []


def test_another_day_right_after_planning_is_a_correction_and_later_it_is_not(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back, promised")
    dana.click(ANA, "due_monday", dana.latest(ANA, GENERAL))
    assert dana.rows("SELECT due, promised_on FROM followups") == [{"due": "2026-11-30", "promised_on": "2026-11-30"}]
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    assert dana.rows("SELECT due, promised_on FROM followups") == [{"due": "2026-11-24", "promised_on": "2026-11-24"}]
    dana.command(ANA, "/followup", "Dana Reyes: and this, promised")
    dana.advance(minutes=20)
    dana.click(ANA, "due_monday", dana.latest(ANA, GENERAL))

    assert "The customer was told another day" in dana.told(ANA, GENERAL)
    assert dana.rows("SELECT DISTINCT due FROM followups") == [{"due": "2026-11-24"}]


def test_what_is_done_in_time_or_was_planned_by_mistake_is_not_broken(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: one promised:today")
    dana.click(ANA, "done", mine(dana))
    dana.command(ANA, "/followup", "Dana Reyes: two promised:today")
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    dana.command(ANA, "/followup", "Dana Reyes: three promised:today")
    dana.advance(days=1, tick_s=21_600)
    assert broken_since(dana, date(2026, 11, 1)) == [("2026-11-23", "three")]
