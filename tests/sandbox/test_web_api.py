import json
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.world.staff import BOT_USER
from tests.sandbox.parts import Control, http


def error_of(call: Callable[..., object], **arguments: object) -> str:
    with pytest.raises(SlackApiError) as error:
        call(**arguments)
    return str(error.value.response["error"])


def test_auth_test_tells_who_and_the_scopes_of_the_manifest(client: WebClient) -> None:
    answer = client.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == ("T0HARBOUR", "U0RAPPORT", "B0RAPPORT")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-wrong", "auth.test", "invalid_auth"),
        ("xapp-sandbox", "auth.test", "not_allowed_token_type"),
        ("xoxb-sandbox", "apps.connections.open", "not_allowed_token_type"),
        ("xoxb-sandbox", "chat.meMessage", "unknown_method"),
    ],
)
def test_tokens_and_methods_are_checked(base_url: str, token: str, method: str, error: str) -> None:
    header = {"Authorization": f"Bearer {token}"} if token else {}
    _, _, content = http(f"{base_url}/api/{method}", b"", header)
    assert json.loads(content)["error"] == error


def test_arguments_come_as_query_form_json_or_multipart(base_url: str) -> None:
    values = {"token": "xoxb-sandbox", "user": "U0ANA"}
    part = "--x\r\nContent-Disposition: form-data; name={}\r\n\r\n{}\r\n"
    parts = "".join(part.format(key, value) for key, value in values.items()) + "--x--\r\n"
    kinds = {"Content-Type": "application/json"}, {"Content-Type": "multipart/form-data; boundary=x"}
    answers = [
        http(f"{base_url}/api/users.info?{urlencode(values)}"),
        http(f"{base_url}/api/users.info", urlencode(values).encode()),
        http(f"{base_url}/api/users.info", json.dumps(values).encode(), kinds[0]),
        http(f"{base_url}/api/users.info", parts.encode(), kinds[1]),
    ]
    assert [json.loads(content)["user"]["name"] for _, _, content in answers] == ["ana"] * 4


def test_malformed_json_is_said_to_be(base_url: str) -> None:
    _, _, content = http(f"{base_url}/api/auth.test", b"{", {"Content-Type": "application/json"})
    assert json.loads(content)["error"] == "invalid_json"


def test_users_have_flags_zones_and_locale_on_request(client: WebClient) -> None:
    dev = client.users_info(user="U0DEV", include_locale=True)["user"]
    assert (dev["is_admin"], dev["tz"], dev["tz_offset"], dev["locale"]) == (True, "Asia/Kolkata", 19800, "en-GB")
    assert "locale" not in client.users_info(user="U0DEV")["user"]
    assert client.users_info(user="U0SAM")["user"]["is_stranger"]
    assert client.users_info(user="U0GUS")["user"]["is_restricted"]
    assert client.users_info(user="U0OLGA")["user"]["deleted"]
    assert error_of(client.users_info, user="U0NOBODY") == "user_not_found"


def test_lists_are_paged_by_cursor(client: WebClient) -> None:
    assert [len(page["members"]) for page in client.users_list(limit=4)] == [4, 4, 3]
    channels = [each["name"] for page in client.conversations_list(limit=2) for each in page["channels"]]
    assert channels == ["general", "customer-feedback", "customer-team", "random", "partner-shop"]
    assert error_of(client.users_list, cursor="rubbish") == "invalid_cursor"
    assert error_of(client.conversations_list, limit=5000) == "invalid_limit"


def test_the_bot_writes_only_where_it_is(client: WebClient) -> None:
    assert error_of(client.chat_postMessage, channel="C0TEAM", text="hi") == "not_in_channel"
    assert error_of(client.chat_postMessage, channel="C0LEADS", text="hi") == "channel_not_found"
    assert error_of(client.chat_postMessage, channel="C0NONE", text="hi") == "channel_not_found"
    assert error_of(client.conversations_history, channel="C0TEAM") == "not_in_channel"
    assert client.conversations_join(channel="C0TEAM")["channel"]["is_member"]
    assert client.chat_postMessage(channel="#customer-team", text="hi")["channel"] == "C0TEAM"
    assert client.conversations_join(channel="C0TEAM")["warning"] == "already_in_channel"


def test_an_archived_channel_takes_nothing(client: WebClient, control: Control) -> None:
    control.post("channel", id="C0RANDOM", is_archived=True)
    assert error_of(client.conversations_join, channel="C0RANDOM") == "is_archived"
    assert error_of(client.chat_postMessage, channel="C0RANDOM", text="hi") == "is_archived"
    listed = client.conversations_list(exclude_archived=True)["channels"]
    assert "C0RANDOM" not in [each["id"] for each in listed]


def test_a_private_channel_is_known_once_the_bot_is_in_it(client: WebClient, control: Control) -> None:
    assert error_of(client.conversations_info, channel="C0LEADS") == "channel_not_found"
    control.post("channel", id="C0LEADS", members=["U0CARA", BOT_USER])
    assert client.conversations_info(channel="C0LEADS")["channel"]["is_private"]
    assert client.conversations_members(channel="C0LEADS")["members"] == ["U0CARA", BOT_USER]


def test_a_direct_message_is_opened_by_hand_or_by_writing_to_the_person(client: WebClient) -> None:
    opened = client.conversations_open(users="U0ANA")["channel"]["id"]
    assert opened.startswith("D")
    assert client.conversations_open(users="U0ANA")["already_open"]
    assert client.chat_postMessage(channel="U0ANA", text="hi")["channel"] == opened
    assert client.chat_postMessage(channel="U0BEN", text="hi")["channel"] != opened
    assert error_of(client.conversations_open, users="U0NOBODY") == "user_not_found"
    assert error_of(client.conversations_open, users="U0OLGA") == "user_disabled"
    assert error_of(client.conversations_open, users=BOT_USER) == "cannot_dm_bot"
    assert error_of(client.chat_postMessage, channel=BOT_USER, text="hi") == "cannot_dm_bot"


def test_writing_to_a_deactivated_person_works(client: WebClient) -> None:
    assert client.chat_postMessage(channel="U0OLGA", text="hi")["ok"]


def test_messages_of_an_archived_channel_are_not_edited(client: WebClient, control: Control) -> None:
    client.conversations_join(channel="C0GENERAL")
    ts = client.chat_postMessage(channel="C0GENERAL", text="one")["ts"]
    control.post("channel", id="C0GENERAL", is_archived=True)
    assert error_of(client.chat_update, channel="C0GENERAL", ts=ts, text="two") == "is_inactive"


def test_an_edit_of_too_long_a_text_is_refused(client: WebClient) -> None:
    client.conversations_join(channel="C0GENERAL")
    ts = client.chat_postMessage(channel="C0GENERAL", text="one")["ts"]
    assert client.chat_update(channel="C0GENERAL", ts=ts, text="x" * 4000)["ok"]
    assert error_of(client.chat_update, channel="C0GENERAL", ts=ts, text="x" * 4001) == "msg_too_long"


def test_a_message_is_edited_by_the_id_of_its_direct_message_not_of_its_person(client: WebClient) -> None:
    posted = client.chat_postMessage(channel="U0ANA", text="one")
    assert error_of(client.chat_update, channel="U0ANA", ts=posted["ts"], text="two") == "channel_not_found"
    assert client.chat_update(channel=posted["channel"], ts=posted["ts"], text="two")["ok"]


def test_messages_are_edited_and_deleted_by_their_author_only(client: WebClient, control: Control) -> None:
    client.conversations_join(channel="C0GENERAL")
    mine = client.chat_postMessage(channel="C0GENERAL", text="one")["ts"]
    hers = control.post("message", channel="C0GENERAL", user="U0ANA", text="two")["ts"]
    client.chat_update(channel="C0GENERAL", ts=mine, text="better")
    found = control.messages("C0GENERAL", "U0ANA")
    assert [each["text"] for each in found] == ["better", "two"]
    assert found[0]["edited"]["user"] == BOT_USER
    assert error_of(client.chat_update, channel="C0GENERAL", ts=hers, text="x") == "cant_update_message"
    assert error_of(client.chat_delete, channel="C0GENERAL", ts=hers) == "cant_delete_message"
    assert error_of(client.chat_update, channel="C0GENERAL", ts="1.000000", text="x") == "message_not_found"
    client.chat_delete(channel="C0GENERAL", ts=mine)
    assert control.texts("C0GENERAL", "U0ANA") == ["two"]


def test_an_empty_message_is_refused_and_a_long_one_cut(client: WebClient) -> None:
    client.conversations_join(channel="C0GENERAL")
    assert error_of(client.chat_postMessage, channel="C0GENERAL", text="") == "no_text"
    cut = client.chat_postMessage(channel="C0GENERAL", text="x" * 50_000)["message"]["text"]
    assert len(cut) == 40_000


def test_history_is_newest_first_by_pages_and_bounds_without_replies(client: WebClient) -> None:
    client.conversations_join(channel="C0GENERAL")
    stamps = [client.chat_postMessage(channel="C0GENERAL", text=str(i))["ts"] for i in range(5)]
    client.chat_postMessage(channel="C0GENERAL", text="reply", thread_ts=stamps[0])
    pages = [page["messages"] for page in client.conversations_history(channel="C0GENERAL", limit=2)]
    assert [[each["text"] for each in page] for page in pages] == [["4", "3"], ["2", "1"], ["0"]]
    assert pages[2][0]["reply_count"] == 1
    since = client.conversations_history(channel="C0GENERAL", oldest=stamps[3])["messages"]
    assert [each["text"] for each in since] == ["4"]
    both = client.conversations_history(channel="C0GENERAL", oldest=stamps[3], latest=stamps[4], inclusive=True)
    assert [each["text"] for each in both["messages"]] == ["4", "3"]
    assert sorted(set(stamps)) == stamps


def test_a_thread_is_read_parent_first(client: WebClient) -> None:
    client.conversations_join(channel="C0GENERAL")
    parent = client.chat_postMessage(channel="C0GENERAL", text="alert")["ts"]
    for text in ("a", "b"):
        client.chat_postMessage(channel="C0GENERAL", text=text, thread_ts=parent)
    thread = client.conversations_replies(channel="C0GENERAL", ts=parent)["messages"]
    assert [each["text"] for each in thread] == ["alert", "a", "b"]
    assert error_of(client.conversations_replies, channel="C0GENERAL", ts="1.000000") == "thread_not_found"
    client.chat_delete(channel="C0GENERAL", ts=parent)
    assert client.conversations_replies(channel="C0GENERAL", ts=parent)["messages"][0]["subtype"] == "tombstone"


def test_metadata_is_given_only_to_who_asks_for_all_of_it(client: WebClient) -> None:
    client.conversations_join(channel="C0GENERAL")
    metadata = {"event_type": "row", "event_payload": {"key": "k1"}}
    answer = client.chat_postMessage(channel="C0GENERAL", text="hi", metadata=metadata)
    assert "metadata" not in answer["message"]
    assert "metadata" not in client.conversations_history(channel="C0GENERAL")["messages"][0]
    shown = client.conversations_history(channel="C0GENERAL", include_all_metadata=True)["messages"]
    assert shown[0]["metadata"] == metadata
    wrong = error_of(client.chat_postMessage, channel="C0GENERAL", text="hi", metadata={"event_type": "x"})
    assert wrong == "invalid_metadata_schema"


def test_an_ephemeral_message_is_seen_by_its_reader_alone(client: WebClient, control: Control) -> None:
    client.conversations_join(channel="C0TEAM")
    client.chat_postEphemeral(channel="C0TEAM", user="U0ANA", text="psst")
    found = control.messages("C0TEAM", "U0ANA")
    assert [(each["text"], each["is_ephemeral"]) for each in found] == [("psst", True)]
    assert control.texts("C0TEAM", "U0BEN") == []
    assert client.conversations_history(channel="C0TEAM")["messages"] == []
    assert error_of(client.chat_postEphemeral, channel="C0TEAM", user="U0SAM", text="x") == "user_not_in_channel"


def test_a_permalink_has_slacks_form(client: WebClient, base_url: str) -> None:
    client.conversations_join(channel="C0GENERAL")
    ts = client.chat_postMessage(channel="C0GENERAL", text="hi")["ts"]
    link = client.chat_getPermalink(channel="C0GENERAL", message_ts=ts)["permalink"]
    assert link == f"{base_url}/archives/C0GENERAL/p{ts.replace('.', '')}"
    assert error_of(client.chat_getPermalink, channel="C0GENERAL", message_ts="1.000000") == "message_not_found"


def test_a_deleted_person_a_guest_and_a_stranger_read_only_what_is_theirs(control: Control) -> None:
    control.post("message", channel="C0TEAM", user="U0ANA", text="secret")
    control.post("message", channel="C0PARTNER", user="U0ANA", text="shared")
    seen = {user: control.texts("C0TEAM", user) for user in ("U0BEN", "U0GUS", "U0SAM", "U0OLGA")}
    assert seen == {"U0BEN": ["secret"], "U0GUS": [], "U0SAM": [], "U0OLGA": []}
    assert control.texts("C0PARTNER", "U0SAM") == ["shared"]
    assert control.texts("C0LEADS", "U0ANA") == []
    assert control.texts("@U0CARA", "U0ANA") == []
