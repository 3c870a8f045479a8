"""functions.*: how a run of one of the app's steps ended."""

from bot.sandbox.api.arguments import Arguments
from bot.sandbox.errors import SlackError
from bot.sandbox.world.changes import Change
from bot.sandbox.world.state import Json
from bot.sandbox.world.steps import Execution
from bot.sandbox.world.workspace import Workspace

_TYPES = {"string": str, "integer": int, "boolean": bool, "slack#/types/user_id": str, "slack#/types/date": str}


def complete_success(workspace: Workspace, args: Arguments) -> Json:
    """functions.completeSuccess: with outputs as the manifest declares them."""
    execution = _running(workspace, args)
    outputs = args.json("outputs", "invalid_arguments")
    if not isinstance(outputs, dict):
        raise SlackError.listing("invalid_arguments", ["missing required field: outputs"])
    if wrong := _wrong(workspace.app.functions[execution.step]["output_parameters"], outputs):
        raise SlackError.listing("parameter_validation_failed", wrong)
    execution.state, execution.outputs = "completed", outputs
    workspace.changes.tell(Change("step"))
    return {}


def complete_error(workspace: Workspace, args: Arguments) -> Json:
    """functions.completeError: in words, which Slackbot tells the people of the workflow."""
    execution = _running(workspace, args)
    execution.state, execution.error = "failed", args.need("error")
    workspace.changes.tell(Change("step"))
    return {}


def _running(workspace: Workspace, args: Arguments) -> Execution:
    execution = workspace.executions.by_id.get(args.need("function_execution_id"))
    if execution is None:
        raise SlackError("function_execution_not_found")
    if execution.state != "running":
        raise SlackError("execution_not_in_running_state")
    return execution


def _wrong(declared: Json, given: Json) -> list[str]:
    """What of the outputs is not as declared."""
    known = declared["properties"]
    missing = [f"missing required output: {name}" for name in declared["required"] if name not in given]
    strange = [f"no such output: {name}" for name in given if name not in known]
    typed = [
        f"wrong type of output: {name}"
        for name, value in given.items()
        if name in known and not isinstance(value, _TYPES[known[name]["type"]])
    ]
    return [*missing, *strange, *typed]
