import base64

import pytest
from slack_sdk import WebClient

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.transports import Ack, Envelope
from tests.sandbox.parts import Control, Json, wait_for

MENTION = "<@U0RAPPORT> dana called"


class Ear:
    """Acknowledges everything, and remembers the events."""

    def __init__(self) -> None:
        self.events: list[Json] = []

    def deliver(self, envelope: Envelope) -> Ack:
        self.events.append(envelope.payload["event"])
        return Ack()

    def kinds(self) -> list[str]:
        return [str(each.get("subtype", each["type"])) for each in self.events]


@pytest.fixture
def ear(sandbox: Sandbox, client: WebClient) -> Ear:
    """An app that is in #customer-feedback, takes direct messages and hears all that is written and thought."""
    heard, app = Ear(), sandbox.workspace.app
    client.conversations_join(channel="C0FEEDBACK")
    sandbox.transport = heard
    app.events |= {"message.channels", "message.groups", "message.im", "app_mention"}
    app.events |= {"reaction_added", "reaction_removed"}
    app.scopes = [*app.scopes, "app_mentions:read", "reactions:read"]
    app.messages_tab_read_only = False
    return heard


def test_a_direct_message_is_heard_once_also_where_it_mentions_the_bot(control: Control, ear: Ear) -> None:
    ts = control.post("message", channel="@U0ANA", user="U0ANA", text=MENTION)["ts"]

    heard = {"type": "message", "channel": "D0ANA", "channel_type": "im", "user": "U0ANA", "text": MENTION, "ts": ts}
    assert [heard.items() <= each.items() for each in ear.events] == [True]


def test_a_mention_is_two_events_and_an_edit_of_it_two_more(control: Control, ear: Ear) -> None:
    parent = control.post("message", channel="C0FEEDBACK", user="U0BEN", text="Soup was cold")["ts"]
    said = {"channel": "C0FEEDBACK", "user": "U0ANA"}
    ts = control.post("message", **said, text=MENTION, thread_ts=parent)["ts"]
    control.post("edit", **said, ts=ts, text=f"{MENTION} twice")

    assert ear.kinds() == ["message", "message", "app_mention", "message_changed", "app_mention"]
    about = {"thread_ts": parent, "parent_user_id": "U0BEN", "ts": ts, "text": MENTION, "channel": "C0FEEDBACK"}
    assert about.items() <= ear.events[2].items()
    assert ear.events[4]["edited"]["user"] == "U0ANA"


def test_where_the_bot_is_not_who_mentions_it_is_told_so(control: Control, ear: Ear) -> None:
    control.post("message", channel="C0TEAM", user="U0ANA", text=MENTION)
    assert (ear.events, "not in this channel" in control.texts("C0TEAM", "U0ANA")[-1]) == ([], True)
    assert len(control.texts("C0TEAM", "U0BEN")) == 1


def test_events_need_their_scope(control: Control, ear: Ear, sandbox: Sandbox) -> None:
    sandbox.workspace.app.scopes = ["channels:history"]
    ts = control.post("message", channel="C0FEEDBACK", user="U0ANA", text=MENTION)["ts"]
    control.post("react", channel="C0FEEDBACK", user="U0ANA", ts=ts, name="memo")
    assert ear.kinds() == ["message"]


def test_a_deleted_parent_becomes_a_tombstone_with_its_replies_left(control: Control, ear: Ear) -> None:
    said = {"channel": "C0FEEDBACK", "user": "U0ANA"}
    parent = control.post("message", **said, text="Soup was cold")["ts"]
    reply = control.post("message", **said, text="Again", thread_ts=parent)["ts"]
    control.post("delete", **said, ts=parent)
    control.post("delete", **said, ts=reply)

    assert ear.kinds()[2:] == ["message_changed", "message_deleted"]
    assert (ear.events[2]["message"]["subtype"], ear.events[2]["message"]["ts"]) == ("tombstone", parent)
    assert ear.events[2]["previous_message"]["text"] == "Soup was cold"


@pytest.mark.parametrize(
    ("app", "signed"),
    [
        ("B0FORM", {"subtype": "bot_message", "bot_id": "B0FORM", "username": "Contact form"}),
        ("B0REVIEWS", {"user": "U0REVIEWS", "bot_id": "B0REVIEWS", "app_id": "A0REVIEWS"}),
    ],
)
def test_other_apps_post_change_and_delete_as_slack_signs_them(
    control: Control, ear: Ear, client: WebClient, app: str, signed: Json
) -> None:
    ts = control.post("post", channel="C0FEEDBACK", app=app, text="2 stars: <https://x.org>")["ts"]
    control.post("edit", channel="C0FEEDBACK", user=app, ts=ts, text="1 star")
    control.post("delete", channel="C0FEEDBACK", user=app, ts=ts)

    assert (signed | {"text": "2 stars: <https://x.org>"}).items() <= ear.events[0].items()
    assert [each["subtype"] for each in ear.events[1:]] == ["message_changed", "message_deleted"]
    assert client.bots_info(bot=app)["bot"]["app_id"] == f"A{app[1:]}"
    assert control.refused("post", channel="C0FEEDBACK", app="B0NOBODY", text="x")[0] == 404


def test_a_file_in_the_direct_message_can_be_fetched_by_the_bot(control: Control, ear: Ear, client: WebClient) -> None:
    content = base64.b64encode(b"name\nDana").decode()
    given = [{"name": "customers.csv", "content": content}]
    control.post("message", channel="@U0ANA", user="U0ANA", text="Here", files=given)

    event = ear.events[0]
    assert (event["subtype"], event["channel_type"], event["text"]) == ("file_share", "im", "Here")
    assert client.files_info(file=event["files"][0]["id"])["file"]["name"] == "customers.csv"
    assert control.refused("message", channel="@U0ANA", user="U0ANA", text=" ")[0] == 400


def test_reactions_stand_under_the_message_and_are_told(control: Control, ear: Ear, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0FEEDBACK", text="Alert")["ts"]
    here = {"channel": "C0FEEDBACK", "ts": ts}
    control.post("react", **here, user="U0ANA", name=":raising_hand:")
    control.post("react", **here, user="U0BEN", name="raising_hand")
    client.chat_update(**here, text="Claimed")

    there = client.conversations_history(channel="C0FEEDBACK")["messages"][0]["reactions"]
    assert there == [{"name": "raising_hand", "users": ["U0ANA", "U0BEN"], "count": 2}]
    told = {"type": "reaction_added", "user": "U0ANA", "reaction": "raising_hand", "item_user": "U0RAPPORT"}
    assert (told | {"item": {"type": "message", **here}}).items() <= ear.events[0].items()

    control.post("unreact", **here, user="U0BEN", name="raising_hand")
    assert control.post("unreact", **here, user="U0ANA", name="raising_hand") == {"reactions": []}
    assert ear.kinds()[-1] == "reaction_removed"


@pytest.mark.parametrize("name", ["Raising Hand!", "", "::", "wave::skin-tone-9"])
def test_what_is_no_emoji_is_refused_with_words(control: Control, ear: Ear, name: str) -> None:
    ts = control.post("post", channel="C0FEEDBACK", app="B0MAIL", text="x")["ts"]
    assert "no name of an emoji" in control.refused("react", channel="C0FEEDBACK", user="U0ANA", ts=ts, name=name)[1]
    assert ear.kinds() == ["bot_message"]


def test_the_same_reaction_twice_or_one_that_is_not_there_changes_nothing(control: Control, ear: Ear) -> None:
    ts = control.post("post", channel="C0FEEDBACK", app="B0MAIL", text="x")["ts"]
    here = {"channel": "C0FEEDBACK", "ts": ts, "user": "U0ANA"}
    control.post("react", **here, name="thumbsup")
    assert control.refused("react", **here, name="+1")[0] == 400
    assert control.refused("unreact", **here, name="memo")[0] == 400
    assert ear.kinds() == ["bot_message", "reaction_added"]
    assert "item_user" not in ear.events[1]


def test_what_the_bot_says_itself_comes_back_to_it_in_order(ear: Ear, client: WebClient, sandbox: Sandbox) -> None:
    sandbox.people.hears_itself = True
    ts = client.chat_postMessage(channel="C0FEEDBACK", text="Alert")["ts"]
    client.chat_update(channel="C0FEEDBACK", ts=ts, text="Claimed")
    client.chat_delete(channel="C0FEEDBACK", ts=ts)
    wait_for(lambda: len(ear.events) == 3)
    sandbox.people.hears_itself = False

    assert ear.kinds() == ["message", "message_changed", "message_deleted"]
    assert (ear.events[0]["bot_id"], ear.events[0]["user"], ear.events[0]["text"]) == (
        "B0RAPPORT",
        "U0RAPPORT",
        "Alert",
    )
    changed = ear.events[1]
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("Alert", "Claimed")
    assert ("user" in changed, changed["message"]["bot_id"]) == (False, "B0RAPPORT")
