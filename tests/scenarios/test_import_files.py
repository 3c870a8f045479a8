"""`rapport import` of files as programs export them: what is in the database afterwards, and what was said."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.importing import Read
from tests.team import Json

pytestmark = pytest.mark.engine("sqlite")  # of its files

NOBODY = (None, None, None)
FILES = Path(__file__).parents[1] / "payloads" / "exports"

EXPORTS: dict[str, tuple[str, Json]] = {
    "google_old": (
        "Gina Oogle",
        {
            "company": "Oogle Ltd",
            "born": (14, 3, None),
            "alias": ["Gigi"],
            "tags": ["clients", "vip"],
            "email": ["g@o.example", "g2@o.example", "g3@o.example"],
            "phone": ["+44 7700 900125", "+44 20 7946 0958"],
        },
    ),
    "google_new": (
        "Dr. Gina M. Oogle Jr.",
        {"company": "Oogle Ltd", "born": (14, 3, 1980), "email": ["gina@oogle.example"], "tags": []},
    ),
    "outlook": (
        "Oli Look",
        {
            "company": "Look Ltd",
            "born": (14, 3, 1980),
            "tags": ["green", "press"],
            "email": ["oli@look.example", "o2@look.example"],
            "phone": ["+1 212-555-0121", "+1 212-555-0123"],
        },
    ),
    "hubspot": (
        "Hub Spot",
        {"company": "Spot Ltd", "owner": "U0ANA", "since": "2021-02-03", "phone": ["+1 212-555-0199"]},
    ),
    "salesforce": (
        "Sal Force",
        {"company": "Force Inc", "born": (14, 3, 1980), "owner": "U0ANA"},
    ),
    "mailchimp": (
        "Mail Chimp",
        {"born": (14, 3, None), "tags": ["late payer", "vip"], "email": ["mc@chimp.example"]},
    ),
    "shopify": (
        "Sho Pify",
        {"company": "Pify Ltd", "lifetime_value": 1204, "phone": ["+1 212-555-0177"], "tags": ["vip", "wholesale"]},
    ),
    "square": (
        "Squ Are",
        {"company": "Are Co", "born": (14, 3, 1980), "lifetime_value": 1204, "tags": ["reachable", "regulars"]},
    ),
    "zoho": (
        "Zo Ho",
        {"owner": "U0ANA", "email": ["z@ho.example", "z2@ho.example"], "born": (14, 3, 1980), "tags": ["hot"]},
    ),
    "pipedrive": (
        "Pip Drive",
        {"company": "Drive Ltd", "owner": "U0ANA", "phone": ["+1 212-555-0141", "+1 212-555-0142"], "tags": ["hot"]},
    ),
    "icloud": (
        "App Le",
        {"born": (14, 3, None), "phone": ["+1 212-555-0151", "+1 212-555-0152"], "email": ["app@le.example"]},
    ),
    "german": (
        "Jörg Groß",
        {"company": "Groß GmbH", "born": (14, 3, 1980), "phone": ["+49 30 1234567"]},
    ),
    "french": (
        "Zoé Dupont",
        {"company": "Dupont SA", "born": (14, 3, 1980), "phone": ["+33 6 12 34 56 78"]},
    ),
    "spanish": (
        "Ana García Pérez",
        {"company": "García SL", "born": (14, 3, 1980), "email": ["a@g.example"]},
    ),
    "by_hand": (
        "Head Er",
        {"company": "Er Co", "born": (14, 3, None), "email": ["head@er.example"], "phone": ["+1 212-555-0150"]},
    ),
    "programmer": (
        "Ca Mel",
        {"company": "Mel", "born": (14, 3, 1980), "phone": ["+1 212-555-0161"]},
    ),
    "company_without_a_person": (
        "Mere Company Ltd",
        {"kind": "company", "company": "", "email": ["info@mere.example"]},
    ),
}
"""File in tests/payloads/exports -> a customer in it, and what is stored of them."""


@pytest.mark.parametrize("export", EXPORTS)
def test_export_is_read_with_everything_a_customer_has_a_place_for(read: Read, export: str) -> None:
    name, expected = EXPORTS[export]
    customers, said = read((FILES / f"{export}.csv").read_bytes())

    assert "0 refused" in said
    assert "left out." not in said
    assert {key: customers[name][key] for key in expected} == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_file_is_read_in_any_encoding_with_any_delimiter(
    read: Read, encoding: str, delimiter: str, line_end: str
) -> None:
    lines = [("name", "email", "company"), ("Zoë «Zed» Brien", "z@x.example", "Ça & Cie"), ("Al Bo", "", "")]
    customers, said = read(line_end.join(delimiter.join(line) for line in lines).encode(encoding))

    assert "2 added, 0 refused." in said
    assert (customers["Zoë «Zed» Brien"]["email"], customers["Zoë «Zed» Brien"]["company"]) == (
        ["z@x.example"],
        "Ça & Cie",
    )
    assert ("how its letters are encoded" in said) == (encoding in {"utf-16-le", "utf-16-be", "cp1252"})


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;", "\ufeffsep=;"])
def test_line_that_names_the_delimiter_is_none_of_the_table(read: Read, first: str) -> None:
    customers, _ = read(f"{first}\r\nname;company\r\nSep Erator;a,b,c\r\n")

    assert customers["Sep Erator"]["company"] == "a,b,c"


@pytest.mark.parametrize(
    ("text", "line", "left"),
    [
        ('name,company\n"Unclosed Quote,Co\nNext Person,Co2\n', 2, ["Next Person"]),
        ('name,company\nFirst,Co\nSecond,"Co\nThird,Co3\nFourth,"Co4"\n', 3, ["First", "Third", "Fourth"]),
        ('name,company\n"Bob" Smith,Co\nNext Person,Co2\n', 2, ["Next Person"]),
        ('name;company;tier\n"Unclosed;Co;gold\nNext Person;Co2;vip\n', 2, ["Next Person"]),
    ],
)
def test_quote_that_does_not_fit_costs_its_row_alone(read: Read, text: str, line: int, left: list[str]) -> None:
    customers, said = read(text)

    assert list(customers) == left
    assert f"line {line}: A quote" in said


def test_cell_over_several_lines_is_one(read: Read) -> None:
    customers, said = read('name,company,email\n"Zoe\nMarsh","Hill\r\n& Sons",z@x.example\nAl,,\n')

    assert "2 added, 0 refused." in said
    assert customers["Zoe Marsh"]["company"] == "Hill & Sons"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f"])
def test_control_signs_are_dropped(read: Read, sign: str) -> None:
    assert list(read(f"name,company\nNul{sign}Byte,Co\n")[0]) == ["NulByte"]


@pytest.mark.parametrize(
    "empty",
    ["", " ", "-", "--", "—", "n/a", "N/A", "#N/A", "NULL", "null", "None", "unknown", "?", "0/0/00", "00/00/0000",
     "0000-00-00", "0000-00-00 00:00:00", "/  /", "  /  /    ", "1900-01-00", "1/0/1900", "12/30/1899", "0",
     "00-Jan-00", "1900-01-01T00:00:00.000Z", "TBD", "(blank)"],
)  # fmt: skip
def test_birthday_that_says_nothing_is_none(read: Read, empty: str) -> None:
    customers, said = read(f'name,birthday\nEmp Ty,"{empty}"\n')

    assert customers["Emp Ty"]["born"] == NOBODY
    assert "1 added, 0 refused." in said
    assert "Left out" not in said


@pytest.mark.parametrize("empty", ["n/a", "-", "NULL", "unknown", "none", "#N/A"])
def test_other_cells_that_say_nothing_are_empty(read: Read, empty: str) -> None:
    columns = "email,phone,company,tags,owner,tier,value,since"
    customers, said = read(f"name,{columns}\nEmp Ty{f',{empty}' * len(columns.split(','))}\n")

    assert "1 added, 0 refused." in said
    assert "Left out" not in said
    assert (customers["Emp Ty"]["company"], customers["Emp Ty"]["tags"]) == ("", [])


@pytest.mark.parametrize("name", ["", "-", "n/a", "NULL", "..."])
def test_row_without_a_name_is_refused(read: Read, name: str) -> None:
    customers, said = read(f"name,email\n{name},a@b.example\nAl,\n")

    assert list(customers) == ["Al"]
    assert "line 2, name: There is no name" in said


def test_a_file_of_ten_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(10_000_000_000)  # takes no room on the disk
    said = CliRunner().invoke(main, ["import", str(huge)], env={"RAPPORT_DATA": str(tmp_path)})

    assert said.exit_code == 1
    assert "This file has 10,000 MB, and at most 500 are read" in said.output
