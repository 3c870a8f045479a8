"""What people do with buttons, menus and pickers, in messages, modals and on Home."""

from dataclasses import dataclass

from bot.sandbox.acting import payloads
from bot.sandbox.acting.acting import Acting
from bot.sandbox.acting.choices import Given, chosen, listed, option_of
from bot.sandbox.acting.given_files import given_files
from bot.sandbox.errors import ControlError
from bot.sandbox.rules.checks import Check
from bot.sandbox.rules.element_rules import check_options
from bot.sandbox.wire.transports import Envelope
from bot.sandbox.world.elements import STATE_FIELDS, elements, initial_values
from bot.sandbox.world.staff import APP_ID
from bot.sandbox.world.state import Channel, Json, Message


@dataclass(frozen=True, slots=True)
class Surface:
    """Where elements stand: a message in its channel, or a view."""

    blocks: list[Json]
    channel: Channel | None = None
    message: Message | None = None
    view: Json | None = None


class Clicks(Acting):
    """Acts on elements."""

    def interact(
        self,
        *,
        user: str,
        action_id: str,
        channel: str | None = None,
        ts: str | None = None,
        view: str | None = None,
        home: bool = False,
        value: Given = None,
        block_id: str | None = None,
        values: Json | None = None,
    ) -> Json:
        """Use an element: in a message where channel and ts are given, on Home, else in the modal on top; `{ack, ms}`.

        `values`: what is filled in besides. An input without `dispatch_action` only keeps what is chosen.
        """
        surface = self._surface(user, channel, ts, view=view, home=home)
        block, element = self._element(surface, action_id, block_id, value)
        for key, given in (values or {}).items():
            self._fill(user, surface, *self._element(surface, key, None, given), given)
        action = self._act(user, surface, block, element, value)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return {"ack": None, "ms": 0}
        with self._workspace.lock:
            payload = self._payload(user, surface, action)
        answer = self._deliveries.send(Envelope("interactive", payload))
        if answer.error:
            self._complain(f"Something went wrong ({answer.error}). Try again.", user, surface.channel)
        return answer.as_json()

    def options(
        self, *, user: str, action_id: str, query: str, channel: str | None = None, ts: str | None = None
    ) -> Json:
        """What an external select offers for a query; `{options, option_groups?, ms, error?}`."""
        surface = self._anywhere(user, action_id, channel, ts)
        block, element = self._element(surface, action_id, None, None)
        if len(query) < int(element.get("min_query_length", 3)):
            return {"options": [], "ms": 0}
        with self._workspace.lock:
            about = {"action_id": action_id, "block_id": block["block_id"], "value": query}
            place = {"view": self._current(user, surface)} if surface.view else _container(surface)
            payload = payloads.suggestion(self._workspace, self._person(user), about, place)
        answer = self._deliveries.send(Envelope("interactive", payload))
        body = answer.ack.body if answer.ack and isinstance(answer.ack.body, dict) else {}
        offered = {key: body[key] for key in ("options", "option_groups") if body.get(key)}
        check = Check("options")
        if offered:
            check_options(check, "", offered)
        failed = {"error": "Result load failed", "details": check.errors} if answer.error or check.errors else {}
        self._offered[user, action_id] = [] if failed else listed(offered)
        return {"options": [], **({} if failed else offered), "ms": round(answer.ms, 2), **failed}

    def _surface(
        self, user: str, channel: str | None, ts: str | None, *, view: str | None = None, home: bool = False
    ) -> Surface:
        workspace = self._workspace
        with workspace.lock:
            self._person(user)
            if channel and ts:
                place = self._place(channel, user)
                message = self._message(place, ts, user)
                return Surface(_blocks(message.body), place, message)
            found = workspace.views.homes.get(user) if home else workspace.views.shown(user, view)
        if found is None:
            raise ControlError(f"{user} sees no such {'Home tab' if home else 'form'}.", status=404)
        return Surface(found["blocks"], view=found)

    def _anywhere(self, user: str, action_id: str, channel: str | None, ts: str | None) -> Surface:
        """The named message, else the modal on top, else Home: the first that has such an element."""
        if channel and ts:
            return self._surface(user, channel, ts)
        top = self._workspace.views.top(user)
        if top and any(element.get("action_id") == action_id for _, element in elements(top["blocks"])):
            return self._surface(user, None, None)
        return self._surface(user, None, None, home=bool(self._workspace.views.homes.get(user)) and not top)

    def _element(self, surface: Surface, name: str, block_id: str | None, value: Given) -> tuple[Json, Json]:
        """By action id, else block id, else label; of several the one that fits block id or value, else the first."""
        every = list(elements(surface.blocks))
        named = (
            [pair for pair in every if pair[1].get("action_id") == name]
            or [pair for pair in every if pair[0].get("block_id") == name]
            or [pair for pair in every if name in _labels(*pair)]
        )
        found = [pair for pair in named if block_id in {None, pair[0].get("block_id")}]
        if not found:
            raise ControlError(f"There is no element {name} there.", status=404)
        return next((pair for pair in found if _fits(*pair, value)), found[0])

    def _act(self, user: str, surface: Surface, block: Json, element: Json, value: Given) -> Json:
        """The action of the payload; what was chosen is kept."""
        kind = element["type"]
        action: Json = {"type": kind, "block_id": block["block_id"], "action_id": element["action_id"]}
        action["action_ts"] = f"{self._workspace.clock.now().timestamp():.6f}"
        if kind in STATE_FIELDS:
            state = self._fill(user, surface, block, element, value)
            return action | {key: each for key, each in state.items() if key != "type"}
        if kind == "overflow":
            option = option_of(element["options"], value)
            if option is None:
                raise ControlError(f"{element['action_id']} does not offer {value!r}.")
            return action | {"selected_option": option}
        return action | {key: element[key] for key in ("text", "value", "style", "url") if key in element}

    def _fill(self, user: str, surface: Surface, block: Json, element: Json, value: Given) -> Json:
        """Keep what a person chose or typed; how `state.values` shows it."""
        if element["type"] not in STATE_FIELDS:
            raise ControlError(f"{element['action_id']} cannot be filled in.")
        if element["type"] == "file_input":
            state = given_files(self._workspace, user, element, value)
        else:
            state = chosen(
                self._workspace, element, value, lambda query: self._suggested(user, surface, element, query)
            )
        with self._workspace.lock:
            values = self._values(user, surface)
            of_block = values.get(block["block_id"], {}) | {element["action_id"]: state}
            self._keep(user, surface, values | {block["block_id"]: of_block})
        return state

    def _suggested(self, user: str, surface: Surface, element: Json, query: str) -> list[Json]:
        """What was offered last, if it has the value; else what the bot offers for it now."""
        action_id = element["action_id"]
        offered = self._offered.get((user, action_id), [])
        if option_of(offered, query) is None:
            message = surface.message
            where = (surface.channel.id, message.ts) if surface.channel and message else (None, None)
            self.options(user=user, action_id=action_id, query=query, channel=where[0], ts=where[1])
        return self._offered.get((user, action_id), [])

    def _values(self, user: str, surface: Surface) -> Json:
        if surface.message and surface.channel:
            key = (user, surface.channel.id, surface.message.ts)
            return initial_values(surface.blocks) | self._touched.get(key, {})
        values: Json = self._current(user, surface)["state"]["values"]
        return values

    def _keep(self, user: str, surface: Surface, values: Json) -> None:
        if surface.message and surface.channel:
            self._touched[user, surface.channel.id, surface.message.ts] = values
        else:
            self._workspace.views.replace(user, self._current(user, surface) | {"state": {"values": values}})

    def _current(self, user: str, surface: Surface) -> Json:
        """The view as it is now: it may have been filled in or updated since."""
        given = surface.view or {}
        return self._workspace.views.shown(user, given.get("id")) or given

    def _payload(self, user: str, surface: Surface, action: Json) -> Json:
        person = self._person(user)
        if surface.message and surface.channel:
            done = (action, self._values(user, surface))
            return payloads.message_actions(self._workspace, person, surface.channel, surface.message, done)
        return payloads.view_actions(self._workspace, person, self._current(user, surface), action)


def _blocks(body: Json) -> list[Json]:
    """Its own, and those of unfurled links."""
    unfurled = [block for one in body.get("attachments") or [] for block in one.get("blocks") or []]
    return [*body.get("blocks", []), *unfurled]


def _labels(block: Json, element: Json) -> set[str]:
    texts = (block.get("label"), element.get("text"), element.get("placeholder"))
    return {text["text"] for text in texts if isinstance(text, dict)}


def _fits(block: Json, element: Json, value: Given) -> bool:
    if value is None or isinstance(value, (dict, list)):
        return False
    if block.get("block_id") == value or element.get("value") == value or value in _labels(block, element):
        return True
    return element["type"] != "button" and option_of(listed(element), value) is not None


def _container(surface: Surface) -> Json:
    if surface.channel is None or surface.message is None:
        return {}
    hidden = surface.message.reader is not None
    about = {"message_ts": surface.message.ts, "channel_id": surface.channel.id, "is_ephemeral": hidden}
    place = {"id": surface.channel.id, "name": surface.channel.name}
    return {"container": {"type": "message", **about}, "channel": place, "app_id": APP_ID}
