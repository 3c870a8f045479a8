"""What `rapport import` says of a file: before anything is written, and of what became of it."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import click

from bot.reading.csv_file import Note, Table
from bot.reading.import_rows import Columns
from bot.reading.written_dates import order_of
from bot.use_cases.import_customers import Imported
from bot.views.mrkdwn import count

MOST_LINES = 3
"""Lines named in one remark that many have."""


def say_columns(table: Table, columns: Columns) -> None:
    """Which columns are read as what, and which are not: before anything is written."""
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


def say_done(done: Imported, locale: str, *, check: bool) -> None:
    """Line by line what was refused, left out or remarked, then how many there are of each."""
    for title, notes in (("Refused", done.refused), ("Left out", done.lost), ("To know", done.remarks)):
        for line in _lines(notes):
            click.echo(f"{title}: {line}" if title != "Refused" else line, err=True)
    _say_days(done, locale)
    added = f"{done.added} {'would be added' if check else 'added'}, {len(done.refused)} refused"
    others = [
        f"{done.filled} {'would be' if check else ''} filled in".replace("  ", " ") if done.filled else "",
        f"{done.unchanged} known already, unchanged" if done.unchanged else "",
        f"{count(len(done.lost), 'cell')} left out" if done.lost else "",
    ]
    click.echo("; ".join(filter(None, [added, *others])) + ".")
    if done.undo_id and not check:
        click.echo("To take all of it back: rapport import --undo")


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


def _lines(notes: Iterable[Note]) -> list[str]:
    """Each remark once, with the lines that have it."""
    alike = groupby(sorted(notes, key=_what), key=_what)
    groups = sorted(([note.line for note in group], column, words) for (column, words), group in alike)
    return [f"{_where(lines)}{f', {column}' if column else ''}: {words}" for lines, column, words in groups]


def _what(note: Note) -> tuple[str, str]:
    return note.column, note.words


def _where(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return f"line {lines[0]}"
    more = f" and {len(lines) - MOST_LINES} more" if len(lines) > MOST_LINES else ""
    return f"lines {', '.join(map(str, lines[:MOST_LINES]))}{more}"
