"""`rapport access`: everything that is kept of one customer, as a page to read and as JSON."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import click

from bot.cli.session import session_of
from bot.config import database_key, load
from bot.domain.access import Access
from bot.domain.errors import NotFoundError
from bot.use_cases.access import give
from bot.use_cases.find_customer import find_exactly
from bot.views.access_files import as_json, as_page
from storage.database import UnitOfWork
from storage.outside import Outside, every


@click.command()
@click.argument("name")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="DIR",
              help="Where the files go.  [default: the current folder]")  # fmt: skip
@click.option("--workspace", metavar="ID", help="Of this one, such as T012AB3CD, where there are several.")
def access(name: str, folder: Path, workspace: str | None) -> None:
    """Write all that is kept of the customer NAME (or email, or phone) to two files. Rapport may run meanwhile.

    One is a page to read, the other JSON. That it was done stands in the audit log. Nothing is sent to anybody.
    """
    settings = load("none")
    found = every(settings.database, settings.data, None if settings.database else database_key(settings))
    chosen = [one for one in found if workspace in {None, one.id}]
    if len(chosen) != 1:
        raise NotFoundError(
            f"Which workspace? There is {', '.join(one.id for one in found)}. Name one of them with --workspace."
        )

    def use(uow: UnitOfWork) -> tuple[int, Access]:
        session = session_of(uow, settings)
        customer = find_exactly(session, name, "`rapport access`")
        return customer.id, give(session, customer)

    customer_id, everything = _done(chosen[0], use)
    folder.mkdir(parents=True, exist_ok=True)
    for ending, text in (("html", as_page(everything)), ("json", as_json(everything))):
        path = folder / f"customer-{customer_id}.{ending}"
        _write(path, text)
        click.echo(f"{path} ({path.stat().st_size / 1000:.0f} kB)")
    click.echo("Delete them when they are sent: Rapport does not know where they are.")


def _done(workspace: Outside, use: Callable[[UnitOfWork], tuple[int, Access]]) -> tuple[int, Access]:
    with closing(workspace.open()) as database:
        return database.write(use)


def _write(path: Path, text: str) -> None:
    """For its owner's eyes alone."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
