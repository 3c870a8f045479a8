"""What is said, in the language in force, whatever a translation lacks."""

from bot.domain.saying import language, language_of, say, say_count, speaking


def test_english_says_the_sentence_itself() -> None:
    assert say("Logged for {name}.", name="Dana {x}") == "Logged for Dana {x}."


def test_a_number_chooses_its_form() -> None:
    assert [say_count("{number} touch", "{number} touches", number) for number in (0, 1, 2)] == [
        "0 touches",
        "1 touch",
        "2 touches",
    ]


def test_a_value_that_is_missing_is_shown_as_its_name_and_breaks_nothing() -> None:
    assert say("Logged for {nobody}.") == "Logged for {nobody}."
    assert say("Half a {brace") == "Half a {brace"


def test_a_sentence_without_a_translation_is_said_in_english() -> None:
    with speaking("de"):
        assert say("Nobody ever translated {this}.", this="that") == "Nobody ever translated that."
        assert say_count("{number} zorb", "{number} zorbs", 2) == "2 zorbs"


def test_a_language_that_rapport_does_not_speak_is_english_and_the_one_before_comes_back() -> None:
    with speaking("es"):
        with speaking("xx"):
            assert language() == "en"
        assert language() == "es"
    assert language() == "en"


def test_slacks_locale_says_which_language_somebody_reads() -> None:
    assert [language_of(locale) for locale in ("de-DE", "es-LA", "es_ES", "en-GB", "fr-FR", "")] == [
        "de",
        "es",
        "es",
        "en",
        "en",
        "en",
    ]
