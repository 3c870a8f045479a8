"""A playbook begun with everybody in a list: previewed, capped, undone as one."""

from bot.domain.customers import Customer
from tests.playbooks import days
from tests.team import ANA, BEN, CARA, GENERAL, Json, Team, words


def previewed(team: Team, who: str = CARA, typed: str = "tag:press", **values: str) -> Json:
    """The preview; or what is wrong with the form."""
    team.command(who, "/customer", f"list {typed}")
    team.click(who, "change_all", team.latest(who, GENERAL))
    answer = team.submit(who, **{"playbook": "1", **values})
    return answer if answer.get("errors") else team.form(who)


def test_a_list_begins_it_at_once_and_ends_it_as_one(team: Team) -> None:
    """Who has it, is lost or must not be contacted is left out; nobody is told of steps one by one."""
    for name, owner in (("Dana Reyes", ANA), ("Kofi Lindgren", BEN), ("Zoe Marsh", ANA)):
        team.add_customer(Customer(0, name, tags=("press",), owner=owner))
    team.add_customer(Customer(0, "Olga Stern", tags=("press",), owner=ANA, do_not_contact=True))
    team.command(ANA, "/customer", "playbook Zoe Marsh: Welcome")
    said = words(previewed(team))
    assert "*Welcome* would begin with *2 customers* of 4: 6 follow-ups" in said
    assert "2 have it, or cannot have it" in said
    assert len(days(team)) == 3

    team.submit(CARA)
    begun = team.latest(CARA, GENERAL)
    assert "*Begun*: Welcome with 2 customers." in words(begun)
    assert len(days(team)) == 9
    team.advance(minutes=2)
    assert team.dm(BEN) == []
    assert "Playbook begun with many: “Welcome”" in words(team.command(CARA, "/rapport", "undo"))
    team.click(CARA, "undo", begun)
    assert len(days(team)) == 3
    assert "cannot have it" in words(previewed(team))


def test_too_many_or_something_else_besides_is_refused_at_the_field(team: Team) -> None:
    for number in range(51):
        team.add_customer(Customer(0, f"Customer {number}", tags=("press",), owner=ANA))

    assert "153 follow-ups. Up to 50" in previewed(team)["errors"]["playbook"]
    assert "not both" in previewed(team, tier="gold")["errors"]["playbook"]
    assert days(team) == []
