"""The survey page in a real browser: narrow, dark, by the keyboard, without a script, as a screen reader finds it."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bot.domain.counter import Counter
from bot.domain.survey import new_token
from bot.domain.survey_link import SurveyLinks
from bot.slack.serving import listen
from bot.survey_page.app import Shown, SurveyPage, served
from storage import counters
from tests.surveys import asked
from tests.team import CARA, Team, words

pytestmark = pytest.mark.browser

NARROW: ViewportSize = {"width": 320, "height": 640}
"""Of WCAG's reflow (https://www.w3.org/TR/WCAG22/#reflow): a screen of 1280 at 400 %."""


@pytest.fixture
def links(dana: Team) -> Iterator[SurveyLinks]:
    """The page is served; what its addresses begin with."""
    listening = listen("127.0.0.1", 0)
    address = "http://{}:{}".format(*listening.getsockname())
    page = SurveyPage(dana.rapport.survey, Shown(address, "Harbour Kitchen"), lambda _why: None)
    with served(listening, page):
        yield SurveyLinks(address, dana.rapport.team_id)


def is_whole(page: Page) -> bool:
    """Whether nothing runs out of the window sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_without_a_script_an_answer_is_sent_by_the_keyboard_and_said_more_about(
    dana: Team, links: SurveyLinks, browser: Browser
) -> None:
    token = asked(dana, scale="nps")
    context = browser.new_context(java_script_enabled=False, viewport=NARROW)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    page.goto(links.answer(token, 6))
    expect(page.get_by_role("radio", name="6", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you!")
    expect(page.get_by_text("You answered 5, on a scale from 0 to 10.")).to_be_visible()
    page.get_by_label("Would you like to tell us more?").fill("Too loud")
    page.get_by_role("button", name="Send my words").click()
    expect(page.get_by_text("Your words have arrived too.")).to_be_visible()
    page.reload()
    page.get_by_text("Change my answer").click()
    page.get_by_role("radio", name="4", exact=True).check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("You answered 4")).to_be_visible()
    assert page.url == links.page(token)
    assert refused == []
    assert context.cookies() == []
    context.close()
    dana.settle()
    assert "NPS 4" in words(dana.alert())
    assert "Too loud" in words(dana.alert())


def test_at_a_counter_one_after_the_other_answers_on_a_narrow_screen_without_a_script(
    dana: Team, links: SurveyLinks, browser: Browser
) -> None:
    token = new_token()
    with dana.writing(CARA) as session:
        counters.add(session.uow, Counter(0, "Front desk", token, "csat", CARA, dana.clock.now()))
    context = browser.new_context(java_script_enabled=False, viewport=NARROW)
    page = context.new_page()
    page.goto(links.page(token))
    page.get_by_role("radio", name="2", exact=True).check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("You answered 2, on a scale from 1 to 5.")).to_be_visible()
    onward = page.get_by_role("link", name="Next customer")
    assert onward.evaluate("link => link.getBoundingClientRect().height") >= 40
    assert page.get_by_role("link", name="Stop asking me").count() == 0
    onward.click()
    assert page.url == links.page(token)
    assert page.get_by_role("radio", checked=True).count() == 0
    page.get_by_role("radio", name="5", exact=False).last.check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("You answered 5")).to_be_visible()
    assert context.cookies() == []
    context.close()
    assert [row["value"] for row in dana.rows("SELECT value FROM counter_answers ORDER BY id")] == [2, 5]


def test_every_page_can_be_read_narrow_and_dark_and_axe_finds_nothing_wrong(
    dana: Team, links: SurveyLinks, browser: Browser
) -> None:
    token, other = asked(dana, scale="nps"), asked(dana)
    context = browser.new_context(viewport=NARROW, color_scheme="dark")
    page = context.new_page()
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(links.answer(token, 9))
    seen = [look(page)]
    page.get_by_role("link", name="Stop asking me").click()
    assert page.url == links.stop(token)
    page.go_back()
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_text("Change my answer").click()
    seen.append(look(page))
    page.goto(links.page(other))
    page.emulate_media(color_scheme="light", forced_colors="active")
    seen.append(look(page))
    page.goto(links.page("A" * 32))
    seen.append(look(page))
    assert seen == [[], [], [], []]
    assert {one for one in asked_for if "/s/T0HARBOUR/" not in one} <= {f"{links.address}/favicon.ico"}
    context.close()


def look(page: Page) -> list[str]:
    """What is wrong with a page as it is seen and read aloud."""
    found = [violation["id"] for violation in Axe().run(page).response["violations"]]
    small = page.evaluate(
        "[...document.querySelectorAll('label:has(input), button, a, summary')].filter("
        "one => one.getBoundingClientRect().height < 40).map(one => one.textContent)"
    )
    return [*found, *map(str, small)] + ([] if is_whole(page) else ["runs out of the window"])
