"""What Slack's own client refuses to send, before the bot hears of it."""

from bot.sandbox.world.elements import STATE_FIELDS
from bot.sandbox.world.state import Json

LONGEST = 3000  # https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
_REQUIRED = "Please complete this required field."


def unfit(view: Json) -> Json:
    """Block id → Slack's words about what is missing or malformed there; empty where the form can be sent."""
    errors: Json = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        field = STATE_FIELDS[element["type"]][0]
        value = view["state"]["values"].get(block["block_id"], {}).get(element["action_id"], {}).get(field)
        if value in (None, "", []):
            words = "" if block.get("optional") else _REQUIRED
        else:
            words = _malformed(element, str(value))
        if words:
            errors[block["block_id"]] = words
    return errors


def _malformed(element: Json, text: str) -> str:
    kind = element["type"]
    if kind == "plain_text_input":
        return _length(element, text)
    if kind == "number_input":
        return "" if _is_number(element, text) else "Enter a valid number."
    needed = {"email_text_input": ("@", "email address"), "url_text_input": ("://", "URL")}
    if kind in needed and needed[kind][0] not in text:
        return f"Enter a valid {needed[kind][1]}."
    return ""


def _length(element: Json, text: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", LONGEST)
    if len(text) < least:
        return f"Enter at least {least} characters."
    return f"Enter at most {most} characters." if len(text) > most else ""


def _is_number(element: Json, text: str) -> bool:
    try:
        number = float(text)
    except ValueError:
        return False
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return False
    return float(element.get("min_value", number)) <= number <= float(element.get("max_value", number))
