"""Runs of the app's steps in Workflow Builder, and how each ended."""

import secrets
from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.world.state import Json

State = Literal["running", "completed", "failed"]


@dataclass(slots=True)
class Execution:
    """One run of a step. `error`: what the app said when it failed."""

    step: str
    inputs: Json
    state: State = "running"
    outputs: Json = field(default_factory=dict)
    error: str = ""

    def as_json(self) -> Json:
        """As the control API tells of it."""
        about: Json = {"step": self.step, "inputs": self.inputs, "state": self.state}
        return about | {"outputs": self.outputs, "error": self.error}


@dataclass(slots=True)
class Executions:
    """Every run by its id."""

    by_id: dict[str, Execution] = field(default_factory=dict)

    def begin(self, step: str, inputs: Json) -> str:
        """A new run; its id."""
        name = f"Fx{secrets.token_hex(5).upper()}"
        self.by_id[name] = Execution(step, inputs)
        return name
