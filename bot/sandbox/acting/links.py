"""Telling the app of links to what is its own, in messages that it has not written itself."""

import re

from bot.sandbox.acting.acting import Acting
from bot.sandbox.world.staff import BOT_USER
from bot.sandbox.world.state import Channel, Json

_LINK = re.compile(r"https?://([^\s<>|/]+)[^\s<>|]*")


class Links(Acting):
    """Shared by the acts that post something."""

    def _linked(self, place: Channel, body: Json) -> None:
        """https://docs.slack.dev/reference/events/link_shared, wherever it was posted."""
        domains = self._workspace.app.unfurl_domains
        found = [link for link in _LINK.finditer(str(body.get("text"))) if link[1] in domains]
        if not found or body.get("user") == BOT_USER:
            return
        about: Json = {"type": "link_shared", "channel": place.id, "message_ts": body["ts"], "user": body.get("user")}
        about |= {"is_bot_user_member": BOT_USER in place.members, "source": "conversations_history"}
        about |= {"unfurl_id": f"{place.id}-{body['ts']}"}
        about |= {"links": [{"url": link[0], "domain": link[1]} for link in found]}
        about |= {"thread_ts": body["thread_ts"]} if "thread_ts" in body else {}
        self._event("link_shared", about, shared=place.is_ext_shared)
