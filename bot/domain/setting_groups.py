"""The one table of the settings, in the groups in which they are shown and changed: page, forms, README and status."""

from dataclasses import dataclass

from bot.domain.complaint_settings import COMPLAINTS
from bot.domain.errors import OutdatedError
from bot.domain.followup_settings import CADENCES, NOTES
from bot.domain.saying import later
from bot.domain.setting import Setting
from bot.domain.survey_settings import SURVEYS
from bot.domain.team_settings import ALERTS, CHANNELS, CUSTOMERS, DIGEST, HOURS, LANGUAGE, PEOPLE, REPORT


@dataclass(frozen=True)
class Group:
    """Settings that are changed in one form. `title` is a heading, and the form's title (24 characters)."""

    key: str
    title: str
    settings: tuple[Setting, ...]


GROUPS = (
    Group("channels", later("Channels"), (*CHANNELS, LANGUAGE)),
    Group("people", later("Who leads"), PEOPLE),
    Group("digest", later("The daily digest"), DIGEST),
    Group("report", later("The weekly report"), REPORT),
    Group("hours", later("Working time and place"), HOURS),
    Group("alerts", later("Alerts"), ALERTS),
    Group("complaints", later("Complaints"), COMPLAINTS),
    Group("surveys", later("Asking customers"), SURVEYS),
    Group("notes", later("Birthdays and thanks"), NOTES),
    Group("cadences", later("Staying in touch"), CADENCES),
    Group("customers", later("What is kept"), CUSTOMERS),
)
"""In the order of the page."""

FIRST = Group(
    "first",
    later("Where and when"),
    (*CHANNELS, *(one for one in (*DIGEST, *HOURS) if one.name in {"digest_at", "working_days", "timezone"})),
)
"""What is asked first, in a new workspace: some of them in one form."""


def group_of(key: str) -> Group:
    """The group with this key. Raises OutdatedError where there is none (any more)."""
    found = next((group for group in (*GROUPS, FIRST) if group.key == key), None)
    if found is None:
        raise OutdatedError
    return found
