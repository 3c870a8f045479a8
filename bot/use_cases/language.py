"""Which language somebody reads: as they chose, else as in Slack."""

from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import LANGUAGES, language_of, say, speak
from bot.use_cases.session import Session
from storage import languages
from storage.audit import AuditEntry

CHOSEN = "language chosen"
"""In the audit log."""

AS_IN_SLACK = "slack"
"""What stands for no language of one's own, in the form and in a line."""

_CALLED = {
    "en": ("en", "english", "englisch", "ingles"),
    "de": ("de", "german", "deutsch", "aleman"),
    "es": ("es", "spanish", "spanisch", "espanol", "castellano"),
    "": (AS_IN_SLACK, "as in slack", "wie in slack", "como en slack"),
}


def language_of_mine(session: Session) -> str:
    """What the one who asks chose; "" where it is as in Slack."""
    return languages.chosen(session.uow, session.actor.id)


def read_language(typed: str) -> str:
    """A language as people call it, "" for as in Slack. Raises NotUnderstoodError for one that is not spoken here."""
    word = fold(typed)
    found = next((code for code, names in _CALLED.items() if word in names), None)
    if found is None:
        raise NotUnderstoodError(
            say(
                "I don't speak “{typed}”. Write `/rapport language` with one of these: {names}, or slack.",
                typed=typed[:40],
                names=", ".join(LANGUAGES.values()),
            ),
            field="language",
        )
    return found


def choose_language(session: Session, chosen: str) -> int:
    """Keep it, say the rest of this in it, and give the audit entry that takes it back."""
    before = language_of_mine(session)
    languages.choose(session.uow, session.actor.id, chosen)
    speak(chosen or language_of(session.actor.locale))
    return session.record(CHOSEN, ("person", 0), None, before={"language": before}, after={"language": chosen})


def take_back(session: Session, entry: AuditEntry) -> None:
    """As it was before. Raises ConflictError where it was chosen anew since."""
    before, after = entry.before or {}, entry.after or {}
    if language_of_mine(session) != after.get("language"):
        raise ConflictError(say("Your language was changed again since. Choose it anew: `/rapport language`."))
    languages.choose(session.uow, session.actor.id, before["language"])
    speak(before["language"] or language_of(session.actor.locale))
