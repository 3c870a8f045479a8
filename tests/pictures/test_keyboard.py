"""From a complaint to its claim without a mouse."""

import pytest
from playwright.sync_api import Page, expect

from tests.team import ANA, BEN, FEEDBACK, Team

pytestmark = pytest.mark.browser

FAR = 40
"""So many presses of Tab lead from one end of what is shown to the other."""


def visit(page: Page, team: Team, who: str, place: str) -> None:
    page.goto("about:blank")
    page.goto(f"{team.base_url}/#as={who}&in={place}")
    page.wait_for_selector("body[data-ready]")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name has the keyboard."""
    named = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate(named) == name:
            return
    pytest.fail(f"{name} cannot be reached by the keyboard")


def test_a_complaint_is_logged_in_its_form_and_claimed_and_reacted_to_by_keys_alone(dana: Team, page: Page) -> None:
    visit(page, dana, ANA, "C0TEAM")
    tab_to(page, "Skip to the message field")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("composer")).to_be_focused()
    page.keyboard.type("/complaint")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("combobox", name="Customer").focus()
    page.keyboard.type("Dana")
    expect(page.get_by_role("option", name="Dana Reyes").first).to_be_visible()
    page.keyboard.press("Enter")
    tab_to(page, "")
    page.keyboard.type("the box was empty")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    dana.settle()

    visit(page, dana, BEN, FEEDBACK)
    tab_to(page, "Skip to the messages")
    page.keyboard.press("Enter")
    tab_to(page, "Claim")
    with page.expect_response("**/_control/interact"):
        page.keyboard.press("Enter")
    dana.settle()
    alert = page.get_by_test_id("message").last
    expect(alert.get_by_role("button", name="Release")).to_be_visible()
    tab_to(page, "Add reaction")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(alert.get_by_role("button", name="raising hand, 1: Ben Okafor")).to_be_visible()
