"""Every limit of Block Kit that the project counts on is held, with Slack's pointer to the place."""

from collections.abc import Callable

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.errors import SlackError
from bot.sandbox.rules.blocks import check_message_blocks, check_view
from tests.sandbox.parts import Json, actions, button, field, modal, option, plain, section


def select(**more: object) -> Json:
    return {"type": "static_select", "action_id": "s", "options": [option()], **more}


def table(rows: int, columns: int = 1) -> list[list[Json]]:
    return [[{"type": "raw_text", "text": "x"}] * columns] * rows


def data_table(*rows: list[Json], **more: object) -> Json:
    return {"type": "data_table", "caption": "c", "rows": list(rows), **more}


def cell(text: str = "x") -> Json:
    return {"type": "raw_text", "text": text}


LONG = [cell("x" * 2000)] * 6  # one row of them is within a table's characters, two are not


def pie(*labels: str, value: float = 1) -> Json:
    segments = [{"label": label, "value": value} for label in labels]
    return {"type": "data_visualization", "title": "Mood", "chart": {"type": "pie", "segments": segments}}


def bar(categories: int, series: int, values: int, /, **axis: object) -> Json:
    data = [{"label": f"c{i}", "value": -i} for i in range(values)]
    listed = [{"name": f"s{i}", "data": data} for i in range(series)]
    config = {"categories": [f"c{i}" for i in range(categories)], **axis}
    chart = {"type": "bar", "series": listed, "axis_config": config}
    return {"type": "data_visualization", "title": "Mood", "chart": chart}


def same_names() -> Json:
    chart = bar(1, 2, 1)
    chart["chart"]["series"][1]["name"] = "s0"
    return chart


RIGHT = [
    [section("x" * 3000)],
    [section(fields=[plain("x" * 2000)] * 5)],
    [{"type": "header", "text": plain("x" * 150)}],
    [{"type": "context", "elements": [plain("x")] * 10}],
    [actions(*(button(f"a{i}") for i in range(25)))],
    [actions(button("a", "x" * 75, value="v" * 2000))],
    [actions(select(options=[option(str(i), "l" * 75) for i in range(100)]))],
    [section(str(i)) for i in range(50)],
    [actions(button("same"), block_id="a"), actions(button("same"), block_id="b")],
    [{"type": "table", "rows": table(101, 20)}],
    [data_table(*table(201, 20), page_size=100, row_header_column_index=19)],
    [
        data_table(
            [cell()], [{"type": "raw_number", "value": 1.5, "text": "1.5"}], [{"type": "rich_text", "elements": []}]
        )
    ],
    [pie(*map(str, range(12))), bar(20, 12, 20, x_label="x" * 50, y_label="y" * 50)],
    [{"type": "markdown", "text": "x" * 12_000}],
    [{"type": "card", "title": plain("x"), "actions": [button("a")]}],
    [field("b", {"type": "plain_text_input", "action_id": "a"})],
]

WRONG = [
    ([section("x" * 3001)], "less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([section("")], "more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "section"}], "must provide text or fields"),
    ([section(fields=[plain("x")] * 11)], "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    ([section(fields=[plain("x" * 2001)])], "[json-pointer:/blocks/0/fields/0/text]"),
    ([{"type": "header", "text": plain("x" * 151)}], "less than 151 characters"),
    ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "must be plain_text"),
    ([{"type": "context", "elements": [plain("x")] * 11}], "no more than 10 items"),
    ([{"type": "context", "elements": []}], "no fewer than 1 items"),
    ([actions(*(button(f"a{i}") for i in range(26)))], "no more than 25 items"),
    ([actions(button("a", "x" * 76))], "less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
    ([actions(button("a", value="v" * 2001))], "less than 2001 characters"),
    ([actions(button("a", style="loud"))], "must be one of: primary, danger"),
    ([actions(button("a" * 256))], "less than 256 characters"),
    ([actions(button("a"), button("a"))], "action_id a already exists"),
    ([section(block_id="b"), section(block_id="b")], "block_id b already exists"),
    ([section(block_id="b" * 256)], "less than 256 characters"),
    ([actions(select(options=[option(str(i)) for i in range(101)]))], "no more than 100 items"),
    ([actions(select(options=[option("v", "l" * 76)]))], "less than 76 characters"),
    ([actions(select(options=[option("v" * 151)]))], "less than 151 characters"),
    ([actions(select(initial_option=option("other")))], "initial option must be one of the options"),
    ([actions(select(option_groups=[]))], "either options or option_groups"),
    ([actions({"type": "overflow", "action_id": "o", "options": [option()] * 6})], "no more than 5 items"),
    ([actions({"type": "datepicker", "action_id": "d", "initial_date": "14 March"})], "must be a valid format"),
    ([actions({"type": "plain_text_input", "action_id": "t"})], "unsupported type: plain_text_input"),
    ([actions(button("a", confirm={"title": plain("x" * 101), "text": plain("x")}))], "less than 101 characters"),
    ([section(str(i)) for i in range(51)], "no more than 50 items allowed [json-pointer:/blocks]"),
    ([{"type": "sectoin"}], "unsupported block type: sectoin"),
    ([section(colour="red")], "invalid additional property: colour"),
    ([{"type": "alert", "text": plain("x")}], "unsupported block type in a message: alert"),
    ([{"type": "image", "image_url": "https://x.org/a.png"}], "missing required field: alt_text"),
    ([{"type": "table", "rows": table(102)}], "1 to 101 rows"),
    ([{"type": "data_table", "rows": table(2)}], "missing required field: caption"),
    ([data_table(*table(202))], "2 to 201 rows"),
    ([data_table(*table(1))], "2 to 201 rows"),
    ([data_table(*table(2, 21))], "no more than 20 items"),
    ([data_table(*table(2), page_size=101)], "from 1 to 100"),
    ([data_table(*table(2), row_header_column_index=-1)], "from 0 to 19"),
    ([data_table(*table(2), column_settings=[])], "invalid additional property: column_settings"),
    ([data_table([cell()], [cell(), cell()])], "the same number of cells"),
    ([data_table([cell()], [cell("")])], "more than 0 characters [json-pointer:/blocks/0/rows/1/0/text]"),
    ([data_table([cell()], [{"type": "raw_number", "value": "1"}])], "must be a number"),
    ([data_table([{"type": "rich_text", "elements": []}], [cell()])], "rich_text cannot be used for header cells"),
    ([data_table(LONG, LONG)], "less than 20001 characters in all table cells [json-pointer:/blocks]"),
    ([data_table(LONG, [cell()] * 6), data_table(LONG, [cell()] * 6)], "less than 20001 characters in all table cells"),
    ([{"type": "table", "rows": [LONG]}], "less than 10001 characters in all table cells"),
    ([pie("a"), pie("b"), pie("c")], "no more than 2 data_visualization blocks allowed [json-pointer:/blocks]"),
    ([{**pie("a"), "title": plain("Mood")}], "must be a string [json-pointer:/blocks/0/title]"),
    ([{**pie("a"), "title": "x" * 51}], "less than 51 characters"),
    ([{**pie("a"), "chart": {"type": "donut"}}], "must be one of: pie, bar, line, area"),
    ([{**pie("a"), "chart": []}], "must be a chart"),
    ([pie(*map(str, range(13)))], "no more than 12 items"),
    ([pie("a", value=0)], "must be more than 0"),
    ([pie("a", value=float("nan"))], "must be a number"),
    ([pie("x" * 21)], "less than 21 characters"),
    ([bar(2, 1, 2, x_label="x" * 51)], "less than 51 characters"),
    ([bar(2, 1, 2, colour="red")], "invalid additional property: colour"),
    ([bar(2, 1, 2, categories=["c0", "c0"])], "categories must be unique"),
    ([bar(2, 1, 2, categories=["c0", "c9"])], "one value for every category"),
    ([same_names()], "series names must be unique"),
    ([bar(21, 1, 21)], "1 to 20 categories"),
    ([bar(2, 13, 2)], "no more than 12 items"),
    ([bar(2, 1, 3)], "one value for every category"),
    (["section"], "must be an array of objects"),
    ([field("b", {"type": "email_text_input", "action_id": "a"})], "unsupported type in a message"),
]

WRONG_VIEWS: list[tuple[Json, str]] = [
    (modal(title=plain("x" * 25)), "less than 25 characters [json-pointer:/view/title/text]"),
    (modal(submit=plain("x" * 25)), "[json-pointer:/view/submit/text]"),
    (modal(close=plain("x" * 25)), "[json-pointer:/view/close/text]"),
    (modal(private_metadata="x" * 3001), "less than 3001 characters [json-pointer:/view/private_metadata]"),
    (modal(callback_id="x" * 256), "less than 256 characters"),
    (modal(*(section(str(i)) for i in range(101))), "no more than 100 items"),
    (modal(section(block_id="b"), section(block_id="b")), "block_id b already exists"),
    (modal({"type": "markdown", "text": "x"}), "unsupported block type in a modal: markdown"),
    (modal(field("b", {"type": "button", "text": plain("x")})), "unsupported type: button"),
    ({**modal(), "state": {}}, "invalid additional property: state"),
    ({"type": "modal", "blocks": []}, "missing required field: title"),
    (
        {k: v for k, v in modal(field("b", {"type": "plain_text_input"})).items() if k != "submit"},
        "missing required field: submit",
    ),
    (
        modal(*(field(f"b{i}", {"type": "plain_text_input", "focus_on_load": True}) for i in range(2))),
        "focus_on_load may be set on one element only",
    ),
    ({"type": "home", "blocks": []}, "must be a view of type modal"),
]


@pytest.mark.parametrize("blocks", RIGHT)
def test_what_keeps_to_the_limits_passes(blocks: list[Json]) -> None:
    assert all(block["block_id"] for block in check_message_blocks(blocks))


@pytest.mark.parametrize(("blocks", "words"), WRONG)
def test_what_breaks_a_limit_of_messages_is_invalid_blocks(blocks: list[Json], words: str) -> None:
    with pytest.raises(SlackError) as error:
        check_message_blocks(blocks)
    assert error.value.code == "invalid_blocks"
    assert any(words in each for each in error.value.more["errors"])


@pytest.mark.parametrize(("view", "words"), WRONG_VIEWS)
def test_what_breaks_a_limit_of_views_is_invalid_arguments(view: Json, words: str) -> None:
    with pytest.raises(SlackError) as error:
        check_view(view, "modal")
    assert error.value.code == "invalid_arguments"
    assert any(words in each for each in error.value.more["errors"])


def test_too_much_text_in_all_blocks_is_msg_blocks_too_long() -> None:
    with pytest.raises(SlackError) as error:
        check_message_blocks([section("x" * 3000) for _ in range(5)])
    assert error.value.code == "msg_blocks_too_long"


def test_the_answer_names_the_places(posted: Callable[..., str]) -> None:
    with pytest.raises(SlackApiError) as error:
        posted(section("x" * 3001))
    messages = error.value.response["response_metadata"]["messages"]
    assert messages == ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]


def test_a_home_tab_has_no_title(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        client.views_publish(user_id="U0ANA", view={"type": "home", "title": plain("x"), "blocks": []})
    assert error.value.response["error"] == "invalid_arguments"
