"""Slack's limits of Work Objects: https://docs.slack.dev/messaging/work-objects-implementation."""

from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.world.state import Json

_TYPES = {
    *(
        "string",
        "integer",
        "boolean",
        "array",
        "slack#/types/user",
        "slack#/types/channel_id",
        "slack#/types/timestamp",
    ),
    *("slack#/types/date", "slack#/types/image", "slack#/types/entity_ref", "slack#/types/link", "slack#/types/email"),
}
_LINKED = {"string", "slack#/types/date", "slack#/types/timestamp"}
_COLORS = {"red", "yellow", "green", "gray", "blue"}
_PRIMARY, _OVERFLOW = 2, 5
_ACTION_ID, _VALUE, _URL, _LABEL = 255, 2_000, 3_000, 75


def check_entity(entity: object, entity_types: list[str], code: str, *, is_unfurl: bool = False) -> Json:
    """The entity, if it is one of the types that the app has. Raises SlackError `code` with what is wrong."""
    wrong = list(_wrong(entity, entity_types, is_unfurl=is_unfurl)) if isinstance(entity, dict) else ["not an object"]
    if wrong or not isinstance(entity, dict):
        raise SlackError.listing(code, wrong)
    return entity


def _wrong(entity: Json, entity_types: list[str], *, is_unfurl: bool) -> list[str]:
    ref, payload = entity.get("external_ref"), entity.get("entity_payload")
    wrong = [] if entity.get("entity_type") in entity_types else ["entity_type is none that the app has switched on"]
    wrong += [] if _is_text(entity.get("url")) else ["url is missing"]
    wrong += [] if isinstance(ref, dict) and _is_text(ref.get("id")) else ["external_ref.id is missing"]
    if is_unfurl and not _is_text(entity.get("app_unfurl_url")):
        wrong.append("app_unfurl_url is missing")
    return [*wrong, *(_of_payload(payload) if isinstance(payload, dict) else ["entity_payload is missing"])]


def _of_payload(payload: Json) -> list[str]:
    title = (payload.get("attributes") or {}).get("title") or {}
    wrong = [] if _is_text(title.get("text")) else ["attributes.title.text is missing"]
    wrong += ["an item has no fields but custom_fields"] if payload.get("fields") else []
    fields = payload.get("custom_fields") or []
    keys = [field.get("key") for field in fields]
    wrong += ["a key stands twice"] if len(set(keys)) < len(keys) else []
    wrong += [f"{field.get('key')}: {what}" for field in fields for what in _of_field(field)]
    actions = payload.get("actions") or {}
    primary, more = actions.get("primary_actions") or [], actions.get("overflow_actions") or []
    wrong += ["more than two primary actions"] if len(primary) > _PRIMARY else []
    wrong += ["more than five overflow actions"] if len(more) > _OVERFLOW else []
    return [*wrong, *(f"action: {what}" for action in (*primary, *more) for what in _of_action(action))]


def _of_field(field: Json) -> list[str]:
    kind = field.get("type")
    wrong = [f"{name} is missing" for name in ("key", "label") if not _is_text(field.get(name))]
    wrong += [] if kind in _TYPES else ["type is none"]
    if kind == "slack#/types/user":
        user = field.get("user") or {}
        wrong += [] if ("user_id" in user) != ("text" in user) else ["user needs user_id or text"]
    elif kind == "integer":
        wrong += [] if isinstance(field.get("value"), int) else ["value is no integer"]
    elif kind in {"string", "slack#/types/date"}:
        wrong += [] if _is_text(field.get("value")) else ["value is no text"]
    wrong += ["tag_color cannot be"] if "tag_color" in field and not _may_have_color(field) else []
    wrong += ["link cannot be"] if "link" in field and kind not in _LINKED else []
    wrong += ["format is for strings"] if "format" in field and kind != "string" else []
    return [*wrong, *(["long is for strings"] if "long" in field and kind != "string" else [])]


def _may_have_color(field: Json) -> bool:
    return field["tag_color"] in _COLORS and field.get("type") == "string" and "icon" not in field


def _of_action(action: Json) -> list[str]:
    wrong = [f"{name} is missing" for name in ("text", "action_id") if not _is_text(action.get(name))]
    limits = {"action_id": _ACTION_ID, "value": _VALUE, "url": _URL, "accessibility_label": _LABEL}
    wrong += [f"{name} is too long" for name, most in limits.items() if len(str(action.get(name, ""))) > most]
    return [*wrong, *([] if action.get("style") in {None, "primary", "danger"} else ["style is none"])]


def _is_text(value: Any) -> bool:  # noqa: ANN401  # because any JSON may stand there
    return isinstance(value, str) and bool(value)
