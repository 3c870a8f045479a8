"""Files that a person gives in a form, or with a message."""

import base64
import binascii
from pathlib import PurePath

from bot.sandbox.acting.choices import Given
from bot.sandbox.errors import ControlError
from bot.sandbox.world.files import LARGEST_GIVEN, File
from bot.sandbox.world.state import Json
from bot.sandbox.world.workspace import Workspace


def given_files(workspace: Workspace, user: str, element: Json, value: Given) -> Json:
    """What `state.values` holds once the person gave these: one `{name, content}` (in base64), or a list of such.

    Raises ControlError for what Slack's client would not take: another ending, too many, too large.
    """
    several = value if isinstance(value, list) else [value] if value else []
    if len(several) > element.get("max_files", 10):
        raise ControlError(f"{element['action_id']} takes up to {element.get('max_files', 10)} files.")
    return {"type": "file_input", "files": [_given(workspace, user, element, each) for each in several]}


def _given(workspace: Workspace, user: str, element: Json, each: Json) -> Json:
    if "id" in each:  # it was filled in before
        return dict(workspace.files.get(each["id"]).about)
    name, endings = str(each["name"]), element.get("filetypes")
    if endings and PurePath(name).suffix.removeprefix(".").lower() not in endings:
        raise ControlError(f"{element['action_id']} takes {', '.join(endings)}.")
    if len(_content(each)) > LARGEST_GIVEN:
        raise ControlError("Slack takes up to 10 MB in a form.")
    return dict(_kept(workspace, user, each).about)


def shared_files(workspace: Workspace, user: str, given: list[Json]) -> list[Json]:
    """The files of a message, in Slack's fields. Raises ControlError."""
    kept = [_kept(workspace, user, each) for each in given]
    for file in kept:
        file.is_shared = True
    return [dict(file.about) for file in kept]


def _kept(workspace: Workspace, user: str, each: Json) -> File:
    content = _content(each)
    with workspace.lock:
        file = workspace.files.add(str(each["name"]), user, len(content), workspace.base_url, workspace.clock.now())
        file.content = content
    return file


def _content(each: Json) -> bytes:
    try:
        return base64.b64decode(each["content"], validate=True)
    except (binascii.Error, ValueError):
        raise ControlError("The content of a file comes in base64.") from None
