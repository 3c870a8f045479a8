"""What can go wrong that a person can mend. The text of each is a sentence for that person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.saying import say


@dataclass(frozen=True)
class Who:
    """A person within a sentence, by their id. Where Slack shows mentions, views make one of it.

    `name` stands where it shows none, such as beside a field of a form.
    """

    id: str
    name: str = ""


Part = str | Who
"""A sentence is words and people side by side, so that no words, whatever signs they are of, can become a mention."""


class RapportError(Exception):
    """Expected: says what happened and what to do. Nothing was saved.

    `parts` are its sentence in words and people, `sentence` is all of it in words. `field` names the form field (its
    block id) that it belongs to, where there is one.
    """

    def __init__(self, *parts: Part, field: str | None = None) -> None:
        self.parts = parts
        self.sentence = without_mentions(parts)
        self.field = field
        super().__init__(self.sentence)

    @property
    def by_field(self) -> Mapping[str, Sequence[Part]]:
        """Its sentence by the form field that it belongs to; nothing where it belongs to none."""
        return {self.field: self.parts} if self.field else {}


def without_mentions(parts: Sequence[Part]) -> str:
    """A sentence where no mentions are shown, such as beside a field of a form."""
    named = (say("this person") if at else say("This person") for at in range(len(parts)))
    return "".join(
        (part.name or name) if isinstance(part, Who) else part for part, name in zip(parts, named, strict=True)
    )


class NotAllowedError(RapportError):
    """The person may not do this."""


class SeveralError(NotAllowedError):
    """Several fields of one form cannot be as they are, each told at its place."""

    def __init__(self, errors: Sequence[RapportError]) -> None:
        super().__init__(*[part for error in errors for part in (*error.parts, " ")][:-1])
        self._errors = errors

    @property
    def by_field(self) -> Mapping[str, Sequence[Part]]:
        """All sentences of a field one after the other."""
        told: dict[str, list[Part]] = {}
        for error in self._errors:
            for field, parts in error.by_field.items():
                told.setdefault(field, []).extend([" ", *parts] if field in told else parts)
        return told


def raise_all(errors: Sequence[RapportError]) -> None:
    """Raise what is wrong, all of it at once; nothing where nothing is."""
    if errors:
        raise errors[0] if len(errors) == 1 else SeveralError(errors)


class NotToldError(NotAllowedError):
    """Slack does not say just now who somebody is, and nobody is let in unknown."""


class NotFoundError(RapportError):
    """What the person asks for is not (or no longer) there."""


class NotUnderstoodError(RapportError):
    """The line or form cannot be read; nothing was guessed."""


class ConflictError(RapportError):
    """Somebody else was faster, or it was done already."""


def changed_meanwhile(name: str) -> ConflictError:
    """What was opened in a form is not what is there any more; the form stays open with what was typed."""
    return ConflictError(
        say(
            "“{name}” was changed by somebody else meanwhile. Nothing was saved, and what you typed "
            "is still here: copy it, close this form and open it again.",
            name=name,
        )
    )


class OutdatedError(RapportError):
    """A button, menu or form carries what this Rapport cannot read."""

    def __init__(self) -> None:
        super().__init__(
            say("This button or form is from an older Rapport. Nothing was changed; please type the command again.")
        )


class StorageError(RapportError):
    """The database cannot take or give anything just now."""


class RepeatedError(Exception):
    """The same request was answered meanwhile: this time it must have no effect, and is given that answer."""


class UnsureError(StorageError):
    """The database went away while it stored something: whether it did, it cannot say just now."""


def without_text(error: BaseException) -> BaseException:
    """For a log: an error of the same name with the same places, without its words, which may quote a customer."""
    kind: type[BaseException] = type(type(error).__name__, (Exception,), {})
    return kind().with_traceback(error.__traceback__)
