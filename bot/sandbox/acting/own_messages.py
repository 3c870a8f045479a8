"""What the bot itself posts, edits and deletes comes back to it as events, which an app has to overlook."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.sandbox.acting.writing import Writing
from bot.sandbox.wire.deliveries import Deliveries
from bot.sandbox.world.state import Json, Message
from bot.sandbox.world.workspace import Workspace

_HEARD = {"chat.postMessage", "chat.update", "chat.delete"}


class OwnMessages(Writing):
    """`hears_itself`: whether the bot is sent these events; in their order, and never before its call is answered."""

    def __init__(self, workspace: Workspace, deliveries: Deliveries) -> None:
        super().__init__(workspace, deliveries)
        self.hears_itself = False
        self._in_turn = ThreadPoolExecutor(1, "own-messages")

    def called(self, method: str, values: Json, do: Callable[[], Json]) -> Json:
        """Do what a method of the Web API does, and let the bot hear of the message that it was about."""
        if not self.hears_itself or method not in _HEARD:
            return do()
        before = self._found(values.get("channel"), values.get("ts"))
        answer = do()
        if answer["ok"]:
            self._in_turn.submit(self._tell, method, answer, before)
        return answer

    def _tell(self, method: str, answer: Json, before: Message | None) -> None:
        place = self._workspace.channels[answer["channel"]]
        if method == "chat.postMessage":
            self._heard(place, answer["message"])
        elif before and method == "chat.update":
            self._changed(place, answer["message"], before.body)
        elif before:
            self._gone(place, before)

    def _found(self, channel: str | None, ts: str | None) -> Message | None:
        place = self._workspace.channels.get(channel or "")
        return place.messages.get(ts or "") if place else None
