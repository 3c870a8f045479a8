"""Customers leave as a file and come in again: every field is what it was, whatever stands in it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.customer_columns import armed, disarmed
from bot.domain.customers import Birthday, Customer, Detail, DetailCategory, Kind, Stage, Tier
from bot.domain.exported import Exported, FileFormat
from bot.domain.people import Person
from bot.reading.clean_text import clean
from bot.reading.contacts import read_email, read_phone
from bot.reading.csv_file import Row
from bot.reading.customer_table import read_customers, reader_of_file
from bot.reading.import_cells import Read, cells_reader
from bot.reading.import_columns import read_columns
from bot.reading.import_habits import read_habits
from bot.reading.import_rows import read_row
from bot.views.customer_file import Writing, lines_of

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, tzinfo=UTC)
OWN = (
    CustomField(1, "Allergies", "allergies", FieldType.TEXT),
    CustomField(2, "Table", "table", FieldType.NUMBER),
    CustomField(3, "Contract", "contract", FieldType.DATE),
    CustomField(4, "Menu", "menu", FieldType.CHOICE, ("=SUM(A1)", "Small, with wine", "-")),
    CustomField(5, "Loud", "loud", FieldType.YES_NO),
)
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cn"]) | st.sampled_from("=+-@\t'\",;:|\n ")


def words(longest: int = 30) -> st.SearchStrategy[str]:
    return st.text(SIGNS, min_size=1, max_size=longest).map(lambda one: " ".join(clean(one).split()))


NAMES = (
    st.sampled_from(["Total", "N/A", "Unknown", "Smith, John", "=1+1", "-", "محمد بن سلمان", "'=x", "name"]) | words()
)
names = NAMES.filter(lambda one: any(map(str.isalnum, one)) and ":::" not in one)
texts = words().filter(lambda one: bool(one) and ":::" not in one)
emails = st.sampled_from(["a@b.example", "Dana.Reyes@x.example", "=x@y.example", "o'neil@x.example"]).map(read_email)
phones = st.sampled_from(["+1 212 555 0123", "+351 912 345 678", "+44 20 7946 0958"]).map(
    lambda one: read_phone(one, ())
)
days = st.dates(date(2000, 1, 1), TODAY)
values = {
    1: texts,
    2: st.sampled_from(["0", "12.5", "-3", "1000000"]),
    3: st.dates(date(1990, 1, 1), date(2050, 1, 1)).map(date.isoformat),
    4: st.sampled_from(OWN[3].choices),
    5: st.sampled_from(["yes", "no"]),
}
customers = st.builds(
    Customer,
    id=st.integers(1, 10**9),
    name=names,
    kind=st.sampled_from(Kind),
    company=texts | st.just(""),
    aliases=st.lists(texts, max_size=3, unique=True).map(tuple),
    emails=st.lists(emails, max_size=3, unique=True).map(tuple),
    phones=st.lists(phones, max_size=3, unique=True).map(tuple),
    channel=st.sampled_from(["", "phone", "in person"]),
    timezone=st.sampled_from(["", "Europe/Lisbon", "America/New_York"]),
    language=st.sampled_from(["", "Portuguese", "English"]),
    birthday=st.none()
    | st.builds(lambda day, known: Birthday(day.month, day.day, day.year if known else None), days, st.booleans()),
    stage=st.sampled_from(Stage),
    tier=st.sampled_from(Tier),
    tags=st.lists(texts.map(str.casefold).map(str.strip).filter(bool), max_size=3, unique=True).map(
        lambda tags: tuple(sorted(tags))
    ),
    owner=st.sampled_from([None, "U0ANA"]),
    backup_owner=st.sampled_from([None, "U0BEN"]),
    since=st.none() | days,
    renewal=st.none() | st.dates(date(2010, 1, 1), date(2060, 1, 1)),
    lifetime_value=st.none() | st.integers(0, 10**9),
    cadence_days=st.none() | st.integers(1, 365),
    wishes_ok=st.booleans(),
    email_ok=st.booleans(),
    do_not_contact=st.booleans(),
    lost_on=st.none() | days,
    lost_reason=texts | st.just(""),
    referred_by=st.none() | st.integers(1, 10**9),
    custom=st.fixed_dictionaries({}, optional=values).map(
        lambda said: tuple((field, value) for field, value in sorted(said.items()) if value)
    ),
)


def taken_in(form: FileFormat, found: list[Exported]) -> list[Read]:
    """What an import reads in the file that an export wrote."""
    text = "".join(lines_of(form, found, Writing("T0HARBOUR", NOW, OWN)))
    table = read_customers(lambda: BytesIO(text.encode()))
    columns = read_columns(table, OWN)
    habits, _ = read_habits(columns, table.records())
    reader = reader_of_file(Person("U0ANA", "Ana", locale="en-US"), TODAY, "US", table.header, None)
    read = cells_reader(reader, lambda words: words, columns)(habits)
    rows = list(table.records())
    assert all(isinstance(row, Row) for row in rows)
    return [read(read_row(columns, row, habits)) for row in rows if isinstance(row, Row)]


@given(st.lists(customers, min_size=1, max_size=4))
def test_every_field_comes_back_as_it_was(found: list[Customer]) -> None:
    read = taken_in(FileFormat.CSV, [Exported(one) for one in found])

    for before, after in zip(found, read, strict=True):
        links = {"id": f"T0HARBOUR-{before.id}"}
        links |= {"referred_by": f"T0HARBOUR-{before.referred_by}"} if before.referred_by else {}
        assert (after.problems, after.remarks, after.links) == ((), (), links)
        assert Customer(before.id, referred_by=before.referred_by, **after.fields) == before


@given(st.text(st.sampled_from("'=+-@\t\r\0a1 "), max_size=6))
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    assert disarmed(cell)[:1] not in set("=+-@\t\r\0")
    assert armed(disarmed(cell)) == cell


@given(customers, st.lists(texts, max_size=3))
def test_a_card_says_who_it_is_and_what_is_remembered(customer: Customer, remembered: list[str]) -> None:
    notes = tuple(Detail(0, customer.id, DetailCategory.OTHER, text, "U0ANA", NOW) for text in remembered)
    [read] = taken_in(FileFormat.VCARD, [Exported(customer, notes)])

    kept = ("name", "kind", "company", "aliases", "emails", "phones", "birthday", "tags")
    before = {name: getattr(customer, name) for name in kept}
    after = Customer(0, **read.fields)
    assert {name: getattr(after, name) for name in kept} == before
    assert read.details == tuple(remembered)
    assert replace(after, id=customer.id).id == customer.id
