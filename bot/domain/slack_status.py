"""What somebody's status in Slack says of their being away. It only ever suggests: nobody is away because of an emoji.

Slack offers "Vacationing" :palm_tree:, "Out sick" :face_with_thermometer:, and others that say nothing of the kind
(docs.slack.dev/apis/web-api/user-presence-and-status).
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.domain.calendar import local_date

_EMOJI = frozenset(
    {
        *("palm_tree", "desert_island", "beach_with_umbrella", "island", "umbrella_on_ground", "luggage"),
        *("face_with_thermometer", "mask", "hospital", "sneezing_face", "baby_bottle"),
    }
)
_AWAY = re.compile(
    r"\b(?:vacation(?:ing)?|holidays?|hols|(?:annual|sick|parental|maternity|paternity|family|bereavement)? ?leave"
    r"|(?:out|off)[ -]?sick|sick(?: day)?|out of (?:the )?office|ooo|pto|day off|days off|off (?:today|until|till)|away"
    r"|not working)\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:back|working from|work from|wfh|remote(?:ly)?|meeting|lunch|leave (?:me|it)|party|planning)\b"
)


@dataclass(frozen=True)
class SlackStatus:
    """A status: its text, its emoji (":palm_tree:") and when it ends by itself; None: when it is cleared."""

    text: str
    emoji: str
    ends_at: datetime | None

    @classmethod
    def of(cls, text: object, emoji: object, expiration: object) -> "SlackStatus":
        """As a profile has it; what cannot be is nothing. `expiration` is in seconds since 1970, 0: none."""
        return cls(str(text or ""), str(emoji or ""), _instant(expiration))

    @property
    def says_away(self) -> bool:
        """Whether it says that somebody is not at work."""
        if _HERE.search(self.text.casefold()):
            return False
        return bool(_AWAY.search(self.text)) or self.emoji.strip(":").split("::")[0] in _EMOJI

    def back_on(self, tz: str) -> date | None:
        """The day on which they are there again by it: one that ends in the night ends with the day before."""
        if self.ends_at is None:
            return None
        day = local_date(self.ends_at, tz)
        ends_late = local_date(self.ends_at + _NIGHT, tz) > day
        return day + timedelta(days=1) if ends_late else day


_NIGHT = timedelta(hours=7)
"""A status that ends so shortly before midnight ends with the working day."""

_LATEST = 4_102_444_800
"""The year 2100, in seconds since 1970."""


def _instant(seconds: object) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 < seconds < _LATEST:
        return None
    return datetime.fromtimestamp(seconds, UTC)
