"""Forms on the sandbox's page, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from tests.sandbox.parts import (
    Control,
    Json,
    actions,
    button,
    field,
    modal,
    open_form,
    option,
    plain,
    section,
    serve_form,
    words,
)

pytestmark = pytest.mark.browser


def test_an_error_stands_at_its_saidand_what_was_filled_in_stays(app: App, visit: Callable[..., Page]) -> None:
    sent: list[Json] = []
    channel = {"type": "static_select", "action_id": "how", "options": [option("phone", "Phone")]}
    text = words("text", multiline=True)
    serve_form(app, modal(field("how", channel, "Channel"), field("text", text, "What happened"), callback_id="log"))

    @app.view("log")
    def logged(ack: Ack, view: Json) -> None:
        sent.append(view["state"]["values"])
        if len(sent) == 1:
            ack(response_action="errors", errors={"text": "Say a little more."})
        else:
            ack()

    page = visit()
    open_form(page)
    form = page.get_by_role("dialog", name="A form")
    form.get_by_role("combobox", name="Channel").click()
    form.get_by_role("option", name="Phone").click()
    typed = form.get_by_label("What happened")
    typed.fill("Hm")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_test_id("field-error")).to_have_text("Say a little more.")
    expect(typed).to_be_focused()
    expect(typed).to_have_accessible_description("Say a little more.")
    expect(typed).to_have_value("Hm")
    typed.fill("Happy with the menu")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    assert sent[1]["how"]["how"]["selected_option"]["value"] == "phone"
    assert sent[1]["text"]["text"]["value"] == "Happy with the menu"


def test_a_form_on_top_goes_back_to_what_was_typed_below_and_escape_closes_all(
    app: App, visit: Callable[..., Page]
) -> None:
    note = field("note", words("note"), "Note")
    serve_form(app, modal(note, actions(button("details", "Details"))))

    @app.action("details")
    def details(ack: Ack, client: WebClient, body: Json) -> None:
        detail = field("detail", words("detail"), "Detail")
        client.views_push(trigger_id=body["trigger_id"], view=modal(detail, title=plain("Details")))
        ack()

    page = visit()
    open_form(page)
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
    note = field("note", words("note"), "Note", optional=True)
    search = field("who", who, "Customer", dispatch_action=True)
    serve_form(app, modal(search, note))

    @app.options("who")
    def options(ack: Ack, payload: Json) -> None:
        names = [name for name in ("Dana Reyes", "Danielle Roy", "Omar") if payload["value"].lower() in name.lower()]
        ack(options=[option(name, name) for name in names])

    @app.action("who")
    def chosen(ack: Ack, client: WebClient, body: Json) -> None:
        name = body["actions"][0]["selected_option"]["value"]
        client.views_update(
            view_id=body["view"]["id"], view=modal(search, section(f"Last touch of {name}: Monday"), note)
        )
        ack()

    page = visit()
    open_form(page)
    page.get_by_label("Note").fill("kept")
    customer = page.get_by_test_id("modal").get_by_role("combobox", name="Customer")
    customer.fill("dani")
    expect(page.get_by_role("option")).to_have_text(["Danielle Roy"])
    customer.press("Enter")
    expect(page.get_by_test_id("modal")).to_contain_text("Last touch of Danielle Roy: Monday")
    expect(customer).to_have_value("Danielle Roy")
    expect(customer).to_be_focused()
    expect(page.get_by_label("Note")).to_have_value("kept")


def test_a_message_shortcut_reaches_the_bot_with_its_message(
    app: App, visit: Callable[..., Page], control: Control
) -> None:
    @app.shortcut("log_message_as_touchpoint")
    def logged(ack: Ack, client: WebClient, body: Json) -> None:
        said = field("words", words(initial_value=body["message"]["text"]))
        client.views_open(trigger_id=body["trigger_id"], view=modal(said))
        ack()

    control.post("message", channel="C0GENERAL", user="U0BEN", text="Dana loved it")
    page = visit()
    page.get_by_test_id("message").last.hover()
    page.get_by_test_id("message").last.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Log as touchpoint").click()
    expect(page.get_by_label("Words")).to_have_value("Dana loved it")


def fill_all(page: Page) -> None:
    page.get_by_label("Note").fill("half a thought")
    page.get_by_label("Due").fill("2026-12-01")
    page.get_by_label("How").click()
    page.get_by_role("option", name="Phone").click()
    page.get_by_role("checkbox", name="Urgent").check()


def expect_all(page: Page) -> None:
    expect(page.get_by_label("Note")).to_have_value("half a thought")
    expect(page.get_by_label("Due")).to_have_value("2026-12-01")
    expect(page.get_by_label("How")).to_have_value("Phone")
    expect(page.get_by_role("checkbox", name="Urgent")).to_be_checked()


@pytest.fixture
def long_form(app: App) -> None:
    how = {"type": "static_select", "action_id": "how", "options": [option("phone", "Phone"), option("email", "Email")]}
    marks = {"type": "checkboxes", "action_id": "marks", "options": [option("urgent", "Urgent"), option("vip", "VIP")]}
    due = field("due", {"type": "datepicker", "action_id": "due"}, "Due")
    serve_form(app, modal(field("note", words("note"), "Note"), due, field("how", how, "How"), field("marks", marks)))


@pytest.mark.usefixtures("long_form")
def test_a_reload_keeps_the_form_and_all_that_is_filled_in(visit: Callable[..., Page]) -> None:
    page = visit()
    open_form(page)
    fill_all(page)
    page.reload()
    expect_all(page)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("modal")).to_have_count(0)
    open_form(page)
    expect(page.get_by_label("Note")).to_have_value("")


@pytest.mark.usefixtures("long_form")
def test_another_person_in_between_keeps_the_form_and_all_that_is_filled_in(visit: Callable[..., Page]) -> None:
    page = visit()
    open_form(page)
    fill_all(page)
    page.evaluate("location.hash = 'as=U0BEN&in=C0GENERAL'")
    expect(page.get_by_test_id("modal")).to_have_count(0)
    open_form(page)
    expect(page.get_by_label("Note")).to_have_value("")
    page.evaluate("location.hash = 'as=U0ANA&in=C0GENERAL'")
    expect_all(page)


def test_an_update_of_the_form_keeps_what_is_being_typed_and_the_cursor_in_it(
    app: App, visit: Callable[..., Page], client: WebClient
) -> None:
    opened: list[str] = []
    note = field("note", words("note", multiline=True), "Note")

    @app.command("/touchpoint")
    def form(ack: Ack, client: WebClient, body: Json) -> None:
        view = modal(note, actions(button("more", "More"), block_id="do"))
        opened.append(client.views_open(trigger_id=body["trigger_id"], view=view)["view"]["id"])
        ack()

    page = visit()
    open_form(page)
    typed = page.get_by_label("Note")
    typed.press_sequentially("first last")
    for _ in "last":
        page.keyboard.press("ArrowLeft")
    hinted = note | {"hint": plain("Found: Dana Reyes"), "label": plain("Note on Dana")}
    client.views_update(view_id=opened[0], view=modal(section("Dana Reyes"), hinted, title=plain("For Dana")))
    expect(page.get_by_role("dialog", name="For Dana")).to_contain_text("Found: Dana Reyes")
    page.keyboard.type("and ")
    expect(page.get_by_label("Note on Dana")).to_have_value("first and last")


def test_a_choice_that_is_not_confirmed_is_taken_back(
    app: App, visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    chosen: list[str] = []

    @app.action("tier")
    def tier(ack: Ack, body: Json) -> None:
        chosen.append(body["actions"][0]["selected_option"]["value"])
        ack()

    sure = {"title": plain("Sure?"), "text": plain("All of them."), "confirm": plain("Change"), "deny": plain("Keep")}
    gold, vip = option("gold", "Gold"), option("vip", "VIP")
    tiers = {"type": "static_select", "action_id": "tier", "options": [gold, vip], "initial_option": gold}
    posted(section("Dana", accessory={**tiers, "confirm": sure}))
    page = visit()
    select = page.get_by_test_id("message").get_by_role("combobox")
    for answer, shown in (("Keep", "Gold"), ("Change", "VIP")):
        select.click()
        page.get_by_role("option", name="VIP").click()
        page.get_by_role("alertdialog").get_by_role("button", name=answer).click()
        expect(select).to_have_value(shown)
    expect(select).not_to_have_attribute("aria-busy", "true")
    assert chosen == ["vip"]
