"""After "Not negative" a note of nearly the same words alarms nobody again; leads see, count and take it back."""

import pytest

from tests.team import ANA, BEN, CARA, GENERAL, Team, words

NOTE = "their hold music is awful, waited ages on the phone"
REASON = "you said that such notes are fine"


def _said_fine(team: Team, note: str = NOTE) -> None:
    team.command(ANA, "/touchpoint", f"Dana Reyes: {note}")
    team.click(BEN, "not_negative", team.alert())


def _alerts(team: Team) -> int:
    return len(team.rows("SELECT id FROM followups WHERE deadline IS NOT NULL"))


@pytest.mark.parametrize(
    "note",
    [
        NOTE,
        "Awful hold music at theirs on Friday, waited ages on the phone",
        "their hold music is awful: we waited ages again on the phone!",
        "waited ages on the phone today, and their hold music is awful",
    ],
)
def test_nearly_the_same_note_does_not_alarm_again_and_says_why(dana: Team, note: str) -> None:
    _said_fine(dana)

    answer = words(dana.command(ANA, "/touchpoint", f"Dana Reyes: {note}"))

    assert _alerts(dana) == 1
    assert REASON in answer


@pytest.mark.parametrize(
    "note",
    [
        "their staff are awful, waited ages for the starters",
        "their hold music is awful, waited ages on the phone, and she wants to cancel with us",
        "our order never arrived",
    ],
)
def test_another_complaint_alarms_as_before(dana: Team, note: str) -> None:
    _said_fine(dana)

    dana.command(ANA, "/touchpoint", f"Dana Reyes: {note}")

    assert _alerts(dana) == 2


def test_a_complaint_alarms_whatever_was_said_of_such_notes(dana: Team) -> None:
    _said_fine(dana)

    dana.command(ANA, "/complaint", f"Dana Reyes: {NOTE}")

    assert _alerts(dana) == 2


def test_undoing_not_negative_lets_such_notes_alarm_again(dana: Team) -> None:
    _said_fine(dana)
    dana.command(BEN, "/rapport", "undo")
    dana.click(BEN, "undo", dana.latest(BEN, GENERAL))

    dana.command(ANA, "/touchpoint", f"Dana Reyes: {NOTE}")

    assert _alerts(dana) == 2


def test_this_is_negative_on_a_spared_note_is_the_last_word(dana: Team) -> None:
    _said_fine(dana)
    dana.command(ANA, "/touchpoint", f"Dana Reyes: {NOTE}")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "This is negative")

    dana.command(ANA, "/touchpoint", f"Dana Reyes: {NOTE}")

    assert _alerts(dana) == 3


def test_status_counts_the_spared_alerts_and_a_lead_takes_it_back(dana: Team) -> None:
    _said_fine(dana)
    dana.command(ANA, "/touchpoint", f"Dana Reyes: {NOTE}")
    seen = dana.status(CARA)
    assert "Said of 1 note; 1 alert spared since." in seen
    assert f"said by <@{BEN}>, 1 alert spared" in seen

    dana.click(CARA, "take_back_fine", dana.latest(CARA, GENERAL))
    dana.command(ANA, "/touchpoint", f"Dana Reyes: {NOTE}")

    assert "Taken back" in dana.told(CARA, GENERAL)
    assert _alerts(dana) == 2
    assert "Such notes are fine" not in dana.status(CARA)


def test_taking_back_twice_says_so(dana: Team) -> None:
    _said_fine(dana)
    dana.status(CARA)
    shown = dana.latest(CARA, GENERAL)

    dana.click(CARA, "take_back_fine", shown)
    dana.click(CARA, "take_back_fine", shown)

    assert "taken back already" in dana.told(CARA, GENERAL)


def test_a_member_sees_how_many_but_cannot_take_back(dana: Team) -> None:
    _said_fine(dana)

    assert "Said of 1 note" in dana.status(ANA)
    assert "take_back_fine" not in str(dana.latest(ANA, GENERAL))


def test_an_alert_by_hand_says_so(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: half of them left before the dessert")
    dana.command(ANA, "/touchpoint", "Dana Reyes: called about the menu")

    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "This is negative")

    assert "marked negative by hand; sounds neutral" in words(dana.alert())
