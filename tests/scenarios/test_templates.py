"""`/rapport templates`: leads write wordings, see how they read, switch them off and go back to the shipped ones."""

import pytest

from bot.domain.customers import Customer, Detail, DetailCategory
from storage import details
from tests.drafts import drafted
from tests.team import ANA, BEN, CARA, DEV, GENERAL, Json, Team, action_ids, words

MINE = "Hi {first_name},\n\nthank you[ {reason}]!\n\n{detail}\n\n{sender}"


def show(team: Team, user: str = CARA, occasion: str = "by hand") -> None:
    team.command(user, "/rapport", "templates")
    team.click(user, "show_wordings", team.latest(user, GENERAL), occasion)


def add(team: Team, text: str, user: str = CARA, **more: object) -> Json:
    show(team, user)
    team.click_in_form(user, "add_wording")
    return team.submit(user, **{"subject": "Thanks", "words": text, **more})


def change(team: Team, key: str, user: str = CARA, **more: object) -> Json:
    show(team, user)
    team.click_in_form(user, "change_wording", key)
    return team.submit(user, **more)


def note(team: Team, user: str = ANA) -> str:
    """The words of a note planned by hand."""
    team.add_customer(Customer(0, "Jo Berg", owner=ANA))
    team.command(user, "/thanks", "Jo Berg: for the cake")
    team.command(user, "/followup", "mine")
    team.click(user, "draft", team.latest(user, GENERAL))
    return drafted(team, user)


def off(team: Team) -> None:
    """None of the shipped ones is taken any more."""
    for number in (1, 2, 3):
        change(team, f"by-hand-{number}", used=[])


def test_a_lead_adds_a_wording_and_drafts_take_it(team: Team) -> None:
    answer = add(team, MINE)
    assert "errors" not in answer
    assert "Added" in words(team.form(CARA))
    off(team)
    assert note(team) == "Hi Jo,\n\nthank you for the cake!\n\nAna"


def test_a_change_is_undone_and_reset_to_what_was_shipped(team: Team) -> None:
    before = words(team.command(CARA, "/rapport", "templates"))
    change(team, "by-hand-2", words=MINE)
    assert "changed by you" in words(team.form(CARA))
    assert "Wording changed: “A word of thanks”" in words(team.command(CARA, "/rapport", "undo"))
    team.click_in_form(CARA, "undo")
    assert words(team.command(CARA, "/rapport", "templates")) == before
    change(team, "by-hand-2", words=MINE)
    show(team)
    team.click_in_form(CARA, "change_wording", "by-hand-2")
    team.click_in_form(CARA, "reset_wording")
    assert "Reset" in words(team.form(CARA))
    assert "changed by you" not in words(team.form(CARA))


def test_one_of_their_own_is_removed_and_brought_back(team: Team) -> None:
    add(team, MINE)
    show(team)
    team.click_in_form(CARA, "change_wording", "own-1")
    team.click_in_form(CARA, "reset_wording")
    assert "Removed" in words(team.form(CARA))
    assert "your own" not in words(team.form(CARA))
    team.click_in_form(CARA, "undo")
    show(team)
    assert "your own" in words(team.form(CARA))


def test_a_preview_shows_it_for_a_real_customer_without_their_health_and_keeps_what_was_typed(team: Team) -> None:
    customer_id = team.add_customer(Customer(0, "دانا رييس", owner=ANA))
    with team.writing(ANA) as session:
        for category, text in (("pet", "dog called Biscuit"), ("health", "knee")):
            details.add(session.uow, Detail(0, customer_id, DetailCategory(category), text, ANA, session.now))
    show(team)
    team.click_in_form(CARA, "add_wording")
    for field, value in (("subject", "Hello"), ("words", MINE)):
        team.sandbox.people.interact(user=CARA, action_id=field, value=value)
    team.click_in_form(CARA, "preview_wording")
    assert "Preview for Dana Reyes" in words(team.form(CARA))
    chosen = {"text": {"type": "plain_text", "text": "دانا"}, "value": str(customer_id)}
    team.sandbox.people.interact(user=CARA, action_id="customer", value=chosen)
    team.click_in_form(CARA, "preview_wording")
    shown = words(team.form(CARA))
    assert "Hi دانا," in shown
    assert "Biscuit" in shown
    assert "knee" not in shown
    assert drafted(team, CARA) == MINE
    team.sandbox.people.interact(user=CARA, action_id="words", value="{frist_name} <!channel>")
    team.click_in_form(CARA, "preview_wording")
    assert "Did you mean {first_name}?" in words(team.form(CARA))
    assert drafted(team, CARA) == "{frist_name} <!channel>"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("words", "{customer.__class__}", "I don't know the field {customer.__class__}"),
        ("words", "Dear {first_name", "without its other half"),
        ("words", "x" * 3_000, "up to 2,000 fit"),
        ("subject", "{nobody}", "I don't know the field"),
        ("language", "Klingonish", "I don't know the language"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_stored(
    team: Team, field: str, value: str, said: str
) -> None:
    answer = add(team, **{"text": MINE, field: value})
    assert said in answer["errors"][field]
    assert team.rows("SELECT * FROM templates") == []


def test_nothing_of_a_template_pings_anybody(team: Team) -> None:
    add(team, "<!channel> <@U0BEN> *{first_name}* ```")
    off(team)
    assert note(team) == "<!channel> <@U0BEN> *Jo* ```"
    show(team)
    assert "<!channel>" not in words(team.form(CARA))


def test_of_two_leads_at_once_the_second_is_told_and_loses_no_word(team: Team) -> None:
    for user in (CARA, DEV):
        show(team, user)
        team.click_in_form(user, "change_wording", "by-hand-1")
    team.submit(CARA, words=MINE)
    answer = team.submit(DEV, words="Thank you, {first_name}")
    assert "Somebody else changed this wording meanwhile" in answer["errors"]["words"]
    assert [row["words"] for row in team.rows("SELECT words FROM templates")] == [MINE]


def test_members_see_them_and_change_nothing(team: Team) -> None:
    show(team, BEN)
    assert not {"change_wording", "add_wording"} & set(action_ids(team.form(BEN)))
    show(team)
    team.click_in_form(CARA, "change_wording", "by-hand-1")
    team.write("INSERT INTO settings (name, value) VALUES ('admins_only', '[\"templates\"]')")
    answer = team.submit(CARA, words=MINE)
    assert "Only workspace admins" in words(answer["view"])
    assert team.rows("SELECT * FROM templates") == []


def test_a_broken_one_is_as_it_was_shipped_and_the_leads_are_told_once(team: Team) -> None:
    change(team, "by-hand-2", words=MINE)
    team.write("UPDATE templates SET words = 'Dear {gone},'")
    assert "{gone}" not in note(team)
    team.advance(hours=3)
    told = [text for message in team.dm(CARA) if "Other thanks" in (text := words(message))]
    assert len(told) == 1
    assert "/rapport templates" in told[0]
    show(team)
    assert "cannot be used as it is: I don't know the field {gone}" in words(team.form(CARA))
    change(team, "by-hand-2", words=MINE)
    team.advance(hours=1)
    assert "Mended" in words(next(one for one in team.dm(CARA) if "Other thanks" in words(one)))
