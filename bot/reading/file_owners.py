"""Whom a file of customers names as owner: by Slack id, @name, full name or email, as far as these are known."""

from dataclasses import dataclass, field

from bot.domain.errors import NotUnderstoodError
from bot.domain.people import Person, called
from bot.domain.saying import say


@dataclass(frozen=True)
class Owners:
    """The people whom a file can name; `emails`: address -> id, where Slack gives addresses (users:read.email)."""

    everybody: list[Person]
    emails: dict[str, str] = field(default_factory=dict)

    def __call__(self, words: str) -> str:
        """The id of the person a cell names. Raises NotUnderstoodError."""
        wanted = self.emails.get(words.casefold(), words)
        by_id = [person for person in self.everybody if person.id == wanted]
        found = by_id or called(self.everybody, wanted.removeprefix("@"))
        if len(found) != 1:
            raise NotUnderstoodError(
                say(
                    "I don't know who “{words}” is, so this was left out. Give the Slack id (profile → ⋮ → "
                    "Copy member ID), and set SLACK_BOT_TOKEN.",
                    words=words[:60],
                )
            )
        if not found[0].is_inside:
            raise NotUnderstoodError(
                say("{name} is no active member of this team. Name somebody else.", name=found[0].name)
            )
        return found[0].id
