"""What is written in plain words, further: questions answered on the card, several things, files, time that passes."""

import base64
from datetime import timedelta

import pytest

from bot.domain.customers import Customer
from bot.views import ids
from tests.forgetting import forget
from tests.team import ANA, BEN, CARA, DEV, Json, Team, words


@pytest.fixture
def dana(team: Team) -> Team:
    """A team with Dana Reyes."""
    team.add_customer(Customer(0, "Dana Reyes"))
    return team


def write(team: Team, text: str, user: str = ANA, files: list[Json] | None = None) -> Json:
    """Write to Rapport in the direct message; its answer."""
    team.sandbox.people.message(channel=f"@{user}", user=user, text=text, files=files)
    team.settle()
    return team.dm(user)[-1]


def test_what_is_not_clear_is_asked_on_the_card_and_a_click_makes_it_clear(dana: Team) -> None:
    card = write(dana, "rating Dana Reyes: 9/10 at first, 4/10 in the end")
    assert "more than one rating" in words(card)
    assert ids.SCRIBBLE_LOG not in str(card)

    dana.click(ANA, ids.SCRIBBLE_MEANING_2, card)
    dana.click(ANA, ids.SCRIBBLE_LOG, dana.dm(ANA)[-1])

    assert dana.rows("SELECT rating_value FROM touchpoints") == [{"rating_value": 4}]


def test_whoever_changes_or_deletes_a_message_after_it_was_logged_is_told_that_the_log_stays(dana: Team) -> None:
    write(dana, "Dana Reyes: furious")
    mine = next(one for one in dana.dm(ANA) if one["text"] == "Dana Reyes: furious")
    dana.click(ANA, ids.SCRIBBLE_LOG, dana.dm(ANA)[-1])

    dana.sandbox.people.edit(channel=f"@{ANA}", user=ANA, ts=mine["ts"], text="Dana Reyes: happy")
    dana.settle()
    assert "nothing follows from the change" in dana.told(ANA, f"@{ANA}")
    dana.sandbox.people.delete(channel=f"@{ANA}", user=ANA, ts=mine["ts"])
    dana.settle()
    assert "message that you deleted stays" in dana.told(ANA, f"@{ANA}")
    assert [row["text"] for row in dana.rows("SELECT text FROM touchpoints")] == ["furious"]


def test_somebody_new_is_added_with_what_was_written_of_them(dana: Team) -> None:
    card = write(dana, "Petra Novak: called, wants the menu")
    dana.click(ANA, ids.SCRIBBLE_NEW, card)

    assert "*Logged* for *Petra Novak*" in words(dana.dm(ANA)[-1])
    dana.click(ANA, ids.UNDO, dana.dm(ANA)[-1])
    assert dana.rows("SELECT id FROM touchpoints WHERE undone_at IS NULL") == []
    assert "*Undone*" in words(dana.dm(ANA)[-1])
    assert "Logged" not in words(dana.dm(ANA)[-1])


def test_things_of_one_message_have_a_card_each_and_each_is_done_as_what_it_is(dana: Team) -> None:
    text = "- call Dana Reyes friday\n- remember Dana Reyes: dog called Biscuit\n- thank Dana Reyes for the referral"
    write(dana, text)
    cards = dana.dm(ANA)[-3:]
    for card in cards:
        dana.click(ANA, ids.SCRIBBLE_LOG, card)

    assert [row["text"] for row in dana.rows("SELECT text FROM details")] == ["dog called Biscuit"]
    assert {row["kind"] for row in dana.rows("SELECT kind FROM followups")} == {"other", "thank-you"}


def test_a_card_that_nobody_answers_says_so_and_its_words_are_not_kept(dana: Team) -> None:
    card = write(dana, "Dana Reyes: called")
    dana.jump(dana.clock.now() + timedelta(days=4))

    assert "not kept any longer" in words(dana.dm(ANA)[-1])
    assert dana.rows("SELECT raw, line, state FROM scribbles") == [{"raw": "", "line": "", "state": "over"}]
    assert dana.rows("SELECT id FROM touchpoints") == []
    assert card["ts"] == dana.dm(ANA)[-1]["ts"]


def test_a_card_of_yesterday_logs_what_was_yesterday(dana: Team) -> None:
    write(dana, "Dana Reyes: called")
    dana.stop()
    dana.start()
    dana.jump(dana.clock.now() + timedelta(days=1))
    dana.click(ANA, ids.SCRIBBLE_LOG, dana.dm(ANA)[-1])

    assert [str(row["happened_on"]) for row in dana.rows("SELECT happened_on FROM touchpoints")] == ["2026-11-23"]


def test_a_file_of_customers_is_looked_at_as_an_import_and_others_get_a_word(dana: Team) -> None:
    content = base64.b64encode(b"Name,Email\nZoe Marsh,zoe@x.org\n").decode()
    card = write(dana, "", DEV, files=[{"name": "new.csv", "content": content}])
    assert "*new.csv*" in words(card)

    dana.click(DEV, ids.SCRIBBLE_IMPORT, card)
    dana.submit(DEV)
    dana.submit(DEV)
    assert [row["name"] for row in dana.rows("SELECT name FROM customers ORDER BY id")][-1] == "Zoe Marsh"

    refused = write(dana, "", ANA, files=[{"name": "new.csv", "content": content}])
    assert "Only leads" in words(refused)
    assert ids.SCRIBBLE_IMPORT not in str(refused)
    write(dana, "Dana Reyes: called", ANA, files=[{"name": "cat.png", "content": content}])
    assert "your words only" in dana.told(ANA, f"@{ANA}")
    assert ".vcf" in words(write(dana, "", BEN, files=[{"name": "voice.m4a", "content": content}]))


def test_what_is_forgotten_goes_from_the_answers_too(dana: Team) -> None:
    """A card, and the confirmation in its place, say nothing of somebody who was forgotten."""
    dana.stop()
    dana.start(leads=frozenset({CARA}))
    write(dana, "Dana Reyes: called")
    dana.click(ANA, ids.SCRIBBLE_LOG, dana.dm(ANA)[-1])
    write(dana, "Dana Reyes: came by")
    forget(dana)

    assert [one for one in dana.dm(ANA) if one.get("bot_id") and "Dana" in words(one)] == []
