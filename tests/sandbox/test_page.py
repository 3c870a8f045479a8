"""The sandbox's page in a real browser: what a person sees and does there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.sandbox.sandbox import Sandbox
from tests.sandbox.parts import Control, Json, Nobody, actions, button, plain, section

pytestmark = pytest.mark.browser


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
    expect(page.get_by_test_id("composer-hint")).to_contain_text("friday 3pm")
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
        client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text=text, blocks=[section(text)])
        ack()

    ts = posted(section("Complaint from Dana"), actions(button("claim", "Claim")))
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
    posted(actions(button("forget", "Forget", style="danger", confirm=confirm)))
    page = visit()
    page.get_by_role("button", name="Forget").click()
    page.get_by_role("alertdialog", name="Forget Dana?").get_by_role("button", name="Keep").click()
    assert gone == []
    page.get_by_role("button", name="Forget").click()
    with page.expect_response("**/_control/interact"):
        page.get_by_role("alertdialog").get_by_role("button", name="Forget").click()
    assert gone == ["U0ANA"]


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
    expect(page.get_by_test_id("person-switcher")).to_contain_text("Cara Lindqvist")
    expect(page.get_by_test_id("message")).to_have_count(2)
    expect(team).to_have_accessible_name("customer-team, channel")
    page.get_by_test_id("channel-C0GENERAL").click()
    expect(page.get_by_test_id("message")).to_have_count(0)
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
    ts = posted(section("Due <!date^1795424400^{date_num} {time}|later>"))  # Monday 23 November 2026, 09:00 UTC
    for user, shown in (
        ("U0ANA", "Due 2026-11-23 9:00"),
        ("U0BEN", "Due 2026-11-23 4:00 AM"),
        ("U0FEI", "Due 2026-11-23 14:30"),
    ):
        expect(visit(user).locator(f"[data-ts='{ts}']")).to_contain_text(re.compile(shown.replace(" ", r"\s0?")))


def test_a_thread_opens_beside_the_channel_and_takes_replies(
    visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    ts = posted(section("Complaint from Dana"))
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


def test_the_home_tab_shows_what_the_bot_publishes_also_later(
    app: App, visit: Callable[..., Page], client: WebClient
) -> None:
    def publish(text: str) -> None:
        client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [section(text)]})

    @app.event("app_home_opened")
    def opened(event: Json) -> None:
        publish(f"Good morning <@{event['user']}>")

    page = visit(place="home")
    expect(page.get_by_test_id("home")).to_contain_text("Good morning @Ana Silva")
    publish("Nothing left to do")
    expect(page.get_by_test_id("home")).to_contain_text("Nothing left to do")


def test_a_bot_that_does_not_answer_shows_slacks_own_error(sandbox: Sandbox, visit: Callable[..., Page]) -> None:
    sandbox.transport = Nobody()
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
    posted(section("Hello"))
    page = visit()
    page.get_by_test_id("inspector-button").click()
    row = page.get_by_test_id("inspector-panel").locator("li", has_text="chat.postMessage")
    expect(row).to_contain_text("ok")
    row.locator("summary").click()
    expect(row.locator("pre")).to_contain_text('"channel": "C0GENERAL"')


@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_scrolls_sideways(visit: Callable[..., Page], posted: Callable[..., str], width: int) -> None:
    posted(
        section("x" * 400),
        {"type": "section", "fields": [plain("a" * 200), plain("b" * 200)]},
        actions(*(button(f"b{number}", f"Button {number}") for number in range(8))),
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
