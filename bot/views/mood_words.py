"""How a text feels, in words with the text's own phrases; decimals stand in `rapport score` alone."""

import re

from babel import Locale

from bot.domain.mood import Mood
from bot.domain.saying import language, later, say
from bot.views.mrkdwn import escape, inert

REASONS = (
    *(later("no words to score"), later("none of its words are known"), later("our own words")),
    *(later("as said in the form"), later("you said that such notes are fine")),
    *(later("sounds sarcastic"), later("it says that it was solved"), later("it also asks for something")),
    later("their own trouble, not ours"),
)
"""Why a mood is as it is, as it is stored: of the scorer, its cues (bot/sentiment/cues.toml) and of use cases."""
OTHER_LANGUAGE = later("not in English (looks like {language})")
ANOTHER = later("another language")
_REASON = re.compile("|".join(map(re.escape, REASONS)))
_OTHER_LANGUAGE = re.compile(r"not in English \(looks like (?P<language>.+)\)")


def mood_words(mood: Mood) -> str:
    """Such as: sounds negative: “never arrived”. Always with what it is based on (promise 8)."""
    if mood.score is None:
        return say("mood not scored{what}", what=f": {_reason(mood.reason)}" if mood.reason else "")
    phrases = ", ".join(f"“{inert(phrase, 60)}”" for phrase in mood.phrases[:4])
    reason = f" ({_reason(mood.reason)})" if mood.reason else ""
    return say(
        "sounds {label}{what}{reason}", label=say(mood.label), what=f": {phrases}" if phrases else "", reason=reason
    )


def _reason(stored: str) -> str:
    """Why, in the reader's language: it is stored in English, several with a comma between."""
    if found := _OTHER_LANGUAGE.fullmatch(stored):
        return escape(say(OTHER_LANGUAGE, language=_language_named(found["language"])))
    return escape(_REASON.sub(lambda one: say(one[0]), stored))  # a reason may have a comma of its own


def _language_named(in_english: str) -> str:
    """A language in the reader's words; "another language" where there is no name of it."""
    if in_english == ANOTHER:
        return say(ANOTHER)
    codes = (code for code, name in Locale("en").languages.items() if name == in_english)
    return str(Locale(language()).languages.get(next(codes, ""), in_english))
