"""What people can fill in: which field of `state.values` each Block Kit element keeps, and what it begins with."""

from collections.abc import Iterator, Sequence

from bot.sandbox.world.state import Json

# Element → (field of the state, initial field):
# https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
STATE_FIELDS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
}


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in."""
    for block in blocks:
        kind = block.get("type")
        if kind in {"actions", "context_actions"}:
            yield from ((block, each) for each in block.get("elements", ()))
        elif kind == "section" and "accessory" in block:
            yield block, block["accessory"]
        elif kind == "input":
            yield block, block["element"]
        elif kind == "card":
            yield from ((block, each) for each in block.get("actions", ()))
        else:
            yield from elements(block.get("child_blocks", ()) if kind == "container" else _cards(block))


def _cards(block: Json) -> list[Json]:
    cards: list[Json] = block["elements"] if block.get("type") == "carousel" else []
    return cards


def initial_values(blocks: list[Json]) -> Json:
    """`state.values` of a view or message that nobody has touched: block id → action id → `{type, <field>}`."""
    values: Json = {}
    for block, element in elements(blocks):
        kind = element.get("type")
        if kind in STATE_FIELDS:
            field, initial = STATE_FIELDS[kind]
            empty: list[Json] | None = [] if field.endswith("s") else None
            value = {"type": kind, field: element.get(initial, empty)}
            values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values
