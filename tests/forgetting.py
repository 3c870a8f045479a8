"""A customer of whom there is something in every table, and a lead who has them forgotten."""

from bot.domain.customers import Customer
from tests.team import ANA, BEN, CARA, Team

WORDS = (
    *("Dana Reyes", "dana@bluedoor", "bluedoor.example", "Blue Door Deli", "Bistro", "555 0199", "5550199", "Biscuit"),
    *("never arrived", "truffle", "Reyes"),
)
"""By what a trace of her is told: names, addresses, numbers, words."""


def with_dana(team: Team) -> Team:
    """Cara leads; Dana Reyes is Ana's customer, and so is Ruth Olsen, who is somebody else."""
    team.stop()
    team.start(leads=frozenset({CARA}))
    dana = Customer(
        0,
        "Dana Reyes",
        company="Blue Door Deli",
        emails=("dana@bluedoor.example",),
        aliases=("D. Reyes",),
        phones=("+1 212 555 0199",),
        tags=("truffle club",),
        owner=ANA,
    )
    team.add_customer(dana)
    team.add_customer(Customer(0, "Ruth Olsen", owner=ANA))
    team.command(ANA, "/customer", "remember Dana Reyes: dog called Biscuit")
    team.command(ANA, "/complaint", "Dana Reyes: order never arrived severity:high")
    team.command(ANA, "/rating", "Dana Reyes: 9/10, loved the truffle pasta")
    team.command(BEN, "/followup", "Dana Reyes: call back about the truffle @ana due:today")
    team.command(ANA, "/customer", "edit Dana Reyes company:Blue Door Bistro")
    return team


def forget(team: Team, name: str = "Dana Reyes") -> None:
    """Cara has somebody forgotten."""
    team.command(CARA, "/customer", f"forget {name}")
    team.submit(CARA, name=name)


def erase(team: Team, name: str = "Dana Reyes") -> None:
    """The same, until a day later nothing is left and it is told."""
    forget(team, name)
    team.advance(hours=24)
    team.advance(minutes=10)
    team.advance(hours=9, tick_s=10_800)  # PostgreSQL's tables are written anew when nobody is at work
