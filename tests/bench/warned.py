"""How well health warns of who leaves, on simulated businesses (docs/health.md has what it gave).

    uv run --group dev python -m tests.bench.warned

The weights were chosen on SEEN of three businesses of tests/bench/leavers.py. What is printed is of others: SET_ASIDE
seeds, variants of these businesses, and the bakery (tests/bench/bakery.py), at which nobody had looked.
"""

import random
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.health import Health, Level, health
from tests.bench import bakery
from tests.bench.leavers import BUSINESSES, DAYS, Business, facts_on, live, on

SEEN, SET_ASIDE = range(5), range(5, 10)
SEEN_FROM = 240
"""Before this day nobody is judged: there is no history yet."""
WARNED_BEFORE = 30
LEAVES_WITHIN = 90
"""A warning was right where they left within so many days."""
EVERY = 7
"""Days between two looks."""


@dataclass(frozen=True)
class Look:
    """One customer on one day: how it stood, how long they were silent, and when they left, in days from then on."""

    who: int
    stood: Health
    silent: int
    leaves_in: int | None


def looks_at(kind: Business | None, seed: int, customers: int) -> list[Look]:
    """Everybody, every week and on the day WARNED_BEFORE they left. None: the bakery."""
    chance = random.Random(f"{name_of(kind)}:{seed}")  # noqa: S311  # a simulation
    found = []
    for who in range(customers):
        life = live(kind, chance) if kind else bakery.live(chance)
        end = life.left if life.left is not None else DAYS - LEAVES_WITHIN
        days = {*range(SEEN_FROM, end, EVERY)}
        if life.left is not None and life.left - WARNED_BEFORE >= SEEN_FROM:
            days.add(life.left - WARNED_BEFORE)
        for day in sorted(days):
            last = bisect_left(life.touched, day + 1)
            silent = day - (life.touched[last - 1] if last else 0)
            leaves_in = life.left - day if life.left is not None else None
            found.append(Look(who, health(facts_on(life, day), on(day)), silent, leaves_in))
    return found


@dataclass(frozen=True)
class Measured:
    """A rule: of leavers the share it warned of WARNED_BEFORE days before; of its warnings the share that was right."""

    rule: str
    recall: float
    precision: float
    warnings: int

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def measure(rule: str, looks: list[Look], warned: Iterable[bool]) -> Measured:
    """How a rule did."""
    rows = list(zip(looks, warned, strict=True))
    before = [said for look, said in rows if look.leaves_in == WARNED_BEFORE]
    standing = [look for look, said in rows if said]
    right = sum(look.leaves_in is not None and look.leaves_in <= LEAVES_WITHIN for look in standing)
    return Measured(rule, sum(before) / max(1, len(before)), right / max(1, len(standing)), len(standing))


def by_silence(looks: list[Look], like: Measured) -> tuple[Measured, Measured]:
    """The naive rule, "silent for so many days": with about as many warnings, and at its best threshold (by F1)."""
    tried = [
        measure(f"silent > {days} days", looks, (one.silent > days for one in looks))
        for days in (*range(5, 60, 3), *range(60, 400, 15))
    ]
    return min(tried, key=lambda one: abs(one.warnings - like.warnings)), max(tried, key=lambda one: one.f1)


def name_of(kind: Business | None) -> str:
    """What the table calls it."""
    return kind.name if kind else "bakery that supplies cafés"


def compare(kind: Business | None, seeds: Iterable[int], customers: int) -> tuple[float, list[Measured]]:
    """The share of looks after which somebody leaves, and each rule's figures, of all seeds together."""
    looks = [look for seed in seeds for look in looks_at(kind, seed, customers)]
    leaving = sum(one.leaves_in is not None and one.leaves_in <= LEAVES_WITHIN for one in looks) / len(looks)
    red = measure("red", looks, (one.stood.level is Level.RED for one in looks))
    amber = measure("red or amber", looks, (one.stood.level in {Level.RED, Level.AMBER} for one in looks))
    risk = measure("churn risk", looks, (one.stood.cause is not None for one in looks))
    same_red, best = by_silence(looks, red)
    same_amber, _ = by_silence(looks, amber)
    return leaving, [
        *(risk, red, replace(same_red, rule=f"as many by silence: {same_red.rule}")),
        *(amber, replace(same_amber, rule=f"as many by silence: {same_amber.rule}")),
        replace(best, rule=f"silence at its best: {best.rule}"),
    ]


def main() -> None:
    """Print the table."""
    print("| business | rule | warned 30 days before | warnings that were right | weeks with a warning |")  # noqa: T201  # what a bench is for
    print("| --- | --- | --- | --- | --- |")  # noqa: T201  # what it is for
    for kind in (*BUSINESSES, None):
        leaving, rules = compare(kind, SET_ASIDE, 150)
        for one in rules:
            figures = f"{one.recall:.0%} | {one.precision:.0%} | {one.warnings:,}"
            print(f"| {name_of(kind)} ({leaving:.0%} leave) | {one.rule} | {figures} |")  # noqa: T201  # as above


if __name__ == "__main__":
    main()
