"""views.*: modals and the Home tab."""

from bot.sandbox.api.arguments import Arguments
from bot.sandbox.errors import SlackError
from bot.sandbox.rules.blocks import check_view
from bot.sandbox.world.changes import Change
from bot.sandbox.world.state import Json
from bot.sandbox.world.workspace import Workspace


def open_view(workspace: Workspace, args: Arguments) -> Json:
    """views.open: shows a modal to whoever the trigger id belongs to."""
    given = _given(args, "modal")
    if "files:read" not in workspace.app.scopes and any(_is_for_files(block) for block in given["blocks"]):
        raise SlackError.listing("invalid_arguments", ["file_input needs the scope files:read"])
    user = workspace.tickets.exchange(_trigger(args))
    view = workspace.views.open(user, given)
    workspace.changes.tell(Change("view", user=user))
    return {"view": view}


def _is_for_files(block: Json) -> bool:
    return bool(block["type"] == "input" and block["element"]["type"] == "file_input")


def push(workspace: Workspace, args: Arguments) -> Json:
    """views.push: on top of the modal that the trigger id came from."""
    given = _given(args, "modal")
    user = workspace.tickets.exchange(_trigger(args))
    view = workspace.views.push(user, given)
    workspace.changes.tell(Change("view", user=user))
    return {"view": view}


def update(workspace: Workspace, args: Arguments) -> Json:
    """views.update: by `view_id` or `external_id`, guarded by `hash` where it is given."""
    user, old = workspace.views.find(args.text("view_id"), args.text("external_id"))
    if args.text("hash") and args.text("hash") != old["hash"]:
        raise SlackError("hash_conflict")
    view = workspace.views.update(user, old, _given(args, old["type"]))
    workspace.changes.tell(Change("home" if old["type"] == "home" else "view", user=user))
    return {"view": view}


def publish(workspace: Workspace, args: Arguments) -> Json:
    """views.publish: a person's Home tab."""
    user = workspace.user(args.need("user_id"))["id"]
    view = workspace.views.publish(user, _given(args, "home"), args.text("hash"))
    workspace.changes.tell(Change("home", user=user))
    return {"view": view}


def _trigger(args: Arguments) -> str:
    return args.text("trigger_id") or args.text("interactivity_pointer") or args.need("trigger_id")


def _given(args: Arguments, kind: str) -> Json:
    given = args.json("view", "invalid_arguments")
    if given is None:
        raise SlackError.listing("invalid_arguments", ["missing required field: view"])
    return check_view(given, kind)
