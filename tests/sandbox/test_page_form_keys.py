"""The keyboard in forms on the sandbox's page, in a real browser: Esc closes, Ctrl+Enter sends."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from slack_bolt import Ack, App

from tests.sandbox.parts import Json, field, modal, open_form, option, serve_form, words

pytestmark = pytest.mark.browser


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A context a test: what is typed and left here is kept by the page beyond its end."""
    made = browser.new_context()
    yield made
    made.close()


@pytest.mark.parametrize("kind", ["datepicker", "timepicker", "plain_text_input", "static_select", "users_select"])
@pytest.mark.parametrize("keys", [("Escape",), ("Escape", "Escape"), ("1", "Escape")])
def test_escape_in_any_field_closes_the_form_once_and_without_a_complaint(
    app: App, visit: Callable[..., Page], kind: str, keys: tuple[str, ...]
) -> None:
    options = {"options": [option("a", "A")]} if kind == "static_select" else {}
    inside = {"type": kind, "action_id": "inside", **options}
    serve_form(app, modal(field("inside", inside, "Inside", dispatch_action=True), field("note", words("note"))))
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    open_form(page)
    page.get_by_label("Inside").focus()
    for key in keys:
        page.keyboard.press(key)
    if page.get_by_test_id("modal").count():  # an open list took the first
        page.keyboard.press("Escape")
    expect(page.get_by_test_id("modal")).to_have_count(0)
    expect(page.get_by_test_id("composer")).to_be_focused()
    expect(page.get_by_test_id("toast")).to_have_count(0)
    assert (asked.count("close"), asked.count("interact")) == (1, 0)


def test_escape_in_an_open_list_or_a_changed_date_tells_the_bot_nothing(app: App, visit: Callable[..., Page]) -> None:
    told: list[Json] = []
    due = {"type": "datepicker", "action_id": "due", "initial_date": "2026-11-27"}
    who = {"type": "users_select", "action_id": "who"}
    serve_form(app, modal(field("due", due, "Due", dispatch_action=True), field("who", who, "Who")))

    @app.action("due")
    def due_changed(ack: Ack, body: Json) -> None:
        told.append(body)
        ack()

    page = visit()
    open_form(page)
    page.get_by_label("Who").click()
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("modal")).to_be_visible()
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))  # no pause in typing, however slow this machine is
    page.get_by_label("Due").fill("2026-12-01")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("modal")).to_have_count(0)
    page.clock.run_for(5000)
    expect(page.get_by_test_id("toast")).to_have_count(0)
    assert told == []


def test_what_is_typed_after_escape_is_no_part_of_the_form_however_slow_its_closing(
    app: App, visit: Callable[..., Page]
) -> None:
    may_answer = threading.Event()
    lines: list[str] = []
    serve_form(app, modal(field("note", words("note"), "Note"), notify_on_close=True))

    @app.view_closed("form")
    def closed(ack: Ack) -> None:
        may_answer.wait(60)
        ack()

    @app.command("/complaint")
    def logged(ack: Ack, body: Json) -> None:
        lines.append(body["text"])
        ack("Logged.")

    page = visit()
    open_form(page)
    page.get_by_label("Note").press("Escape")
    page.keyboard.type("/complaint Dana: order never arrived")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("message").last).to_contain_text("Logged.")
    may_answer.set()
    expect(page.get_by_test_id("modal")).to_have_count(0)
    assert lines == ["Dana: order never arrived"]


@pytest.mark.parametrize("keys", ["Control+Enter", "Meta+Enter"])
@pytest.mark.parametrize("where", ["Note", "Story", "Due", "How"])
def test_control_enter_sends_the_form_from_any_field(
    app: App, visit: Callable[..., Page], keys: str, where: str
) -> None:
    sent: list[Json] = []
    how = {"type": "static_select", "action_id": "how", "options": [option("phone", "Phone")]}
    serve_form(
        app,
        modal(
            field("note", words("note"), "Note"),
            field("story", words("story", multiline=True), "Story"),
            field("due", {"type": "datepicker", "action_id": "due"}, "Due", dispatch_action=True),
            field("how", how, "How", optional=True),
            callback_id="log",
        ),
    )

    @app.action("due")
    def due_changed(ack: Ack) -> None:
        ack()

    @app.view("log")
    def logged(ack: Ack, view: Json) -> None:
        sent.append(view["state"]["values"])
        ack()

    page = visit()
    open_form(page)
    page.get_by_label("Note").fill("a note")
    page.get_by_label("Story").fill("a story")
    page.get_by_label("Due").fill("2026-12-01")
    page.get_by_role("dialog").get_by_label(where).press(keys)
    expect(page.get_by_test_id("modal")).to_have_count(0)
    [values] = sent
    assert (values["note"]["note"]["value"], values["story"]["story"]["value"]) == ("a note", "a story")
    assert values["due"]["due"]["selected_date"] == "2026-12-01"
