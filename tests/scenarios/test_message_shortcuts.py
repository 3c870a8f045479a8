"""A message logged by its shortcut: names in place of ids, links that can be read, and a word where it was cut."""

import pytest

from bot.domain.customers import Customer
from bot.domain.slack_message import message_text
from bot.sandbox.wire.faults import Fault
from tests.team import ANA, BEN, CARA, FEEDBACK, GENERAL, Json, Team, words

SHORTCUTS = ["log_message_as_touchpoint", "log_message_as_complaint"]


def text_of(team: Team, said: str, callback_id: str = SHORTCUTS[0]) -> str:
    """What stands in the form's text field, for a message of Ben's."""
    ts = team.sandbox.people.message(channel=GENERAL, user=BEN, text=said)["ts"]
    team.sandbox.people.shortcut(user=ANA, callback_id=callback_id, channel=GENERAL, ts=ts)
    team.settle()
    return str(field_of(team)["element"].get("initial_value"))


def field_of(team: Team) -> Json:
    (field,) = (block for block in team.form(ANA)["blocks"] if block["block_id"] == "text")
    return dict(field)


@pytest.mark.parametrize("callback_id", SHORTCUTS)
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Tomas was upset, <@U0CARA> please look in <#C0TEAM>", "Tomas was upset, @cara please look in #customer-team"),
        ("<@U0CARA> <@U0CARA> and <@U0FEI>", "@cara @cara and @fei"),
        ("ask <@U0OLGA>, she left", "ask @olga, she left"),
        ("<@U0SAM> of the other company", "@sam of the other company"),
        ("hello <!here>, see <https://x.org/a?b=1|the page>", "hello @here, see the page (https://x.org/a?b=1)"),
        ("nobody mentioned", "nobody mentioned"),
    ],
)
def test_names_stand_in_place_of_ids(dana: Team, said: str, shown: str, callback_id: str) -> None:
    ts = dana.sandbox.people.message(channel=GENERAL, user=BEN, text="x")["ts"]
    place = dana.sandbox.workspace.channels[GENERAL]
    place.messages[ts].body = {**place.messages[ts].body, "text": said}
    dana.sandbox.people.shortcut(user=ANA, callback_id=callback_id, channel=GENERAL, ts=ts)

    assert field_of(dana)["element"]["initial_value"] == shown


def test_what_is_stored_and_alerted_has_the_names(dana: Team) -> None:
    text_of(dana, "Dana was upset, <@U0CARA> please look in <#C0TEAM>", SHORTCUTS[1])
    dana.submit(ANA, customer="Dana Reyes")

    assert "@cara please look in #customer-team" in words(dana.alert())
    assert "U0CARA" not in str(dana.rows("SELECT text FROM touchpoints"))


@pytest.mark.parametrize("callback_id", SHORTCUTS)
def test_the_day_is_that_of_the_message(dana: Team, callback_id: str) -> None:
    said_on = dana.clock.now().date()
    ts = dana.sandbox.people.message(channel=GENERAL, user=BEN, text="Dana Reyes called")["ts"]
    dana.advance(tick_s=86400, days=4)
    dana.sandbox.people.shortcut(user=ANA, callback_id=callback_id, channel=GENERAL, ts=ts)
    dana.settle()
    dana.submit(ANA, customer="Dana Reyes")

    assert dana.rows("SELECT happened_on FROM touchpoints") == [{"happened_on": said_on.isoformat()}]


def test_of_who_is_only_mentioned_nothing_is_kept(dana: Team) -> None:
    text_of(dana, "ask <@U0FEI>")

    assert dana.rows("SELECT * FROM people WHERE id = 'U0FEI'") == []


def test_a_private_channel_that_we_may_not_see_stays_a_channel(dana: Team) -> None:
    assert text_of(dana, "see <#C0LEADS>") == "see #channel"


@pytest.mark.parametrize("method", ["users.info", "conversations.info", "views.update"])
def test_without_slack_the_form_is_there_all_the_same(dana: Team, method: str) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: hello")
    dana.sandbox.faults.order(Fault(method, error="internal_error", times=9))
    text = text_of(dana, "Dana asked <@U0CARA> to look in <#C0TEAM>")

    assert text.startswith("Dana asked @")
    assert "U0CARA" not in text
    assert "C0TEAM" not in text
    assert "Logged" in str(dana.submit(ANA, customer="Dana Reyes")) + dana.told(ANA, GENERAL)


def test_what_was_chosen_meanwhile_stays(dana: Team) -> None:
    """Names come a moment after the form; only the text is put in anew."""
    text_of(dana, "Dana asked <@U0CARA>")

    assert [block["element"]["action_id"] for block in dana.form(ANA)["blocks"]][:2] == ["customer", "new_text"]


def test_a_text_that_was_cut_says_so(dana: Team) -> None:
    text = text_of(dana, "It was late. " * 300)

    assert len(text) <= 3000
    assert text.endswith("…")
    assert "Cut: of 3,899 characters a field holds 3,000" in str(field_of(dana)["hint"])


def test_a_text_that_fits_says_nothing(dana: Team) -> None:
    text_of(dana, "It was late.")

    assert "Cut" not in str(field_of(dana))


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"text": "hello"}, "hello"),
        (
            {"text": "", "attachments": [{"pretext": "New review", "title": "2 stars", "text": "cold soup"}]},
            "New review\n2 stars\ncold soup",
        ),
        ({"attachments": [{"fallback": "2 stars: cold soup"}, {}]}, "2 stars: cold soup"),
        (
            {"text": " ", "files": [{"title": "Invoice", "name": "i.pdf"}, {"name": "b.png"}]},
            "(file: Invoice)\n(file: b.png)",
        ),
        ({}, ""),
    ],
)
def test_a_message_of_another_app_or_of_files_only_says_what_they_say(message: Json, text: str) -> None:
    assert message_text(message) == text


def test_whoever_a_message_mentions_is_offered_first_and_not_chosen(dana: Team) -> None:
    dana.add_customer(Customer(0, "Aaron Last"))
    dana.command(ANA, "/touchpoint", "Aaron Last: hello")
    text_of(dana, "The cake for Dana Reyes was late again.")

    customer = next(block for block in dana.form(ANA)["blocks"] if block.get("block_id") == "customer")
    assert "initial_option" not in customer["element"]
    offered = dana.sandbox.people.options(user=ANA, action_id="customer", query="")["options"]
    assert offered[0]["text"]["text"].startswith("Dana Reyes")


def test_a_follow_up_of_a_message_keeps_its_words_its_author_and_its_day(dana: Team) -> None:
    said = "dana@example.com wrote: " + "please call <@U0CARA> back about the refund. " * 80
    ts = dana.sandbox.people.message(channel=GENERAL, user=BEN, text="x")["ts"]
    place = dana.sandbox.workspace.channels[GENERAL]
    place.messages[ts].body = {**place.messages[ts].body, "text": said}
    dana.sandbox.people.shortcut(user=ANA, callback_id="create_followup_of_message", channel=GENERAL, ts=ts)
    fields = {block["block_id"]: block for block in dana.form(ANA)["blocks"] if "block_id" in block}
    assert "initial_option" not in fields["customer"]["element"]
    assert "please call @cara back" in fields["said"]["element"]["initial_value"]
    assert "Cut: of" in str(fields["said"]["hint"])
    dana.submit(ANA, customer="Dana Reyes", text="call her about the refund", assignee=CARA)

    told = words(dana.dm(CARA)[-1])
    assert "call her about the refund" in told
    assert "please call @cara back" in told
    assert "said by <@U0BEN>" in told
    dana.command(CARA, "/followup")
    dana.click(CARA, "more", dana.latest(CARA, GENERAL), value="whole:1")
    assert "original message" in words(dana.form(CARA))


def test_of_an_alert_the_form_is_for_its_customer_and_takes_none_of_our_words(dana: Team) -> None:
    dana.command(BEN, "/complaint", "Dana Reyes: box was empty")
    ts = dana.alert()["ts"]
    dana.sandbox.people.shortcut(user=ANA, callback_id="create_followup_of_message", channel=FEEDBACK, ts=ts)
    fields = {block["block_id"]: block for block in dana.form(ANA)["blocks"] if "block_id" in block}

    assert fields["customer"]["element"]["initial_option"]["text"]["text"].startswith("Dana Reyes")
    assert "initial_value" not in fields["text"]["element"]
    assert "said" not in fields
