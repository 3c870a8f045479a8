"""The side pane in which somebody opens a Work Object: what they asked for, and what the app shows them."""

from dataclasses import dataclass, field

from bot.sandbox.world.state import Json


@dataclass(slots=True)
class Pane:
    """What somebody has open. `entity` is what the app gave for them, `error` why it gave nothing."""

    asked: Json
    channel: str
    ts: str
    entity: Json | None = None
    error: Json | None = None

    def as_json(self) -> Json:
        """As the page reads it."""
        return {"asked": self.asked, "entity": self.entity, "error": self.error, "channel": self.channel, "ts": self.ts}


@dataclass(slots=True)
class Panes:
    """Of everybody, by person; whose pane a trigger id stands for."""

    open: dict[str, Pane] = field(default_factory=dict)
    asked: dict[str, Pane] = field(default_factory=dict)
