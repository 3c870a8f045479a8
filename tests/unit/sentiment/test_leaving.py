"""Which words say that somebody means to leave us, and which only sound like it."""

import pytest

from bot.sentiment.leaving import GONE, LEAVING, LONGEST_PHRASE, STAYING, signs


def leaving(text: str) -> str:
    return signs(text).get(LEAVING, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Order never arrived, they are looking for another supplier.", "looking for another supplier"),
        ("She wants to CANCEL her contract!", "wants to CANCEL her contract"),
        ("They will not renew in March", "not renew"),
        ("Nice call. Told me they are leaving us for a competitor", "are leaving us"),
        ("won't be coming back", "won't be coming"),
        ("never again", "never again"),
        ("Will bei uns kündigen", "Will bei uns kündigen"),
        ("Sie wollen den Vertrag im März kündigen, kündigen den Vertrag", "kündigen den Vertrag"),
        ("Kunde wechselt zur Konkurrenz", "wechselt zur Konkurrenz"),
        ("sucht einen neuen Anbieter", "sucht einen neuen Anbieter"),
        ("Wir verlängern nicht", "verlängern nicht"),
        ("Nie wieder!", "Nie wieder"),
        ("Quieren darse de baja", "Quieren darse de baja"),
        ("Van a cancelar el contrato", "cancelar el contrato"),
        ("se va a la competencia", "se va a la competencia"),
        ("Dicen que no van a renovar", "no van a renovar"),
        ("Busca otro proveedor", "Busca otro proveedor"),
    ],
)
def test_a_threat_to_leave_is_found_in_its_own_words(text: str, said: str) -> None:
    assert leaving(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "wants to leave a review",
        "has no plans to leave us",
        "they are not leaving us",
        "wants to cancel the appointment on Monday",
        "decided to cancel her visit",
        "had to leave early, will call again",
        "Last time I saw him he was well",
        "happy with everything",
        "they wanted to cancel the contract but will stay with us",
        "Wir kündigen nicht, alles gut",
        "Hat seinen Job gekündigt",
        "Ihre Mitarbeiterin hat gekündigt",
        "Nie wieder Probleme gehabt, danke",
        "Sucht einen neuen Termin, möchte den Dienstag wechseln",
        "Sie suchen keinen neuen Lieferanten",
        "Quiere cancelar la cita y cambiar de fecha",
        "No van a cambiar de proveedor",
        "Nunca más problemas con el pedido",
        "",
        "   \n\t",
        "“”… ??? 🙂",
    ],
)
def test_what_only_sounds_like_leaving_says_nothing(text: str) -> None:
    assert leaving(text) == ""


def test_a_not_of_another_sentence_or_far_before_denies_nothing() -> None:
    assert leaving("They did not call. Leaving us for the competition.")
    assert leaving("They are not happy with the last three orders, leaving us")


def test_the_first_threat_of_several_is_given() -> None:
    assert leaving("no longer trust us and want to cancel") == "no longer trust us"


def test_words_quoted_from_us_are_no_threat_of_theirs() -> None:
    assert leaving("> we want to cancel our contract\nthat is settled, thank you") == ""


def test_what_is_given_is_short_and_any_text_is_read() -> None:
    assert len(leaving("they will " + "cancel " * 3_000)) <= LONGEST_PHRASE
    assert leaving("x" * 100_000) == ""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Great talk, they stay with us", STAYING),
        ("Sie bleiben bei uns", STAYING),
        ("Al final se quedan con nosotros", STAYING),
        ("Renewed for another year", STAYING),
        ("Our main contact has left", GONE),
        ("Maria no longer works there", GONE),
        ("Neuer Ansprechpartner ist Herr Voss", GONE),
        ("Guests staying with us for two nights", ""),
        ("They do not want to stay with us", ""),
        ("Her son has a new manager, new contact details follow", ""),
    ],
)
def test_that_they_stay_or_that_their_contact_went_is_read_too(text: str, what: str) -> None:
    assert list(signs(text)) == ([what] if what else [])
