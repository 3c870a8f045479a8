"""People within a line: picked in Slack (`<@U1>`), typed by hand (`@ben`, `@Ben Okafor`) or named after `for:`."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.errors import NotUnderstoodError
from bot.domain.people import Person
from bot.domain.saying import say
from bot.reading.doubts import Choice, Doubt
from bot.reading.slack_text import Marks

PeopleFinder = Callable[[str], Sequence[Person]]
"""Everybody of this handle, first or full name; also guests and those who left, so that it can be said why not."""

LONGEST_NAME = 3
"""Words of a name typed by hand."""
_TYPED = re.compile(r"@[^\W\d_][\w.'\u2019-]*")
_ME = frozenset({"me", "myself"})


def nobody_called(name: str) -> NotUnderstoodError:
    """A person who was typed and is not known; with their own list Slack sends an id."""
    return NotUnderstoodError(
        say("I don't know who {name} is. Pick the person from the list Slack offers after “@”.", name=name[:40]),
        field="owner",
    )


@dataclass(frozen=True)
class Named:
    """Whom the first `count` words name: `person` is their id, "" where it is not known who is meant."""

    count: int
    person: str = ""
    words: str = ""
    found: tuple[Person, ...] = ()

    def doubt(self, key: str) -> Doubt:
        """The question back."""
        inside = [person for person in self.found if person.is_inside]
        if inside:
            choices = tuple(Choice(person.name, key, person.id) for person in inside)
            return Doubt(
                say("There are {inside} people called “{words}”. Who is meant?", inside=len(inside), words=self.words),
                key,
                choices,
            )
        if self.found:
            why = say(
                "{name} is {outside}",
                name=self.found[0].name,
                outside=_OUTSIDE.get(self.found[0].role, say("not of this team")),
            )
            return Doubt(
                say("{why}, so nothing about customers can go to them. Please name somebody else.", why=why), key
            )
        return Doubt(nobody_called(self.words).sentence, key)


_OUTSIDE = {"guest": "a guest", "deactivated": "deactivated", "bot": "an app"}


def one_of(named: Mapping[str, str], me: str) -> Doubt:
    """The question which of several people gets it; `named` is id -> the words they are named with."""
    others = tuple(Choice(words, "for", person) for person, words in named.items() if person != me)
    return Doubt(say("One person can have it. Who?"), "for", (*others, Choice(say("Me"), "for", me)))


def is_person(word: str, marks: Marks) -> bool:
    """Whether a word stands for a person: picked, or typed as @name."""
    mention = marks.find(word)
    return mention.kind == "person" if mention else bool(_TYPED.fullmatch(word.rstrip(".!?:")))


def person_at(
    words: Sequence[str], marks: Marks, find: PeopleFinder, *, me: str = "", also_left: bool = False
) -> Named:
    """Whom the first of these words name; of a name of several words as many as are known.

    `me` is whom "me" means; with `also_left` it may be somebody who is not of the team any more.
    """
    mention = marks.find(words[0].rstrip(".!?:"))
    if mention:
        is_known = mention.kind == "person" and mention.name != mention.id
        return Named(1, mention.id if is_known else "", mention.words)
    if words[0].casefold().lstrip("@") in _ME and me:
        return Named(1, me)
    unclear = Named(1, words=words[0][:40])
    for count in range(min(len(words), LONGEST_NAME), 0, -1):
        name = " ".join(words[:count]).lstrip("@").rstrip(".!?:")
        found = tuple(find(name)) if name else ()
        inside = [person for person in found if person.is_inside]
        meant = inside or (found if also_left else ())
        if len(meant) == 1:
            return Named(count, meant[0].id)
        if found and not unclear.found:
            unclear = Named(count, words=name, found=found)
    return unclear
