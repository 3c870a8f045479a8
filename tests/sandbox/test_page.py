"""The sandbox's page in a real browser: what a person sees and does there."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from slack_bolt import Ack, App
from slack_sdk import WebClient

from tests.sandbox.parts import Control, Json

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="there is no chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--lang=en-GB", *QUIET]
        )
        yield made
        made.close()


@pytest.fixture
def visit(browser: Browser, base_url: str) -> Iterator[Callable[..., Page]]:
    """Open the page as somebody, somewhere; what the browser complains of fails the test."""
    contexts, complaints = [], []

    def open_page(user: str = "U0ANA", place: str = "C0GENERAL", width: int = 1280) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}))
        page = contexts[-1].new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{base_url}/#as={user}&in={place}")
        page.wait_for_selector("body[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def said(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(text: str, action_id: str, **more: Any) -> Json:  # noqa: ANN401  # because these are Slack's own fields
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:  # noqa: ANN401  # because of the same
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


def form(*blocks: Json, **more: Any) -> Json:  # noqa: ANN401  # because of the same
    return {"type": "modal", "title": plain("Log it"), "submit": plain("Save"), "blocks": list(blocks), **more}


def serve_form(app: App, view: Json) -> None:
    """`/touchpoint` opens the form."""

    @app.command("/touchpoint")
    def opened(ack: Ack, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()


def type_line(page: Page, text: str) -> None:
    page.get_by_test_id("composer").fill(text)
    page.get_by_test_id("composer").press("Enter")


def test_a_command_is_completed_hinted_and_answered_for_its_reader_alone(app: App, visit: Callable[..., Page]) -> None:
    lines: list[str] = []

    @app.command("/followup")
    def followup(ack: Ack, command: Json) -> None:
        lines.append(command["text"])
        ack("Planned for *Friday*.")

    page, other = visit(), visit("U0BEN")
    composer = page.get_by_test_id("composer")
    composer.press_sequentially("/fol")
    expect(page.get_by_role("option").first).to_contain_text("/followup")
    composer.press("Enter")
    expect(page.get_by_test_id("composer-hint")).to_contain_text("due:friday")
    composer.press_sequentially("Dana: call back @be")
    composer.press("Enter")
    composer.press("Enter")
    answer = page.get_by_test_id("message").last
    expect(answer).to_contain_text("Only visible to you")
    expect(answer.locator("strong")).to_have_text("Friday")
    assert lines == ["Dana: call back <@U0BEN|ben>"]
    assert other.get_by_test_id("message").count() == 0


def test_what_people_write_is_text_and_never_markup(visit: Callable[..., Page]) -> None:
    page = visit()
    type_line(page, "<img src=x onerror=alert(1)> *bold* <!channel> & `code`")
    message = page.get_by_test_id("message").last
    expect(message).to_contain_text("<img src=x onerror=alert(1)> bold <!channel> & code")
    assert message.locator("img").count() == 0
    expect(message.locator("code")).to_have_text("code")


def test_a_click_is_sent_once_and_the_edited_message_keeps_its_place(
    app: App, visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    clicks: list[str] = []

    @app.action("claim")
    def claimed(ack: Ack, body: Json, client: WebClient) -> None:
        clicks.append(body["user"]["id"])
        text = f"Claimed by <@{body['user']['id']}>"
        client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text=text, blocks=[said(text)])
        ack()

    ts = posted(said("Complaint from Dana"), {"type": "actions", "elements": [button("Claim", "claim")]})
    page = visit()
    page.get_by_role("button", name="Claim").dblclick()
    message = page.locator(f"[data-ts='{ts}']")
    expect(message).to_contain_text("Claimed by @Ana Silva")
    expect(message).to_contain_text("(edited)")
    assert clicks == ["U0ANA"]


def test_a_dangerous_button_asks_first(app: App, visit: Callable[..., Page], posted: Callable[..., str]) -> None:
    gone: list[str] = []

    @app.action("forget")
    def forget(ack: Ack, body: Json) -> None:
        gone.append(body["user"]["id"])
        ack()

    confirm = {
        "title": plain("Forget Dana?"),
        "text": plain("For good."),
        "confirm": plain("Forget"),
        "deny": plain("Keep"),
    }
    posted({"type": "actions", "elements": [button("Forget", "forget", style="danger", confirm=confirm)]})
    page = visit()
    page.get_by_role("button", name="Forget").click()
    page.get_by_role("alertdialog", name="Forget Dana?").get_by_role("button", name="Keep").click()
    assert gone == []
    page.get_by_role("button", name="Forget").click()
    with page.expect_response("**/_control/interact"):
        page.get_by_role("alertdialog").get_by_role("button", name="Forget").click()
    assert gone == ["U0ANA"]


def test_an_error_stands_at_its_field_and_what_was_filled_in_stays(app: App, visit: Callable[..., Page]) -> None:
    sent: list[Json] = []
    channel = {"type": "static_select", "action_id": "how", "options": [{"text": plain("Phone"), "value": "phone"}]}
    serve_form(
        app,
        form(
            field("how", "Channel", channel),
            field("text", "What happened", {"type": "plain_text_input", "action_id": "text", "multiline": True}),
            callback_id="log",
        ),
    )

    @app.view("log")
    def logged(ack: Ack, view: Json) -> None:
        sent.append(view["state"]["values"])
        if len(sent) == 1:
            ack(response_action="errors", errors={"text": "Say a little more."})
        else:
            ack()

    page = visit()
    type_line(page, "/touchpoint")
    modal = page.get_by_role("dialog", name="Log it")
    modal.get_by_role("combobox", name="Channel").click()
    modal.get_by_role("option", name="Phone").click()
    text = modal.get_by_label("What happened")
    text.fill("Hm")
    modal.get_by_role("button", name="Save").click()
    expect(modal.get_by_test_id("field-error")).to_have_text("Say a little more.")
    expect(text).to_be_focused()
    expect(text).to_have_accessible_description("Say a little more.")
    expect(text).to_have_value("Hm")
    text.fill("Happy with the menu")
    modal.get_by_role("button", name="Save").click()
    expect(modal).to_have_count(0)
    assert sent[1]["how"]["how"]["selected_option"]["value"] == "phone"
    assert sent[1]["text"]["text"]["value"] == "Happy with the menu"


def test_a_form_on_top_goes_back_to_what_was_typed_below_and_escape_closes_all(
    app: App, visit: Callable[..., Page]
) -> None:
    note = field("note", "Note", {"type": "plain_text_input", "action_id": "note"})
    serve_form(app, form(note, {"type": "actions", "elements": [button("Details", "details")]}))

    @app.action("details")
    def details(ack: Ack, client: WebClient, body: Json) -> None:
        detail = field("detail", "Detail", {"type": "plain_text_input", "action_id": "detail"})
        client.views_push(trigger_id=body["trigger_id"], view=form(detail) | {"title": plain("Details")})
        ack()

    page = visit()
    type_line(page, "/touchpoint")
    page.get_by_label("Note").fill("kept")
    page.get_by_role("button", name="Details").click()
    expect(page.get_by_role("dialog", name="Details").get_by_label("Detail")).to_be_focused()
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_label("Note")).to_have_value("kept")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("modal")).to_have_count(0)
    expect(page.get_by_test_id("composer")).to_be_focused()


def test_an_external_select_searches_and_the_form_updates_around_the_cursor(
    app: App, visit: Callable[..., Page]
) -> None:
    who = {"type": "external_select", "action_id": "who", "min_query_length": 1}
    note = field("note", "Note", {"type": "plain_text_input", "action_id": "note"}, optional=True)
    search = field("who", "Customer", who, dispatch_action=True)
    serve_form(app, form(search, note))

    @app.options("who")
    def options(ack: Ack, payload: Json) -> None:
        names = [name for name in ("Dana Reyes", "Danielle Roy", "Omar") if payload["value"].lower() in name.lower()]
        ack(options=[{"text": plain(name), "value": name} for name in names])

    @app.action("who")
    def chosen(ack: Ack, client: WebClient, body: Json) -> None:
        name = body["actions"][0]["selected_option"]["value"]
        client.views_update(view_id=body["view"]["id"], view=form(search, said(f"Last touch of {name}: Monday"), note))
        ack()

    page = visit()
    type_line(page, "/touchpoint")
    page.get_by_label("Note").fill("kept")
    customer = page.get_by_test_id("modal").get_by_role("combobox", name="Customer")
    customer.fill("dani")
    expect(page.get_by_role("option")).to_have_text(["Danielle Roy"])
    customer.press("Enter")
    expect(page.get_by_test_id("modal")).to_contain_text("Last touch of Danielle Roy: Monday")
    expect(customer).to_have_value("Danielle Roy")
    expect(customer).to_be_focused()
    expect(page.get_by_label("Note")).to_have_value("kept")


def test_unread_messages_are_counted_per_person_until_they_look(visit: Callable[..., Page], control: Control) -> None:
    page = visit()
    team = page.get_by_test_id("channel-C0TEAM")
    for text in ("one", "two"):
        control.post("message", channel="C0TEAM", user="U0BEN", text=text)
    expect(team).to_have_accessible_name("customer-team, channel, 2 unread")
    team.click()
    expect(page.get_by_test_id("new-line")).to_be_visible()
    expect(team).to_have_accessible_name("customer-team, channel")
    page.get_by_test_id("person-switcher").click()
    page.get_by_test_id("person-U0CARA").click()
    page.get_by_test_id("channel-C0GENERAL").click()
    control.post("message", channel="C0TEAM", user="U0BEN", text="three")
    expect(team).to_have_accessible_name("customer-team, channel, 1 unread")


def test_one_acts_as_anybody_but_the_deactivated(visit: Callable[..., Page]) -> None:
    page = visit("U0DEV", "C0LEADS")
    expect(page.get_by_role("heading", name="leads", exact=True)).to_be_visible()
    page.get_by_test_id("person-switcher").click()
    page.get_by_test_id("person-U0OLGA").click(force=True)
    expect(page.get_by_test_id("person-switcher")).to_contain_text("Dev Patel")
    page.get_by_test_id("person-U0GUS").click()
    expect(page.get_by_test_id("person-switcher")).to_contain_text("guest")
    expect(page.get_by_test_id("channel-C0GENERAL")).to_be_visible()
    expect(page.get_by_test_id("channel-C0LEADS")).to_have_count(0)
    expect(page.get_by_test_id("channel-C0TEAM")).to_have_count(0)


def test_dates_are_in_the_zone_of_the_person_acted_as(visit: Callable[..., Page], posted: Callable[..., str]) -> None:
    ts = posted(said("Due <!date^1795424400^{date_num} {time}|later>"))  # Monday 23 November 2026, 09:00 UTC
    for user, shown in (
        ("U0ANA", "Due 2026-11-23 9:00"),
        ("U0BEN", "Due 2026-11-23 4:00 AM"),
        ("U0FEI", "Due 2026-11-23 14:30"),
    ):
        expect(visit(user).locator(f"[data-ts='{ts}']")).to_contain_text(re.compile(shown.replace(" ", r"\s0?")))


def test_a_thread_opens_beside_the_channel_and_takes_replies(
    visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    ts = posted(said("Complaint from Dana"))
    page = visit()
    message = page.locator(f".place [data-ts='{ts}']")
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    panel = page.get_by_test_id("thread-panel")
    panel.get_by_test_id("thread-composer").fill("I rang her")
    panel.get_by_test_id("thread-composer").press("Enter")
    expect(panel.get_by_test_id("message")).to_have_count(2)
    expect(message.get_by_test_id("thread-link")).to_contain_text("1 reply")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_message_shortcut_reaches_the_bot_with_its_message(
    app: App, visit: Callable[..., Page], control: Control
) -> None:
    @app.shortcut("log_message_as_touchpoint")
    def logged(ack: Ack, client: WebClient, body: Json) -> None:
        words = {"type": "plain_text_input", "action_id": "words", "initial_value": body["message"]["text"]}
        client.views_open(trigger_id=body["trigger_id"], view=form(field("words", "Words", words)))
        ack()

    control.post("message", channel="C0GENERAL", user="U0BEN", text="Dana loved it")
    page = visit()
    page.get_by_test_id("message").last.hover()
    page.get_by_test_id("message").last.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Log as touchpoint").click()
    expect(page.get_by_label("Words")).to_have_value("Dana loved it")


def test_the_home_tab_shows_what_the_bot_publishes_also_later(
    app: App, visit: Callable[..., Page], client: WebClient
) -> None:
    def publish(text: str) -> None:
        client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [said(text)]})

    @app.event("app_home_opened")
    def opened(event: Json) -> None:
        publish(f"Good morning <@{event['user']}>")

    page = visit(place="home")
    expect(page.get_by_test_id("home")).to_contain_text("Good morning @Ana Silva")
    publish("Nothing left to do")
    expect(page.get_by_test_id("home")).to_contain_text("Nothing left to do")


def test_a_bot_that_does_not_answer_shows_slacks_own_error(visit: Callable[..., Page]) -> None:
    page = visit()
    type_line(page, "/thanks Dana: for the referral")
    expect(page.get_by_test_id("message").last).to_contain_text('/thanks failed with the error "dispatch_failed"')
    type_line(page, "/nonsense")
    expect(page.get_by_test_id("toast")).to_contain_text("/nonsense is not a valid command")
    expect(page.get_by_test_id("composer")).to_have_value("/nonsense")


def test_reading_back_is_not_disturbed_by_what_arrives(visit: Callable[..., Page], control: Control) -> None:
    for number in range(60):
        control.post("message", channel="C0GENERAL", user="U0BEN", text=f"message {number}")
    page = visit()
    expect(page.get_by_text("message 59", exact=True)).to_be_in_viewport()
    scroller = page.locator(".message-list .scroller")
    scroller.evaluate("node => { node.scrollTop = 100; window.kept = node.querySelectorAll('.message')[30]; }")
    expect(page.get_by_text("message 59", exact=True)).not_to_be_in_viewport()
    control.post("message", channel="C0GENERAL", user="U0BEN", text="the latest")
    expect(page.get_by_role("button", name="New messages")).to_be_visible()
    assert scroller.evaluate("node => node.scrollTop") == 100
    assert page.evaluate("window.kept === document.querySelectorAll('.message')[30]")
    page.get_by_role("button", name="New messages").click()
    expect(page.get_by_text("the latest", exact=True)).to_be_in_viewport()


def test_the_clock_moves_from_the_page(visit: Callable[..., Page]) -> None:
    page = visit()
    before = page.get_by_test_id("clock").get_attribute("aria-label")
    page.get_by_test_id("clock-hour").click()
    expect(page.get_by_test_id("toast")).to_contain_text("It is now")
    assert page.get_by_test_id("clock").get_attribute("aria-label") != before


def test_the_traffic_names_what_was_called_and_how_it_ended(
    visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    posted(said("Hello"))
    page = visit()
    page.get_by_test_id("inspector-button").click()
    row = page.get_by_test_id("inspector-panel").locator("li", has_text="chat.postMessage")
    expect(row).to_contain_text("ok")
    row.locator("summary").click()
    expect(row.locator("pre")).to_contain_text('"channel": "C0GENERAL"')


@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_scrolls_sideways(visit: Callable[..., Page], posted: Callable[..., str], width: int) -> None:
    posted(
        said("x" * 400),
        {"type": "section", "fields": [plain("a" * 200), plain("b" * 200)]},
        {"type": "actions", "elements": [button(f"Button {number}", f"b{number}") for number in range(8)]},
    )
    page = visit(width=width)
    expect(page.get_by_test_id("message")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".message-list .scroller").evaluate("node => node.scrollWidth - node.clientWidth") == 0


def test_on_a_narrow_window_the_sidebar_is_a_drawer(visit: Callable[..., Page]) -> None:
    page = visit(width=400)
    channel = page.get_by_test_id("channel-C0TEAM")
    expect(channel).not_to_be_visible()
    page.get_by_test_id("drawer").click()
    channel.click()
    expect(page.get_by_role("heading", name="customer-team", exact=True)).to_be_visible()
    expect(channel).not_to_be_visible()
