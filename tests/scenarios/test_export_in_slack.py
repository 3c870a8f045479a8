"""A file of customers, asked for in Slack: to the one who asks, once, whatever happens on the way."""

import csv
import json
import re
from io import StringIO
from typing import Literal

import pytest

from bot.domain.customers import Customer, Tier
from bot.sandbox.wire.faults import Fault
from tests.team import ANA, BEN, DEV, GENERAL, Team, action_ids, words

TYPED = re.compile("dana|gary|blue|truffle", re.IGNORECASE)


@pytest.fixture
def three(team: Team) -> Team:
    team.add_customer(Customer(0, "Dana Reyes", tier=Tier.GOLD, owner=ANA, tags=("vip",)))
    team.add_customer(Customer(0, "=HYPERLINK(1)", owner=BEN))
    team.add_customer(Customer(0, "محمد", owner=ANA))
    return team


def files(team: Team, person: str) -> list[dict[str, str]]:
    return [file for message in team.dm(person) for file in message.get("files", [])]


def content(team: Team, person: str) -> str:
    [file] = files(team, person)
    return (team.sandbox.workspace.files.get(file["id"]).content or b"").decode()


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def test_lead_gets_everybody_and_nobody_else_sees_the_file(three: Team) -> None:
    said = three.command(DEV, "/rapport", "export")

    assert "comes to our direct message" in said["text"]
    assert [row["Name"] for row in table(content(three, DEV))] == ["Dana Reyes", "'=HYPERLINK(1)", "محمد"]
    assert "customer" in words(three.dm(DEV)[-1])
    for other in (ANA, BEN):
        assert files(three, other) == []
    [entry] = three.rows("SELECT actor, after FROM audit WHERE action = 'customers exported'")
    assert (entry["actor"], json.loads(entry["after"])["customers"]) == (DEV, 3)


def test_member_gets_the_customers_they_own(three: Team) -> None:
    three.command(ANA, "/customer", "export json")

    assert [one["name"] for one in json.loads(content(three, ANA))["customers"]] == ["Dana Reyes", "محمد"]


@pytest.mark.parametrize("line", ["export tier:gold", "export vcard tag:vip", "export csv tier:gold tag:vip"])
def test_segment_is_exported_alone(three: Team, line: str) -> None:
    three.command(DEV, "/customer", line)
    assert ("Dana" in content(three, DEV), "HYPERLINK" in content(three, DEV)) == (True, False)


@pytest.mark.parametrize(
    ("line", "said"), [("export tag:none-such", "nothing to export"), ("export xlsx", "Excel opens")]
)
def test_what_cannot_be_exported_is_said(three: Team, line: str, said: str) -> None:
    assert said in three.command(DEV, "/customer", line)["text"]
    assert files(three, DEV) == []


def test_button_under_a_list_exports_it(three: Team) -> None:
    for number in range(12):
        three.add_customer(Customer(0, f"Gold {number}", tier=Tier.GOLD, owner=ANA))
    three.command(DEV, "/customer", "list tier:gold")
    three.click(DEV, "export_customers", three.latest(DEV, GENERAL))

    assert len(table(content(three, DEV))) == 13


def test_no_button_of_a_list_carries_what_was_typed(three: Team) -> None:
    three.command(DEV, "/customer", "list -dana -company:blue")
    three.command(DEV, "/customer", "list -gary -tag:truffle")
    shown = [message for message in three.sees(DEV, GENERAL) if "change_all" in action_ids(message)]

    assert len(shown) == 2
    assert not [value for value in re.findall(r'"value": "([^"]*)"', json.dumps(shown)) if TYPED.search(value)]


def test_a_list_left_for_more_than_a_day_is_not_exported_but_explained(three: Team) -> None:
    three.command(DEV, "/customer", "list dana")
    list_of_yesterday = three.latest(DEV, GENERAL)
    three.advance(hours=26, tick_s=21_600)
    three.click(DEV, "export_customers", list_of_yesterday)

    assert "left for more than a day" in three.told(DEV, GENERAL)
    assert files(three, DEV) == []


def test_same_request_twice_is_one_file(three: Team) -> None:
    three.command(DEV, "/rapport", "export")
    three.again()
    assert len(files(three, DEV)) == 1


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "upload_url", "files.completeUploadExternal"])
@pytest.mark.parametrize("drop", ["before", "after"])
def test_connection_lost_at_any_step_loses_and_doubles_nothing(
    three: Team, method: str, drop: Literal["before", "after"]
) -> None:
    three.sandbox.faults.order(Fault(method, drop=drop))
    three.command(DEV, "/rapport", "export")
    three.advance(minutes=3, tick_s=20)

    assert len(files(three, DEV)) == 1


def test_app_that_may_not_upload_says_how_it_may(three: Team) -> None:
    three.sandbox.workspace.app.scopes = [one for one in three.sandbox.workspace.app.scopes if one != "files:write"]
    three.command(DEV, "/rapport", "export")
    try:
        assert "files:write" in words(three.dm(DEV)[-1])
        assert files(three, DEV) == []
    finally:
        three.sandbox.workspace.app.scopes.append("files:write")
