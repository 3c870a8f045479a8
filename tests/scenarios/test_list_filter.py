"""Filter: what a list asks for, as a form."""

import pytest

from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.customers import Customer, Tier
from storage import custom_fields
from tests.customer_lists import filled, listed, names, option, six
from tests.team import ANA, BEN, GENERAL, Team, words


def test_what_cannot_be_read_is_asked_about_in_the_form_with_everything_typed_kept(team: Team) -> None:
    team.add_customer(Customer(0, "Dana", tags=("press",)))
    typed = "list dana tag:press stge:onboarding tier:gold,vip owner:me silent:60d -lost value:>10k tier:platinum"
    team.command(ANA, "/customer", typed)
    form = team.form(ANA)

    assert "Do you mean `stage:`" in words(form)
    assert "I don't know the tier “platinum”" in words(form)
    assert typed.replace(">", "&gt;").removeprefix("list ") in words(form)
    assert filled(form) == {
        "word": '"dana"',
        "tag": ["press"],
        "tier": ["gold", "vip"],
        "owner_else": ["me"],
        "silent": "60d",
        "value": ">10000",
        "more": "-lost:yes stge:onboarding tier:platinum",
    }


def test_the_form_shows_what_is_active_and_takes_every_condition(team: Team) -> None:
    _own_fields(team)
    team.add_customer(
        Customer(0, "Ana Lima", tags=("press", "vip"), owner=BEN, tier=Tier.GOLD, custom=((1, "Garden"), (2, "7")))
    )
    team.add_customer(Customer(0, "Zoe Marsh", tags=("press",)))
    page = listed(team, "tag:press")
    team.click(ANA, "filter_customers", page)
    assert filled(team.form(ANA)) == {"tag": ["press"]}

    team.submit(
        ANA, tag=["press"], owner=[BEN], tier=["gold"], **{"field:1": ["Garden"], "field:2": ">5"}, more="-lost"
    )
    page = team.latest(ANA, GENERAL)
    assert names(page) == ["Ana Lima"]
    assert "Room “Garden”" in page["text"] or "Room Garden" in page["text"]
    assert "not lost" in page["text"]

    team.click(ANA, "filter_customers", page)
    again = filled(team.form(ANA))
    assert again == {
        "tag": ["press"], "owner": [BEN], "tier": ["gold"], "field:1": ["Garden"], "field:2": ">5", "more": "-lost:yes",
    }  # fmt: skip


def test_the_form_asks_for_backup_owners_too(team: Team) -> None:
    team.add_customer(Customer(0, "Ana Lima", owner=ANA, backup_owner=BEN))
    team.add_customer(Customer(0, "Zoe Marsh", owner=ANA, backup_owner=ANA))
    team.add_customer(Customer(0, "Kofi Lindgren", owner=ANA))
    page = listed(team, f"backup:<@{BEN}|ben>,nobody -backup:me")
    team.click(ANA, "filter_customers", page)
    assert filled(team.form(ANA)) == {"backup": [BEN], "backup_else": ["nobody"], "more": "-backup:me"}

    team.submit(ANA, backup=[BEN], backup_else=["me"], more="")
    page = team.latest(ANA, GENERAL)
    assert names(page) == ["Ana Lima", "Zoe Marsh"]

    team.click(ANA, "filter_customers", page)
    assert filled(team.form(ANA)) == {"backup": [BEN], "backup_else": ["me"]}


def _own_fields(team: Team) -> None:
    fields = (
        CustomField(0, "Room", "room", FieldType.CHOICE, ("Garden", "Cellar")),
        CustomField(0, "Seats", "seats", FieldType.NUMBER),
    )
    with team.writing(ANA) as session:
        for position, field in enumerate(fields):
            custom_fields.add(session.uow, field, position)


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("value", "lots", "whole number"),
        ("since", "soonish", "soonish"),
        ("more", "stge:x", "stage"),
        ("word", "tier:x", "tier"),
    ],
)
def test_what_the_form_cannot_read_is_told_at_its_field(team: Team, field: str, typed: str, why: str) -> None:
    page = listed(team, "tag:none")
    team.click(ANA, "filter_customers", page)
    answer = team.submit(ANA, **{field: typed})

    assert why in answer["errors"][field]


def test_the_form_of_a_list_whose_field_was_removed_leaves_it_out(team: Team) -> None:
    _own_fields(team)
    six(team, custom=((2, "7"),))
    page = listed(team, "seats:>5 customer")
    with team.writing(ANA) as session:
        custom_fields.set_removed(session.uow, 2, session.now)
    team.click(ANA, "sort_customers", page, value=option(page, "sort_customers", "value"))
    page = team.latest(ANA, GENERAL)
    assert "a field that was removed" in page["text"]

    team.click(ANA, "filter_customers", page)
    assert filled(team.form(ANA)) == {"word": '"customer"'}


# Wrong and hostile
