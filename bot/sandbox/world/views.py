"""Modals stacked in front of each person, and each person's Home tab. Views are replaced, never changed in place."""

import secrets

from bot.sandbox.errors import SlackError
from bot.sandbox.world.elements import initial_values
from bot.sandbox.world.staff import APP_ID, BOT_ID, TEAM
from bot.sandbox.world.state import Json

_STACK = 3  # https://docs.slack.dev/surfaces/modals: up to three views at a time


class Views:
    """`stacks`: person → views, the one on top last. `homes`: person → Home view. `team`: the id of the workspace."""

    def __init__(self, team: str = TEAM) -> None:
        self._team = team
        self.stacks: dict[str, list[Json]] = {}
        self.homes: dict[str, Json] = {}

    def top(self, user: str) -> Json | None:
        """The modal that the person sees."""
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def shown(self, user: str, view_id: str | None) -> Json | None:
        """The person's view of that id, modal or Home; without an id the modal on top."""
        if view_id is None:
            return self.top(user)
        home = self.homes.get(user)
        every = [*self.stacks.get(user, ()), *([home] if home else ())]
        return next((view for view in every if view["id"] == view_id), None)

    def open(self, user: str, given: Json) -> Json:
        """Show a new modal in place of any other."""
        view = self._fresh(given)
        self.stacks[user] = [view]
        return view

    def push(self, user: str, given: Json) -> Json:
        """Show a modal on top of the one that is there. Raises SlackError `push_limit_reached`, `not_found`."""
        stack = self.stacks.get(user)
        if not stack:
            raise SlackError("not_found")
        if len(stack) == _STACK:
            raise SlackError("push_limit_reached")
        view = self._fresh(given, root=stack[0]["id"], previous=stack[-1]["id"])
        stack.append(view)
        return view

    def find(self, view_id: str | None, external_id: str | None) -> tuple[str, Json]:
        """Whose open modal or Home that is, and the view. Raises SlackError `not_found`."""
        for user, views in [*self.stacks.items(), *((user, [home]) for user, home in self.homes.items())]:
            for view in views:
                if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                    return user, view
        raise SlackError("not_found")

    def update(self, user: str, old: Json, given: Json) -> Json:
        """Replace a view; what the person typed stays where block and action are the same."""
        view = self._shaped(given) | {key: old[key] for key in ("id", "root_view_id", "previous_view_id")}
        kept = initial_values(view["blocks"])
        for block, actions in kept.items():
            for action, value in actions.items():
                typed = old["state"]["values"].get(block, {}).get(action)
                if typed and typed["type"] == value["type"]:
                    actions[action] = typed
        view["state"] = {"values": kept}
        self.replace(user, view)
        return view

    def replace(self, user: str, view: Json) -> None:
        """Put a view with the same id in the place of the old one."""
        if view["type"] == "home":
            self.homes[user] = view
            return
        stack = self.stacks.get(user, [])
        self.stacks[user] = [view if each["id"] == view["id"] else each for each in stack]

    def remove(self, user: str, view: Json) -> None:
        """Close one modal, and those on top of it."""
        stack = self.stacks.get(user, [])
        index = next((i for i, each in enumerate(stack) if each["id"] == view["id"]), len(stack))
        self.stacks[user] = stack[:index]

    def publish(self, user: str, given: Json, seen_hash: str | None) -> Json:
        """Show this Home tab. Raises SlackError `hash_conflict`."""
        old = self.homes.get(user)
        if seen_hash and old and old["hash"] != seen_hash:
            raise SlackError("hash_conflict")
        view = self._fresh(given)
        if old:
            view |= {"id": old["id"], "root_view_id": old["id"]}
        self.homes[user] = view
        return view

    def _fresh(self, given: Json, *, root: str | None = None, previous: str | None = None) -> Json:
        external_id = given.get("external_id") or ""
        taken = [view["external_id"] for views in self.stacks.values() for view in views]
        if external_id and external_id in taken:
            raise SlackError("duplicate_external_id")
        view_id = f"V{secrets.token_hex(5).upper()}"  # of no other run: an open page remembers what was filled in
        view = self._shaped(given) | {"id": view_id, "root_view_id": root or view_id, "previous_view_id": previous}
        view["state"] = {"values": initial_values(view["blocks"])}
        return view

    def _shaped(self, given: Json) -> Json:
        shape: Json = {"team_id": self._team, "app_id": APP_ID, "app_installed_team_id": self._team, "bot_id": BOT_ID}
        shape |= {"title": None, "close": None, "submit": None, "private_metadata": "", "callback_id": ""}
        shape |= {"external_id": "", "clear_on_close": False, "notify_on_close": False}
        return shape | given | {"hash": f"{secrets.randbits(32)}.{secrets.token_hex(4)}"}
