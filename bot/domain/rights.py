"""Who may do what: the one table of it. `/rapport roles` shows it, and every request and use case is checked by it.

A member may do some things to their own customers only. Workspace admins can keep some of the leads' work to themselves
(the setting `admins_only`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import NotAllowedError
from bot.domain.people import INSIDE, Person, Role, check_inside
from bot.domain.saying import later, say


class Extent(StrEnum):
    """How far somebody may do a thing."""

    NO = "no"
    OWN = "their own"
    ALL = "yes"


@dataclass(frozen=True)
class Right:
    """Something to do. `can` follows "may" or "can" in a sentence; `member` is how far who is no lead may do it."""

    key: str
    can: str
    member: Extent = Extent.NO

    def extent(self, role: Role, admins_only: Collection[str]) -> Extent:
        """How far somebody of this role may do it."""
        if role not in INSIDE:
            return Extent.NO
        if role is Role.ADMIN:
            return Extent.ALL
        if self.key in admins_only and self.can_be_kept:
            return Extent.NO
        return Extent.ALL if role is Role.LEAD else self.member

    @property
    def can_be_kept(self) -> bool:
        """Whether it is leads' work, which admins can keep to themselves."""
        return self.member is Extent.NO


USE = Right("use", later("log, plan, claim and finish; find, add and change customers; undo what they did"), Extent.ALL)
HAND_OVER = Right("hand over", later("hand over somebody's customers and follow-ups"), Extent.OWN)
AWAY = Right("away", later("note when somebody is away, and that they are back"), Extent.OWN)
MERGE = Right("merge", later("merge customers"), Extent.OWN)
EXPORT = Right("export", later("take customers along as a file"), Extent.OWN)
IMPORT = Right("import", later("import customers from a file"))
LISTS = Right("lists", later("rename, change and delete lists that are shared"), Extent.OWN)
CHANGE_MANY = Right("change many", later("change many customers at once"), Extent.OWN)
SETTINGS = Right("settings", later("change the settings"))
COUNTER_LINKS = Right(SETTINGS.key, later("make links for the counter, and see and print them"))
"""A part of the settings, and kept with them, by a name that who asks for it knows."""
WEEK = Right("week", later("see how the team's week stands, and who has how much to do"))
FIELDS = Right("fields", later("define fields of customers"))
PLAYBOOKS = Right("playbooks", later("define playbooks, and switch them on and off"))
THEMES = Right("themes", later("name themes of complaints, and say when one is mended"))
MEND = Right("mend", later("say how it stands with a theme, where they mend it"), Extent.OWN)
TEMPLATES = Right("templates", later("change the wordings of notes"))
MOODS = Right("moods", later("take back what was learned of moods"))
MESSAGES = Right("messages", later("send again what Slack refused"))
COMPENSATION = Right("compensation", later("give compensation above the limit, and approve it"))
PRIVACY = Right("privacy", later("forget customers, give out what is kept of them, and see who looked at whom"))

RIGHTS = (
    USE,
    HAND_OVER,
    AWAY,
    MERGE,
    LISTS,
    CHANGE_MANY,
    EXPORT,
    IMPORT,
    SETTINGS,
    WEEK,
    FIELDS,
    PLAYBOOKS,
    THEMES,
    MEND,
    TEMPLATES,
    MOODS,
    MESSAGES,
    COMPENSATION,
    PRIVACY,
)
"""Every one, in the order of `/rapport roles`."""

KEPT = {right.key: right.can for right in RIGHTS if right.can_be_kept}
"""What admins can keep to themselves, in words."""


def extent_of(person: Person, right: Right, admins_only: Collection[str]) -> Extent:
    """How far this person may do it."""
    return right.extent(person.role, admins_only)


def check_may(person: Person, right: Right, admins_only: Collection[str]) -> None:
    """Raise NotAllowedError unless the person may do it, at least to what is their own."""
    check_inside(person)
    if extent_of(person, right, admins_only) is Extent.NO:
        who = say("workspace admins") if right.key in admins_only else say("leads and workspace admins")
        raise NotAllowedError(say("Only {who} can {can}. Please ask one of them.", who=who, can=say(right.can)))
