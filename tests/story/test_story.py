"""What a newcomer does: start the sandbox, and in its page log, complain, claim, and read tomorrow's digest."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.processes import PATIENCE_S, Program

pytestmark = pytest.mark.browser

MONDAY_AFTERNOON = "2026-11-23T15:00"
Visit = Callable[[], Page]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the page of a new sandbox is, started as a newcomer starts it."""
    arguments = ("--no-open", "--port", "0", "--data", str(tmp_path / "data"), "--fresh", "--now", MONDAY_AFTERNOON)
    program = Program("sandbox", *arguments, folder=tmp_path)
    program.wait_for("The bot is connected.")
    yield re.findall(r"http://127\.0\.0\.1:\d+/", program.output)[0]
    program.make_sure_it_is_gone()


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    """The page in a browser, as Ana sees it; what the browser complains of fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(PATIENCE_S * 1000)
    page.goto(f"{address}#as=U0ANA&in=C0GENERAL")
    page.wait_for_selector("body[data-ready]")
    yield page
    context.close()
    assert complaints == []


def type_line(page: Page, text: str) -> None:
    page.get_by_test_id("composer").fill(text)
    page.get_by_test_id("composer").press("Enter")


def last_message(page: Page) -> Locator:
    return page.get_by_test_id("message").last


def act_as(page: Page, person: str) -> None:
    page.get_by_test_id("person-switcher").click()
    page.get_by_test_id(f"person-{person}").click()


def move_to_tomorrow(page: Page) -> None:
    """The clock says how far it is meanwhile."""
    page.get_by_test_id("clock-next-workday").click()
    expect(page.get_by_test_id("clock")).to_contain_text("Tue 24 Nov", timeout=PATIENCE_S * 1000)
    expect(page.get_by_test_id("clock")).to_contain_text("09:00", timeout=PATIENCE_S * 1000)


def test_from_the_first_touchpoint_to_tomorrows_digest(page: Page) -> None:
    # Log a touchpoint.
    type_line(page, "/touchpoint Dana Reyes: called about the renewal, happy with the new menu via:phone")
    answer = last_message(page)
    expect(answer).to_contain_text("Logged for Dana Reyes")
    expect(answer).to_contain_text("Only visible to you")
    expect(answer.get_by_role("button", name="Undo")).to_be_visible()

    # File a complaint; the feedback channel sees the alert.
    type_line(page, "/complaint Dana Reyes: order never arrived, second time severity:high")
    expect(last_message(page)).to_contain_text("The team is being alerted")
    page.get_by_test_id("channel-C0FEEDBACK").click()
    alert = page.get_by_test_id("message").filter(has_text="order never arrived, second time")
    expect(alert).to_contain_text("Complaint (high) from Dana Reyes")
    expect(alert).to_contain_text("Nobody has this yet")

    # Claim it as somebody else; everybody sees who, in the same message.
    act_as(page, "U0BEN")
    alert.get_by_role("button", name="Claim").click()
    expect(alert).to_contain_text("Claimed by @Ben Okafor")
    act_as(page, "U0CARA")
    expect(alert).to_contain_text("Claimed by @Ben Okafor")
    expect(alert).to_have_count(1)

    # The next working day at nine, Ana's digest has a birthday in it.
    act_as(page, "U0ANA")
    move_to_tomorrow(page)
    page.get_by_test_id("app-A0RAPPORT").click()
    digest = page.get_by_test_id("message").filter(has_text="Your day, Tuesday 24 November")
    expect(digest).to_have_count(1)
    expect(digest).to_contain_text(re.compile("Tomas Ferreira-Lind.*birthday", re.IGNORECASE))


AT_ONCE = (
    "/touchpoint Dana Reyes: called about the renewal, happy with the new menu via:phone",
    "/complaint Dana Reyes: order never arrived, second time severity:high",
    "/followup Dana Reyes: call back about the refund due:friday @ben",
    "/rating Dana Reyes: 9/10, loved the tasting",
    "/complaint Greta Oyelaran: nobody called back for a week",
    "thanks everybody, that was Monday",
)


def test_the_story_with_every_step_typed_at_once_and_fast(page: Page) -> None:
    """Nothing is looked at before all is typed: each line arrives by itself, and in order."""
    page.get_by_test_id("composer").click()
    for line in AT_ONCE:
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    page.get_by_test_id("channel-C0FEEDBACK").click()
    act_as(page, "U0BEN")
    for words in ("order never arrived, second time", "nobody called back for a week"):
        alert = page.get_by_test_id("message").filter(has_text=words)
        expect(alert).to_have_count(1)
        alert.get_by_role("button", name="Claim").click()
        expect(alert).to_contain_text("Claimed by @Ben Okafor")

    act_as(page, "U0ANA")
    page.get_by_test_id("channel-C0GENERAL").click()
    said = page.get_by_test_id("message")
    expect(said).to_have_count(len(AT_ONCE))
    for answer, part in enumerate(("happy with the new menu", "second time", "the refund", "loved the", "for a week")):
        expect(said.nth(answer)).to_contain_text(part)
    expect(said.last).to_contain_text("thanks everybody, that was Monday")
    expect(page.get_by_test_id("composer")).to_have_value("")

    move_to_tomorrow(page)
    page.get_by_test_id("app-A0RAPPORT").click()
    expect(page.get_by_test_id("message").filter(has_text="Your day, Tuesday 24 November")).to_have_count(1)
