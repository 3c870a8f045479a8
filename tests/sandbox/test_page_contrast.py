"""Every text on every surface of the page can be read, in light and in dark: WCAG's contrast, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.sandbox.sandbox import Sandbox
from tests.sandbox.parts import (
    Control,
    Json,
    Nobody,
    actions,
    attach,
    button,
    field,
    modal,
    option,
    plain,
    section,
    words,
)

pytestmark = pytest.mark.browser

LEAST = 4.5  # https://www.w3.org/TR/WCAG22/#contrast-minimum, here also for large text
LOOK = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")

DESCRIBED = {**option("a", "First"), "description": plain("What the first one does")}
SELECTS: list[Json] = [
    {
        "type": "static_select",
        "action_id": "one",
        "options": [DESCRIBED, option("b", "Second")],
        "placeholder": plain("Pick"),
    },
    {
        "type": "static_select",
        "action_id": "groups",
        "option_groups": [{"label": plain("Group"), "options": [DESCRIBED]}],
        "initial_option": DESCRIBED,
    },
    {"type": "datepicker", "action_id": "date"},
]
SURE = {"title": plain("Sure?"), "text": plain("For good."), "confirm": plain("Forget"), "style": "danger"}
EVERYTHING: list[Json] = [
    {"type": "header", "text": plain("A header")},
    section(
        "*bold* _italic_ ~struck~ `code` <https://example.com|link> <@U0ANA> <@U0BEN> <#C0TEAM> <!channel> "
        "<!date^1795424400^{date_num}|x>\n> quoted\n• item\n```block```"
    ),
    {"type": "section", "fields": [plain("Field"), plain("Other")]},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Context with `code` and <@U0BEN>"}]},
    section(
        "A line", accessory={"type": "overflow", "action_id": "more", "options": [DESCRIBED, option("b", "Other")]}
    ),
    actions(
        button("plain", "Plain"),
        button("primary", "Primary", style="primary"),
        button("danger", "Danger", style="danger", confirm=SURE),
        button("link", "Link", url="https://example.com"),
    ),
    actions(*SELECTS),
    actions({"type": "checkboxes", "action_id": "boxes", "options": [DESCRIBED], "initial_options": [DESCRIBED]}),
    {
        "type": "data_table",
        "caption": "A table",
        "page_size": 1,
        "rows": [[{"type": "raw_text", "text": text}] for text in ("Head", "One", "Two")],
    },
    {
        "type": "data_visualization",
        "title": "A chart",
        "chart": {"type": "pie", "segments": [{"label": "One", "value": 1}, {"label": "Two", "value": 2}]},
    },
    {
        "type": "data_visualization",
        "title": "Bars",
        "chart": {
            "type": "bar",
            "series": [{"name": "One", "data": [{"label": "May", "value": 3}]}],
            "axis_config": {"categories": ["May"], "x_label": "Month", "y_label": "Touches"},
        },
    },
    {"type": "card", "title": plain("Card"), "subtitle": plain("Subtitle"), "body": plain("Body")},
]


@pytest.fixture(params=["light", "dark"])
def visit_in(request: pytest.FixtureRequest, new_page: Callable[..., Page], base_url: str) -> Callable[..., Page]:
    """Open the page in one of the colour schemes."""

    def open_page(user: str = "U0ANA", place: str = "C0GENERAL", width: int = 1280) -> Page:
        page = new_page(width, 1000)
        page.emulate_media(color_scheme=request.param, reduced_motion="reduce")
        page.goto(f"{base_url}/#as={user}&in={place}")
        page.wait_for_selector("body[data-ready]")
        return page

    return open_page


def too_faint(page: Page) -> list[Json]:
    """What cannot be read well enough, once nothing moves any more."""
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))")
    found: list[Json] = page.evaluate(LOOK, LEAST)
    return found


def test_a_channel_with_every_kind_of_message_can_be_read(
    app: App, visit_in: Callable[..., Page], client: WebClient, control: Control, posted: Callable[..., str]
) -> None:
    @app.command("/touchpoint")
    def logged(ack: Ack) -> None:
        ack({"blocks": EVERYTHING, "text": "Logged"})

    ts = posted(*EVERYTHING)
    client.chat_postMessage(channel="C0GENERAL", thread_ts=ts, text="A reply")
    control.post("message", channel="C0TEAM", user="U0BEN", text="Unread")
    page = visit_in(place="C0RANDOM")
    control.post("message", channel="C0GENERAL", user="U0BEN", text="New to <@U0ANA>")
    control.post("command", channel="C0GENERAL", user="U0ANA", command="/touchpoint", text="Dana: all")
    page.get_by_test_id("channel-C0GENERAL").click()
    expect(page.get_by_test_id("new-line")).to_be_visible()
    expect(page.get_by_text("Only visible to you").first).to_be_visible()
    assert too_faint(page) == []
    message = page.locator(f".place [data-ts='{ts}']")
    for reacting in ("U0ANA", "U0BEN"):
        control.post(
            "react", channel="C0GENERAL", user=reacting, ts=ts, name=f"door{'' if reacting == 'U0ANA' else 's'}"
        )
    expect(message.get_by_test_id("reaction")).to_have_count(2)
    message.hover()
    assert too_faint(page) == []
    for control_of in (message.get_by_role("button", name="More options"), message.get_by_role("combobox").first):
        control_of.click()
        expect(page.locator(".menu-item, .listbox-option").first).to_be_visible()
        assert too_faint(page) == []
        page.keyboard.press("Escape")
    message.get_by_role("button", name="Danger").click()
    assert too_faint(page) == []
    page.keyboard.press("Escape")
    message.get_by_test_id("thread-link").click()
    expect(page.get_by_test_id("thread-panel").get_by_test_id("message")).to_have_count(2)
    assert too_faint(page) == []


def test_what_one_writes_and_what_became_of_it_can_be_read(sandbox: Sandbox, visit_in: Callable[..., Page]) -> None:
    sandbox.transport = Nobody()
    page = visit_in()
    assert too_faint(page) == []  # three things to try
    composer = page.get_by_test_id("composer")
    for begun in ("/", "/followup Dana", "hello @be", ":smi"):
        composer.fill(begun)
        assert too_faint(page) == []
    page.get_by_test_id("composer-plus").click()
    assert too_faint(page) == []
    page.get_by_role("menuitem", name="Mail bridge").click()
    attach(page, "a.csv")
    assert too_faint(page) == []
    page.get_by_label("Take away a.csv").click()
    page.get_by_role("button", name="Stop").click()
    composer.fill("/nonsense")
    composer.press("Enter")
    expect(page.get_by_test_id("toast")).to_be_visible()
    composer.fill("/followup Dana: nobody answers this")
    composer.press("Enter")
    expect(page.get_by_test_id("unsent")).to_be_visible()
    assert too_faint(page) == []


def test_a_form_with_errors_can_be_read(app: App, visit_in: Callable[..., Page]) -> None:
    inputs = [
        field("note", words("note", max_length=20), "Note", optional=True, hint=plain("A hint")),
        *(field(each["action_id"], each, each["action_id"], optional=True) for each in SELECTS),
        field("who", {"type": "multi_users_select", "action_id": "who", "initial_users": ["U0BEN"]}, "Who"),
        field("way", {"type": "radio_buttons", "action_id": "way", "options": [DESCRIBED]}, "Way", optional=True),
    ]
    alerts = [{"type": "alert", "text": plain(f"Level {level}"), "level": level} for level in ("info", "error")]

    @app.command("/touchpoint")
    def opened(ack: Ack, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(*alerts, *inputs, callback_id="log"))
        ack()

    @app.view("log")
    def refused(ack: Ack) -> None:
        ack(response_action="errors", errors={"note": "Say a little more."})

    page = visit_in()
    page.get_by_test_id("composer").fill("/touchpoint")
    page.get_by_test_id("composer").press("Enter")
    page.get_by_label("Note").fill("nearly twenty words")
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("field-error")).to_be_visible()
    assert too_faint(page) == []
    page.get_by_label("groups").click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert too_faint(page) == []


def test_everything_around_the_messages_can_be_read(visit_in: Callable[..., Page], client: WebClient) -> None:
    client.chat_postMessage(channel="U0ANA", text="Your day")
    client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": EVERYTHING[:7]})
    page = visit_in(place="home")
    expect(page.get_by_test_id("home")).to_contain_text("A header")
    assert too_faint(page) == []
    page.get_by_test_id("tab-messages").click()
    expect(page.get_by_test_id("message")).to_be_visible()
    page.get_by_test_id("inspector-button").click()
    expect(page.get_by_test_id("inspector-panel").locator("li").first).to_be_visible()
    page.get_by_test_id("inspector-panel").locator("summary").first.click()
    assert too_faint(page) == []
    page.get_by_test_id("person-switcher").click()
    assert too_faint(page) == []
    page.keyboard.press("Escape")
    page.get_by_test_id("help-button").click()
    assert too_faint(page) == []
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 400, "height": 1000})
    page.get_by_test_id("clock").click()
    assert too_faint(page) == []
