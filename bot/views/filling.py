"""What a form is opened with: everything of a typed line that is understood, and what is not above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.domain.customers import Customer, Detail
from bot.domain.errors import Part
from bot.domain.original import UNKNOWN, Original
from bot.domain.saying import say
from bot.views.blocks import TITLE_LENGTH, context, section
from bot.views.errors import with_mentions
from bot.views.message import Block
from bot.views.mrkdwn import SECTION_LENGTH, clip, quote

FORM_TEXT = 3000
"""Slack's limit for a text field, in characters."""


@dataclass(frozen=True)
class Filling:
    """`options` and `asked` go by the keys of bot/reading/options.py; what is asked about must be filled in.

    `suggested` are customers (ids) whom the customer field offers first, for the `name` that was typed.
    `known` is what is remembered of the customer and helps with a contact.
    `original` is the message in Slack that it is made of, `reaction` the emoji on it that asks for it (an id).
    `sentences` say what is not understood, `typed` is the line they are about.
    """

    text: str = ""
    options: Mapping[str, str | date] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    customer: Customer | None = None
    suggested: tuple[int, ...] = ()
    name: str = ""
    asked: frozenset[str] = frozenset()
    sentences: tuple[Sequence[Part], ...] = ()
    typed: str = ""
    original: Original = UNKNOWN
    reaction: int = 0
    known: Sequence[Detail] = ()

    def title(self, what: str) -> str:
        """The form's title: with the customer's name where it is known."""
        return clip(f"{what}: {self.customer.name}", TITLE_LENGTH) if self.customer else what

    def words(self, key: str) -> str:
        """The value of an option as a field takes it: an ISO day, an id, a word; "" where there is none."""
        return str(self.options.get(key, ""))

    def above(self) -> list[Block]:
        """What is not understood, and the line as it was typed."""
        if not self.sentences:
            return []
        said = " ".join(with_mentions(sentence) for sentence in self.sentences)
        blocks = [section(clip(f":grey_question: {said}", SECTION_LENGTH))]
        return [*blocks, context(say("You typed:")), section(quote(self.typed))] if self.typed else blocks


EMPTY = Filling()
