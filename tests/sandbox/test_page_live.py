"""What changes under the eyes of a reader on the sandbox's page: dates as the clock moves, messages edited in place."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from tests.sandbox.parts import Control, Json, actions, button, field, modal, option, plain, section, words

pytestmark = pytest.mark.browser

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TOMORROW = NOON + timedelta(days=1)


def date(words: str, at: datetime = TOMORROW) -> str:
    return f"<!date^{int(at.timestamp())}^{words}|the fallback>"


def message(page: Page, ts: str) -> Locator:
    return page.locator(f".place [data-ts='{ts}']")


@pytest.fixture
def at_noon(control: Control) -> Control:
    control.post("clock", now=NOON.isoformat())
    return control


def a_day_later(control: Control) -> None:
    now = datetime.fromisoformat(control.get("state")["now"])
    control.post("clock", now=(now + timedelta(days=1)).isoformat())


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("{date_pretty}", ["tomorrow", "today", "yesterday", "November 26th"]),
        ("{date_short_pretty}", ["tomorrow", "today", "yesterday", "26 Nov"]),
        ("{date_long_pretty}", ["tomorrow", "today", "yesterday", "Thursday, November 26th"]),
        ("{date_num}", ["2026-11-26"] * 4),
    ],
)
def test_a_date_is_told_anew_as_the_clock_moves(
    at_noon: Control, visit: Callable[..., Page], posted: Callable[..., str], token: str, shown: list[str]
) -> None:
    ts = posted(section(f"Due {date(token)}."))
    page = visit()
    told = message(page, ts).locator("time")
    for words_now in shown:
        expect(told).to_have_text(words_now)
        a_day_later(at_noon)


def test_dates_are_live_wherever_slack_shows_them(
    app: App, at_noon: Control, visit: Callable[..., Page], client: WebClient, posted: Callable[..., str]
) -> None:
    due = date("{date_short_pretty}")
    rich = {"type": "date", "timestamp": int(TOMORROW.timestamp()), "format": "{date_pretty}", "fallback": "x"}
    sure = {"title": plain("Sure?"), "text": {"type": "mrkdwn", "text": f"Due {due}"}}
    note = [{"type": "mrkdwn", "text": due}]
    ts = posted(
        section(f"*Due* {due}\n• {due}\n> {due}\n<https://example.com|link> _{due}_"),
        {"type": "section", "fields": note},
        {"type": "context", "elements": note},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [rich]}]},
        actions(
            button("done", "Done", confirm=sure),
            {"type": "checkboxes", "action_id": "c", "options": [{"value": "v", "text": note[0]}]},
        ),
    )
    at_noon.post("message", channel="C0GENERAL", user="U0BEN", text="unrelated")
    text = client.chat_postMessage(channel="C0GENERAL", text=f"Due {due}")["ts"]
    client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [section(f"Due {due}")]})

    @app.command("/touchpoint")
    def opened(ack: Ack, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(section(f"Due {due}"), field("n", words("n"))))
        ack()

    page, home = visit(), visit(place="home")
    expect(message(page, ts).locator("time")).to_have_text(["tomorrow"] * 8)
    page.get_by_test_id("composer").fill("/touchpoint")
    page.get_by_test_id("composer").press("Enter")
    form = page.get_by_test_id("modal")
    expect(form).to_contain_text("Due tomorrow")
    a_day_later(at_noon)
    expect(form).to_contain_text("Due today")
    page.keyboard.press("Escape")
    expect(message(page, ts).locator("time")).to_have_text(["today"] * 8)
    expect(message(page, text)).to_contain_text("Due today")
    expect(home.get_by_test_id("home")).to_contain_text("Due today")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("alertdialog")).to_contain_text("Due today")


def test_today_is_the_readers_own(at_noon: Control, visit: Callable[..., Page], posted: Callable[..., str]) -> None:
    late = NOON.replace(hour=19)  # 19:00 in Lisbon, already the 26th in Kolkata
    ts = posted(section(f"Due {date('{date_short_pretty} {time}', late)}"))
    expect(message(visit("U0ANA"), ts)).to_contain_text("Due today 19:00")
    expect(message(visit("U0FEI"), ts)).to_contain_text("Due tomorrow 0")
    assert at_noon.get("state")["now"].startswith("2026-11-25")


def test_the_year_is_left_out_within_half_a_year(
    at_noon: Control, visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    far = NOON + timedelta(days=200)
    ts = posted(section(f"{date('{date_short}')}, {date('{date_short}', far)}, {date('{date}', far)}"))
    expect(message(visit(), ts)).to_contain_text("26 Nov, 13 Jun 2027, June 13th, 2027")
    assert at_noon.get("state")["users"]


def test_what_is_no_date_shows_its_fallback(visit: Callable[..., Page], posted: Callable[..., str]) -> None:
    ts = posted(section("Due <!date^soon^{date_short_pretty}|on Friday>"))
    expect(message(visit(), ts)).to_contain_text("Due on Friday")


def test_an_overflow_menu_beside_a_line_asks_before_it_acts(
    app: App, visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    done: list[tuple[str, str]] = []

    @app.action("more")
    def more(ack: Ack, body: Json) -> None:
        done.append((body["actions"][0]["type"], body["actions"][0]["selected_option"]["value"]))
        ack()

    sure = {"title": plain("Cancel it?"), "text": plain("Nobody is reminded."), "confirm": plain("Cancel it")}
    menu = {
        "type": "overflow",
        "action_id": "more",
        "options": [option("snooze", "Snooze"), option("cancel", "Cancel")],
    }
    posted(section("Call Dana", accessory={**menu, "confirm": sure}))
    page = visit(width=400)
    dots = page.get_by_role("button", name="More options")
    dots.press("Enter")
    page.get_by_role("menuitem", name="Cancel").press("Enter")
    page.get_by_role("alertdialog", name="Cancel it?").get_by_role("button", name="No").click()
    expect(dots).to_be_focused()
    dots.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    with page.expect_response("**/_control/interact"):
        page.get_by_role("alertdialog").get_by_role("button", name="Cancel it").click()
    assert done == [("overflow", "cancel")]


def test_grouped_options_are_shown_searched_and_chosen(
    app: App, visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    chosen: list[str] = []

    @app.action("what")
    def what(ack: Ack, body: Json) -> None:
        chosen.append(body["actions"][0]["selected_option"]["value"])
        ack()

    groups = [
        {"label": plain("Log"), "options": [option("touchpoint", "A touchpoint"), option("complaint", "A complaint")]},
        {"label": plain("Plan"), "options": [option("followup", "A follow-up")]},
    ]
    posted(actions({"type": "static_select", "action_id": "what", "option_groups": groups, "placeholder": plain("Do")}))
    page = visit()
    page.get_by_role("combobox", name="Do").click()
    expect(page.locator(".listbox-group")).to_have_text(["Log", "Plan"])
    page.keyboard.type("follow")
    expect(page.get_by_role("option")).to_have_text(["A follow-up"])
    with page.expect_response("**/_control/interact"):
        page.keyboard.press("Enter")
    assert chosen == ["followup"]


def pages(number: int) -> list[Json]:
    """A list with its pages: as bots send it, without ids of blocks."""
    rows = [
        section(f"Line {number}.{row}", accessory=button("done", "Done", value=f"{number}.{row}")) for row in (1, 2)
    ]
    return [section(f"Page {number}"), *rows[: 1 + number % 2], actions(button("next", "Next", value=str(number + 1)))]


def test_the_keyboard_stays_on_a_button_while_its_message_is_edited(
    app: App, visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    @app.action("next")
    def turn(ack: Ack, body: Json, client: WebClient) -> None:
        blocks = pages(int(body["actions"][0]["value"]))
        client.chat_update(channel="C0GENERAL", ts=body["message"]["ts"], text="Pages", blocks=blocks)
        ack()

    ts = posted(*pages(1))
    page = visit()
    page.get_by_role("button", name="Next", exact=True).focus()
    for number in (2, 3, 4):
        page.keyboard.press("Enter")
        expect(message(page, ts)).to_contain_text(f"Page {number}")
        expect(page.get_by_role("button", name="Next", exact=True)).to_be_focused()
        expect(page.get_by_role("button", name="Next", exact=True)).not_to_have_attribute("aria-busy", "true")


def test_the_keyboard_stays_at_a_message_whose_button_is_gone(
    app: App, visit: Callable[..., Page], posted: Callable[..., str]
) -> None:
    @app.action("claim")
    def claimed(ack: Ack, body: Json, client: WebClient) -> None:
        blocks = [section("Claimed by Ana"), actions(button("done", "Done"), button("release", "Release"))]
        client.chat_update(channel="C0GENERAL", ts=body["message"]["ts"], text="Claimed", blocks=blocks)
        ack()

    ts = posted(section("Complaint"), actions(button("claim", "Claim")))
    page = visit()
    page.get_by_role("button", name="Claim").press("Enter")
    expect(message(page, ts)).to_contain_text("Claimed by Ana")
    expect(message(page, ts)).to_be_focused()


def test_a_search_in_a_message_goes_on_while_another_part_of_it_is_edited(
    visit: Callable[..., Page], client: WebClient, posted: Callable[..., str]
) -> None:
    who = actions({"type": "users_select", "action_id": "who", "placeholder": plain("Who")}, block_id="who")
    ts = posted(section("Nobody yet", block_id="state"), who)
    page = visit()
    page.get_by_role("combobox", name="Who").click()
    page.keyboard.type("ben")
    expect(page.get_by_role("option")).to_have_count(1)
    blocks = [section("Claimed", block_id="state"), who]
    client.chat_update(channel="C0GENERAL", ts=ts, text="Claimed", blocks=blocks)
    expect(message(page, ts)).to_contain_text("Claimed")
    expect(page.get_by_role("combobox", name="Who")).to_have_value("ben")
    expect(page.get_by_role("option")).to_have_text(["Ben OkaforBen Okafor"])
