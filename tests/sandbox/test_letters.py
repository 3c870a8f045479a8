"""Letters to customers end on the sandbox's page, where their links can be followed."""

import smtplib
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.post_box import PostBox
from tests.sandbox.parts import Control

pytestmark = pytest.mark.browser


@pytest.fixture
def post_box(sandbox: Sandbox) -> Iterator[PostBox]:
    box = PostBox(sandbox.clock, sandbox.letters, sandbox.changes)
    box.start()
    yield box
    box.stop()


def letter(subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Harbour Kitchen <hello@harbour.example>", "dana@bluedoor.example"
    message["Subject"] = subject
    message.set_content(text)
    message.add_alternative(f"<p>{text}</p>", subtype="html")
    return message


def send(box: PostBox, message: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", box.port) as server:
        server.send_message(message)


def test_a_letter_is_read_on_the_page_as_text_and_its_links_can_be_followed(
    post_box: PostBox, visit: Callable[..., Page], control: Control
) -> None:
    page = visit()
    page.get_by_test_id("letters-button").click()
    panel = page.get_by_test_id("letters-panel")
    expect(panel).to_contain_text("No letter was sent yet")
    send(post_box, letter("How was it?", "Grüße <b>Dana</b>: http://127.0.0.1:4900/s/abc?a=9, or reply."))
    send(post_box, letter("Thank you", "That was all."))

    expect(panel.get_by_role("heading", level=3)).to_have_text(["Thank you", "How was it?"])
    expect(panel.get_by_test_id("letter").last).to_contain_text("Grüße <b>Dana</b>: http")
    expect(panel.get_by_role("link")).to_have_attribute("href", "http://127.0.0.1:4900/s/abc?a=9")
    assert control.get("letters")["letters"][0]["to"] == "dana@bluedoor.example"
    page.set_viewport_size({"width": 400, "height": 800})
    expect(panel.get_by_role("link")).to_be_visible()
    control.post("reset")
    assert control.get("letters")["letters"] == []
