"""The year before business.toml begins, dealt out of history.toml: who was in touch when, how, and what became of it.

The same every time, for the same customers: the dice are seeded. Nothing here knows the bot; chronicle.py writes it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import Any

Row = Mapping[str, Any]
"""A table of history.toml or business.toml."""

YEAR, SEED = 365, 14
USUAL_GAP, LEAST_GAP = 32, 10
"""Days between two contacts with somebody who has no cadence, and at least, before the dice."""

COMPLAIN, RATE, PLAN = 0.14, 0.17, 0.3
"""How many contacts are a complaint, a rating, and bring something to do."""

KEPT, PROMISED, AGAIN, BY_OTHERS = 0.8, 0.4, 0.07, 0.15
"""How many things to do were done in time, were promised, how many complaints were opened again, and how much was
logged by another than the owner."""

BUSY = {8: 0.5, 11: 1.3, 12: 1.5}
"""Month -> how much more there was to talk about than usual; caterers sleep in August and not in December."""

HOURS = ((0.2, 0.5, 1, 1.5, 2, 3, 5, 8, 20), (0.1, 0.3, 1, 2, 4, 9), (1, 3, 6, 8, 14, 20, 30))
"""Working hours until a complaint was claimed, from then until its customer heard from us, and until it was done."""


@dataclass(frozen=True)
class Known:
    """A customer, as far as it matters: `first` and `last` are days ago between which there was anything to log."""

    id: int
    owner: str
    first: int
    last: int
    gap: int = USUAL_GAP


@dataclass(frozen=True)
class ToDo:
    """Something that was planned after a contact: so many days later, and done so many days after that."""

    title: str
    kind: str
    due_in: int
    late: int
    is_promised: bool


@dataclass(frozen=True)
class Contact:
    """One contact. `said` is its row of history.toml, `text` its words; `hours`: as HOURS, should it alert.

    `is_again`: it was opened again, should it be a complaint.
    """

    customer: Known
    on: date
    at: time
    by: str
    via: str
    said: Row
    text: str
    hours: tuple[float, float, float]
    is_again: bool
    to_do: ToDo | None


def year(told: Row, customers: Sequence[Known], people: Sequence[str], today: date) -> list[Contact]:
    """Everything that was logged, the oldest first. `people`: who works here."""
    dealt = [
        contact
        for customer in customers
        for contact in _of(told, customer, people, today, Random(f"{SEED} {customer.id}"))  # noqa: S311  # no secret
    ]
    return sorted(dealt, key=lambda one: (one.on, one.at, one.customer.id))


def _of(told: Row, customer: Known, people: Sequence[str], today: date, dice: Random) -> Iterator[Contact]:
    ago = min(YEAR, customer.first) - dice.randrange(LEAST_GAP)
    while ago > customer.last:
        on = today - timedelta(days=ago)
        on -= timedelta(days=max(0, on.weekday() - 4))  # nothing on a weekend
        if on > today - timedelta(days=YEAR):
            yield _contact(told, customer, on, people, dice)
        gap = max(LEAST_GAP, customer.gap) * dice.uniform(0.3, 1.2) / BUSY.get(on.month, 1)
        ago -= max(1, round(gap))


def _contact(told: Row, customer: Known, on: date, people: Sequence[str], dice: Random) -> Contact:
    drawn = dice.random()
    kind = "complaints" if drawn < COMPLAIN else "ratings" if drawn < COMPLAIN + RATE else "contacts"
    rows = [row for row in told[kind] if on.month in row.get("months", range(1, 13))]
    [said] = dice.choices(rows, [row.get("weight", 1) for row in rows])
    return Contact(
        customer,
        on,
        time(dice.randrange(9, 17), dice.randrange(60)),
        dice.choice(people) if dice.random() < BY_OTHERS else customer.owner,
        dice.choice(said.get("via", ("email", "phone", "chat"))),
        said,
        _filled(said["text"], told["words"], dice),
        (dice.choice(HOURS[0]), dice.choice(HOURS[1]), dice.choice(HOURS[2])),
        is_again=dice.random() < AGAIN,
        to_do=_to_do(told, dice) if kind == "contacts" and dice.random() < PLAN else None,
    )


def _to_do(told: Row, dice: Random) -> ToDo:
    row = dice.choice(told["todos"])
    late = 0 if dice.random() < KEPT else dice.randrange(1, 6)
    title = _filled(row["title"], told["words"], dice)
    return ToDo(title, row.get("kind", "other"), dice.randrange(1, 8), late, is_promised=dice.random() < PROMISED)


def _filled(text: str, words: Mapping[str, Sequence[str]], dice: Random) -> str:
    filled = text.format_map({name: dice.choice(choices) for name, choices in words.items()})
    return filled[0].upper() + filled[1:]
