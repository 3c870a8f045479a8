"""Each surface as a picture, for a person to look at: at 1280 and 400 pixels, and dark at 400. No pixels are compared.

They are in `build/pictures` (or where RAPPORT_PICTURES says), `index.html` shows them all.
"""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.pictures.surfaces import SURFACES, Surface
from tests.sandbox.test_page_contrast import too_faint
from tests.team import Team

pytestmark = pytest.mark.browser

STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
BY_OURSELVES = {"color-contrast": {"enabled": False}}  # `too_faint` looks at that, on each surface in both schemes
LOOKS: dict[Literal["light", "dark"], tuple[int, ...]] = {"light": (1280, 400), "dark": (400,)}
SIDEWAYS = "() => [document.documentElement, ...document.querySelectorAll('.scroller, .dialog-scroller')]"
SIDEWAYS += ".map((node) => node.scrollWidth - node.clientWidth)"


@pytest.mark.parametrize("surface", SURFACES, ids=lambda one: one.name)
def test_a_surface_is_there_and_fits_and_can_be_read(
    surface: Surface, request: pytest.FixtureRequest, page: Page, pictures: Path
) -> None:
    team: Team = request.getfixturevalue("team" if surface.is_new else "dana")
    surface.prepare(team)
    page.goto(f"{team.base_url}/#as={surface.who}&in={surface.place}")
    page.wait_for_selector("body[data-ready]")
    if surface.press:
        page.get_by_role("button", name=surface.press).first.click()
    is_form = team.sandbox.people.view(user=surface.who) is not None
    shown = page.get_by_role("dialog" if is_form else "complementary" if surface.press else "main")
    expect(shown.get_by_text(surface.shows).filter(visible=True).first).to_be_visible()
    for scheme, widths in LOOKS.items():
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert set(page.evaluate(SIDEWAYS)) == {0}, f"{surface.name} scrolls sideways at {width}"
            page.screenshot(path=pictures / f"{surface.name}-{width}-{scheme}.png")
        assert too_faint(page) == []
    found = Axe().run(page, options={**STANDARD, "rules": BY_OURSELVES})
    assert found.violations_count == 0, found.generate_report()
