"""`rapport import`, row by row: what is no customer, and how names are put together."""

import pytest

from tests.importing import Read

pytestmark = pytest.mark.engine("sqlite")  # of its files


@pytest.mark.parametrize("name", ["Total", "TOTAL:", "Sum", "Grand Total", "Subtotal", "Summe", "Gesamtsumme"])
def test_row_of_sums_is_refused(read: Read, name: str) -> None:
    customers, said = read(f"name,email,value\nAl Bo,a@b.example,12\n{name},,12\n")

    assert list(customers) == ["Al Bo"]
    assert "line 3: This is a row of sums" in said


def test_customer_called_total_is_taken_with_an_address(read: Read) -> None:
    assert list(read("name,email\nTotal,info@total.example\n")[0]) == ["Total"]


def test_headings_in_the_middle_are_refused(read: Read) -> None:
    customers, said = read("Name,Email\nAl Bo,a@b.example\nNAME,email\nCe Di,c@d.example\n")

    assert list(customers) == ["Al Bo", "Ce Di"]
    assert "line 3: This is the line of headings once more" in said


@pytest.mark.parametrize("empty", ["(No value)", "Unassigned", "nobody", "TBC", "0"])
def test_owner_that_is_nobody_is_empty(read: Read, empty: str) -> None:
    assert "Left out" not in read(f"name,owner\nAl Bo,{empty}\n")[1]


@pytest.mark.parametrize("empty", ["(No value)", "TBC", "0"])
def test_phone_that_is_none_is_empty(read: Read, empty: str) -> None:
    assert "Left out" not in read(f"name,phone\nAl Bo,{empty}\n")[1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nome,Apelido\nJoão,da Silva\n", "João da Silva"),
        ("Apelido,Nome\nda Silva,João\n", "João da Silva"),
        ("Voornaam,Tussenvoegsel,Achternaam\nJan,van den,Berg\n", "Jan van den Berg"),
        ("Achternaam,Naam,Tussenvoegsel\nBerg,Jan,van den\n", "Jan van den Berg"),
        ('name\n"Smith, John"\n"Doe, Ann Marie"\nPlain Name\n', "John Smith"),
        ('name\n"Davis, Jr"\n"Hill, Ltd"\n', "Davis, Jr"),
        ('name\n"Hill, Sons & Co"\nAl Bo\nCe Di\n', "Hill, Sons & Co"),
    ],
)
def test_name_is_put_together_as_it_is_said(read: Read, text: str, name: str) -> None:
    assert name in read(text)[0]


def test_address_is_the_name_where_a_file_has_nothing_else(read: Read) -> None:
    customers, said = read("Email,tier\nal@b.example,gold\n")

    assert customers["al@b.example"]["email"] == ["al@b.example"]
    assert "each address stands for the name" in said


@pytest.mark.parametrize(("header", "row"), [("name;email", "Too,Few"), ("name,email,tier", "Too;Few;gold")])
def test_row_separated_by_another_sign_is_no_customer_of_that_name(read: Read, header: str, row: str) -> None:
    customers, said = read(f"{header}\n{row}\nSolo\n")

    assert list(customers) == ["Solo"]
    assert "This row is a single cell" in said


def test_comma_between_quotes_is_part_of_a_short_row(read: Read) -> None:
    assert list(read('name,email\n"Blue Door, Deli"\n')[0]) == ["Blue Door, Deli"]


@pytest.mark.parametrize("title", ["Customers of 2026", "Report\n\nExported by Ana, 1 May", "Report,,"])
def test_title_above_the_headings_is_skipped(read: Read, title: str) -> None:
    assert list(read(f"{title}\nname,email,phone\nAl Bo,a@b.example,\n")[0]) == ["Al Bo"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Al Bo,a@b.example,+12125550123\nCe Di,c@d.example,\n", "The first line is a customer already"),
    ],
)
def test_file_without_headings_is_refused_in_its_own_words(read: Read, text: str, sentence: str) -> None:
    assert sentence in read(text)[1]
