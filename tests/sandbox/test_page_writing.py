"""Writing on the sandbox's page: to the app, as another app, with files; changing what one wrote; reacting."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bot.sandbox.sandbox import Sandbox
from tests.sandbox.parts import Control, Nobody, attach

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _nobody_listens(sandbox: Sandbox) -> None:
    sandbox.transport = Nobody()
    sandbox.workspace.app.messages_tab_read_only = False


def test_one_writes_to_the_app_with_a_mention_and_a_file(visit: Callable[..., Page], control: Control) -> None:
    page = visit(place="app")
    composer = page.get_by_test_id("composer")
    composer.press_sequentially("@rapp")
    expect(page.get_by_role("option", name="Rapport")).to_be_visible()
    composer.press("Tab")
    composer.press_sequentially("log these")
    attach(page, "customers.csv")
    composer.press("Enter")
    expect(page.get_by_test_id("file")).to_contain_text("customers.csv")
    expect(page.get_by_role("list", name="Files to send")).to_be_hidden()
    assert control.texts("@U0ANA", "U0ANA") == ["<@U0RAPPORT> log these"]


def test_one_posts_as_another_app_until_one_stops(visit: Callable[..., Page], control: Control) -> None:
    page = visit()
    composer = page.get_by_test_id("composer")
    page.get_by_test_id("composer-plus").click()
    page.get_by_role("menuitem", name="Contact form").click()
    composer.fill("/not a command: Dana writes that her box was empty")
    composer.press("Enter")
    message = page.get_by_test_id("message").last
    expect(message).to_contain_text("Contact form")
    page.get_by_role("button", name="Stop").click()
    composer.fill("Mine")
    composer.press("Enter")
    expect(page.get_by_test_id("message")).to_have_count(2)
    posted = control.messages("C0GENERAL", "U0BEN")
    assert [(each.get("bot_id"), each.get("user")) for each in posted] == [("B0FORM", None), (None, "U0ANA")]

    message = page.get_by_test_id("message").first
    message.hover()
    message.get_by_label("More actions").click()
    page.get_by_role("menuitem", name="Edit message as Contact form").click()
    page.get_by_test_id("editor").fill("Found it")
    page.get_by_test_id("editor").press("Enter")
    expect(message).to_contain_text("Found it")


def test_one_changes_and_deletes_what_one_wrote_with_the_keyboard_alone(
    visit: Callable[..., Page], control: Control
) -> None:
    control.post("message", channel="C0GENERAL", user="U0ANA", text="<@U0BEN> see <#C0TEAM> & dana@x.org")
    page = visit()
    message = page.get_by_test_id("message")
    message.focus()

    def choose(name: str) -> None:
        message.get_by_label("More actions").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("menu")).to_be_visible()
        page.get_by_role("menuitem", name=name).focus()
        page.keyboard.press("Enter")

    choose("Edit message")
    expect(page.get_by_test_id("editor")).to_be_focused()
    expect(page.get_by_test_id("editor")).to_have_value("@ben see #customer-team & dana@x.org")
    page.keyboard.press("End")
    page.keyboard.type(" soon")
    page.keyboard.press("Enter")
    expect(message).to_contain_text("@Ben Okafor see #customer-team & dana@x.org soon")
    expect(message).to_be_focused()
    assert control.texts("C0GENERAL", "U0BEN")[0].startswith("<@U0BEN> see <#C0TEAM> &amp; <mailto:dana@x.org")

    choose("Delete message")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    page.keyboard.press("Enter")
    expect(message).to_have_count(0)


def test_one_reacts_with_the_keyboard_and_takes_it_back(visit: Callable[..., Page], control: Control) -> None:
    ts = control.post("message", channel="C0GENERAL", user="U0BEN", text="Soup was cold")["ts"]
    control.post("react", channel="C0GENERAL", user="U0BEN", ts=ts, name="eyes")
    page = visit()
    message = page.get_by_test_id("message")
    expect(message.get_by_role("button", name="eyes, 1: Ben Okafor")).to_have_attribute("aria-pressed", "false")
    message.get_by_test_id("react").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Add a reaction").get_by_label("raising hand")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    mine = message.get_by_role("button", name="white check mark, 1: Ana Silva")
    expect(mine).to_have_attribute("aria-pressed", "true")

    message.get_by_test_id("react").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name of an emoji").fill(":door:")
    page.keyboard.press("Enter")
    expect(message.get_by_role("button", name="door, 1: Ana Silva")).to_contain_text("🚪")
    mine.focus()
    page.keyboard.press("Space")
    expect(mine).to_have_count(0)
    names = [each["name"] for each in control.messages("C0GENERAL", "U0ANA")[0]["reactions"]]
    assert names == ["eyes", "door"]
