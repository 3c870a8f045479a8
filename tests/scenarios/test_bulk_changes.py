"""Changing all customers of a list: previewed, done with one click, undone as one."""

import pytest

from bot.domain.customers import Customer, Stage, Tier
from bot.sandbox.wire.faults import Fault
from bot.sandbox.world.state import Json
from tests.customers import customer
from tests.team import ANA, BEN, CARA, GENERAL, Given, Team, action_ids, words

MANY = (
    "INSERT INTO customers (name, kind, company, stage, tier, owner, channel, timezone, language, wishes_ok, email_ok,"
    " do_not_contact, created_at, created_by, sort_key)"
    " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
    " SELECT 'Customer ' || i, 'person', '', 'engagement', 'standard', 'U0ANA', '', '', '', 1, 1, 0, '2026-01-01',"
    " 'U0ANA', 'customer ' || (100000 + i) FROM n"
)


@pytest.fixture
def three(team: Team) -> Team:
    """Ana's two and Ben's one; Cara is a lead."""
    team.add_customer(Customer(0, "Dana Reyes", owner=ANA, backup_owner=BEN, tags=("press",)))
    team.add_customer(Customer(0, "Kofi Lindgren", owner=ANA, tier=Tier.GOLD, tags=("press", "late payer")))
    team.add_customer(Customer(0, "Zoe Marsh", owner=BEN, tags=("press",), stage=Stage.RETENTION))
    return team


def previewed(team: Team, who: str = CARA, typed: str = "tag:press", **values: Given) -> Json:
    """The preview of a change of a list; or what is wrong with the form."""
    team.command(who, "/customer", f"list {typed}".strip())
    team.click(who, "change_all", team.latest(who, GENERAL))
    answer = team.submit(who, **values)
    return answer if answer.get("errors") else team.form(who)


def changed(team: Team, who: str = CARA, typed: str = "tag:press", **values: Given) -> Json:
    previewed(team, who, typed, **values)
    team.submit(who)
    return team.latest(who, GENERAL)


def test_a_preview_says_who_would_change_and_who_is_so_already(three: Team) -> None:
    before = three.contents()["customers"]
    shown = words(previewed(three, owner=BEN, tier="gold"))

    assert "3 customers of 3 would change" in shown
    assert f"Owner <@{BEN}>: 2 would change, 1 is so already" in shown
    assert "Tier Gold: 2 would change, 1 is so already" in shown
    assert "Dana Reyes, Kofi Lindgren, Zoe Marsh" in shown
    assert three.contents()["customers"] == before


def test_one_click_changes_all_of_them_with_one_entry_in_the_audit_log(three: Team) -> None:
    told = changed(
        three, owner=BEN, tier="vip", stage="advocacy", reason="the new plan", tag="Autumn, #vip", untag="late payer"
    )

    assert "Changed 3 customers" in told["text"]
    dana, kofi = customer(three, "Dana Reyes"), customer(three, "Kofi Lindgren")
    assert (dana["owner"], dana["backup_owner"], dana["tier"], dana["stage"]) == (BEN, None, "vip", "advocacy")
    assert tags(three, kofi["id"]) == ["autumn", "press", "vip"]
    life = three.rows("SELECT before, after, reason FROM life WHERE customer_id = ?", dana["id"])
    assert life == [{"before": "engagement", "after": "advocacy", "reason": "the new plan"}]
    assert len(three.rows("SELECT * FROM audit WHERE action = 'customers changed'")) == 1


def tags(team: Team, customer_id: int) -> list[str]:
    rows = team.rows("SELECT tag FROM customer_tags WHERE customer_id = ? ORDER BY tag", customer_id)
    return [row["tag"] for row in rows]


def test_undo_takes_all_of_it_back(three: Team) -> None:
    before = {name: three.contents()[name] for name in ("customers", "customer_tags")}
    told = changed(three, owner=BEN, backup=ANA, tier="vip", stage="advocacy", tag="autumn", untag="late payer")
    three.click(CARA, "undo", told)

    assert "Undone" in three.told(CARA, GENERAL)
    assert {name: sorted(three.contents()[name]) for name in before} == {
        name: sorted(rows) for name, rows in before.items()
    }
    assert three.rows("SELECT * FROM life WHERE undone_at IS NULL") == []


def test_who_was_changed_again_since_stays_and_is_named(three: Team) -> None:
    told = changed(three, tier="vip", tag="autumn")
    three.command(ANA, "/customer", "edit Dana Reyes tier:silver")
    three.click(CARA, "undo", told)

    assert "but for Dana Reyes, who was changed again since" in three.told(CARA, GENERAL)
    assert customer(three, "Dana Reyes")["tier"] == "silver"
    assert customer(three, "Kofi Lindgren")["tier"] == "gold"
    assert "autumn" not in tags(three, customer(three, "Dana Reyes")["id"])


def test_where_all_were_changed_again_nothing_is_taken_back(three: Team) -> None:
    told = changed(three, tier="vip")
    changed(three, tier="silver")
    three.click(CARA, "undo", told)

    assert "changed again since" in three.told(CARA, GENERAL)
    assert customer(three, "Zoe Marsh")["tier"] == "silver"


def test_a_change_can_be_undone_from_the_list_of_what_one_did_days_later(three: Team) -> None:
    changed(three, tier="vip")
    three.advance(days=3, tick_s=21_600)
    three.command(CARA, "/rapport", "undo")
    listed = three.latest(CARA, GENERAL)
    assert "Change of 3 customers" in words(listed)

    three.click(CARA, "undo", listed)
    assert customer(three, "Dana Reyes")["tier"] == "standard"


# Who is told


def told(team: Team, who: str) -> list[str]:
    return [words(message) for message in team.dm(who)]


def test_who_becomes_owner_or_backup_is_told_once_how_many(three: Team) -> None:
    changed(three, owner=BEN, backup=ANA)

    assert [one for one in told(three, BEN) if f"You have 2 more customers now, given to you by <@{CARA}>" in one]
    assert [one for one in told(three, ANA) if "You have 3 more backup duties now" in one]
    assert (len(told(three, BEN)), len(told(three, ANA))) == (1, 1)
    assert "their_customers" in action_ids(three.dm(BEN)[0])


def test_what_they_were_told_is_edited_when_it_is_undone(three: Team) -> None:
    answer = changed(three, owner=BEN)
    three.click(CARA, "undo", answer)

    [now] = told(three, BEN)
    assert "that was taken back" in now


def test_undone_before_it_was_told_it_is_never_told(three: Team) -> None:
    three.sandbox.faults.order(Fault("chat.postMessage", error="service_unavailable", times=50))
    answer = changed(three, owner=BEN)
    three.click(CARA, "undo", answer)
    three.advance(minutes=10)

    assert not [one for one in told(three, BEN) if "given to you" in one]


def test_nobody_is_told_of_what_they_did_themselves_nor_of_other_changes(three: Team) -> None:
    changed(three, owner=CARA)
    changed(three, tier="vip", tag="autumn", nobody=["no_backup"])

    assert (told(three, CARA), told(three, BEN), told(three, ANA)) == ([], [], [])


def test_the_preview_says_that_they_are_told(three: Team) -> None:
    assert "is told, once" in words(previewed(three, owner=BEN))
    assert "is told" not in words(previewed(three, tier="vip"))


# Who may


def test_a_member_changes_only_their_own(three: Team) -> None:
    three.command(ANA, "/customer", "list tag:press")
    three.click(ANA, "change_all", three.latest(ANA, GENERAL))
    assert "1 of these 3 are not yours" in three.told(ANA, GENERAL)

    told = changed(three, ANA, "tag:press owner:me", tier="vip")
    assert "Changed 2 customers" in told["text"]


def test_a_preview_of_a_member_whose_customer_became_anothers_is_refused(three: Team) -> None:
    previewed(three, ANA, "tag:press owner:me", tier="vip")
    three.write("UPDATE customers SET owner = ? WHERE name = 'Dana Reyes'", BEN)
    three.submit(ANA)

    assert customer(three, "Kofi Lindgren")["tier"] == "gold"
    assert "Meanwhile others fit" in words(three.form(ANA))


# Wrong and hostile


def test_when_others_fit_meanwhile_the_preview_is_shown_anew_and_nothing_is_changed(three: Team) -> None:
    previewed(three, tier="vip")
    three.add_customer(Customer(0, "Mara Vogel", tags=("press",)))
    three.submit(CARA)
    assert "Meanwhile others fit this list" in words(three.form(CARA))
    assert customer(three, "Dana Reyes")["tier"] == "standard"

    three.submit(CARA)
    assert customer(three, "Mara Vogel")["tier"] == "vip"


@pytest.mark.parametrize(
    ("values", "field", "why"),
    [
        ({}, "owner", "at least one thing"),
        ({"tag": "x, y", "untag": "y"}, "untag", "at once"),
        ({"tag": "a,b,c,d,e,f"}, "tag", "up to 5 tags"),
        ({"tag": "x" * 41}, "tag", "up to 40 characters"),
        ({"reason": "because"}, "stage", "Choose the stage"),
        ({"owner": BEN, "nobody": ["no_owner"]}, "nobody", "not both"),
        ({"owner": "U0GUS"}, "owner", "guest"),
    ],
)
def test_what_cannot_be_changed_is_told_at_its_field(three: Team, values: Json, field: str, why: str) -> None:
    before = three.contents()["customers"]
    answer = previewed(three, **values)

    assert why in answer["errors"][field]
    assert three.contents()["customers"] == before


def test_where_all_are_so_already_there_is_nothing_to_press(three: Team) -> None:
    shown = previewed(three, untag="nothing")

    assert "Nobody would change" in words(shown)
    assert not shown.get("submit")


def test_no_owner_and_no_backup(three: Team) -> None:
    changed(three, nobody=["no_owner", "no_backup"])

    assert {row["owner"] for row in three.rows("SELECT owner FROM customers")} == {None}
    assert {row["backup_owner"] for row in three.rows("SELECT backup_owner FROM customers")} == {None}


def test_who_has_as_many_tags_as_there_may_be_gets_no_more(three: Team) -> None:
    three.add_customer(Customer(0, "Full", tags=("press", *(f"t{number}" for number in range(19)))))
    told = changed(three, tag="autumn")

    assert "3 changed, 1 with too many tags" in words(told)


def test_one_alone_has_no_button_for_all(three: Team) -> None:
    three.command(CARA, "/customer", "list dana")

    assert "change_all" not in action_ids(three.latest(CARA, GENERAL))


def test_erased_customers_of_an_undone_change_stay_erased(three: Team) -> None:
    told = changed(three, tier="vip", tag="autumn")
    dana = customer(three, "Dana Reyes")["id"]
    three.write("UPDATE customers SET removed_at = '2026-11-23' WHERE id = ?", dana)
    three.write("DELETE FROM customer_tags WHERE customer_id = ?", dana)
    three.click(CARA, "undo", told)

    assert "Undone" in three.told(CARA, GENERAL)
    assert customer(three, "Zoe Marsh")["tier"] == "standard"
    assert tags(three, dana) == []


def test_ten_thousand_are_changed_and_undone_as_one(team: Team) -> None:
    team.write(MANY)
    shown = previewed(team, CARA, "", owner=BEN, stage="retention", tag="autumn")
    assert "10,000 customers of 10,000 would change" in words(shown)
    team.submit(CARA)
    told = team.latest(CARA, GENERAL)
    assert "Changed 10,000 customers" in told["text"]
    assert team.rows("SELECT count(*) AS n FROM life")[0]["n"] == 10_000

    team.click(CARA, "undo", told)
    assert (
        team.rows("SELECT count(*) AS n FROM customers WHERE owner = 'U0ANA' AND stage = 'engagement'")[0]["n"]
        == 10_000
    )
    assert team.rows("SELECT count(*) AS n FROM customer_tags")[0]["n"] == 0
