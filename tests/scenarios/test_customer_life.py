"""What becomes of a customer: stages with their reasons, lost, won back, and who referred them."""

from datetime import date

import pytest

from bot.domain.customers import Birthday, Customer
from tests.customers import customer, filled_in
from tests.team import ANA, BEN, CARA, DEV, GENERAL, Json, Team, action_ids, words

LAST_WEEK = "2026-11-16"


def life(team: Team) -> list[tuple[str, str, str, str]]:
    """(what, before, after, why) of all that was not taken back, the oldest first."""
    rows = team.rows("SELECT * FROM life WHERE undone_at IS NULL ORDER BY id")
    return [(row["event"], row["before"], row["after"], row["reason"]) for row in rows]


def pages(team: Team, person: str = BEN) -> Json:
    """Dana's card, then what stands behind More."""
    team.command(person, "/customer", "Dana Reyes")
    team.click(person, "card_more", team.latest(person, GENERAL))
    return team.latest(person, GENERAL)


# Stages


def test_a_stage_is_changed_by_line_with_its_reason(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes stage:retention because:signed for two years")

    assert life(dana) == [("stage", "engagement", "retention", "signed for two years")]
    dana.click(BEN, "undo", dana.latest(BEN, GENERAL))
    assert life(dana) == []


def test_a_stage_is_changed_by_the_form_with_its_reason(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes")
    dana.submit(BEN, stage="advocacy", because="recommends us to everybody")

    assert life(dana) == [("stage", "engagement", "advocacy", "recommends us to everybody")]


def test_a_stage_is_changed_by_its_button_on_a_day_of_the_past(dana: Team) -> None:
    dana.click(BEN, "change_stage", pages(dana))
    dana.submit(BEN, stage="retention", because="", on=LAST_WEEK)

    assert "stage retention" in dana.told(BEN, GENERAL)
    assert dana.rows("SELECT happened_on, noted_by FROM life") == [{"happened_on": LAST_WEEK, "noted_by": BEN}]


def test_another_change_is_no_turn(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes tier:gold")

    assert life(dana) == []


def test_a_reason_without_another_stage_is_not_dropped_but_told(dana: Team) -> None:
    answer = dana.command(BEN, "/customer", "edit Dana Reyes because:signed")
    assert "no reason to keep" in answer["text"]

    dana.command(BEN, "/customer", "edit Dana Reyes")
    assert "no reason to keep" in dana.submit(BEN, because="signed")["errors"]["because"]
    assert life(dana) == []


def test_the_same_stage_again_and_a_day_to_come_are_refused_at_their_fields(dana: Team) -> None:
    dana.click(BEN, "change_stage", pages(dana))

    assert "already" in dana.submit(BEN, stage="engagement")["errors"]["stage"]
    assert "still to come" in dana.submit(BEN, stage="retention", on="2026-12-24")["errors"]["on"]
    assert life(dana) == []


def test_behind_more_stands_what_became_of_them_and_why(dana: Team) -> None:
    dana.command(BEN, "/customer", "edit Dana Reyes stage:retention because:signed for two years")
    dana.command(BEN, "/customer", "lost Dana Reyes: price: found somebody cheaper on:yesterday")
    dana.command(CARA, "/customer", "back Dana Reyes: came to the tasting")
    seen = words(pages(dana))

    assert f"engagement → retention: signed for two years · <@{BEN}>" in seen
    assert "*lost*: price: found somebody cheaper" in seen
    assert f"*won back*: came to the tasting · <@{CARA}>" in seen


# Lost


def test_a_customer_is_lost_by_a_line_and_the_card_says_so_on_top(dana: Team) -> None:
    said = dana.command(BEN, "/customer", "lost Dana Reyes: price: found somebody cheaper on:2026-11-16")

    assert "*Lost* Dana Reyes on 16 November 2026: price" in said["text"]
    stored = customer(dana, "Dana Reyes")
    assert (stored["lost_on"], stored["lost_reason"]) == (LAST_WEEK, "price")
    assert life(dana) == [("lost", "", "", "price: found somebody cheaper")]
    blocks = dana.command(ANA, "/customer", "Dana Reyes")["blocks"]
    assert "*Lost*" in words({"blocks": blocks[:2]})
    assert "Won back…" in words({"blocks": blocks[:2]})


def test_lost_alone_opens_the_form_and_the_reasons_are_those_of_the_leads(dana: Team) -> None:
    dana.choose(DEV, lost_reasons="Too dear\nMoved away")
    dana.command(BEN, "/customer", "lost Dana Reyes")
    form = dana.form(BEN)

    assert "Too dear" in words(form)
    assert "competitor" not in words(form)
    dana.submit(BEN, reason="Moved away", text="to Porto")
    assert life(dana) == [("lost", "", "", "Moved away: to Porto")]


def test_words_that_are_no_reason_open_the_form_with_them(dana: Team) -> None:
    dana.command(BEN, "/customer", "lost Dana Reyes: their baker retired on:2026-11-16")
    filled = filled_in(dana.form(BEN))

    assert filled["text"] == "their baker retired"
    assert "Why did they leave?" in words(dana.form(BEN))
    dana.submit(BEN, reason="closed")
    assert life(dana) == [("lost", "", "", "closed: their baker retired")]
    assert customer(dana, "Dana Reyes")["lost_on"] == LAST_WEEK


@pytest.mark.parametrize(
    ("line", "says"),
    [("lost Dana Reyes: price on:2027-01-01", "still to come"), ("lost Dana Reyes: price on:whenever", "whenever")],
)
def test_a_day_that_cannot_be_is_asked_about(dana: Team, line: str, says: str) -> None:
    answer = dana.command(BEN, "/customer", line)

    assert says in (words(answer) if answer else words(dana.form(BEN)))
    assert life(dana) == []


def test_who_is_lost_already_is_not_lost_again(dana: Team) -> None:
    dana.command(BEN, "/customer", "lost Dana Reyes: price")

    assert "is lost already" in dana.command(ANA, "/customer", "lost Dana Reyes: service")["text"]
    assert len(life(dana)) == 1


def test_nobody_new_is_lost(dana: Team) -> None:
    dana.command(BEN, "/customer", "lost")
    answer = dana.submit(BEN, customer="Somebody new: Zoe Park", reason="price")

    assert "in Rapport already" in answer["errors"]["customer"]
    assert len(dana.rows("SELECT 1 FROM customers")) == 1


def test_a_name_typed_wrong_is_asked_and_then_lost(dana: Team) -> None:
    dana.command(BEN, "/customer", "lost Dana Rayes: price")
    dana.click(BEN, "choose_customer", dana.latest(BEN, GENERAL))

    assert life(dana) == [("lost", "", "", "price")]


def test_a_customer_called_lost_boys_is_still_found(team: Team) -> None:
    team.add_customer(Customer(0, "Lost Boys"))
    team.add_customer(Customer(0, "Back Bay Ltd"))

    assert words(team.command(BEN, "/customer", "lost boys")).startswith("Lost Boys")
    assert words(team.command(BEN, "/customer", "Back Bay Ltd")).startswith("Back Bay Ltd")


def test_undo_of_lost_leaves_nothing_of_it(dana: Team) -> None:
    dana.command(BEN, "/customer", "lost Dana Reyes: price")
    dana.click(BEN, "undo", dana.latest(BEN, GENERAL))

    assert customer(dana, "Dana Reyes")["lost_on"] is None
    assert life(dana) == []


def test_a_lost_customer_is_in_no_digest_with_birthday_renewal_or_silence(team: Team) -> None:
    for name in ("Dana Reyes", "Kofi Lindgren"):
        team.add_customer(
            Customer(
                *(0, name),
                owner=ANA,
                birthday=Birthday(11, 25),
                renewal=date(2026, 12, 10),
                since=date(2020, 5, 1),
                cadence_days=30,
            )
        )
    team.command(ANA, "/customer", "lost Dana Reyes: price")
    team.advance(days=1)

    seen = "\n".join(words(one) for one in team.dm(ANA))
    assert "Kofi Lindgren" in seen
    assert "Dana Reyes" not in seen


def test_an_alert_about_a_lost_customer_still_comes(dana: Team) -> None:
    dana.command(BEN, "/customer", "lost Dana Reyes: price")
    dana.command(BEN, "/complaint", "Dana Reyes: the last invoice is wrong")

    assert "the last invoice is wrong" in words(dana.alert())


# Won back


def test_a_lost_customer_is_won_back_with_words_and_undo(dana: Team) -> None:
    dana.command(BEN, "/customer", "lost Dana Reyes: price on:2026-11-16")
    said = dana.command(CARA, "/customer", "back Dana Reyes: came to the tasting on:yesterday")

    assert "*Won back* Dana Reyes" in said["text"]
    assert life(dana)[1] == ("won back", "", "", "came to the tasting")
    assert customer(dana, "Dana Reyes")["lost_on"] is None
    dana.click(CARA, "undo", dana.latest(CARA, GENERAL))
    assert customer(dana, "Dana Reyes")["lost_on"] == LAST_WEEK
    assert [one[0] for one in life(dana)] == ["lost"]


def test_back_by_the_button_of_the_card(dana: Team) -> None:
    dana.command(BEN, "/customer", "lost Dana Reyes: price")
    dana.command(BEN, "/customer", "Dana Reyes")
    dana.click(BEN, "win_back", dana.latest(BEN, GENERAL))
    dana.submit(BEN, text="a better offer")

    assert life(dana)[1] == ("won back", "", "", "a better offer")


def test_who_is_not_lost_or_was_lost_later_does_not_come_back(dana: Team) -> None:
    assert "is not lost" in dana.command(BEN, "/customer", "back Dana Reyes: hello")["text"]
    dana.command(BEN, "/customer", "lost Dana Reyes: price")
    dana.command(BEN, "/customer", "back Dana Reyes")

    assert "They were lost on" in dana.submit(BEN, on=LAST_WEEK)["errors"]["on"]


# Referred by


def test_the_referrer_is_offered_a_note_and_both_cards_say_it(dana: Team) -> None:
    dana.add_customer(Customer(0, "Kofi Lindgren", owner=CARA))
    dana.command(BEN, "/customer", "edit Dana Reyes referred:Kofi Lindgren")
    confirmation = dana.latest(BEN, GENERAL)
    assert "Thank Kofi" in words(confirmation)
    assert "Referred by *Kofi Lindgren*" in words(pages(dana))
    dana.click(BEN, "open_customer", dana.latest(BEN, GENERAL))
    assert words(dana.form(BEN)).strip().startswith("Kofi Lindgren")

    dana.click(BEN, "thank_referrer", confirmation)
    assert dana.rows("SELECT title, assignee, kind FROM followups") == [
        {"title": "Thank-you note for recommending us", "assignee": CARA, "kind": "thank-you"}
    ]


def test_nobody_is_thanked_twice_or_against_their_will(dana: Team) -> None:
    dana.add_customer(Customer(0, "Kofi Lindgren", do_not_contact=True))
    dana.command(BEN, "/customer", "edit Dana Reyes referred:Kofi Lindgren")

    assert "thank_referrer" not in action_ids(dana.latest(BEN, GENERAL))
