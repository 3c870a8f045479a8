"""Each person is spoken to in the language they read; channels in that of the team."""

from tests.digests import TUESDAY, digests, plan
from tests.team import ANA, BEN, DEV, FEEDBACK, GENERAL, Team, words


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


def test_each_persons_digest_is_in_the_language_they_chose(dana: Team) -> None:
    dana.command(ANA, "/rapport", "language deutsch")
    dana.command(ANA, "/followup", "Dana Reyes: Menü schicken fällig:dienstag")
    plan(dana, BEN, "send the invoice", "2026-11-24")
    dana.jump(TUESDAY.replace(hour=15))

    assert "Dein Tag, Dienstag, 24. November" in " ".join(words(message) for message in dana.dm(ANA))
    assert (len(digests(dana, ANA)), len(digests(dana, BEN))) == (0, 1), "English is for Ben alone"


def test_alerts_are_in_the_language_that_a_lead_chose_for_the_team(dana: Team) -> None:
    dana.choose(DEV, language="de")
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")

    assert "Übernehmen" in words(dana.latest(BEN, FEEDBACK))
    assert "Claim" not in words(dana.latest(BEN, FEEDBACK))


def test_a_form_and_what_is_wrong_in_it_are_in_the_language_of_whoever_fills_it_in(dana: Team) -> None:
    dana.command(DEV, "/rapport", "language deutsch")
    answer = dana.choose(DEV, work_until="08:00")

    assert "Der Arbeitstag muss enden, nachdem er beginnt." in answer["errors"].values()
    assert "Arbeitszeit" in words(dana.form(DEV))
