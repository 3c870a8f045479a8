"""Behind the card's More: everything, older and older touches to the very first, and who changed what."""

from datetime import date, timedelta

import pytest

from bot.domain.customers import Customer
from bot.use_cases.card_pages import touches_of
from tests.leaving import hand_over
from tests.slack_dates import as_read
from tests.team import ANA, BEN, CARA, ELI, GENERAL, Json, Team, action_ids, words


def opened(team: Team, user: str = CARA) -> Json:
    team.command(user, "/customer", "Dana Reyes")
    return team.latest(user, GENERAL)


def more(team: Team, user: str = CARA) -> str:
    team.click(user, "card_more", opened(team, user))
    return as_read(words(team.latest(user, GENERAL)), team.clock.now())


def history(team: Team) -> str:
    more(team)
    team.click(CARA, "show_history", team.latest(CARA, GENERAL))
    return words(team.latest(CARA, GENERAL))


def test_more_shows_what_the_card_has_no_room_for_and_leads_back(dana: Team) -> None:
    other = dana.add_customer(Customer(0, "Elif Thornbury"))
    known = dana.rows("SELECT id FROM customers WHERE name = 'Dana Reyes'")[0]["id"]
    dana.write("UPDATE customers SET referred_by = ? WHERE id = ?", other, known)
    dana.add_customer(Customer(0, "Zed Nine", referred_by=known))
    dana.command(ANA, "/customer", "edit Dana Reyes cadence:14 value:48200 since:2024-03-01 alias:Dee wishes:no")
    dana.command(BEN, "/touchpoint", "Dana Reyes: lovely call, very happy via:phone on:yesterday")
    dana.command(ANA, "/rating", "Dana Reyes: 9/10, loved the tasting on:2026-10-20")
    shown = more(dana)

    for said in (
        "Also called: Dee", "In touch every: 14 days", "Value: 48,200", "Customer since: 1 March 2024",
        "Referred by *Elif", "Referred us to *Zed Nine*", "NPS 9",
        "Oct 2026: :slightly_smiling_face: 1 good on the whole",
        "phone · <@U0BEN>: lovely call", "other 1 · phone 1", "send birthday wishes: no · emails: yes",
    ):  # fmt: skip
        assert said in shown
    seen = len(dana.sees(CARA, GENERAL))
    dana.click(CARA, "show_card", dana.latest(CARA, GENERAL))
    assert "Before you call" in words(dana.latest(CARA, GENERAL))
    assert len(dana.sees(CARA, GENERAL)) == seen, "each page takes the place of the last"


def test_more_and_its_pages_stay_in_one_modal(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: hello")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "Open customer")
    for button in ("card_more", "show_touches", "show_card", "card_more", "show_history", "show_card"):
        dana.click_in_form(ANA, button)

    assert "looked after by" in words(dana.form(ANA))
    assert not dana.form(ANA).get("previous_view_id")


def test_empty_customer_has_a_card_a_more_and_pages_that_say_so(dana: Team) -> None:
    card = words(opened(dana))
    assert "Nobody has been in touch with them yet" in card

    shown = more(dana)
    assert "May we: send birthday wishes: yes · emails: yes" in shown
    assert "show_touches" not in action_ids(dana.latest(CARA, GENERAL))


def test_older_pages_to_the_very_first_touch_of_ten_thousand(dana: Team) -> None:
    """Each touch is seen once, in order, however many are of one day; and no page reads more than another."""
    known = dana.rows("SELECT id FROM customers WHERE name = 'Dana Reyes'")[0]["id"]
    last = date(2026, 11, 20)
    with dana.rapport.database.unit_of_work() as uow:
        for number in range(10_000):
            uow.execute(
                "INSERT INTO touchpoints (customer_id, kind, happened_on, channel, direction, text, mood_label,"
                " mood_phrases, mood_reason, category, logged_by, logged_at, source, link)"
                " VALUES (?, 'touchpoint', ?, 'phone', '', ?, 'unscored', '[]', '', '', 'U0ANA', ?, 'form', '')",
                (known, str(last - timedelta(days=number // 25)), f"touch {number}", "2026-11-20T09:00:00+00:00"),
            )
    with dana.writing(ANA) as session:
        page = touches_of(session, known)
        seen = [*page.touches]
        while page.older:
            page = touches_of(session, known, page.older)
            seen += page.touches
    assert len({one.id for one in seen}) == len(seen) == 10_000
    assert [(one.happened_on, one.id) for one in seen] == sorted(
        ((one.happened_on, one.id) for one in seen), reverse=True
    )

    more(dana)
    dana.click(CARA, "show_touches", dana.latest(CARA, GENERAL))
    assert "10000 touches" in words(dana.latest(CARA, GENERAL)).replace(",", "")
    dana.click(CARA, "older_touches", dana.latest(CARA, GENERAL))
    assert "touch 14\n" in words(dana.latest(CARA, GENERAL))


def test_the_end_says_so_and_leads_to_the_latest(dana: Team) -> None:
    for number in range(12):
        dana.command(ANA, "/touchpoint", f"Dana Reyes: call {number} on:2026-11-{number + 1:02}")
    more(dana)
    dana.click(CARA, "show_touches", dana.latest(CARA, GENERAL))
    assert "12 touches" in words(dana.latest(CARA, GENERAL))
    dana.click(CARA, "older_touches", dana.latest(CARA, GENERAL))
    shown = words(dana.latest(CARA, GENERAL))

    assert "call 0" in shown
    assert "call 2" not in shown
    assert "This was the first one." in shown
    assert "older_touches" not in action_ids(dana.latest(CARA, GENERAL))
    dana.click(CARA, "show_touches", dana.latest(CARA, GENERAL))
    assert "call 11" in words(dana.latest(CARA, GENERAL))


def test_history_says_who_changed_which_field_from_what_to_what(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes tier:gold value:48200 birthday:26-Nov owner:@ben")
    dana.command(CARA, "/customer", "remember Dana Reyes: dog called Biscuit")
    dana.command(ANA, "/touchpoint", "Dana Reyes: *called* <!channel> about it")
    shown = history(dana)

    for said in (
        "<@U0BEN>: customer edited", "tier: standard → gold", "value: nothing → 48,200",
        "birthday: nothing → 26 November", "owner: <@U0ANA> → <@U0BEN>", "<@U0CARA>: detail remembered",
        "dog called Biscuit", "touchpoint logged",
    ):  # fmt: skip
        assert said in shown
    assert "<!channel>" not in shown


def test_history_has_what_came_by_a_handover_and_by_a_change_of_many(dana: Team) -> None:
    dana.add_customer(Customer(0, "Kofi Lindgren", owner=ANA, tags=("press",)))
    dana.command(CARA, "/customer", "edit Dana Reyes tag:press")
    dana.command(CARA, "/rapport", f"handover <@{ANA}>")
    hand_over(dana, CARA, [ELI])
    given = dana.latest(CARA, GENERAL)
    dana.command(CARA, "/customer", "list tag:press")
    dana.click(CARA, "change_all", dana.latest(CARA, GENERAL))
    dana.submit(CARA, owner=BEN, tier="gold", stage="advocacy", tag="autumn", untag="press")
    dana.submit(CARA)
    changed = dana.latest(CARA, GENERAL)
    shown = history(dana)

    for said in (
        "<@U0CARA>: customer handed over\n• owner: <@U0ANA> → <@U0ELI>",
        "<@U0CARA>: customer changed with others\n• put on: #autumn; taken off: #press\n",
        "owner: <@U0ELI> → <@U0BEN>", "tier: standard → gold", "stage: engagement → advocacy",
    ):  # fmt: skip
        assert said in shown
    assert shown.count("with others") == shown.count("handed over") == 1

    dana.click(CARA, "undo", changed)
    dana.command(CARA, "/customer", "edit Kofi Lindgren owner:@ben")
    dana.click(CARA, "undo", given)
    shown = history(dana)
    assert "changed with others (undone by <@U0CARA>)" in shown
    assert "handed over (undone by <@U0CARA>)" in shown
    kofi = dana.rows(
        "SELECT action, undone_by FROM audit WHERE subject_kind = 'one of many' AND customer_id ="
        " (SELECT id FROM customers WHERE name = 'Kofi Lindgren') ORDER BY id"
    )
    assert kofi == [
        {"action": "customer handed over", "undone_by": None},
        {"action": "customer changed with others", "undone_by": CARA},
    ], "whose owner was changed since keeps them, and that they were handed over"


def test_history_of_many_who_were_changed_pages_to_its_beginning(dana: Team) -> None:
    dana.add_customer(Customer(0, "Kofi Lindgren", owner=ANA))
    for number in range(12):
        dana.command(CARA, "/customer", "list")
        dana.click(CARA, "change_all", dana.latest(CARA, GENERAL))
        dana.submit(CARA, tag=f"round {number}")
        dana.submit(CARA)
    assert "#round 11" in history(dana)
    dana.click(CARA, "older_history", dana.latest(CARA, GENERAL))
    shown = words(dana.latest(CARA, GENERAL))

    assert "#round 1\n" in shown
    assert "#round 0" in shown
    assert "This was the first one." in shown


def test_history_says_of_what_was_undone_by_whom(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes tier:gold")
    dana.click(BEN, "undo", dana.latest(BEN, GENERAL))

    assert "customer edited (undone by <@U0BEN>)" in history(dana)


def test_history_pages_to_its_beginning(dana: Team) -> None:
    for number in range(12):
        dana.command(BEN, "/customer", f"edit Dana Reyes value:{number + 1}")
    assert "value: 11 → 12" in history(dana)
    dana.click(CARA, "older_history", dana.latest(CARA, GENERAL))
    shown = words(dana.latest(CARA, GENERAL))

    assert "value: nothing → 1" in shown
    assert "customer added" in shown
    assert "This was the first one." in shown


@pytest.mark.parametrize(
    ("button", "value"),
    [
        *(
            ("older_touches", value)
            for value in ("", "x", "1", "1:2026-11-20", "1:2026-02-30:5", "1:2026-11-20:x", "::")
        ),
        *(("older_history", value) for value in ("", "1", "1:", "1:x", "1:2:3")),
        *((button, "'; DROP TABLE customers") for button in ("card_more", "show_card", "show_touches", "show_history")),
        *((button, "9" * 30) for button in ("card_more", "show_card", "show_touches", "show_history", "brief_me")),
    ],
)
def test_a_button_whose_value_is_made_up_gets_a_sentence(dana: Team, button: str, value: str) -> None:
    before = dana.contents()
    message = opened(dana)
    dana.click(CARA, "brief_me", message)
    dana.again(trigger_id="9.9", actions=[{"action_id": button, "block_id": "b", "type": "button", "value": value}])

    assert "an older Rapport" in dana.told(CARA, GENERAL) or "no longer" in dana.told(CARA, GENERAL)
    assert dana.contents()["customers"] == before["customers"]


@pytest.mark.parametrize("button", ["card_more", "brief_me"])
def test_button_of_a_customer_who_is_gone_meanwhile_says_so(dana: Team, button: str) -> None:
    dana.command(ANA, "/customer", "add Zed Nine")
    added = dana.latest(ANA, GENERAL)
    dana.command(BEN, "/customer", "Zed Nine")
    dana.click(ANA, "undo", added)
    dana.click(BEN, button, dana.latest(BEN, GENERAL))

    assert "no longer in Rapport" in dana.told(BEN, GENERAL)


def test_a_touch_has_the_face_of_what_somebody_called_it(dana: Team) -> None:
    dana.command(BEN, "/touchpoint", "Dana Reyes: sat down together")
    [touch] = dana.rows("SELECT id FROM touchpoints")
    dana.write(
        "INSERT INTO mood_labels VALUES (?, 'negative', ?, '2026-11-23T09:00:00.000000+00:00')", touch["id"], BEN
    )
    more(dana)
    dana.click(CARA, "show_touches", dana.latest(CARA, GENERAL))

    assert ":slightly_frowning_face: " in words(dana.latest(CARA, GENERAL))
