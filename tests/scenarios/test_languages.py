"""Each person is spoken to in the language they read; channels in that of the team."""

from tests.digests import TUESDAY, plan
from tests.team import ANA, BEN, GENERAL, Team, words


def test_a_line_its_answer_and_a_digest_are_in_the_language_that_somebody_chose(dana: Team) -> None:
    assert "Rapport spricht ab jetzt Deutsch mit dir." in words(dana.command(ANA, "/rapport", "language deutsch"))

    said = words(dana.command(ANA, "/followup", "Dana Reyes: Menü schicken fällig:24.11.2026 für:@ben"))
    assert "*Geplant* für *Dana Reyes*: Menü schicken" in said
    assert f"<@{BEN}>" in said
    plan(dana, ANA, "send the menu", "2026-11-24")
    dana.jump(TUESDAY.replace(hour=9))
    mine = " ".join(words(message) for message in dana.dm(ANA))
    assert "Dein Tag, Dienstag, 24. November" in mine
    assert "Erledigt" in mine


def test_a_language_that_is_not_spoken_gets_a_sentence_and_undo_takes_a_choice_back(dana: Team) -> None:
    assert "I don't speak “klingon”" in words(dana.command(ANA, "/rapport", "language klingon"))
    assert "Rapport te habla en español a partir de ahora." in words(dana.command(ANA, "/rapport", "language español"))
    dana.click(ANA, "undo", dana.latest(ANA, GENERAL))
    assert dana.rows("SELECT language FROM people WHERE id = ?", ANA) == [{"language": ""}]
