"""`rapport import FILE`: a plain CSV of customers, as somebody at a terminal uses it."""

from pathlib import Path

import pytest

from storage.ownership import own
from tests.importing import imported, rows
from tests.team import Team

pytestmark = pytest.mark.engine("sqlite")  # of its files

HEADER = "name,email,phone,birthday,owner\n"


def test_rows_are_added_with_what_they_say(data: Path) -> None:
    done = imported(data, f"{HEADER}Zoe Marsh,zoe@marsh.example,(212) 555-0110,14-Mar,@ana\n")

    assert done.exit_code == 0
    assert "1 added, 0 refused" in done.output
    assert rows(data, "SELECT name, owner, birth_month, birth_day FROM customers") == [("Zoe Marsh", "U0ANA", 3, 14)]
    keys = rows(data, "SELECT written FROM customer_keys WHERE kind IN ('email', 'phone') ORDER BY kind")
    assert keys == [("zoe@marsh.example",), ("+1 212-555-0110",)]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffOwner;NAME;Email\nU0ANA;Zoe Marsh;zoe@marsh.example\n",
        'email,owner,name\r\nzoe@marsh.example,ana,"Zoe\nMarsh"\r\n',
        "\ufeffname,email,owner\n\n,,\nZoe Marsh,zoe@marsh.example,Ana Silva",
    ],
)
def test_columns_stand_in_any_order_case_and_separator(data: Path, text: str) -> None:
    assert "1 added, 0 refused" in imported(data, text).output
    assert rows(data, "SELECT name, owner FROM customers") == [("Zoe Marsh", "U0ANA")]


def test_dates_and_phones_are_read_as_the_locale_has_them(data: Path) -> None:
    imported(data, f"{HEADER}Zoe Marsh,,020 7946 0110,03/04/1980,\n", "--locale", "en-GB")

    assert rows(data, "SELECT birth_day, birth_month FROM customers") == [(3, 4)]
    assert rows(data, "SELECT written FROM customer_keys WHERE kind = 'phone'") == [("+44 20 7946 0110",)]


def test_country_of_the_workspace_says_how_its_files_are_written(data: Path) -> None:
    imported(data, "name,phone,value,birthday\nRui Lima,11 98765-4321,12.500,03/04/1980\n", RAPPORT_COUNTRY="BR")

    assert rows(data, "SELECT lifetime_value, birth_day, birth_month FROM customers") == [(12500, 3, 4)]
    assert rows(data, "SELECT written FROM customer_keys WHERE kind = 'phone'") == [("+55 11 98765-4321",)]


def test_what_is_refused_or_left_out_is_named_by_line_column_and_reason(data: Path) -> None:
    done = imported(
        data,
        "Full Name,E-Mail,phone,birthday,owner,tier\n"
        "Zoe Marsh,zoe@marsh.example,,,,\n,a@b.example,,,,\nAl,nobody,,,,\n"
        "Bo,,12,,,\nCy,,,30 Feb,,\nDi,,,,@nobody,\nEd,,,,U0GUS,\n"
        "Fi,ZOE@marsh.example,,,,\nGo,,,,,,more\nHa,,,,,bronze\n",
    )

    assert done.exit_code == 3
    assert "8 added, 2 refused; 6 cells left out." in done.output
    for line, why in {
        "line 3, Full Name": "There is no name",
        "Left out: line 4, E-Mail": "is no email address",
        "Left out: line 5, phone": "is no phone number",
        "Left out: line 6, birthday": "There is no 30 February",
        "Left out: line 7, owner": "I don't know who “@nobody” is",
        "Left out: line 8, owner": "no active member",
        "To know: line 9, E-Mail": "is also Zoe Marsh's",
        "line 10": "7 cells",
        "Left out: line 11, tier": "These work: standard",
    }.items():
        assert any(said.startswith(f"{line}: ") and why in said for said in done.output.splitlines()), (line, why)


def test_remark_that_many_rows_have_is_made_once(data: Path) -> None:
    done = imported(data, "name,stage\n" + "".join(f"Customer {number},lead\n" for number in range(40)))

    assert "Left out: lines 2, 3, 4 and 37 more, stage: I don't know the stage “lead”" in done.output


def test_check_says_the_same_and_writes_nothing(data: Path) -> None:
    done = imported(data, f"{HEADER}Zoe Marsh,,,,\nzoe marsh,,,,\n", "--check")

    assert "1 would be added, 0 refused; 1 known already, unchanged." in done.output
    assert rows(data, "SELECT * FROM customers") == []
    assert rows(data, "SELECT * FROM audit") == []


def test_check_needs_no_token_and_no_database(tmp_path: Path) -> None:
    done = imported(tmp_path, f"{HEADER}Zoe Marsh,,,,@ana\n", "--check", SLACK_BOT_TOKEN="")

    assert "1 would be added, 0 refused; 1 cell left out." in done.output
    assert "I don't know who “@ana” is" in done.output
    assert list(tmp_path.glob("*.db")) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "There is nothing in this file"),
        (" \n\n", "There is nothing in this file"),
        ("who,what\nZoe,x\n", "one of them must be “name”"),
        ("name,name\nZoe,Zoe\n", "is there twice"),
        ('"name,email\nZoe,z@x.example\n', "a quote that is never closed"),
        (b"PK\x03\x04\x00rest", "This is an Excel, Numbers or zip file. Save it as"),
        (b"%PDF-1.7", "This is a PDF file"),
        (b"name\n\x81\x8d\n", "no text file"),
    ],
)
def test_file_that_is_no_such_table_gets_a_sentence(data: Path, text: str | bytes, why: str) -> None:
    done = imported(data, text)

    assert done.exit_code == 1
    assert why in done.output
    assert rows(data, "SELECT * FROM customers") == []


def test_what_becomes_of_each_column_is_said_before_anything_is_written(data: Path) -> None:
    said = imported(data, "Name,Shoe Size,Street,E-Mail\nZoe Marsh,42,Hill,z@x.example\n", "--yes").output

    assert said.index("Read: Name → name, E-Mail → email") < said.index("1 added")
    assert said.index("Not read: Shoe Size") < said.index("1 added")
    assert "no field for it: Street" in said


def test_columns_that_are_not_read_are_left_out_only_by_somebody_who_agrees(data: Path) -> None:
    done = imported(data, "Name,Shoe Size\nZoe Marsh,42\n")

    assert done.exit_code == 1
    assert "Not read: Shoe Size" in done.output
    assert "Nothing was changed, because nobody answered." in done.output
    assert rows(data, "SELECT * FROM customers") == []


def test_locale_that_there_is_not_is_refused(data: Path) -> None:
    for locale in ("zz", "zz-ZZ", "english", "en-", "-GB", "", " "):
        done = imported(data, "name,birthday\nLo Cale,03/04/1980\n", "--locale", locale)
        assert locale == "" or "There is no locale" in done.output
    assert len(rows(data, "SELECT * FROM customers")) <= 1


# Who is known already


FULL = (
    "name,email,phone,company,birthday,tags\n"
    "Zoe Marsh,zoe@marsh.example,+1 212 555 0110,Marsh,14 March,vip\nAl Bo,,,,,\n"
)


def test_same_file_again_changes_nothing_and_says_so(data: Path) -> None:
    imported(data, FULL)
    before = rows(data, "SELECT * FROM customers"), rows(data, "SELECT count(*) FROM audit")
    done = imported(data, FULL)

    assert done.exit_code == 0
    assert "0 added, 0 refused; 2 known already, unchanged." in done.output
    assert (rows(data, "SELECT * FROM customers"), rows(data, "SELECT count(*) FROM audit")) == before


def test_what_is_empty_is_filled_in_and_nothing_is_replaced(data: Path) -> None:
    imported(data, "name,email,company\nZoe Marsh,zoe@marsh.example,\n")
    done = imported(data, "name,email,company,birthday,tier\nzoe  MARSH,zoe@marsh.example,Marsh Ltd,14 March,gold\n")

    assert "0 added, 0 refused; 1 filled in." in done.output
    assert "To know: line 2, tier: Zoe Marsh has something else here, which was kept." in done.output
    assert rows(data, "SELECT name, company, birth_month, tier FROM customers") == [
        ("Zoe Marsh", "Marsh Ltd", 3, "standard")
    ]


@pytest.mark.parametrize(
    "other", ["company\nZoe Marsh,Hill Ltd", "email\nZoe Marsh,z@hill.example", "birthday\nZoe Marsh,1 May"]
)
def test_known_customer_of_whom_the_file_says_something_else_is_reported(data: Path, other: str) -> None:
    imported(data, FULL)
    before = rows(data, "SELECT * FROM customers")
    done = imported(data, f"name,{other}\n")

    assert done.exit_code == 3
    assert "Zoe Marsh is in Rapport already, with another" in done.output
    assert rows(data, "SELECT * FROM customers") == before


def test_two_of_one_name_in_a_file_that_are_told_apart_are_two_also_the_second_time(data: Path) -> None:
    text = "name,email,company\nAnna Smith,a@a.example,A Ltd\nAnna Smith,a@b.example,B Ltd\n"
    first, second = imported(data, text), imported(data, text)

    assert "2 added, 0 refused." in first.output
    assert "Another Anna Smith stands above" in first.output
    assert "0 added, 0 refused; 2 known already, unchanged." in second.output
    assert len(rows(data, "SELECT * FROM customers")) == 2


def test_number_or_address_that_somebody_has_is_taken_with_a_remark(data: Path) -> None:
    done = imported(data, "name,phone\nHusband House,+44 20 7946 0958\nWife House,+44 20 7946 0958\n")

    assert "2 added, 0 refused." in done.output
    assert "To know: line 3, phone: +44 20 7946 0958 is also Husband House's." in done.output


def test_alias_that_is_somebodys_name_is_taken_with_a_remark(data: Path) -> None:
    done = imported(data, "name,nickname\nZed Smith,\nZoe Marsh,Zed Smith\n")

    assert "2 added, 0 refused." in done.output
    assert "To know: line 3, nickname: Zed Smith is also Zed Smith's." in done.output


# Taking it back


def test_running_bot_is_not_disturbed(data: Path) -> None:
    with own(data / "T0HARBOUR.db"):
        done = imported(data, f"{HEADER}Zoe Marsh,,,,\n")

    assert done.exit_code == 1
    assert "Stop that one first" in done.output
    assert rows(data, "SELECT * FROM customers") == []


def test_first_import_asks_slack_whose_database_it_is(team: Team, tmp_path: Path) -> None:
    empty = tmp_path / "new"
    empty.mkdir()
    slack = {"SLACK_BOT_TOKEN": "xoxb-sandbox", "SLACK_API_URL": team.rapport.client.base_url}
    done = imported(empty, f"{HEADER}Zoe Marsh,,,,@eli\n", **slack)

    assert "1 added, 0 refused" in done.output
    assert rows(empty, "SELECT name, owner FROM customers") == [("Zoe Marsh", "U0ELI")]


def test_without_database_and_token_it_says_what_to_set(tmp_path: Path) -> None:
    done = imported(tmp_path, f"{HEADER}Zoe Marsh,,,,\n", SLACK_BOT_TOKEN="")

    assert "Set SLACK_BOT_TOKEN" in done.output


def test_check_without_a_database_knows_the_owners_that_the_import_will_know(team: Team, tmp_path: Path) -> None:
    slack = {"SLACK_BOT_TOKEN": "xoxb-sandbox", "SLACK_API_URL": team.rapport.client.base_url}
    (folder := tmp_path / "new").mkdir()
    done = imported(folder, f"{HEADER}Zoe Marsh,,,,Ben Okafor\n", "--check", **slack)

    assert "1 would be added, 0 refused." in done.output
    assert "Left out" not in done.output


def test_a_file_is_checked_beside_a_running_bot(data: Path) -> None:
    with own(data / "T0HARBOUR.db"):
        done = imported(data, f"{HEADER}Zoe Marsh,,,,@ana\n", "--check")

    assert done.exit_code == 0, done.output
    assert "1 would be added, 0 refused" in done.output
    assert rows(data, "SELECT * FROM customers") == []
