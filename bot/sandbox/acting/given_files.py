"""Files that a person gives in a form."""

import base64
import binascii
from pathlib import PurePath

from bot.sandbox.acting.choices import Given
from bot.sandbox.errors import ControlError
from bot.sandbox.world.files import LARGEST_GIVEN
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
    try:
        content = base64.b64decode(each["content"], validate=True)
    except (binascii.Error, ValueError):
        raise ControlError("The content of a file comes in base64.") from None
    if len(content) > LARGEST_GIVEN:
        raise ControlError("Slack takes up to 10 MB in a form.")
    with workspace.lock:
        file = workspace.files.add(name, user, len(content), workspace.base_url, workspace.clock.now())
        file.content = content
    return dict(file.about)
