"""What Slack knows of the app from its manifest.yml: commands, shortcuts, events, scopes, if one may write to it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox.state import Json

_PLACES = (Path(__file__).parents[2] / "manifest.yml", Path(__file__).parents[1] / "manifest.yml")
_ENTRY = re.compile(r"^\s*(?:- )?(\w+):\s*(.*?)\s*$")


@dataclass(slots=True)
class App:
    """The app as it is installed. Commands and shortcuts have the manifest's own fields."""

    commands: dict[str, Json] = field(default_factory=dict)
    shortcuts: dict[str, Json] = field(default_factory=dict)
    events: set[str] = field(default_factory=set)
    scopes: list[str] = field(default_factory=list)
    messages_tab_read_only: bool = False

    @classmethod
    def installed(cls) -> "App":
        """As the project's manifest describes it (in the source tree, or in the package)."""
        text = next(path for path in _PLACES if path.exists()).read_text(encoding="utf-8")
        return cls(
            commands={each["command"]: each for each in _records(text, "slash_commands")},
            shortcuts={each["callback_id"]: each for each in _records(text, "shortcuts")},
            events=set(_names(text, "bot_events")),
            scopes=_names(text, "bot"),
            messages_tab_read_only="messages_tab_read_only_enabled: true" in text,
        )


def _section(text: str, key: str) -> list[str]:
    """The lines below `key:` that are indented deeper than it; enough YAML for the manifest's own plain form."""
    lines = iter(text.splitlines())
    depth = next((len(line) - len(line.lstrip()) for line in lines if line.strip() == f"{key}:"), 0)
    found = []
    for line in lines:
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        found.append(line)
    return found


def _names(text: str, key: str) -> list[str]:
    return [line.strip().removeprefix("- ") for line in _section(text, key) if line.strip().startswith("- ")]


def _records(text: str, key: str) -> list[Json]:
    records: list[Json] = []
    for line in _section(text, key):
        if line.strip().startswith("- "):
            records.append({})
        if found := _ENTRY.match(line):
            name, value = found.groups()
            records[-1][name] = value == "true" if value in {"true", "false"} else value.strip('"')
    return records
