"""A customer beside the conversation, and a step of a workflow, as pictures and as people use them there."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.pictures.test_pictures import BY_OURSELVES, SIDEWAYS, STANDARD
from tests.sandbox.test_page_contrast import too_faint
from tests.team import ANA, BEN, GENERAL, Team

pytestmark = pytest.mark.browser


def test_a_card_opens_in_the_side_pane_and_a_step_says_what_it_gave(dana: Team, page: Page, pictures: Path) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    found = dana.sandbox.people.run_step(step="step_find_customer", inputs={"person": ANA, "customer": "Dana Reyes"})
    dana.sandbox.people.message(channel=GENERAL, user=BEN, text=f"call them? {found['outputs']['card_link']}")
    page.goto(f"{dana.base_url}/#as={ANA}&in={GENERAL}")

    page.get_by_role("button", name="beside the conversation").press("Enter")
    expect(page.get_by_role("complementary")).to_contain_text("1 open complaint")
    looks(page, pictures, "pane")
    page.get_by_role("complementary").get_by_role("button", name="Log touchpoint").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Dana Reyes")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Workflow").click()
    page.get_by_role("textbox", name="Customer").fill("Dana Reye")
    page.get_by_role("textbox", name="What happened").fill("Called")
    page.get_by_role("button", name="Run the step").click()
    expect(page.get_by_role("complementary")).to_contain_text("Close to it: Customer")
    looks(page, pictures, "step")


def looks(page: Page, pictures: Path, name: str) -> None:
    for scheme in ("light", "dark"):
        for width in (400, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert set(page.evaluate(SIDEWAYS)) == {0}, f"{name} scrolls sideways at {width}"
            page.screenshot(path=pictures / f"{name}-{width}-{scheme}.png")
        assert too_faint(page) == []
    found = Axe().run(page, options={**STANDARD, "rules": BY_OURSELVES})
    assert found.violations_count == 0, found.generate_report()
