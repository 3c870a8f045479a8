"""What a customer answers by their link, and what the team sees of it."""

import pytest

from bot.domain.errors import NotUnderstoodError
from bot.domain.survey import PageState, new_token
from tests.surveys import add_words, answer, asked, look, stop
from tests.team import ANA, BEN, FEEDBACK, GENERAL, Team, action_ids, words


def test_a_low_answer_alerts_once_however_often_it_is_sent(dana: Team) -> None:
    token = asked(dana)
    assert look(dana, token).state is PageState.OPEN
    for _ in range(3):
        page = answer(dana, token, 1)
    assert (page.state, page.value) == (PageState.ANSWERED, 1)
    [touch] = dana.rows("SELECT * FROM touchpoints")
    assert (touch["kind"], touch["rating_scale"], touch["rating_value"]) == ("rating", "csat", 1)
    assert (touch["source"], touch["direction"], touch["channel"]) == ("survey", "in", "email")
    assert len(dana.sees(BEN, FEEDBACK)) == 1
    assert "answered when asked how it went" in words(dana.alert())
    assert "claim" in action_ids(dana.alert())
    [told] = [one for one in dana.dm(ANA) if "asked how it went" in words(one)]
    assert f"/p{dana.alert()['ts'].replace('.', '')}|see the alert>" in words(told)


def test_a_better_answer_within_the_hour_withdraws_an_alert_that_nobody_touched(dana: Team) -> None:
    token = asked(dana)
    answer(dana, token, 1)
    answer(dana, token, 4)
    assert "gave another answer" in words(dana.alert())
    assert [row["rating_value"] for row in dana.rows("SELECT * FROM touchpoints")] == [4]
    answer(dana, token, 2)
    assert "claim" in action_ids(dana.alert())
    dana.click(BEN, "claim", dana.alert())
    answer(dana, token, 5)
    assert "Done" in words(dana.alert())
    assert "changed their answer: CSAT 2, now CSAT 5" in " ".join(dana.thread(BEN, dana.alert()))
    assert look(dana, token, hours=1).state is PageState.CLOSED
    assert answer(dana, token, 3).state is PageState.CLOSED
    assert [row["answer"] for row in dana.rows("SELECT * FROM surveys")] == [5]


def test_words_are_added_once_and_are_scored(dana: Team) -> None:
    token = asked(dana)
    answer(dana, token, 3)
    assert dana.sees(BEN, FEEDBACK) == []
    page = add_words(dana, token, "Terrible, the order never arrived <!channel>")
    assert page.has_words
    add_words(dana, token, "other words")
    [touch] = dana.rows("SELECT * FROM touchpoints")
    assert touch["text"] == "Terrible, the order never arrived <!channel>"
    assert touch["mood_label"] == "negative"
    assert "&lt;!channel&gt;" in words(dana.alert())


def test_beside_a_good_answer_a_slip_or_mild_words_alarm_nobody_and_a_complaint_does_once(dana: Team) -> None:
    slip, mild, strong = asked(dana), asked(dana), asked(dana)
    answer(dana, slip, 1)
    add_words(dana, slip, "sorry, wrong button, meant 5")
    answer(dana, slip, 5)
    assert "gave another answer" in words(dana.alert())
    answer(dana, mild, 5)
    add_words(dana, mild, "parking is a problem")
    answer(dana, strong, 5)
    assert len(dana.sees(BEN, FEEDBACK)) == 1
    add_words(dana, strong, "Terrible, the order never arrived")
    assert len(dana.sees(BEN, FEEDBACK)) == 2
    assert "claim" in action_ids(dana.alert())


def test_a_good_answer_tells_whoever_asked_and_offers_a_note(dana: Team) -> None:
    token = asked(dana, scale="nps")
    answer(dana, token, 10)
    add_words(dana, token, "Lovely people")
    [told] = [one for one in dana.dm(ANA) if "asked how it went" in words(one)]
    assert "NPS 10" in words(told)
    assert "Lovely people" in words(told)
    dana.click(ANA, "thank_you_note", told)
    assert [row["kind"] for row in dana.rows("SELECT * FROM followups")] == ["thank-you"]


def test_an_answer_without_words_does_not_hide_the_last_contact_on_the_card(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: showed her the new menu via:phone")
    token = asked(dana)
    answer(dana, token, 5)
    dana.command(BEN, "/customer", "Dana Reyes")
    card = words(dana.latest(BEN, GENERAL))
    assert "showed her the new menu" in card
    assert "Rated us CSAT 5" in card
    assert "wrote in a channel" not in card
    add_words(dana, token, "Lovely people")
    dana.command(BEN, "/customer", "Dana Reyes")
    assert "They answered when asked" in words(dana.latest(BEN, GENERAL))


def test_what_is_no_answer_changes_nothing(dana: Team) -> None:
    token = asked(dana)
    with pytest.raises(NotUnderstoodError, match="1 to 5"):
        answer(dana, token, 6)
    for other in ("", "x", new_token(), "é" * 32):
        assert answer(dana, other, 3).state is PageState.UNKNOWN
    assert add_words(dana, token, "words before an answer").state is PageState.OPEN
    assert look(dana, token, days=14).state is PageState.EXPIRED
    assert answer(dana, token, 3).state is PageState.EXPIRED
    assert dana.rows("SELECT * FROM touchpoints") == []
    assert token not in str(dana.contents())


def test_who_says_stop_is_known_by_their_addresses(dana: Team) -> None:
    token = asked(dana)
    assert stop(dana, token).state is PageState.OPEN
    stop(dana, token)
    assert look(dana, token).has_stopped
    assert [row["customer_id"] for row in dana.rows("SELECT * FROM survey_stops")] == [1, 1]
    assert "bluedoor" not in str(dana.rows("SELECT * FROM survey_stops"))
