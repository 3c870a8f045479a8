"""Tables out of the bytes of a file: whatever was written comes back, and whatever comes is a table or a sentence."""

import csv
from contextlib import suppress
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clean_text import clean
from bot.domain.csv_file import read_table
from bot.domain.errors import NotUnderstoodError

CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from(',;|"\n'), max_size=8
)


def is_heading(words: str) -> bool:
    return words in {"name", "email", "company"}


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
    assert [row.cells for row in table.rows] == [row for row in cleaned if any(cell.strip() for cell in row)]
    assert table.refused == ()


@given(st.binary(max_size=200) | st.text('name,;"\n\t|=sep', max_size=60).map(str.encode))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes) -> None:
    with suppress(NotUnderstoodError):
        assert read_table(data, is_heading).header


@given(st.lists(st.sampled_from(["A,Co", "B,", '"C","Co"', '"D,Co', 'E,"Co', 'F "x",Co', '"G" x,Co', ""]), max_size=12))
def test_every_line_is_in_one_row_or_refused_by_its_number(lines: list[str]) -> None:
    table = read_table("\n".join(["name,company", *lines]).encode(), lambda words: words in {"name", "company"})

    rows, refused = [row.line for row in table.rows], [note.line for note in table.refused]
    assert not set(rows) & set(refused)
    assert [number for number, line in enumerate(lines, 2) if line in {'"D,Co', '"G" x,Co'} and number in rows] == []


@pytest.mark.parametrize("lines", [250, 20_000])
def test_quote_that_is_never_closed_costs_little_however_long_the_file(lines: int) -> None:
    text = "name,company\n" + '"Open,Co\n' + "Fine,Co\n" * lines
    table = read_table(text.encode(), is_heading)

    assert [note.line for note in table.refused] == [2]
    assert len(table.rows) == lines


def test_cell_without_an_end_is_refused_by_its_line() -> None:
    table = read_table(f"name\n{'x' * 200_000}\nAl\n".encode(), is_heading)

    assert [(note.line, "endless" in note.words) for note in table.refused] == [(2, True)]
    assert [row.cells for row in table.rows] == [("Al",)]
