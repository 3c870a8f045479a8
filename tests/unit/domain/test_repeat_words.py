"""How often something comes again, in the reader's language."""

import pytest

from bot.domain.repeat_words import repeat_words
from bot.domain.saying import capital, speaking, within

RULES = {
    "every working day": ("jeden Arbeitstag", "cada día laborable"),
    "every 2 weeks on Monday": ("alle 2 Wochen am Montag", "cada 2 semanas el lunes"),
    "every month on the last Friday": ("jeden Monat am letzten Freitag", "cada mes el último viernes"),
    "every 3 months on the 2nd": ("alle 3 Monate am 2.", "cada 3 meses el día 2"),
    "every year on 14 March": ("jedes Jahr am 14. März", "cada año el 14 de marzo"),
    "whenever they like": ("whenever they like", "whenever they like"),
}
"""A rule as it is kept -> in German, in Spanish."""


@pytest.mark.parametrize("kept", RULES)
def test_a_rule_is_said_in_the_readers_language_and_in_english_as_it_is_kept(kept: str) -> None:
    said = {}
    for language in ("en", "de", "es"):
        with speaking(language):
            said[language] = repeat_words(kept)

    assert said == {"en": kept, "de": RULES[kept][0], "es": RULES[kept][1]}


def test_a_first_letter_is_turned_and_german_nouns_keep_theirs() -> None:
    with speaking("de"):
        assert (capital("soziale Medien"), within("Text")) == ("Soziale Medien", "Text")
    with speaking("es"):
        assert within("Texto") == "texto"
