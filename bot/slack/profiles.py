"""Reading a profile of Slack's (users.info, users.list, `user_change`): who somebody is, by the least trusting reading.

https://docs.slack.dev/reference/objects/user-object. A member's profile says in so many words that they are no guest;
one that does not say so is a stranger's until Slack says more.
"""

from typing import Any

from bot.domain.people import Person, Role

_GUEST = ("is_restricted", "is_ultra_restricted")


def person_of(profile: dict[str, Any], home: str) -> Person:
    """Somebody as a profile describes them. `home`: the workspace or organisation that Rapport is installed for."""
    about = profile.get("profile") or {}
    return Person(
        id=profile["id"],
        name=profile.get("real_name") or about.get("real_name") or profile.get("name") or profile["id"],
        tz=profile.get("tz") or "UTC",
        locale=profile.get("locale") or "en-US",
        role=_role(profile, home),
        handle=about.get("display_name") or profile.get("name") or "",
    )


def is_whole(profile: dict[str, Any]) -> bool:
    """Whether a profile says enough to tell who somebody is. One with flags missing is to be asked for again."""
    if profile.get("deleted") or profile.get("is_bot") or profile.get("is_stranger"):
        return True
    return "team_id" in profile and all(isinstance(profile.get(flag), bool) for flag in _GUEST)


def _role(profile: dict[str, Any], home: str) -> Role:
    if profile.get("deleted"):
        return Role.DEACTIVATED
    if profile.get("is_bot") or profile["id"] == "USLACKBOT":
        return Role.BOT
    if profile.get("is_stranger") or home not in _belongings(profile) or not is_whole(profile):
        return Role.STRANGER
    if any(profile[flag] for flag in _GUEST):
        return Role.GUEST
    if profile.get("is_admin") or profile.get("is_owner") or profile.get("is_primary_owner"):
        return Role.ADMIN
    return Role.MEMBER


def _belongings(profile: dict[str, Any]) -> set[str | None]:
    """Where somebody belongs to: in an organisation to several workspaces, of which `team_id` is one, and to it."""
    in_organisation = profile.get("enterprise_user") or {}
    return {profile.get("team_id"), in_organisation.get("enterprise_id"), *(in_organisation.get("teams") or [])}
