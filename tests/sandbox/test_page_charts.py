"""Charts and data tables on the sandbox's page, in a real browser: read, looked through and sorted as in Slack."""

from collections.abc import Callable, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.pictures.test_pictures import BY_OURSELVES, SIDEWAYS, STANDARD
from tests.sandbox.parts import Json

pytestmark = pytest.mark.browser

MONTHS = ("January", "February", "March")


def series(kind: str, **values: Sequence[float]) -> Json:
    drawn = [
        {"name": name, "data": [{"label": month, "value": one} for month, one in zip(MONTHS, each, strict=True)]}
        for name, each in values.items()
    ]
    config = {"categories": list(MONTHS), "x_label": "Month", "y_label": "Touches"}
    return {
        "type": "data_visualization",
        "title": f"A {kind}",
        "chart": {"type": kind, "series": drawn, "axis_config": config},
    }


PIE = {
    "type": "data_visualization",
    "title": "A pie",
    "chart": {"type": "pie", "segments": [{"label": "Delivery", "value": 6}, {"label": "Billing", "value": 2}]},
}


def numbered(*rows: tuple[str, float]) -> Json:
    head = [{"type": "raw_text", "text": text} for text in ("Name", "Value")]
    body = [[{"type": "raw_text", "text": name}, {"type": "raw_number", "value": value}] for name, value in rows]
    return {"type": "data_table", "caption": "What they are worth", "page_size": 2, "rows": [head, *body]}


def test_a_chart_is_looked_through_with_the_arrow_keys_and_has_its_figures_as_a_table(
    visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    posted(series("line", phone=(3, -1, 2.5), email=(0, 4, 1)), PIE)
    page = visit()
    line, pie = (page.get_by_role("slider", name=f"A {kind}") for kind in ("line", "pie"))
    expect(line).to_have_attribute("aria-valuetext", "January: phone 3, email 0")
    line.press("End")
    expect(line).to_have_attribute("aria-valuetext", "March: phone 2.5, email 1")
    expect(page.locator(".block-chart").first).to_contain_text("March: phone 2.5, email 1")
    line.press("ArrowLeft")
    expect(line).to_have_attribute("aria-valuetext", "February: phone -1, email 4")
    pie.hover()
    expect(pie).to_have_attribute("aria-valuetext", "Delivery: 6 (75%)")
    page.locator(".chart-figures summary").first.click()
    expect(page.get_by_role("row", name="February")).to_have_text("February-14")


@pytest.mark.parametrize("width", [1280, 400])
def test_every_kind_of_chart_fits_at_any_width_and_its_words_do_not_run_into_each_other(
    visit: Callable[..., Page], posted: Callable[..., str], width: int
) -> None:
    posted(series("bar", phone=(3, 1, 2), email=(0, 4, 1)), series("area", phone=(0, 0, 0)))
    posted(PIE, numbered(("Dana", 12), ("Ben", 9), ("Ana", 100)))
    page = visit(width=width)
    expect(page.locator(".block-chart")).to_have_count(3)
    assert set(page.evaluate(SIDEWAYS)) == {0}
    for chart in page.locator(".block-chart svg").all():
        boxes = [text.bounding_box() for text in chart.locator("text").all()]
        corners = [(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in boxes if box]
        assert not [(a, b) for i, a in enumerate(corners) for b in corners[:i] if overlap(a, b)]
    found = Axe().run(page, options={**STANDARD, "rules": BY_OURSELVES})
    assert found.violations_count == 0, found.generate_report()


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] + 2 < other[3] and other[1] + 2 < one[3]


def test_a_data_table_is_sorted_by_number_or_by_letter_and_turned_page_by_page(
    visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    posted(numbered(("Dana", 12), ("Ben", 9), ("Ana", 100)))
    page = visit()
    names = page.locator(".block-table tbody th")
    expect(names).to_have_text(["Dana", "Ben"])
    page.get_by_role("button", name="Next", exact=True).click()
    expect(names).to_have_text(["Ana"])
    page.get_by_role("button", name="Value").click()
    expect(names).to_have_text(["Ben", "Dana"])
    page.get_by_role("button", name="Value").click()
    expect(names).to_have_text(["Ana", "Dana"])
    expect(page.get_by_role("columnheader", name="Value")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Name").click()
    expect(names).to_have_text(["Ana", "Ben"])
