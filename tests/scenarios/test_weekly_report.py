"""The weekly report: to the team channel, once, and then brought up to date where it stands."""

from datetime import UTC, datetime

import pytest

from bot.domain.customers import Customer
from bot.sandbox.wire.faults import Fault
from tests.team import ANA, BEN, CARA, TEAM_CHANNEL, Given, Json, Team, action_ids, words

TITLE = "How it goes: 23 Nov to 29 Nov 2026"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Of November, from the 23rd on, and December."""
    return datetime(2026, 12 if day < 20 else 11, day, hour, minute, tzinfo=UTC)


def reports(team: Team) -> list[Json]:
    """Those in the team channel."""
    return [message for message in team.sees(BEN, TEAM_CHANNEL) if message["text"].startswith("How it goes")]


def ledger(team: Team) -> list[Given]:
    rows = team.rows("SELECT subject, recipient, state, reason FROM ledger WHERE kind = 'report' ORDER BY id")
    return [tuple(row.values()) for row in rows]


@pytest.fixture
def on(team: Team) -> Team:
    """The report is on, as it usually is; there are four customers, and a call with each this week."""
    team.stop()
    team.start(report_on="monday")
    for person in (ANA, BEN, CARA):
        team.rapport.deps.person(person)
    for name in ("Kofi Lindgren", "Mina Osei", "Otto Brandt", "Pia Rossi"):
        team.add_customer(Customer(0, name, owner=BEN))
        team.command(BEN, "/touchpoint", f"{name}: lovely talk, very happy via:phone")
    return team


def test_on_monday_the_team_reads_of_the_week_before_once_and_then_how_it_stands_since(on: Team) -> None:
    on.jump(at(30, 9, 29))
    assert reports(on) == []
    on.jump(at(30, 9, 30))
    on.jump(at(30, 9, 45))

    (report,) = reports(on)
    assert report["text"].startswith(TITLE)
    assert "phone" in words(report)
    assert {"how_counted", "export_report"} <= set(action_ids(report))
    assert "show_report" not in action_ids(report)  # whoever chooses other days asks for a report of their own
    on.command(BEN, "/touchpoint", "Pia Rossi: she was delighted via:phone on:2026-11-27")
    on.jump(at(1, 9, 30))

    (edited,) = reports(on)
    assert edited["ts"] == report["ts"]
    assert "In words: phone 5." in words(edited)
    assert ledger(on)[-1] == ("2026-11-29", "team", "sent", "")


def test_its_words_arrive_where_slack_takes_no_charts(on: Team) -> None:
    on.sandbox.faults.order(Fault("chat.postMessage", error="invalid_blocks"))
    on.jump(at(30, 9, 30))

    (report,) = reports(on)
    assert {block["type"] for block in report["blocks"]} == {"header", "context", "section", "data_table", "actions"}


def test_it_is_in_the_language_of_channels(on: Team) -> None:
    on.choose(CARA, language="de")
    on.jump(at(30, 9, 30))

    said = [message["text"] for message in on.sees(BEN, TEAM_CHANNEL)][-1]
    assert said.startswith("Wie es läuft: 23. Nov. bis 29. Nov. 2026. Eine ruhige Zeit")
    assert "Kontakte: 4." in said


def test_it_says_how_it_is_counted_to_whoever_clicks_and_gives_the_file_to_them_alone(on: Team) -> None:
    on.jump(at(30, 9, 30))
    (report,) = reports(on)

    on.click(ANA, "how_counted", report)
    assert "These days are 23 Nov to 29 Nov 2026." in words(on.form(ANA))
    on.click(ANA, "export_report", report)
    assert on.dm(ANA)[-1]["files"]
    assert len(reports(on)) == 1


def test_where_nothing_was_ever_logged_or_it_is_too_late_there_is_none_and_the_ledger_says_why(team: Team) -> None:
    team.stop()
    team.start(report_on="monday")
    team.add_customer(Customer(0, "Kofi Lindgren"))
    team.jump(at(30, 9, 30))
    assert ledger(team) == [("2026-11-29", "team", "skipped", "nothing to tell: nothing was ever logged")]

    team.command(BEN, "/touchpoint", "Kofi Lindgren: called via:phone")
    team.jump(at(10, 9, 30))  # Thursday: the bot was not running on Monday
    assert ledger(team)[1][3] == "too late to be of use: Rapport was not running"
    assert reports(team) == []


def test_a_new_workspace_has_none_for_the_week_before_it_began(team: Team) -> None:
    team.stop()
    team.start(report_on="monday")
    team.jump(at(23, 12))
    team.add_customer(Customer(0, "Kofi Lindgren"))
    team.command(BEN, "/touchpoint", "Kofi Lindgren: called via:phone on:2026-11-20")
    team.jump(at(24, 9, 30))

    assert ledger(team) == [("2026-11-22", "team", "skipped", "not in use yet at that hour")]


def test_leads_choose_its_day_and_hour_or_none_and_on_a_day_off_it_comes_on_the_next(on: Team) -> None:
    on.choose(CARA, report_on="saturday", report_at="11:00")
    on.jump(at(30, 10, 59))
    assert reports(on) == []
    on.jump(at(30, 11, 0))
    assert [one["text"].partition(".")[0] for one in reports(on)] == ["How it goes: 21 Nov to 27 Nov 2026"]
    on.choose(CARA, report_on="off")
    on.jump(at(7, 11, 0))

    assert len(reports(on)) == 1
