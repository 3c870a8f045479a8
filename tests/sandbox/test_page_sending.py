"""Writing on the sandbox's page, in a real browser: every line goes, by itself, in order, whatever happens."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.transports import Ack as Answered
from bot.sandbox.wire.transports import Envelope
from tests.processes import eventually
from tests.sandbox.parts import Control, Json, modal, words
from tests.sandbox.parts import field as input_field

pytestmark = pytest.mark.browser


@dataclass
class Bot:
    """A way to the bot with somebody at its end who answers when told to, and remembers what came."""

    lines: list[str] = field(default_factory=list)
    may_answer: threading.Event = field(default_factory=threading.Event)
    is_deaf: bool = False

    def deliver(self, envelope: Envelope) -> Answered | None:
        self.lines.append(f"{envelope.payload['command']} {envelope.payload['text']}")
        self.may_answer.wait(60)
        return None if self.is_deaf else Answered("Done.")

    def answer(self) -> None:
        self.may_answer.set()

    def heard(self, number: int) -> list[str]:
        eventually(lambda: len(self.lines) >= number)
        return self.lines


@pytest.fixture
def bot(sandbox: Sandbox) -> Iterator[Bot]:
    made = Bot()
    sandbox.transport = made
    yield made
    made.answer()


def write(page: Page, text: str) -> None:
    """As fingers do: key by key, without looking, wherever the keyboard is."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def start_writing(page: Page) -> None:
    page.get_by_test_id("composer").click()


def act_as(page: Page, person: str) -> None:
    page.get_by_test_id("person-switcher").click()
    page.get_by_test_id(f"person-{person}").click()


def test_lines_written_while_one_is_on_its_way_follow_it_in_order(bot: Bot, visit: Callable[..., Page]) -> None:
    page = visit()
    start_writing(page)
    for line in ("/touchpoint Dana: one", "/complaint Dana: two", "said to all", "/rating Dana: 3/5"):
        write(page, line)
    page.keyboard.type("not yet sent")
    assert bot.heard(1) == ["/touchpoint Dana: one"]
    bot.answer()
    assert bot.heard(3) == ["/touchpoint Dana: one", "/complaint Dana: two", "/rating Dana: 3/5"]
    messages = page.get_by_test_id("message")
    expect(messages.locator(".message-text")).to_have_text(["Done.", "Done.", "said to all", "Done."])
    expect(page.get_by_test_id("composer")).to_have_value("not yet sent")


def test_one_sees_that_lines_are_on_their_way(bot: Bot, visit: Callable[..., Page]) -> None:
    page = visit()
    start_writing(page)
    write(page, "/touchpoint Dana: one")
    write(page, "/touchpoint Dana: two")
    expect(page.get_by_test_id("composer-hint")).to_contain_text("/touchpoint is on its way, 1 more to follow")
    bot.answer()
    expect(page.get_by_test_id("composer-hint")).to_contain_text("Enter sends")


def test_a_line_that_nobody_answered_is_kept_and_those_behind_it_go(
    bot: Bot, visit: Callable[..., Page], control: Control
) -> None:
    bot.is_deaf = True
    bot.answer()
    page = visit()
    start_writing(page)
    write(page, "/touchpoint Dana: never heard")
    write(page, "still here")
    unsent = page.get_by_test_id("unsent")
    expect(unsent).to_contain_text("/touchpoint Dana: never heard")
    expect(unsent).to_contain_text("/touchpoint was not answered.")
    eventually(lambda: "still here" in control.texts("C0GENERAL", "U0ANA"))
    bot.is_deaf = False
    unsent.get_by_role("button", name="Send", exact=True).click()
    expect(unsent).to_have_count(0)
    assert bot.heard(2) == ["/touchpoint Dana: never heard"] * 2


def test_a_kept_line_comes_back_into_the_field_and_what_was_begun_there_is_put_aside(
    bot: Bot, visit: Callable[..., Page]
) -> None:
    bot.is_deaf = True
    bot.answer()
    page = visit()
    start_writing(page)
    write(page, "/touchpoint Dana: never heard")
    page.keyboard.type("begun")
    page.get_by_test_id("unsent").get_by_role("button", name="Edit").click()
    expect(page.get_by_test_id("composer")).to_have_value("/touchpoint Dana: never heard")
    expect(page.get_by_test_id("unsent")).to_contain_text("begun")
    page.get_by_test_id("unsent").get_by_role("button", name="Do not send").click()
    expect(page.get_by_test_id("unsent")).to_have_count(0)


def test_a_reload_sends_what_was_waiting_and_nothing_twice(bot: Bot, visit: Callable[..., Page]) -> None:
    page = visit()
    start_writing(page)
    for number in range(3):
        write(page, f"/touchpoint Dana: line {number}")
    page.keyboard.type("a draft")
    bot.heard(1)
    page.reload()
    expect(page.get_by_test_id("composer")).to_have_value("a draft")
    bot.answer()
    expect(page.get_by_test_id("message")).to_have_count(3)
    expect(page.get_by_test_id("composer-hint")).to_contain_text("Enter sends")
    assert bot.lines == [f"/touchpoint Dana: line {number}" for number in range(3)]
    page.get_by_test_id("composer").fill("")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_test_id("composer")).to_have_value("/touchpoint Dana: line 2")


def test_a_sandbox_out_of_reach_is_waited_for(bot: Bot, visit: Callable[..., Page], control: Control) -> None:
    bot.answer()
    page = visit()
    page.route("**/_control/*", lambda route: route.abort())
    start_writing(page)
    write(page, "one")
    write(page, "two")
    expect(page.get_by_test_id("composer-hint")).to_contain_text("is on its way, 1 more to follow")
    page.unroute("**/_control/*")
    expect(page.get_by_test_id("message")).to_have_count(2)
    assert control.texts("C0GENERAL", "U0ANA") == ["one", "two"]


def test_lines_of_several_people_and_places_go_where_and_as_whom_they_were_written(
    bot: Bot, visit: Callable[..., Page], control: Control
) -> None:
    page = visit()
    start_writing(page)
    write(page, "/touchpoint Dana: slow")
    write(page, "Ana in general")
    page.keyboard.type("Ana's draft")
    page.get_by_test_id("channel-C0TEAM").click()
    start_writing(page)
    write(page, "Ana in team")
    act_as(page, "U0BEN")
    start_writing(page)
    write(page, "Ben in team")
    eventually(lambda: control.texts("C0TEAM", "U0BEN") == ["Ben in team"])  # Ben waits for nobody
    bot.answer()
    eventually(lambda: control.texts("C0TEAM", "U0BEN") == ["Ben in team", "Ana in team"])
    said = [each for each in control.messages("C0GENERAL", "U0ANA") if not each.get("is_ephemeral")]
    assert [(each["user"], each["text"]) for each in said] == [("U0ANA", "Ana in general")]
    page.get_by_test_id("channel-C0GENERAL").click()
    expect(page.get_by_test_id("composer")).to_have_value("")
    act_as(page, "U0ANA")
    expect(page.get_by_test_id("composer")).to_have_value("Ana's draft")


def test_what_is_written_right_after_a_change_of_person_is_theirs(visit: Callable[..., Page], control: Control) -> None:
    page = visit()
    page.route("**/_control/messages/**", lambda route: route.abort())  # what they would see does not arrive
    act_as(page, "U0BEN")
    start_writing(page)
    write(page, "it is me")
    eventually(lambda: [each["user"] for each in control.messages("C0GENERAL", "U0ANA")] == ["U0BEN"])


def test_a_handle_typed_to_its_end_is_sent_as_the_person(bot: Bot, visit: Callable[..., Page]) -> None:
    bot.answer()
    page = visit()
    start_writing(page)
    write(page, "/followup Dana: call back @ben")
    write(page, "/touchpoint Dana: called")
    assert bot.heard(2) == ["/followup Dana: call back <@U0BEN|ben>", "/touchpoint Dana: called"]


def test_a_form_waits_until_who_writes_pauses(app: App, visit: Callable[..., Page]) -> None:
    heard: list[str] = []

    @app.command("/touchpoint")
    def opened(ack: Ack, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(input_field("note", words("note"), "Note")))
        ack()

    @app.command("/complaint")
    def logged(ack: Ack, body: Json) -> None:
        heard.append(body["text"])
        ack("Logged.")

    page = visit()
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))  # no pause, however slow this machine is
    start_writing(page)
    write(page, "/touchpoint")
    write(page, "/complaint Dana: order never arrived, second time")
    write(page, "/complaint Dana: and the third time")
    eventually(lambda: heard == ["Dana: order never arrived, second time", "Dana: and the third time"])
    expect(page.get_by_test_id("modal")).to_have_count(0)
    page.clock.run_for(1000)
    expect(page.get_by_label("Note")).to_be_focused()
    expect(page.get_by_label("Note")).to_have_value("")


def test_the_apps_direct_message_is_read_only_where_its_manifest_says_so(
    visit: Callable[..., Page], control: Control, client: WebClient, sandbox: Sandbox
) -> None:
    ts = client.chat_postMessage(channel="U0ANA", text="Your day")["ts"]
    sandbox.workspace.app.messages_tab_read_only = True
    page = visit(place="app")
    expect(page.get_by_text("Sending messages to Rapport has been turned off")).to_be_visible()
    expect(page.get_by_test_id("composer")).to_have_count(0)
    message = page.locator(f"[data-ts='{ts}']")
    message.hover()
    message.get_by_role("button", name="Reply in thread").click()
    expect(page.get_by_test_id("thread-panel").get_by_test_id("message")).to_have_count(1)
    expect(page.get_by_test_id("thread-composer")).to_have_count(0)
    assert control.refused("message", channel="@U0ANA", user="U0ANA", text="hello")[0] == 403
    sandbox.workspace.app.messages_tab_read_only = False
    page.reload()
    expect(page.get_by_test_id("composer")).to_be_visible()
