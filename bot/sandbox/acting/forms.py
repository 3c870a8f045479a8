"""What people do with a modal: see it, send it, close it."""

from bot.sandbox.acting import payloads
from bot.sandbox.acting.clicks import Clicks
from bot.sandbox.errors import ControlError, SlackError
from bot.sandbox.rules.blocks import check_view
from bot.sandbox.rules.form_checks import unfit
from bot.sandbox.wire.transports import Ack, Envelope
from bot.sandbox.world.changes import Change
from bot.sandbox.world.state import Json

_TROUBLE = "We had some trouble connecting. Try again?"


class Forms(Clicks):
    """Acts on modals."""

    def view(self, *, user: str) -> Json | None:
        """The modal on top, if any."""
        with self._workspace.lock:
            self._person(user)
            return self._workspace.views.top(user)

    def submit(self, *, user: str, values: Json | None = None) -> Json:
        """Send the form on top; `{errors}`, or `{view}` that is shown now, or `{closed: true}`, with `ms`.

        `values`: action id, block id or label → value. Required fields are checked as Slack does, without the bot.
        """
        surface = self._surface(user, None, None)
        for key, given in (values or {}).items():
            self._fill(user, surface, *self._element(surface, key, None, given), given)
        with self._workspace.lock:
            view = self._current(user, surface)
            if view["submit"] is None and not any(block["type"] == "input" for block in view["blocks"]):
                raise ControlError("This form has nothing to send, only Close.")
            if errors := unfit(view):
                return {"errors": errors, "ms": 0}
            payload = payloads.submission(self._workspace, self._person(user), view)
        answer = self._deliveries.send(Envelope("interactive", payload))
        if answer.ack is None:
            self._complain(_TROUBLE, user)
            return {"ack": None, "error": _TROUBLE, "view": view, "ms": round(answer.ms, 2)}
        return self._outcome(user, view, answer.ack) | {"ms": round(answer.ms, 2)}

    def close(self, *, user: str, everything: bool = False) -> Json:
        """Cancel the form on top (or the whole stack); `{view}` underneath or `{closed: true}`."""
        workspace = self._workspace
        with workspace.lock:
            person, view = self._person(user), workspace.views.top(user)
            if view is None:
                raise ControlError(f"{user} sees no form.", status=404)
            everything = everything or bool(view["clear_on_close"])
            gone = workspace.views.stacks[user][::-1] if everything else [view]
            for each in gone:
                workspace.views.remove(user, each)
            told = [each for each in gone if each["notify_on_close"]]
            sent = [payloads.closed(workspace, person, each, cleared=everything) for each in told]
            workspace.changes.tell(Change("view", user=user))
        for payload in sent:
            self._deliveries.send(Envelope("interactive", payload))
        return self._shown(user)

    def _outcome(self, user: str, view: Json, ack: Ack) -> Json:
        """What the bot's answer to a submission makes of the stack."""
        body = ack.body if isinstance(ack.body, dict) else {}
        action = body.get("response_action")
        if action == "errors":
            return self._errors(user, view, body.get("errors") or {})
        with self._workspace.lock:
            try:
                self._respond(user, view, action, body)
            except SlackError as error:
                self._complain(_TROUBLE, user)
                return {"error": _TROUBLE, "reason": error.code, "details": error.more.get("errors"), "view": view}
            finally:
                self._workspace.changes.tell(Change("view", user=user))
        return self._shown(user)

    def _respond(self, user: str, view: Json, action: str | None, body: Json) -> None:
        views = self._workspace.views
        if action == "update":
            views.update(user, view, check_view(body.get("view"), "modal"))
        elif action == "push":
            views.push(user, check_view(body.get("view"), "modal"))
        elif action == "clear":
            views.stacks[user] = []
        elif action is None:
            views.remove(user, view)
        else:
            raise SlackError("invalid_response_action")

    def _errors(self, user: str, view: Json, errors: Json) -> Json:
        """Errors at fields; Slack refuses those of blocks that are no inputs."""
        inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        if not errors or set(errors) - inputs:
            self._complain(_TROUBLE, user)
            return {"error": _TROUBLE, "reason": "errors of blocks that are no inputs", "view": view}
        self._workspace.changes.tell(Change("view", user=user))
        return {"errors": errors}

    def _shown(self, user: str) -> Json:
        top = self._workspace.views.top(user)
        return {"view": top} if top else {"closed": True}
