"""Who looks after a customer: the owner, the backup, the default owner, else the team; never who is not of the team."""

from datetime import UTC, date, datetime
from functools import partial
from itertools import product

import pytest

from bot.domain.caretaker import Caretakers
from bot.domain.customers import Birthday, Customer
from bot.domain.people import Person, Role
from storage import people
from storage.caring import looked_after_by
from tests.team import ANA, BEN, CARA, DEV, ELI, FEEDBACK, FEI, GENERAL, TEAM_CHANNEL, Team, words

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
QUARTER = 900


def leaves(team: Team, person: str, **how: bool) -> None:
    """Slack says of somebody whom Rapport knows that they are deactivated (or what `how` says)."""
    team.rapport.deps.person(person)
    team.sandbox.people.change_user({"id": person, **(how or {"deleted": True})})
    team.settle()


def has_default_owner(team: Team, person: str) -> None:
    team.choose(DEV, default_owner=person)


@pytest.fixture
def kofi(team: Team) -> Team:
    """A team whose customer Kofi is Fei's, with Ben behind her."""
    team.add_customer(Customer(0, "Kofi Lindgren", owner=FEI, backup_owner=BEN), added_by=FEI)
    return team


def test_a_thank_you_note_goes_to_the_owner(kofi: Team) -> None:
    assert f"for <@{FEI}>" in words(kofi.command(ANA, "/thanks", "Kofi Lindgren: for the parking spot"))


@pytest.mark.parametrize(
    "how", [{"deleted": True}, {"is_restricted": True}, {"is_ultra_restricted": True}, {"is_stranger": True}]
)
def test_of_an_owner_who_left_or_became_a_guest_it_goes_to_the_backup(kofi: Team, how: dict[str, bool]) -> None:
    leaves(kofi, FEI, **how)

    assert f"for <@{BEN}>" in words(kofi.command(ANA, "/thanks", "Kofi Lindgren: for the parking spot"))


def test_where_both_left_it_goes_to_the_default_owner(kofi: Team) -> None:
    has_default_owner(kofi, CARA)
    leaves(kofi, BEN)
    leaves(kofi, FEI)

    assert f"for <@{CARA}>" in words(kofi.command(ANA, "/thanks", "Kofi Lindgren: for the parking spot"))


def test_where_the_default_owner_left_too_it_goes_to_whoever_asked(kofi: Team) -> None:
    has_default_owner(kofi, CARA)
    for person in (BEN, FEI, CARA):
        leaves(kofi, person)

    assert f"for <@{ANA}>" in words(kofi.command(ANA, "/thanks", "Kofi Lindgren: for the parking spot"))


def test_the_thank_you_button_finds_the_same_person(kofi: Team) -> None:
    leaves(kofi, FEI)
    kofi.command(ANA, "/touchpoint", "Kofi Lindgren: delighted with the parking spot, loves it")
    kofi.click(ANA, "thank_you_note", kofi.latest(ANA, GENERAL))

    assert kofi.rows("SELECT assignee FROM followups WHERE kind = 'thank-you'") == [{"assignee": BEN}]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ((), f"looked after by <@{FEI}>, or <@{BEN}>"),
        ((FEI,), f"looked after by <@{BEN}> for <@{FEI}>, who has left"),
        ((BEN,), f"looked after by <@{FEI}> "),
        ((BEN, FEI), f"nobody looks after them: <@{FEI}> has left"),
    ],
)
def test_the_card_says_who_looks_after_them_now_and_for_whom(kofi: Team, left: tuple[str, ...], said: str) -> None:
    for person in left:
        leaves(kofi, person)
    card = words(kofi.command(ANA, "/customer", "Kofi Lindgren"))

    assert said in card.replace("*", " ").replace("\n", " ")
    assert f"or <@{BEN}>" not in card or not left


def test_an_alert_names_the_new_owner_once_there_is_one_and_the_old_one_after_undo(kofi: Team) -> None:
    kofi.command(ANA, "/complaint", "Kofi Lindgren: the soup was cold")
    before = words(kofi.alert())
    kofi.command(ANA, "/customer", "edit Kofi Lindgren owner:<@U0ELI|eli> tier:gold")
    edited = kofi.latest(ANA, GENERAL)
    assert f"Gold customer, looked after by <@{ELI}>" in words(kofi.alert())
    kofi.click(ANA, "undo", edited)
    assert words(kofi.alert()) == before


def test_who_became_a_guest_is_called_one_everywhere(kofi: Team) -> None:
    kofi.command(FEI, "/followup", "Kofi Lindgren: send the menu due:2026-12-20")
    kofi.sandbox.people.change_user({"id": FEI, "is_restricted": True})
    kofi.settle()

    assert f"for <@{FEI}>, who is a guest now" in words(kofi.command(ANA, "/customer", "Kofi Lindgren"))
    assert f"follow-up of <@{FEI}>, who is a guest now" in words(kofi.dm(BEN)[-1])
    assert f"<@{FEI}> is a guest now, and no longer of the team" in words(kofi.dm(CARA)[-1])


def test_the_list_and_the_alert_say_so_too(kofi: Team) -> None:
    leaves(kofi, FEI)
    kofi.command(ANA, "/complaint", "Kofi Lindgren: the soup was cold")
    said = f"looked after by <@{BEN}> for <@{FEI}>, who has left"

    assert said in words(kofi.alert())
    assert said in words(kofi.command(ANA, "/customer", "list"))


def test_who_logs_is_told_that_nobody_looks_after_them_any_more(kofi: Team) -> None:
    leaves(kofi, BEN)
    leaves(kofi, FEI)
    told = words(kofi.command(ANA, "/touchpoint", "Kofi Lindgren: asked for the menu"))

    assert f"Nobody looks after them: <@{FEI}> has left" in told


def test_a_birthday_is_the_backups_to_wish(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=FEI, backup_owner=BEN, birthday=Birthday(11, 24)), added_by=FEI)
    leaves(team, FEI)
    team.advance(hours=30)

    assert "Jo Berg" in words(team.dm(BEN)[-1])
    assert team.rows("SELECT assignee FROM followups WHERE kind = 'birthday'") == [{"assignee": BEN}]


def test_a_birthday_of_nobodys_customer_is_for_whoever_claims_it(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", owner=FEI, birthday=Birthday(11, 24)), added_by=FEI)
    leaves(team, FEI)
    team.jump(TUESDAY)

    assert "Jo Berg" in words(team.latest(ANA, TEAM_CHANNEL))


@pytest.mark.parametrize(
    ("left", "reader"), [((), FEI), ((FEI,), BEN), ((FEI, BEN), CARA)], ids=["owner", "backup", "default owner"]
)
def test_renewals_and_quiet_customers_and_coming_birthdays_are_their_notes(
    team: Team, left: tuple[str, ...], reader: str
) -> None:
    has_default_owner(team, CARA)
    theirs = partial(Customer, owner=FEI, backup_owner=BEN)
    team.add_customer(theirs(0, "Renata Near", renewal=date(2026, 12, 8)))
    team.add_customer(theirs(0, "Quentin Quiet", since=date(2026, 1, 1), cadence_days=30))
    team.add_customer(theirs(0, "Bea Soon", birthday=Birthday(11, 27)))
    for person in left:
        leaves(team, person)
    team.advance(hours=30)

    read = {person: "\n".join(map(words, team.dm(person))) for person in (FEI, BEN, CARA)}
    assert all(name in read[reader] for name in ("Renata Near", "Quentin Quiet", "Bea Soon"))
    assert not any("Renata" in text for person, text in read.items() if person != reader)


def test_an_alert_of_somebody_elses_customer_stays_claimable(kofi: Team) -> None:
    """Who looks after a customer is no reason to have an alert."""
    leaves(kofi, FEI)
    kofi.command(ANA, "/complaint", "Kofi Lindgren: the soup was cold")

    assert "Nobody has this yet" in words(kofi.latest(ANA, FEEDBACK))


def test_the_condition_in_sql_and_the_rule_agree_for_every_chain(team: Team) -> None:
    names = (None, ANA, BEN, FEI)
    customers = [Customer(0, f"{a} {b}", owner=a, backup_owner=b) for a, b in product(names, names)]
    stored = {team.add_customer(one): one for one in customers}
    for default, gone in product(names, [(), (ANA,), (BEN, FEI), (ANA, BEN, FEI)]):
        roles = {person: Role.DEACTIVATED if person in gone else Role.MEMBER for person in (ANA, BEN, FEI)}
        with team.rapport.database.unit_of_work() as uow:
            for person, role in roles.items():
                people.save(uow, Person(person, person, role=role), team.clock.now())
            assert people.gone(uow) == set(gone)
        rule = Caretakers(default, frozenset(gone))
        for person in (ANA, BEN, FEI):
            where, parameters = looked_after_by(person, rule)
            found = {row["id"] for row in team.rows(f"SELECT id FROM customers WHERE {where}", *parameters)}  # noqa: S608  # ours
            assert found == {one for one, customer in stored.items() if rule.of(customer).id == person}
