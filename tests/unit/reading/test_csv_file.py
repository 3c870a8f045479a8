"""Tables out of the bytes of a file: whatever was written comes back, and whatever comes is a table or a sentence."""

import csv
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotUnderstoodError
from bot.reading.clean_text import clean
from bot.reading.csv_file import Row, Table
from bot.reading.csv_file import read_table as read_any
from bot.reading.notes import Note
from bot.reading.text_file import Limits, read_text

CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from(',;|"\n'), max_size=8
)


def is_heading(words: str) -> bool:
    return words in {"name", "email", "company"}


LIMITS = Limits(50_000_000, 200_000)


def read_table(data: bytes, is_heading: Callable[[str], bool]) -> Table:
    return read_any(read_text(lambda: BytesIO(data), LIMITS), is_heading)


def rows_of(table: Table) -> list[Row]:
    return [one for one in table.records() if isinstance(one, Row)]


def notes_of(table: Table) -> list[Note]:
    return [one for one in table.records() if isinstance(one, Note)]


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8),
    st.sampled_from(",;|\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_table_that_was_written_is_read_as_it_was(
    rows: list[tuple[str, str, str]], delimiter: str, encoding: str, quoting: int, line_end: str
) -> None:
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, quoting=quoting, lineterminator=line_end)  # type: ignore[arg-type]  # one of csv's constants
    writer.writerows([("name", "email", "company"), *rows])
    table = read_table(written.getvalue().encode(encoding), is_heading)

    assert table.header == ("name", "email", "company")
    cleaned = [tuple(map(clean, row)) for row in rows]
    assert [row.cells for row in rows_of(table)] == [row for row in cleaned if any(cell.strip() for cell in row)]
    assert notes_of(table) == []


@given(st.binary(max_size=200) | st.text('name,;"\n\t|=sep', max_size=60).map(str.encode))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes) -> None:
    with suppress(NotUnderstoodError):
        assert read_table(data, is_heading).header


@given(st.lists(st.sampled_from(["A,Co", "B,", '"C","Co"', '"D,Co', 'E,"Co', 'F "x",Co', '"G" x,Co', ""]), max_size=12))
def test_every_line_is_in_one_row_or_refused_by_its_number(lines: list[str]) -> None:
    table = read_table("\n".join(["name,company", *lines]).encode(), lambda words: words in {"name", "company"})

    rows, refused = [row.line for row in rows_of(table)], [note.line for note in notes_of(table)]
    assert not set(rows) & set(refused)
    assert [number for number, line in enumerate(lines, 2) if line in {'"D,Co', '"G" x,Co'} and number in rows] == []


@pytest.mark.parametrize("lines", [250, 20_000])
def test_quote_that_is_never_closed_costs_little_however_long_the_file(lines: int) -> None:
    text = "name,company\n" + '"Open,Co\n' + "Fine,Co\n" * lines
    table = read_table(text.encode(), is_heading)

    assert [note.line for note in notes_of(table)] == [2]
    assert len(rows_of(table)) == lines


def test_cell_without_an_end_is_refused_by_its_line() -> None:
    table = read_table(f"name\n{'x' * 200_000}\nAl\n".encode(), is_heading)

    assert [(note.line, "endless" in note.words) for note in notes_of(table)] == [(2, True)]
    assert [row.cells for row in rows_of(table)] == [("Al",)]


WIDE = ",".join(f"column {number}" for number in range(50_000))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (f"name,{WIDE}\nDana,{',' * 49_999}\n", "has 50,001 columns, and at most 1,000 are read"),
        (f"{WIDE.replace(',', ';')}\n", "has 50,000 columns"),
        ("sep=|\nname" + "|x" * 1_000 + "\n", "has 1,001 columns"),
        ("name\n" + ("x" * 999 + "\n") * 60_000, "has 51 MB, and at most 50 are read"),
        ("name,notes\nDana," + "x" * 11_000_000, "A line of this file is endless"),
        ("name\n" + "\n" * 1_000_000, "has 1,000,001 lines, and at most 200,000 are read"),
        ("\r\n" * 200_001 + "name\r\nDana\r\n", "has 200,003 lines"),
        ("n" * 200_000 + "\nDana\n", "Line 1, with the names of the columns, is endless"),
    ],
)
def test_too_much_of_anything_is_refused_with_a_sentence(data: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        read_table(data.encode(), is_heading)
    assert said in refused.value.sentence


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04" + bytes(30), "an Excel, Numbers or zip file"),
        (b"PK\x05\x06" + bytes(18), "an empty zip file"),
        (b"\x1f\x8b\x08" + bytes(30), "a compressed file"),
        (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
        (b"Rar!\x1a\x07", "a compressed file"),
    ],
)
def test_what_is_only_called_csv_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(NotUnderstoodError, match=f"This is {kind}"):
        read_table(data, is_heading)


def test_as_much_as_is_read_is_read() -> None:
    header = ",".join(["name", *(f"column {number}" for number in range(999))])
    table = read_table(f"{header}\nDana{',' * 999}\n{chr(10) * 199_990}Jo\n".encode(), is_heading)

    assert len(table.header) == 1_000
    assert [row.line for row in rows_of(table)] == [2, 199_993]


def test_a_blank_line_within_a_quote_stays() -> None:
    table = read_table(b'name,company\n"Dana\n\nReyes",x\n\n\nJo,y\n', is_heading)

    assert [row.cells[0] for row in rows_of(table)] == ["Dana\n\nReyes", "Jo"]


def test_a_row_with_a_thousand_commas_in_a_cell_is_no_header() -> None:
    table = read_table(f'name,company\n"Dana{"," * 2_000}",x\n'.encode(), is_heading)

    assert table.header == ("name", "company")
