"""A team of which somebody goes away."""

from bot.domain.customers import Customer
from tests.team import ANA, BEN, CARA, DEV, Team


def with_a_backup(team: Team) -> Team:
    """Ana owns Kofi (Ben is behind her), Mara (nobody is) and Dana; on Tuesday something is due for each of two."""
    for customer in (
        Customer(0, "Kofi Lindgren", owner=ANA, backup_owner=BEN),
        Customer(0, "Mara Vogel", owner=ANA),
    ):
        team.add_customer(customer)
    team.command(ANA, "/followup", "Kofi Lindgren: send the menu due:2026-11-24")
    team.command(ANA, "/followup", "Mara Vogel: call back due:2026-11-24")
    team.command(ANA, "/followup", "Kofi Lindgren: ask for a review due:2026-12-18")
    for person in (BEN, CARA, DEV):
        team.rapport.deps.person(person)
    return team
