"""`rapport import` of files as programs export them: what is in the database afterwards, and what was said."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.team import Team

Read = Callable[..., tuple[dict[str, Any], str]]


@pytest.fixture
def read(team: Team, tmp_path: Path) -> Read:
    """Imports a file and gives the customers in the database by name, and what was said."""
    team.rapport.deps.person("U0ANA")
    team.rapport.database.close()
    team.rapport.ownership.release()

    def run(text: str | bytes, *options: str) -> tuple[dict[str, Any], str]:
        file = tmp_path / "export.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        said = CliRunner().invoke(main, ["import", str(file), *options], env={"RAPPORT_DATA": str(tmp_path)}).output
        return stored(tmp_path), said

    return run


def stored(data: Path) -> dict[str, Any]:
    with sqlite3.connect(data / "T0HARBOUR.db") as connection:
        connection.row_factory = sqlite3.Row
        found = [dict(row) for row in connection.execute("SELECT * FROM customers WHERE removed_at IS NULL")]
        for one in found:
            keys = connection.execute(
                "SELECT kind, written FROM customer_keys WHERE customer_id = ? ORDER BY kind, position", (one["id"],)
            ).fetchall()
            one |= {
                kind: [key["written"] for key in keys if key["kind"] == kind] for kind in ("email", "phone", "alias")
            }
            tags = connection.execute("SELECT tag FROM customer_tags WHERE customer_id = ? ORDER BY tag", (one["id"],))
            one["tags"] = [row["tag"] for row in tags]
            one["born"] = (one["birth_day"], one["birth_month"], one["birth_year"])
    return {one["name"]: one for one in found}


NOBODY = (None, None, None)
FILES = Path(__file__).parents[1] / "payloads" / "exports"

EXPORTS = {
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


# Days


@pytest.mark.parametrize(
    ("cells", "options", "first"),
    [
        (["03/04/1980", "25/12/1981"], (), (3, 4, 1980)),
        (["03/04/1980", "12/25/1981"], ("--locale", "en-GB"), (4, 3, 1980)),
        (["03/04/1980", "04/05/1981"], (), (4, 3, 1980)),
        (["03/04/1980", "04/05/1981"], ("--locale", "en-GB"), (3, 4, 1980)),
        (["03-04-80", "25-12-81"], (), (3, 4, 1980)),
        (["3.4.1980", "5.6.1981"], (), (3, 4, 1980)),
        (["0304", "2512"], (), (3, 4, None)),
        (["29294", "29300"], (), (14, 3, 1980)),
    ],
)
def test_whole_column_says_whether_the_day_is_first(
    read: Read, cells: list[str], options: tuple[str, ...], first: tuple[int, int, int | None]
) -> None:
    rows = "".join(f"Row {number},{cell}\n" for number, cell in enumerate(cells))
    customers, said = read(f"name,birthday\n{rows}", *options)

    assert customers["Row 0"]["born"] == first
    assert ("can be read either way" in said) == (cells[1] == "04/05/1981" and not options)


def test_column_with_both_orders_is_warned_of_and_leaves_out_what_can_be_either(read: Read) -> None:
    customers, said = read("name,Birth Date\nSw A,3/14/1980\nSw B,14/3/1980\nSw C,03/04/1980\n")

    assert "Birth Date: some rows have the day first, others the month" in said
    assert "Left out: line 4, Birth Date: “03/04/1980” can be 3 April or 4 March" in said
    assert customers["Sw A"]["born"] == customers["Sw B"]["born"] == (14, 3, 1980)
    assert customers["Sw C"]["born"] == NOBODY


def test_other_days_are_read_in_the_order_of_their_own_column(read: Read) -> None:
    text = "name,birthday,Customer since,renewal\nA,3/14/1980,03/04/2020,2030-01-02T00:00:00Z\nB,,25/12/2019,1/2/2031\n"
    customers, _ = read(text)

    assert (customers["A"]["born"], customers["A"]["since"]) == ((14, 3, 1980), "2020-04-03")
    assert (customers["A"]["renewal"], customers["B"]["renewal"]) == ("2030-01-02", "2031-01-02")


# Amounts, tags, phones


@pytest.mark.parametrize(
    ("cell", "options", "value", "is_rounded"),
    [
        ("1204.50", (), 1204, True), ("0.500", (), 0, True), ("12.500", (), 12, True), ("12,500", (), 12500, False),
        ("$1,204.00", (), 1204, False), ("1,204 USD", (), 1204, False), ("0", (), 0, False),
        ("1.204,50", ("--locale", "de-DE"), 1204, True), ("12.500", ("--locale", "de-DE"), 12500, False),
        ("0.500", ("--locale", "de-DE"), 0, True), ("€ 1.204", ("--locale", "pt-PT"), 1204, False),
        ("1 204,50 kr", ("--locale", "sv-SE"), 1204, True), ("1'204.50", ("--locale", "de-CH"), 1204, True),
    ],
)  # fmt: skip
def test_amount_is_read_as_the_locale_writes_it(
    read: Read, cell: str, options: tuple[str, ...], value: int, *, is_rounded: bool
) -> None:
    customers, said = read(f'name,Total Spent\nSpe Nt,"{cell}"\n', *options)

    assert customers["Spe Nt"]["lifetime_value"] == value
    assert ("was rounded to" in said) == is_rounded


def test_amounts_of_a_column_that_tells_its_comma_are_read_by_it(read: Read) -> None:
    customers, _ = read("name;value\nTho Usand;12.500\nCe Nts;1.204,50\n")

    assert [one["lifetime_value"] for one in customers.values()] == [12500, 1204]


@pytest.mark.parametrize("cell", ["much", "-5", "1.5k", "1,2,3", "9" * 20])
def test_amount_that_is_none_costs_the_cell(read: Read, cell: str) -> None:
    customers, said = read(f'name,value\nSpe Nt,"{cell}"\n')

    assert customers["Spe Nt"]["lifetime_value"] is None
    assert "Left out: line 2, value:" in said


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ('"wholesale customer, vip"', ["vip", "wholesale customer"]),
        ('"""vip"",""new"""', ["new", "vip"]),
        ("VIP;Late  Payer", ["late payer", "vip"]),
        ("#vip #new", ["new", "vip"]),
        ("* myContacts ::: * starred ::: Clients", ["clients"]),
        ("Clients ::: * myContacts", ["clients"]),
        ("* myContacts", []),
    ],
)
def test_tags_are_read_as_programs_list_them(read: Read, cell: str, tags: list[str]) -> None:
    assert read(f"name,tags\nTa G,{cell}\n")[0]["Ta G"]["tags"] == tags


@pytest.mark.parametrize(
    ("cell", "options", "phones"),
    [
        ("555-0100", (), []),
        ("(212) 555-0123", (), ["+1 212-555-0123"]),
        ("020 7946 0110", ("--locale", "en-GB"), ["+44 20 7946 0110"]),
        ("'+12125550177", (), ["+1 212-555-0177"]),
        ("+1 212 555 0123 ::: +1 212 555 0124", (), ["+1 212-555-0123", "+1 212-555-0124"]),
        ("0044 20 7946 0110", (), ["+44 20 7946 0110"]),
        ("2.12556E+10", (), []),
    ],
)
def test_phone_is_taken_only_where_its_country_is_sure(
    read: Read, cell: str, options: tuple[str, ...], phones: list[str]
) -> None:
    customers, said = read(f"name,phone\nPh N,{cell}\n", *options)

    assert customers["Ph N"]["phone"] == phones
    assert ("Left out: line 2, phone:" in said) == (not phones)


@pytest.mark.parametrize(
    ("column", "cell", "field"),
    [
        ("company", "x" * 201, "company"),
        ("tags", "x" * 41, "tags"),
        ("email", ";".join(f"a{n}@x.example" for n in range(11)), "email"),
    ],
)
def test_cell_that_is_too_long_costs_the_cell(read: Read, column: str, cell: str, field: str) -> None:
    customers, said = read(f"name,{column},tier\nLo Ng,{cell},gold\n")

    assert not customers["Lo Ng"][field]
    assert customers["Lo Ng"]["tier"] == "gold"
    assert f"Left out: line 2, {column}:" in said


def test_one_cell_of_several_that_cannot_be_read_costs_only_itself(read: Read) -> None:
    header = "First Name,Home Phone,Mobile Phone,E-mail Address,E-mail 2 Address,Labels,Tags"
    customers, said = read(f"{header}\nSev,555-0100,+1 212 555 0123,nobody,s@x.example,vip,new\n")

    assert customers["Sev"]["phone"] == ["+1 212-555-0123"]
    assert customers["Sev"]["email"] == ["s@x.example"]
    assert customers["Sev"]["tags"] == ["new", "vip"]
    assert "Left out: line 2, Home Phone: “555-0100”" in said
    assert "Left out: line 2, E-mail Address: “nobody”" in said
