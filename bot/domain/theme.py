"""A theme: what many complaints are about, in the words of a lead, until what is behind it is mended.

What customers said is linked to themes by a person, never silently: a touchpoint can belong to several. What is behind
a theme is counted from these links (`Weight`), so that it is right whatever was undone, merged or forgotten meanwhile.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import ConflictError, NotUnderstoodError, RapportError, raise_all
from bot.domain.folding import fold
from bot.domain.saying import later, say
from bot.domain.theme_words import recognised

NAME_LENGTH, PHRASE_LENGTH, CAUSE_LENGTH, CHANGE_LENGTH = 60, 60, 60, 600
"""The longest name, phrase, cause and words about what was changed, in characters."""

MOST_PHRASES = 12
"""Phrases by which a theme is recognised: more of them are several themes."""

MOST_THEMES = 100
"""So many a team keeps at most: what nobody can look over nobody mends."""

TREND = timedelta(weeks=4)
"""What came up in so long is compared with what came up in as long before."""

FEWEST_SHOWN = 3
"""Behind fewer customers than these nobody but leads is shown what they are worth: it would say it of each of them."""


class Standing(StrEnum):
    """How it stands with a theme. Its value is what the database holds."""

    OPEN = "open"
    MENDING = "being mended"
    MENDED = "mended"


STANDINGS = {
    Standing.OPEN: later("open"),
    Standing.MENDING: later("being mended"),
    Standing.MENDED: later("mended"),
}
"""How they are said."""


@dataclass(frozen=True)
class Theme:
    """One of them. `id` is 0 until stored; `version` goes up with every change.

    `phrases`: by which what is logged is recognised as about it (theme_words.py). `change`: what was changed, as the
    customers are told it; "" until it was mended once. `since`: from when on it stands as it does.
    """

    id: int
    name: str
    since: datetime
    phrases: tuple[str, ...] = ()
    cause: str = ""
    owner: str | None = None
    standing: Standing = Standing.OPEN
    change: str = ""
    version: int = 1

    @property
    def key(self) -> str:
        """Its name as it is looked up by: without case and accents."""
        return fold(self.name)


@dataclass(frozen=True)
class Weight:
    """What is behind a theme: how often it was said, by how many customers, and what these are worth together.

    `value`: the sum of their lifetime values, in whole units of the workspace's currency. `lately` and `before`: how
    often it was said in the last four weeks, and in the four weeks before (`TREND`). Who was forgotten still counts
    where it was said, and is worth nothing any more.
    """

    touches: int = 0
    customers: int = 0
    value: int = 0
    lately: int = 0
    before: int = 0


NOTHING = Weight()


@dataclass(frozen=True)
class Weighed:
    """A theme with what is behind it."""

    theme: Theme
    weight: Weight = NOTHING


def checked(theme: Theme, others: Iterable[Theme]) -> Theme:
    """The theme with tidy words. Raises one RapportError for all that cannot be, each at its field of the form."""
    name, cause = " ".join(theme.name.split()), " ".join(theme.cause.split())
    phrases = tuple({fold(one): " ".join(one.split()) for one in theme.phrases if any(map(str.isalnum, one))}.values())
    errors: list[RapportError] = []
    if not any(map(str.isalnum, name)):
        errors.append(NotUnderstoodError(say("Please give it a name, like “Late delivery”."), field="name"))
    elif len(name) > NAME_LENGTH:
        errors.append(_too_long("name", NAME_LENGTH))
    elif same := next((one for one in others if one.id != theme.id and one.key == fold(name)), None):
        said = say("There is a theme “{name}” already. Give this one another name, or merge them.", name=same.name)
        errors.append(ConflictError(said, field="name"))
    if len(phrases) > MOST_PHRASES or any(len(one) > PHRASE_LENGTH for one in phrases):
        said = say(
            "Up to {most} phrases of {length} characters each. Please shorten them.",
            most=MOST_PHRASES,
            length=PHRASE_LENGTH,
        )
        errors.append(NotUnderstoodError(said, field="phrases"))
    if silent := next((one for one in phrases if recognised([one], one, str) is None), ""):
        said = say("“{phrase}” recognises nothing: write words that say what it is about.", phrase=silent)
        errors.append(NotUnderstoodError(said, field="phrases"))
    if len(cause) > CAUSE_LENGTH:
        errors.append(_too_long("cause", CAUSE_LENGTH))
    raise_all(errors)
    return replace(theme, name=name, cause=cause, phrases=phrases)


def checked_change(typed: str) -> str:
    """What was changed, as it is told. Raises NotUnderstoodError where it is nothing, or too long for a note."""
    typed = typed.strip()
    if not any(map(str.isalnum, typed)):
        raise NotUnderstoodError(say("Please write what you changed, as customers should read it."), field="change")
    if len(typed) > CHANGE_LENGTH:
        raise _too_long("change", CHANGE_LENGTH)
    return typed


def called(themes: Sequence[Theme], name: str) -> Theme | None:
    """The theme of this name, or the only one whose name begins so."""
    wanted = fold(name)
    exact = [one for one in themes if one.key == wanted]
    like = exact or [one for one in themes if wanted and one.key.startswith(wanted)]
    return like[0] if len(like) == 1 else None


def in_order(weighed: Iterable[Weighed]) -> list[Weighed]:
    """Those that are to be mended first: not mended, most customers, most often."""
    return sorted(
        weighed,
        key=lambda one: (
            one.theme.standing is Standing.MENDED,
            -one.weight.customers,
            -one.weight.touches,
            one.theme.key,
        ),
    )


def _too_long(field: str, length: int) -> NotUnderstoodError:
    return NotUnderstoodError(
        say("Up to {length} characters, please: shorten it a little.", length=length), field=field
    )
