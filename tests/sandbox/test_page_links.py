"""Links in the sandbox's page: web, mail and phone addresses are links, anything else is text that does nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.sandbox.parts import Json, actions, button, option, section

pytestmark = pytest.mark.browser

UNSAFE = [
    "javascript:document.title='gone'",
    "JavaScript:document.title='gone'",
    "  javascript:document.title='gone'",
    "java\tscript:document.title='gone'",
    "java\nscript:document.title='gone'",
    "\x01javascript:document.title='gone'",
    "data:text/html,<script>document.title='gone'</script>",
    " DATA:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "\tVBScript:msgbox(1)",
    "blob:null/x",
    "file:///etc/passwd",
    "view-source:localhost",
    "//elsewhere.example",
    "/_control/reset",
    "not an address",
]


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def everywhere(url: str) -> list[Json]:
    """The address at every place where a block may have one."""
    escaped = url.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return [
        section(f"in mrkdwn: <{escaped}|press here>"),
        section(f"in a date: <!date^1795424400^{{date_num}}^{escaped}|then>"),
        {"type": "markdown", "text": f"in markdown: [press here]({url})"},
        rich({"type": "link", "url": url, "text": "press here"}),
        rich({"type": "date", "timestamp": 1795424400, "format": "{date_num}", "url": url, "fallback": "then"}),
        actions(button("go", "press here", url=url)),
    ]


def test_an_unsafe_address_is_text_and_pressing_it_does_nothing(
    visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    for url in UNSAFE:
        posted(*everywhere(url))
    page = visit()
    title = page.title()
    shown = page.get_by_text("press here")
    expect(shown.last).to_be_visible()
    assert shown.count() >= 3 * len(UNSAFE)
    assert page.locator("[data-testid=message] a[href]:not(.message-time)").count() == 0
    for each in shown.all():
        each.click()
    assert page.title() == title
    assert len(page.context.pages) == 1


def test_an_unsafe_address_of_a_menu_is_not_opened(visit: Callable[..., Page], posted: Callable[..., str]) -> None:
    options = [{**option(str(number), "press here"), "url": url} for number, url in enumerate(UNSAFE[:5])]
    posted(section("aside", accessory={"type": "overflow", "action_id": "more", "options": options}))
    page = visit()
    title = page.title()
    for number in range(len(options)):
        page.get_by_role("button", name="More options").last.click()
        page.get_by_role("menuitem", name="press here").nth(number).click()
    assert page.title() == title
    assert len(page.context.pages) == 1


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=1", "HTTP://example.org/", "mailto:dana@x.org", "tel:+15550123"]
)
def test_an_address_is_a_link_that_opens_beside_the_page(
    visit: Callable[..., Page], posted: Callable[..., str], url: str
) -> None:
    ts = posted(*(block for block in everywhere(url) if block["type"] != "markdown"))
    page = visit()
    links = page.locator(f"[data-ts='{ts}'] a[target=_blank]")
    expect(links).to_have_count(5)
    for link in links.all():
        assert link.get_attribute("rel") == "noreferrer noopener"
        assert str(link.get_attribute("href")).startswith(url.partition(":")[0].lower())
