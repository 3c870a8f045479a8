"""What people do with Work Objects: open one in the side pane, look again, use its buttons."""

from bot.sandbox.acting import payloads
from bot.sandbox.acting.acting import Acting
from bot.sandbox.errors import ControlError
from bot.sandbox.wire.transports import Envelope
from bot.sandbox.world.panes import Pane
from bot.sandbox.world.state import Channel, Json, Message


class Beside(Acting):
    """Acts on cards and panes."""

    def open_card(self, *, user: str, channel: str, ts: str, card: int = 0) -> Json:
        """Open a card of a message, the first one unless said otherwise; what the pane shows then."""
        workspace = self._workspace
        with workspace.lock:
            person, place = self._person(user), self._place(channel, user)
            entity = _entity(self._message(place, ts, user), card)
            link, posted = entity["url"], entity.get("app_unfurl_url", entity["url"])
            asked = {"entity_url": link, "external_ref": entity["external_ref"], "app_unfurl_url": posted}
            pane = workspace.panes.open[user] = Pane(asked, place.id, ts)
            trigger = workspace.tickets.trigger(user)
            workspace.panes.asked[trigger] = pane
            about = {"type": "entity_details_requested", "user": user, "trigger_id": trigger, **asked}
            about |= {"link": {"url": link, "domain": link.split("/")[2]}, "user_locale": person["locale"]}
            about |= {"channel": place.id, "message_ts": ts}
        self._event("entity_details_requested", about, shared=place.is_ext_shared)
        return pane.as_json()

    def pane(self, *, user: str) -> Json | None:
        """What somebody has open beside the conversation."""
        pane = self._workspace.panes.open.get(user)
        return pane.as_json() if pane else None

    def close_pane(self, *, user: str) -> Json:
        """Close it."""
        self._workspace.panes.open.pop(user, None)
        return {}

    def press_in_pane(self, *, user: str, action_id: str) -> Json:
        """Use a button of the open pane; `{ack, ms}`."""
        workspace = self._workspace
        with workspace.lock:
            person, pane = self._person(user), workspace.panes.open.get(user)
            if pane is None:
                raise ControlError(f"{user} has no pane open.", status=404)
            action = _action(pane.entity, action_id)
            container = {"type": "entity_detail", "channel_id": pane.channel, "message_ts": pane.ts, **pane.asked}
            payload = payloads.entity_actions(workspace, person, container, action)
        return self._pressed(payload, user, None)

    def press_on_card(self, *, user: str, channel: str, ts: str, action_id: str, card: int = 0) -> Json:
        """Use a button of a card in a message; `{ack, ms}`."""
        workspace = self._workspace
        with workspace.lock:
            person, place = self._person(user), self._place(channel, user)
            entity = _entity(self._message(place, ts, user), card)
            container = {
                "type": "message_attachment",
                "channel_id": place.id,
                "message_ts": ts,
                "attachment_id": card + 1,
            }
            container |= {"entity_url": entity["url"], "external_ref": entity["external_ref"], "is_app_unfurl": True}
            container |= {"is_ephemeral": False}
            payload = payloads.entity_actions(workspace, person, container, _action(entity, action_id), place)
        return self._pressed(payload, user, place)

    def _pressed(self, payload: Json, user: str, place: Channel | None) -> Json:
        answer = self._deliveries.send(Envelope("interactive", payload))
        if answer.error:
            self._complain(f"Something went wrong ({answer.error}). Try again.", user, place)
        return answer.as_json()


def _entity(message: Message, number: int) -> Json:
    if number >= len(message.cards):
        raise ControlError("There is no such card under that message.", status=404)
    return message.cards[number]


def _action(entity: Json | None, action_id: str) -> Json:
    actions = ((entity or {}).get("entity_payload") or {}).get("actions") or {}
    every = [*(actions.get("primary_actions") or []), *(actions.get("overflow_actions") or [])]
    found = next((one for one in every if action_id in {one["action_id"], one["text"]}), None)
    if found is None:
        raise ControlError(f"There is no button {action_id} there.", status=404)
    text = {"type": "plain_text", "text": found["text"], "emoji": True}
    return {"type": "button", "block_id": "actions", **found, "text": text}
