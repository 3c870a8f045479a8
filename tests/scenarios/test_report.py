"""/rapport report: how it goes, for leads and members, on demand; how it is counted, and as a file."""

import csv
from datetime import timedelta
from io import StringIO

import pytest

from bot.domain.customers import Customer, Tier
from bot.sandbox.wire.faults import Fault
from tests.team import ANA, BEN, CARA, GENERAL, Json, Team, action_ids, words

NAMES = ("Kofi Lindgren", "Mina Osei", "Otto Brandt", "Pia Rossi", "Rosa Blum", "Sam Hart", "Tess Moor")


@pytest.fixture
def used(team: Team) -> Team:
    """Seven customers: calls with four of them, a visit to one, a complaint of one about delivery, left lying."""
    for person in (ANA, BEN, CARA):
        team.rapport.deps.person(person)
    for place, name in enumerate(NAMES):
        team.add_customer(Customer(0, name, owner=BEN, tier=Tier.GOLD if place < len(NAMES) - 1 else Tier.VIP))
    for name in NAMES[:4]:
        team.command(BEN, "/touchpoint", f"{name}: lovely talk, very happy via:phone")
    team.command(BEN, "/touchpoint", f"{NAMES[4]}: terrible, furious about the bill via:visit")
    team.command(BEN, "/complaint", f"{NAMES[5]}: order never arrived severity:high")
    team.write("UPDATE touchpoints SET category = 'delivery' WHERE kind = 'complaint'")
    return team


def asked(team: Team, person: str, line: str = "report") -> Json:
    """The report that somebody asks for."""
    assert team.command(person, "/rapport", line) == {}
    return team.latest(person, GENERAL)


def blocks(message: Json, kind: str) -> list[Json]:
    return [block for block in message["blocks"] if block["type"] == kind]


def cells(message: Json, caption: str) -> list[list[str]]:
    (table,) = [block for block in blocks(message, "data_table") if block["caption"].startswith(caption)]
    return [[cell["text"] for cell in row] for row in table["rows"]]


def test_what_is_to_be_done_comes_first_and_its_button_leads_there(used: Team) -> None:
    used.jump(used.clock.now() + timedelta(days=3))
    report = asked(used, CARA)

    first = [block["text"]["text"] for block in blocks(report, "section")]
    assert first[0].endswith("1 complaint about delivery that nobody has claimed is past its deadline.")
    assert "1 follow-up belongs to nobody yet." in first[1]
    assert report["text"].startswith("How it goes: 20 Nov to 26 Nov 2026. 1 complaint about delivery")
    used.click(CARA, "show_page", report, "report late unclaimed:2026-11-20.2026-11-26.0:1")
    assert "Sam Hart" in words(used.latest(CARA, GENERAL))

    part = asked(used, CARA, "report tier:gold")
    show = [block["accessory"]["value"] for block in blocks(part, "section")]
    used.click(CARA, "show_page", part, show[0])
    assert "Sam Hart" in words(used.latest(CARA, GENERAL))
    assert "report late" not in " ".join(
        block["text"]["text"] for block in blocks(asked(used, CARA, "report tier:vip"), "section")
    )


def test_charts_and_tables_have_the_same_in_words_beside_them(used: Team) -> None:
    report = asked(used, CARA)

    assert [block["title"] for block in blocks(report, "data_visualization")] == [
        "How contacts sounded",
        "Contacts by channel",
    ]
    assert ["phone", "4", "100%", "0%"] in cells(report, "Contacts by channel")
    assert ["Touchpoints", "6", "–", "–"] in cells(report, "Figures")  # noqa: RUF001  # a dash
    assert "In words: 4 sounded positive" in words(report)
    assert "Touchpoints: 6." in report["text"]


def test_with_nobody_to_count_it_says_so_in_one_line(team: Team) -> None:
    report = asked(team, CARA)

    assert "There is no customer here, so there is nothing to count." in report["text"]
    assert blocks(report, "data_table") == []


def test_where_slack_takes_no_charts_the_words_and_tables_arrive_all_the_same(used: Team) -> None:
    used.sandbox.faults.order(Fault("response_url", error="invalid_blocks"))

    report = asked(used, CARA)

    assert blocks(report, "data_visualization") == []
    assert "In words: 4 sounded positive" in words(report)
    assert ["phone", "4", "100%", "0%"] in cells(report, "Contacts by channel")


def test_members_are_shown_no_part_of_one_or_two_customers_nor_why_complaints_came_about(used: Team) -> None:
    leads, members = asked(used, CARA), asked(used, BEN)

    assert {row[0] for row in cells(leads, "Contacts by channel")} == {
        "Channel",
        "phone",
        "in person",
        "other or not said",
    }
    assert "in person" not in words(members)
    assert "delivery" in {row[0] for row in cells(leads, "What complaints were about")}
    assert not [block for block in blocks(members, "data_table") if "complaints" in block["caption"]]


def test_a_list_of_too_few_customers_is_refused_to_members_and_shown_to_leads(used: Team) -> None:
    refused = words(used.command(BEN, "/rapport", "report week segment:tier:vip"))
    rest = words(used.command(BEN, "/rapport", "report week tier:gold"))  # all but one

    assert "figures would tell of each of them" in refused
    assert "figures would tell of each of them" in rest
    assert "1 customer: tier VIP" in words(asked(used, CARA, "report week segment:tier:vip"))


def test_a_report_is_of_a_list_by_its_conditions_or_its_name(used: Team) -> None:
    used.command(CARA, "/customer", "list tier:gold")
    used.click(CARA, "save_list", used.latest(CARA, GENERAL))
    used.submit(CARA, name="The golden")

    by_conditions = asked(used, CARA, "report month tier:gold")
    by_name = asked(used, CARA, "report month segment:the golden")

    assert "6 customers: tier Gold" in words(by_conditions)
    assert by_name["text"] == by_conditions["text"]
    assert "tier" in words(used.command(CARA, "/rapport", "report month tier:platinum"))


def test_an_earlier_time_is_asked_for_and_what_is_no_time_or_list_is_not_taken_for_a_name(used: Team) -> None:
    before = asked(used, CARA, "report last month")

    assert before["text"].startswith("How it goes: 1 Oct to 31 Oct 2026.")
    assert "I do not know “octoberfest” here." in words(used.command(CARA, "/rapport", "report octoberfest"))
    assert "have not begun yet" in words(used.command(CARA, "/rapport", "report 2027-01"))


def test_other_days_take_the_place_of_what_was_shown(used: Team) -> None:
    report = asked(used, CARA)
    used.click(CARA, "show_report", report, "quarter:0:")

    shown = used.latest(CARA, GENERAL)
    assert shown["text"].startswith("How it goes: 25 Aug to 23 Nov 2026.")
    assert shown["ts"] == report["ts"]


def test_how_each_figure_is_counted_is_a_click_away(used: Team) -> None:
    used.click(CARA, "how_counted", asked(used, CARA))

    page = words(used.form(CARA))
    assert "working hours are 09:00 to 17:00" in page
    assert "*Touchpoints* 6" in page
    assert "How often the team was in touch with customers." in page
    assert "chance alone would move it so far in less than 1 of 100 cases" in page


def test_leads_have_it_on_home_where_it_opens_as_a_page_in_words(used: Team) -> None:
    assert "show_report" in action_ids(used.sandbox.people.home(user=CARA) or {})
    used.click_at_home(CARA, "show_report")

    page = used.form(CARA)
    assert {block["type"] for block in page["blocks"]} <= {"header", "context", "section", "actions"}
    assert "*phone* · 4 · 100%" in words(page)
    assert "show_report" not in action_ids(used.sandbox.people.home(user=BEN) or {})


def test_the_figures_come_as_a_file_that_no_spreadsheet_takes_for_formulas(used: Team) -> None:
    used.write("UPDATE touchpoints SET category = '=1+1' WHERE kind = 'complaint'")
    used.click(CARA, "export_report", asked(used, CARA, "report month"))

    (file,) = used.dm(CARA)[-1]["files"]
    content = (used.sandbox.workspace.files.get(file["id"]).content or b"").decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content)))
    assert ("figure", "touches", "6") in {(row["about"], row["what"], row["value"]) for row in rows}
    assert {row["what"] for row in rows if row["about"] == "category"} == {"'=1+1"}
    assert {"positive", "negative", "month", "cohort", "renewals"} <= {row["about"] for row in rows}
    (phone,) = [row for row in rows if (row["about"], row["what"]) == ("positive", "phone")]
    assert (phone["value"], phone["unit"], phone["of"]) == ("100.0", "percent", "4")
    assert len({row["from"] for row in rows if row["about"] == "figure"}) == 1 + 4 - 1  # the first week begins with all
    assert used.rows("SELECT customer_id, after FROM audit WHERE action = 'report exported'")[0]["customer_id"] is None


def test_while_days_are_still_being_counted_it_says_so_and_compares_nothing(used: Team) -> None:
    columns = (
        "customer_id, kind, channel, direction, text, mood_label, mood_phrases, mood_reason, category, logged_by,"
        " logged_at, source, link"
    )
    for step in range(1, 60):
        day = used.clock.now().date() - timedelta(days=step)
        used.write(
            f"INSERT INTO touchpoints (happened_on, {columns}) SELECT '{day}', {columns} FROM touchpoints WHERE id = 1"  # noqa: S608  # ours
        )
    used.write("INSERT INTO day_marks (day) SELECT DISTINCT happened_on FROM touchpoints")

    report = asked(used, CARA, "report month")

    assert "days are still being counted, and are not in it yet" in words(report)
    assert {row[3] for row in cells(report, "Figures")[1:]} == {"–"}  # noqa: RUF001  # a dash


def test_customers_who_may_leave_are_counted_and_a_click_shows_them(used: Team) -> None:
    used.write("DELETE FROM customer_health")
    used.write(
        "INSERT INTO customer_health (customer_id, level, points, reasons, cause) VALUES"
        " (1, 'red', 60, '[]', 'leaving')"
    )

    report = asked(used, CARA)

    assert "1 customer may leave us." in words(report)
    used.click(CARA, "show_of_report", report, "leaving")
    assert NAMES[0] in words(used.latest(CARA, GENERAL))


@pytest.mark.parametrize("line", ["report owner:@ben", "report month -owner:@ben"])
def test_nobody_reads_figures_of_a_colleague_not_even_a_lead(used: Team, line: str) -> None:
    for person, instead in ((ANA, "for your own with `mine`"), (CARA, "Who has how much to do shows `/rapport load`")):
        refused = words(used.command(person, "/rapport", line))
        assert "Figures are of customers, not of a colleague, and" in refused
        assert instead in refused
    used.command(CARA, "/rapport", "language de")
    assert "zeigt `/rapport load`" in words(used.command(CARA, "/rapport", line))
    assert "How it goes" in words(asked(used, BEN, "report owner:@ben"))
