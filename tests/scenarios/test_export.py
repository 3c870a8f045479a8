"""`rapport export`: what leaves goes in again, and nobody's spreadsheet runs a formula of a customer."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.importing import imported, rows

pytestmark = pytest.mark.engine("sqlite")  # of its files

FILE = (
    "name,email,phone,company,tags,birthday,renewal,value\n"
    '=1+1,a@b.example,+1 212 555 0123,"Blue ""Door"", Deli",vip; press,14 March,2027-05-01,1200\n'
    "محمد بن سلمان,m@s.example,,,,1980-02-29,,\n"
)


def exported(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments], env={"RAPPORT_DATA": str(data)})


def everything(data: Path) -> list[list[tuple[object, ...]]]:
    kept = (
        "SELECT name, company, birth_month, birth_day, renewal FROM customers WHERE removed_at IS NULL ORDER BY name",
        "SELECT k.kind, written FROM customer_keys k ORDER BY written",
        "SELECT tag FROM customer_tags WHERE customer_id IN (SELECT customer_id FROM customer_keys) ORDER BY tag",
    )
    return [rows(data, sql) for sql in kept]


def test_what_was_exported_goes_in_again_unchanged_and_into_an_empty_database_as_it_was(data: Path) -> None:
    imported(data, FILE)
    before = everything(data)
    done = exported(data, str(data / "out.csv"))
    assert (done.exit_code, "2 customers written" in done.output) == (0, True)
    written = (data / "out.csv").read_bytes()

    assert "0 added, 0 refused; 2 known already, unchanged." in imported(data, written).output
    CliRunner().invoke(main, ["import", "--undo", "--yes"], env={"RAPPORT_DATA": str(data)})
    assert everything(data) == [[], [], []]
    again = "\n".join(",".join(line.split(",")[1:]) for line in written.decode().splitlines())
    assert "removed from Rapport since" in imported(data, written).output
    assert "2 added" in imported(data, again).output
    assert everything(data) == before


def test_cells_that_a_spreadsheet_would_run_are_disarmed(data: Path) -> None:
    imported(data, FILE)
    assert "'=1+1," in exported(data).output
    assert ",=1+1" not in exported(data).output


def test_json_has_everything_and_a_card_what_address_books_take(data: Path) -> None:
    imported(data, FILE)
    exported(data, str(data / "out.json"))
    [first, second] = json.loads((data / "out.json").read_text())["customers"]
    assert (first["name"], first["tags"], first["birthday"]) == (
        "=1+1",
        ["press", "vip"],
        {"month": 3, "day": 14, "year": None},
    )
    assert second["name"] == "محمد بن سلمان"

    cards = exported(data, "--format", "vcard").output
    assert "FN:=1+1\r\n" in cards or "FN:=1+1\n" in cards
    assert "BDAY:--0314" in cards


def test_who_took_how_many_along_is_in_the_audit_log(data: Path) -> None:
    imported(data, FILE)
    exported(data, str(data / "out.csv"))

    [(actor, after)] = rows(data, "SELECT actor, after FROM audit WHERE action = 'customers exported'")
    assert (actor, json.loads(after)["customers"]) == ("rapport", 2)


def test_file_of_another_ending_is_asked_about_and_nothing_half_is_left(data: Path) -> None:
    imported(data, FILE)
    assert "--format" in exported(data, str(data / "out.xlsx")).output
    assert "cannot be written" in exported(data, str(data / "no" / "out.csv")).output
    assert list(data.glob("*out*")) == []


# What comes in again changed


def test_replace_takes_what_the_file_says_and_fills_in_by_default(data: Path) -> None:
    imported(data, "name,email,company\nZoe Marsh,z@m.example,Marsh\nAl Bo,a@b.example,\n")
    out = exported(data).output.split("\r\n") if "\r\n" in exported(data).output else exported(data).output.split("\n")
    changed = "\n".join(out).replace("Marsh,,", "Marsh Ltd,,", 1).replace(",Al Bo,", ",Al Boo,")

    assert "has something else here, which was kept" in imported(data, changed).output
    assert rows(data, "SELECT name, company FROM customers ORDER BY id") == [("Zoe Marsh", "Marsh"), ("Al Bo", "")]
    assert "2 changed" in imported(data, changed, "--replace").output
    assert rows(data, "SELECT name, company FROM customers ORDER BY id") == [("Zoe Marsh", "Marsh Ltd"), ("Al Boo", "")]
    CliRunner().invoke(main, ["import", "--undo", "--yes"], env={"RAPPORT_DATA": str(data)})
    assert rows(data, "SELECT name, company FROM customers ORDER BY id") == [("Zoe Marsh", "Marsh"), ("Al Bo", "")]


def test_name_turned_round_with_the_same_address_is_the_same_customer(data: Path) -> None:
    imported(data, "name,email\nDana Reyes,dana@r.example\n")
    assert "1 known already" in imported(data, 'name,email\n"Reyes, Dana",dana@r.example\n').output


def test_several_that_fit_are_refused_and_nobody_is_put_together(data: Path) -> None:
    imported(data, "name,company\nAnna Smith,A\nAnna Smith,B\n")
    done = imported(data, "name\nAnna Smith\n")

    assert done.exit_code == 3
    assert "2 customers fit Anna Smith" in done.output


def test_refused_lines_are_written_to_a_file(data: Path) -> None:
    imported(data, "name,email\n=cmd,\n,x@y.example\n", "--refused", str(data / "refused.csv"))
    assert (data / "refused.csv").read_text(encoding="utf-8-sig").splitlines()[:2] == [
        "line,column,reason",
        "3,name,There is no name. Every customer needs one.",
    ]


def test_who_recommended_whom_is_found_further_below_in_the_file(data: Path) -> None:
    imported(data, "Rapport id,name,referred by\nT0OTHER-7,Al,T0OTHER-9\nT0OTHER-9,Bo,\nT0OTHER-10,Cy,Nobody\n")

    [(al, bo), *_] = rows(data, "SELECT a.name, b.name FROM customers a JOIN customers b ON b.id = a.referred_by")
    assert (al, bo) == ("Al", "Bo")


def test_cards_of_three_versions_come_in(data: Path) -> None:
    cards = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg\r\n"
        "TEL;CELL;VOICE:+49 170 1234567\r\nNOTE;ENCODING=QUOTED-PRINTABLE:likes=20tea=\r\n and cake\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana Reyes\r\nN:Reyes;Dana;;;\r\nORG:Blue Door\\, Deli;Kitchen\r\n"
        "item1.EMAIL;TYPE=INTERNET:dana@b\r\n d.example\r\nBDAY:1604-03-14\r\nCATEGORIES:vip,press\r\n"
        "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 70 + "\r\n " + "B" * 70 + "\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Acme\r\nKIND:org\r\nTEL;VALUE=uri:tel:+1-212-555-0123\r\nBDAY:--0314\r\n"
        "END:VCARD\r\nBEGIN:VCARD\r\nFN:Cut off\r\n"
    )
    done = imported(data, cards)

    assert "3 added, 1 refused" in done.output
    assert rows(data, "SELECT name, kind, company, birth_month, birth_day, birth_year FROM customers ORDER BY id") == [
        ("Jörg Müller", "person", "", None, None, None),
        ("Dana Reyes", "person", "Blue Door, Deli", 3, 14, None),
        ("Acme", "company", "", 3, 14, None),
    ]
    assert rows(data, "SELECT text FROM details") == [("likes tea and cake",)]
    keys = rows(data, "SELECT written FROM customer_keys WHERE kind IN ('email', 'phone') ORDER BY customer_id, kind")
    assert keys == [("+49 170 1234567",), ("dana@bd.example",), ("+1 212-555-0123",)]
