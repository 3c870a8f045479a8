"""What `rapport import` says of a file: before anything is written, and of what became of it."""

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import click

from bot.domain.customer_columns import disarmed
from bot.reading.csv_file import Table
from bot.reading.import_columns import Columns
from bot.reading.notes import Note
from bot.reading.written_dates import order_of
from bot.use_cases.imported import Imported
from bot.views.imported import in_words

MOST_SHOWN = 100
"""Different remarks of a kind that are shown; nobody reads more of them."""


def say_columns(table: Table, columns: Columns) -> None:
    """Which columns are read as what, and which are not: before anything is written."""
    if table.is_exact:  # cards have no headings that anybody wrote
        return
    read = [f"{columns.headings[at]} → {option}" for option, places in columns.holds.items() for at in places]
    click.echo(f"Read: {', '.join(read)}")
    if columns.are_addresses_names:
        click.echo("There is no column of names: each address stands for the name.")
    if columns.without_place:
        click.echo(f"Left out, as an import has no field for it: {', '.join(columns.without_place)}")
    if columns.unknown:
        click.echo(f"Not read: {', '.join(columns.unknown)}")
    if table.is_guessed:
        click.echo("The file does not say how its letters are encoded. Look whether names with accents are right.")


def say_done(done: Imported, *, check: bool) -> None:
    """Line by line what was refused, left out or remarked, then how many there are of each."""
    for title, notes in (("", done.refused), ("Left out: ", done.lost), ("To know: ", done.remarks)):
        shown = list(islice(notes, MOST_SHOWN))
        for remark in shown:
            click.echo(f"{title}{remark}", err=True)
        if more := notes.number - sum(remark.number for remark in shown):
            click.echo(
                f"{title}and {more:,} more{'' if title else '; --refused FILE writes all of them down'}.", err=True
            )
    _say_days(done, done.locale)
    click.echo(f"{in_words(done.counts, is_done=not check)}.")
    if done.undo_id and not check:
        click.echo("To take all of it back: rapport import --undo")


@contextmanager
def refusals(file: Path | None) -> Iterator[Callable[[Note], None]]:
    """Where each refused line is written to as a row: line, column, reason; nowhere, where no file is named."""
    if file is None:
        yield lambda _note: None
        return
    with file.open("w", encoding="utf-8-sig", newline="") as written:
        writer = csv.writer(written)
        writer.writerow(("line", "column", "reason"))
        yield lambda note: writer.writerow((note.line, disarmed(note.column), disarmed(note.words)))


@contextmanager
def progress() -> Iterator[Callable[[int], None]]:
    """A line that tells how many rows are done, where somebody looks at a terminal."""
    if not sys.stderr.isatty():
        yield lambda _rows: None
        return
    yield lambda rows: click.echo(f"\r{rows:,} lines read …", nl=False, err=True)
    click.echo("\r\x1b[K", nl=False, err=True)


def _say_days(done: Imported, locale: str) -> None:
    for option in done.mixed:
        click.echo(
            f"{done.columns.heading(option)}: some rows have the day first, others the month. What can be either was "
            "left out; please look at the others too.",
            err=True,
        )
    for option, example in done.undecided.items():
        order = order_of(example, locale)
        other = "en-GB for the day first" if order == "month first" else "en-US for the month first"
        click.echo(
            f"{done.columns.heading(option)}: {example} can be read either way, and no row tells. Read with the "
            f"{order}, as in {locale}; use --locale {other}.",
            err=True,
        )
