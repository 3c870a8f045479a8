"""Which workspace a request is for, where there are many: what its payload names, what was installed first.

In channels shared with others a payload names several. A message of ours is of the workspace whose Rapport posted it,
whoever clicks in it: buttons hold ids that mean something else in another workspace. Then comes who Slack says that the
event or the view is for, then where something was done. Where Rapport is installed for a whole organisation Slack may
name no workspace but that of the person ("team": null, https://api.slack.com/enterprise/apps/reference).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.slack.guard import Payload

_TEAM, _ORGANISATION = re.compile("T[A-Z0-9]{1,30}"), re.compile("E[A-Z0-9]{1,30}")
"""Ids are opaque: a letter for their kind, then capital letters and digits (docs.slack.dev/reference/objects)."""


class Whose(NamedTuple):
    """`teams`: ids of workspaces, the one that counts most first; `organisation`: the id of theirs, if any."""

    teams: tuple[str, ...]
    organisation: str | None


def whose(payload: Payload) -> Whose:
    """What a payload says."""
    teams = (name for name in _teams(payload) if isinstance(name, str) and _TEAM.fullmatch(name))
    named = (name for name in _organisations(payload) if isinstance(name, str) and _ORGANISATION.fullmatch(name))
    organisation = next(named, None)
    return Whose(tuple(dict.fromkeys(teams)), organisation)


def _teams(payload: Payload) -> Iterator[object]:
    if payload.get("type") == "block_actions":
        yield _of(payload.get("message"), "team")
    for one in _authorizations(payload):
        yield _of(one, "team_id")
    view = payload.get("view")
    yield _of(view, "app_installed_team_id")
    yield _of(view, "team_id")
    yield _of(payload.get("team"), "id")
    yield payload.get("team_id")
    yield _of(payload.get("user"), "team_id")


def _organisations(payload: Payload) -> Iterator[object]:
    for one in _authorizations(payload):
        yield _of(one, "enterprise_id")
    yield _of(payload.get("enterprise"), "id")
    yield payload.get("enterprise_id")
    yield _of(payload.get("team"), "enterprise_id")


def _authorizations(payload: Payload) -> list[object]:
    given = payload.get("authorizations")
    return given if isinstance(given, list) else []


def _of(part: object, name: str) -> object:
    return part.get(name) if isinstance(part, dict) else None
