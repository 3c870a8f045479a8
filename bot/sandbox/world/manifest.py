"""What Slack knows of the app from its manifest.yml: commands, shortcuts, events, scopes, steps, the Messages tab."""

from dataclasses import dataclass, field

from bot.sandbox.world.state import Json
from bot.slack import manifest

LINKS = "https://customers.harbour.example"
"""What links to customers begin with; there is no such server, and need not be."""

_SCOPES = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
}
"""Events that tell what people wrote or think: the scope without which Slack sends none. https://docs.slack.dev/reference/events"""


@dataclass(slots=True)
class App:
    """The app as it is installed. Commands and shortcuts have the manifest's own fields."""

    commands: dict[str, Json] = field(default_factory=dict)
    shortcuts: dict[str, Json] = field(default_factory=dict)
    events: set[str] = field(default_factory=set)
    scopes: list[str] = field(default_factory=list)
    functions: dict[str, Json] = field(default_factory=dict)
    entity_types: list[str] = field(default_factory=list)
    unfurl_domains: list[str] = field(default_factory=list)
    messages_tab_read_only: bool = False
    is_installed: bool = True

    @classmethod
    def installed(cls) -> "App":
        """As the project's manifest describes it."""
        given = manifest.read()
        features, settings = given["features"], given["settings"]
        return cls(
            commands={each["command"]: each for each in features["slash_commands"]},
            shortcuts={each["callback_id"]: each for each in features["shortcuts"]},
            events=set(settings["event_subscriptions"]["bot_events"]),
            scopes=given["oauth_config"]["scopes"]["bot"],
            functions=given["functions"],
            entity_types=features["rich_previews"]["entity_types"],
            unfurl_domains=[LINKS.removeprefix("https://")],
            messages_tab_read_only=features["app_home"]["messages_tab_read_only_enabled"],
        )

    def hears(self, event: str) -> bool:
        """Whether Slack sends it this event: it subscribed to it, and may know what it tells."""
        return event in self.events and _SCOPES.get(event, "") in {"", *self.scopes}
