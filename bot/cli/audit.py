"""`rapport audit`: who looked at whom, as CSV."""

import csv
import sys
from collections.abc import Iterable
from typing import Protocol

import click

from bot.config import database_key, load
from bot.domain.customer_columns import disarmed
from bot.domain.errors import NotFoundError
from bot.domain.looks import Look
from storage import customers, looks, people
from storage.conditions import portions
from storage.database import UnitOfWork
from storage.outside import every


class Writer(Protocol):
    """csv's own."""

    def writerow(self, row: Iterable[str], /) -> object:
        """Write one line."""


HEADINGS = ("at", "person", "name", "what", "customer", "called")


@click.command()
@click.option("--workspace", metavar="ID", help="Of this one, such as T012AB3CD, where there are several.")
def audit(workspace: str | None) -> None:
    """Print who opened whose card, and who exported, gave out or erased what, as CSV. Rapport may run meanwhile.

    Of whoever was erased since there is the number alone.
    """
    settings = load("none")
    found = every(settings.database, settings.data, None if settings.database else database_key(settings))
    chosen = [one for one in found if workspace in {None, one.id}]
    if len(chosen) != 1:
        raise NotFoundError(
            f"Which workspace? There is {', '.join(one.id for one in found)}. Name one of them with --workspace."
        )
    with chosen[0].looked_at() as uow:
        writer = csv.writer(sys.stdout, lineterminator="\r\n")  # RFC 4180
        writer.writerow(HEADINGS)
        names = {person.id: person.name for person in people.everybody(uow)}
        for portion in portions(looks.every(uow)):
            _write(writer, uow, portion, names)


def _write(writer: Writer, uow: UnitOfWork, portion: list[Look], names: dict[str, str]) -> None:
    known = customers.by_id(uow, {one.customer_id for one in portion if one.customer_id})
    for one in portion:
        customer = known.get(one.customer_id or 0)
        cells = (names.get(one.person, ""), one.what, str(one.customer_id or ""), customer.name if customer else "")
        writer.writerow((f"{one.at:%Y-%m-%dT%H:%M:%SZ}", one.person, *map(disarmed, cells)))
