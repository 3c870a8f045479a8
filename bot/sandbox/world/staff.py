"""The made-up workspace before anybody has said anything: Harbour Kitchen, its staff and its channels."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.world.other_apps import OTHER_APPS
from bot.sandbox.world.state import Channel, Json

TEAM = "T0HARBOUR"
OTHER_TEAM = "T0OTHER"
PRIMARY_OWNER = "U0DEV"
BOT_USER = "U0RAPPORT"
BOT_ID = "B0RAPPORT"
APP_ID = "A0RAPPORT"
BOT_TOKEN = "xoxb-sandbox"  # noqa: S105  # because it opens nothing: the sandbox listens on this machine only
APP_TOKEN = "xapp-sandbox"  # noqa: S105  # because of the same
SIGNING_SECRET = "sandbox"  # noqa: S105  # because of the same


@dataclass(frozen=True)
class Team:
    """A workspace by its id, and the organisation (Enterprise Grid) that it belongs to, if any."""

    id: str
    name: str
    domain: str
    organisation: str | None = None


HARBOUR = Team(TEAM, "Harbour Kitchen", "harbour-kitchen")

_CREATED = 1_700_000_000
_COLORS = ("4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "9f69e7", "2b6836", "99a949", "5b89d5", "7a6f5d", "1f4d43")


def _user(uid: str, real_name: str, tz: str, **flags: Any) -> Json:  # noqa: ANN401  # because flags are Slack's fields
    name = real_name.split(maxsplit=1)[0].lower()
    profile = {"real_name": real_name, "real_name_normalized": real_name, "display_name": name}
    profile |= {"display_name_normalized": name, "status_text": "", "status_emoji": ""}
    no = ("deleted", "is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted", "is_bot")
    user: Json = {"id": uid, "name": name, "real_name": real_name, "tz": tz}
    user |= dict.fromkeys((*no, "is_app_user", "is_stranger"), False)
    user |= {"locale": "en-US" if tz == "America/New_York" else "en-GB", "updated": _CREATED, "profile": profile}
    return user | flags


def zoned(user: Json, now: datetime) -> Json:
    """The user with the offset and label of their time zone at this instant."""
    local = now.astimezone(ZoneInfo(user["tz"]))
    offset = local.utcoffset()
    return user | {"tz_offset": int(offset.total_seconds()) if offset else 0, "tz_label": local.tzname() or user["tz"]}


def users(team: Team = HARBOUR) -> dict[str, Json]:
    """Everybody of a workspace by id, the bot's own user included."""
    everybody = [
        _user("U0ANA", "Ana Silva", "Europe/Lisbon"),
        _user("U0BEN", "Ben Okafor", "America/New_York"),
        _user("U0CARA", "Cara Lindqvist", "Europe/Lisbon"),
        _user("U0DEV", "Dev Patel", "Asia/Kolkata", is_admin=True, is_owner=True, is_primary_owner=True),
        _user("U0ELI", "Eli Turner", "America/New_York"),
        _user("U0FEI", "Fei Zhang", "Asia/Kolkata"),
        _user("U0GUS", "Gus Moreau", "Europe/Lisbon", is_restricted=True),
        _user("U0SAM", "Sam Stone", "Europe/London", is_stranger=True, team_id=OTHER_TEAM),
        _user("U0OLGA", "Olga Brandt", "Europe/Lisbon", deleted=True),
        *(_user(app.user, app.name, "UTC", is_bot=True) for app in OTHER_APPS.values() if app.user),
        _user(BOT_USER, "Rapport", "UTC", is_bot=True),
    ]
    for user, color in zip(everybody, _COLORS, strict=True):
        user["color"] = color
        user.setdefault("team_id", team.id)
        user["profile"]["team"] = team.id
        if team.organisation and not user["is_stranger"]:
            user["enterprise_user"] = {"enterprise_id": team.organisation, "teams": [team.id]}
    everybody[-1]["profile"] |= {"bot_id": BOT_ID, "api_app_id": APP_ID}
    return {user["id"]: user for user in everybody}


def channels() -> dict[str, Channel]:
    """The channels by id, nobody having written in them; the bot is in none."""
    team = ["U0ANA", "U0BEN", "U0CARA", "U0DEV", "U0ELI", "U0FEI"]
    listed = [
        Channel("C0GENERAL", "general", [*team, "U0GUS"], created=_CREATED),
        Channel("C0FEEDBACK", "customer-feedback", [*team], created=_CREATED),
        Channel("C0TEAM", "customer-team", [*team], created=_CREATED),
        Channel("C0RANDOM", "random", [*team], created=_CREATED),
        Channel("C0LEADS", "leads", ["U0CARA", "U0DEV"], is_private=True, created=_CREATED),
        Channel("C0PARTNER", "partner-shop", ["U0ANA", "U0DEV", "U0SAM"], is_ext_shared=True, created=_CREATED),
    ]
    return {channel.id: channel for channel in listed}
