"""`rapport import`, cell by cell: days, amounts, tags, phones, and what cannot be read."""

import pytest

from tests.importing import Read


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
    assert customers["Sw C"]["born"] == (None, None, None)


def test_other_days_are_read_in_the_order_of_their_own_column(read: Read) -> None:
    text = "name,birthday,Customer since,renewal\nA,3/14/1980,03/04/2020,2030-01-02T00:00:00Z\nB,,25/12/2019,1/2/2031\n"
    customers, _ = read(text)

    assert (customers["A"]["born"], customers["A"]["since"]) == ((14, 3, 1980), "2020-04-03")
    assert (customers["A"]["renewal"], customers["B"]["renewal"]) == ("2030-01-02", "2031-01-02")


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
