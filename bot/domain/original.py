"""The message in Slack of which something was made: who wrote it, when, and what it says."""

from dataclasses import dataclass
from datetime import UTC, datetime
from re import compile as pattern

_TS = pattern(r"/p(\d{10})\d{6}(?:\?|$)")


@dataclass(frozen=True)
class Original:
    """One message. `said_by` is an id of Slack's, or the name of what posted it: a form, a mail bridge.

    `link` is its address, "" where it has none.
    """

    link: str = ""
    said_by: str = ""
    text: str = ""

    @property
    def said_at(self) -> datetime | None:
        """When it was written, which its address tells."""
        return said_at(self.link)


UNKNOWN = Original()


def said_at(link: str) -> datetime | None:
    """When the message of an address was written (bot/domain/permalink.py), in UTC; None for another address."""
    found = _TS.search(link)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def is_person(said_by: str) -> bool:
    """Whether an author is somebody in Slack, whom Slack names, and no bot."""
    return said_by[:1] in {"U", "W"} and said_by.isalnum() and said_by.isupper()
