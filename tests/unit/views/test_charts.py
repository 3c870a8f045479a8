"""Charts and tables keep what Slack takes, whatever the figures."""

from typing import Any

from bot.sandbox.rules.blocks import check_message_blocks
from bot.slack.plainer import plainer
from bot.views.charts import MOST_SERIES, chart, pie, table
from bot.views.message import Block


def accepted(blocks: list[Block]) -> Any:  # noqa: ANN401  # JSON
    check_message_blocks(blocks)
    return blocks[0]


def test_more_parts_of_a_whole_than_slack_takes_become_others_and_what_is_none_is_left_out() -> None:
    parts = {f"a channel with a long name {number}": number for number in range(10)}

    drawn = accepted(pie("By channel", parts))["chart"]["segments"]

    assert len(drawn) == MOST_SERIES
    assert drawn[-1] == {"label": "others", "value": 4 + 3 + 2 + 1}
    assert sum(one["value"] for one in drawn) == sum(parts.values())
    assert pie("By channel", {"phone": 0}) == []


def test_a_chart_has_a_value_of_each_series_for_each_category_and_adds_up_what_is_too_many() -> None:
    weeks = [f"{number} Nov" for number in range(1, 25)]
    series = {f"channel {number}": [number] * 24 for number in range(8)}

    drawn = accepted(chart("bar", "By channel", weeks, series, counted="touches"))["chart"]

    assert drawn["axis_config"] == {"categories": weeks[-20:], "y_label": "touches"}
    assert [one["name"] for one in drawn["series"]] == [*(f"channel {n}" for n in (3, 4, 5, 6, 7)), "others"]
    assert {point["value"] for point in drawn["series"][-1]["data"]} == {2 + 1}
    assert chart("bar", "By channel", weeks, {"phone": [0] * 24}) == []


def test_a_table_says_nothing_as_a_dash_and_has_no_block_without_rows() -> None:
    rows = accepted(table("Figures", ["Figure", "Now"], [["CSAT", 4.5], ["NPS", None]]))["rows"]

    assert rows[1][1] == {"type": "raw_number", "value": 4.5, "text": "4.5"}
    assert rows[2][1]["text"] == "–"  # noqa: RUF001  # a dash
    assert table("Figures", ["Figure"], []) == []


def test_where_slack_refuses_charts_they_go_first_and_then_the_tables_become_paragraphs() -> None:
    blocks = [*pie("By channel", {"phone": 2}), *table("Figures", ["Figure", "Now"], [["CSAT", "4.5"]])]

    forms = [form["blocks"] for form in plainer({"text": "The week", "blocks": blocks})]

    assert [[block["type"] for block in form] for form in forms] == [["data_table"], ["section"], []]
    assert forms[1][0]["text"]["text"] == "*CSAT* · 4.5"
