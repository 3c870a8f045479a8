"""What a workflow does that has one of the app's steps in it: it runs the step."""

from bot.sandbox.acting import payloads
from bot.sandbox.acting.acting import Acting
from bot.sandbox.errors import ControlError
from bot.sandbox.world.staff import APP_ID
from bot.sandbox.world.state import Json


class Steps(Acting):
    """Acts as Workflow Builder."""

    def run_step(self, *, step: str, inputs: Json) -> Json:
        """Run a step once with these inputs, whoever began the workflow; how it ended, with its id."""
        workspace = self._workspace
        with workspace.lock:
            declared = workspace.app.functions.get(step)
            if declared is None:
                raise ControlError(f"The app has no step {step}. manifest.yml names those it has.", status=404)
            wanted = declared["input_parameters"]
            missing = [name for name in wanted["required"] if not inputs.get(name)]
            if missing or inputs.keys() - wanted["properties"].keys():
                raise ControlError(f"The step {step} takes {', '.join(wanted['properties'])}; missing: {missing}.")
            execution = workspace.executions.begin(step, inputs)
            about: Json = {"type": "function_executed", "function": _function(step, declared), "inputs": inputs}
            about |= {"function_execution_id": execution, "workflow_execution_id": execution.replace("Fx", "Wx")}
            payload = payloads.event(workspace, about)
        self._deliveries.event(payload)
        return {"id": execution, **workspace.executions.by_id[execution].as_json()}


def _function(step: str, declared: Json) -> Json:
    """https://docs.slack.dev/reference/events/function_executed."""
    about: Json = {"id": f"Fn{step.upper().replace('_', '')}", "callback_id": step, "app_id": APP_ID, "type": "app"}
    about |= {name: declared[name] for name in ("title", "description")}
    for kind in ("input_parameters", "output_parameters"):
        known, required = declared[kind]["properties"], declared[kind]["required"]
        about[kind] = [{"name": name, "is_required": name in required, **one} for name, one in known.items()]
    return about
