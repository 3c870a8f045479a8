"""Other apps of the workspace, which post what customers wrote: a form on the web, a mail bridge, a feed of reviews."""

from dataclasses import dataclass

from bot.sandbox.world.state import Json


@dataclass(frozen=True, slots=True)
class OtherApp:
    """An app by its bot's id. `user`: that of its bot; "" for an incoming webhook, which is nobody's user.

    Slack marks what such a webhook posts with the subtype `bot_message`, and what the bot of an app posts with none:
    https://docs.slack.dev/reference/events/message/bot_message
    """

    id: str
    app_id: str
    name: str
    user: str = ""

    def signed(self, content: Json, team: str) -> Json:
        """The content as a message of this app."""
        if not self.user:
            return {"subtype": "bot_message", "bot_id": self.id, "username": self.name, **content}
        profile = {"id": self.id, "app_id": self.app_id, "name": self.name, "deleted": False, "team_id": team}
        return {"user": self.user, "bot_id": self.id, "app_id": self.app_id, "team": team, **content} | {
            "bot_profile": profile
        }


OTHER_APPS = {
    app.id: app
    for app in (
        OtherApp("B0FORM", "A0FORM", "Contact form"),
        OtherApp("B0MAIL", "A0MAIL", "Mail bridge"),
        OtherApp("B0REVIEWS", "A0REVIEWS", "Review feed", user="U0REVIEWS"),
    )
}
