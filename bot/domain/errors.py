"""What can go wrong that a person can mend. The text of each is a sentence for that person."""


def who(user_id: str) -> str:
    """A person of the team within a sentence. Views turn it into a mention; people's words cannot look like it."""
    return f"\ufdd2{user_id}\ufdd3"


class RapportError(Exception):
    """Expected: says what happened and what to do. Nothing was saved.

    `field` names the form field (its block id) that the sentence belongs to, where there is one.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotAllowedError(RapportError):
    """The person may not do this."""


class NotToldError(NotAllowedError):
    """Slack does not say just now who somebody is, and nobody is let in unknown."""


class NotFoundError(RapportError):
    """What the person asks for is not (or no longer) there."""


class NotUnderstoodError(RapportError):
    """The line or form cannot be read; nothing was guessed."""


class ConflictError(RapportError):
    """Somebody else was faster, or it was done already."""


class StorageError(RapportError):
    """The database cannot take or give anything just now."""
