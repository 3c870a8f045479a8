"""`rapport import`, cell by cell: days, amounts, tags, phones, and what cannot be read."""

import pytest

from tests.importing import Read

pytestmark = pytest.mark.engine("sqlite")  # of its files


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
        ("1204.50", (), 1204, True), ("0.500", (), 0, True), ("12,500", (), 12500, False),
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


@pytest.mark.parametrize(
    ("cell", "options"),
    [("12.500", ()), ("€1.250", ()), ("1.250", ("--locale", "en-GB")), ("12,500", ("--locale", "pt-PT"))],
)
def test_amount_that_may_be_thousands_or_a_fraction_is_left_out(
    read: Read, cell: str, options: tuple[str, ...]
) -> None:
    customers, said = read(f'name,Total Spent\nSpe Nt,"{cell}"\n', *options)

    assert customers["Spe Nt"]["lifetime_value"] is None
    assert "can be thousands or a fraction" in said


def test_many_rounded_amounts_are_one_remark(read: Read) -> None:
    _, said = read("name,value\n" + "".join(f"Row {number},{number}.75\n" for number in range(10, 30)))

    assert said.count("was rounded to") == 1


@pytest.mark.parametrize(
    ("header", "day", "amount"),
    [
        ("Vorname;Nachname;Geburtsdatum;Umsatz", "03/04/1980", "12.500"),
        ("Nome;Apelido;Data de nascimento;value", "03/04/1980", "12.500"),
        ("Voornaam;Achternaam;Geboortedatum;value", "03-04-1980", "12.500"),
    ],
)
def test_language_of_the_headings_decides_what_no_row_tells(read: Read, header: str, day: str, amount: str) -> None:
    customers, _ = read(f"{header}\nAb;Cd;{day};{amount}\n")

    assert (customers["Ab Cd"]["born"], customers["Ab Cd"]["lifetime_value"]) == ((3, 4, 1980), 12500)


@pytest.mark.parametrize("cell", ["Mar-24", "Mar 2024", "March '24", "2024-03", "03/2024"])
def test_month_without_a_day_is_its_first_and_said(read: Read, cell: str) -> None:
    customers, said = read(f"name,Customer since\nMo Nth,{cell}\n")

    assert customers["Mo Nth"]["since"] == "2024-03-01"
    assert "Only a month stands here" in said


def test_year_of_two_figures_of_a_day_to_come_is_ahead(read: Read) -> None:
    assert read("name,renewal\nRe New,31.01.27\n")[0]["Re New"]["renewal"] == "2027-01-31"


@pytest.mark.parametrize(
    ("heading", "cell", "email_ok", "do_not_contact"),
    [
        ("Email Opt Out", "1", 0, 0), ("HasOptedOutOfEmail", "TRUE", 0, 0), ("Email Opt Out", "0", 1, 0),
        ("EMAIL_MARKETING", "unsubscribed", 0, 0), ("EMAIL_MARKETING", "subscribed", 1, 0),
        ("Accepts Email Marketing", "no", 0, 0), ("Accepts Email Marketing", "yes", 1, 0),
        ("Unsubscribed from all email", "Yes", 0, 0), ("Email Subscription Status", "Unsubscribed", 0, 0),
        ("Do Not Call", "1", 1, 1), ("DoNotCall", "true", 1, 1), ("Do not contact", "x", 1, 1),
        ("Do Not Call", "", 1, 0),
    ],
)  # fmt: skip
def test_refusal_of_a_customer_is_kept(read: Read, heading: str, cell: str, email_ok: int, do_not_contact: int) -> None:
    customer = read(f"name,{heading}\nCon Sent,{cell}\n")[0]["Con Sent"]

    assert (customer["email_ok"], customer["do_not_contact"]) == (email_ok, do_not_contact)


@pytest.mark.parametrize("header", ["Email Opt Out,Accepts Email Marketing", "Accepts Email Marketing,Newsletter"])
def test_refusal_in_one_of_several_columns_counts(read: Read, header: str) -> None:
    cells = "1,yes" if "Out" in header else "no,yes"

    assert read(f"name,{header}\nCon Sent,{cells}\n")[0]["Con Sent"]["email_ok"] == 0


def test_consent_that_cannot_be_read_is_said(read: Read) -> None:
    assert "Left out: line 2, Do Not Call" in read("name,Do Not Call\nCon Sent,perhaps\n")[1]


def test_refusal_reaches_a_customer_who_is_known_and_stays(read: Read) -> None:
    read("name,Email Opt Out\nCon Sent,0\n")
    assert read("name,Email Opt Out\nCon Sent,1\n")[0]["Con Sent"]["email_ok"] == 0
    customers, said = read("name,Email Opt Out\nCon Sent,0\n")

    assert customers["Con Sent"]["email_ok"] == 0
    assert "which was kept" in said


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
