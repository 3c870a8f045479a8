"""What a line says that is not understood: asked about with everything typed kept, never guessed."""

from dataclasses import dataclass

from bot.domain.errors import NotUnderstoodError, Part

TEXT = "text"
"""The key of a choice whose value is no option, but words that belong to the end of the text."""


@dataclass(frozen=True)
class Choice:
    """One thing that may be meant: an option's key (or TEXT) and a value for it, as a button says it.

    `value` is what `Line.options` would hold, in words: an ISO day, a person's id, a figure; "" leaves
    the option out, so that its default applies.
    """

    label: str
    key: str
    value: str


@dataclass(frozen=True)
class Doubt:
    """A sentence that says what is not understood, the option (and form field) it is about, and what may be meant.

    `named` is the sentence in its parts where it names somebody of the team.
    """

    sentence: str
    key: str = ""
    choices: tuple[Choice, ...] = ()
    named: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The sentence as views show it."""
        return self.named or (self.sentence,)


def about(key: str, doubt: Doubt) -> Doubt:
    """The same doubt, about the option that its value was read for."""
    return Doubt(doubt.sentence, key, tuple(Choice(choice.label, key, choice.value) for choice in doubt.choices))


class DoubtError(NotUnderstoodError):
    """The same, raised by what reads one value. `hour`: the time of day that was said with a day."""

    def __init__(self, doubt: Doubt, hour: str = "") -> None:
        super().__init__(doubt.sentence, field=doubt.key or None)
        self.doubt = doubt
        self.hour = hour


class WrongSideError(DoubtError):
    """A day in the past that should be to come, or the other way round."""
