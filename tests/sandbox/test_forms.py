from collections.abc import Callable
from datetime import timedelta

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world.clock import SandboxClock
from tests.sandbox.parts import Control, Json, actions, button, field, modal, option, plain, section, words

Ack = Callable[..., None]


@pytest.fixture
def opening(app: App, control: Control) -> Callable[[Json], None]:
    """Have /touchpoint open a form for Ana, and call it."""

    views: list[Json] = []

    @app.command("/touchpoint")
    def touchpoint(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=views[-1])
        ack()

    def open_it(view: Json) -> None:
        views.append(view)
        answer = control.post("command", channel="C0TEAM", user="U0ANA", command="/touchpoint", text="")
        assert "error" not in answer

    return open_it


@pytest.fixture
def submitted(app: App) -> list[Json]:
    heard: list[Json] = []

    @app.view("form")
    def form(ack: Ack, body: Json) -> None:
        heard.append(body)
        ack()

    return heard


def test_a_form_is_opened_filled_in_and_sent(
    control: Control, opening: Callable[[Json], None], submitted: list[Json]
) -> None:
    menu = {"type": "static_select", "action_id": "how", "options": [option("phone", "Phone"), option("chat", "Chat")]}
    day = {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-20"}
    boxes = {"type": "checkboxes", "action_id": "more", "options": [option("f", "Follow up"), option("t", "Thank")]}
    who = {"type": "multi_users_select", "action_id": "who"}
    fields = [field("b1", words()), field("b2", menu, "How"), field("b3", day, "Day")]
    fields += [field("b4", boxes, "More", optional=True), field("b5", who, "Who", optional=True)]
    opening(modal(*fields, private_metadata="7"))
    assert control.get("view", user="U0ANA")["callback_id"] == "form"
    given = {"words": "all well", "How": "Chat", "b4": ["t", "Follow up"], "who": ["@ben"]}
    assert control.post("submit", user="U0ANA", values=given)["closed"]
    assert control.get("view", user="U0ANA") is None
    view = submitted[0]["view"]
    assert view["private_metadata"] == "7"
    assert view["state"]["values"] == {
        "b1": {"words": {"type": "plain_text_input", "value": "all well"}},
        "b2": {"how": {"type": "static_select", "selected_option": option("chat", "Chat")}},
        "b3": {"day": {"type": "datepicker", "selected_date": "2026-11-20"}},
        "b4": {"more": {"type": "checkboxes", "selected_options": [option("t", "Thank"), option("f", "Follow up")]}},
        "b5": {"who": {"type": "multi_users_select", "selected_users": ["U0BEN"]}},
    }


@pytest.mark.parametrize(
    ("element", "value"),
    [
        (words(), ""),
        (words(max_length=3), "four"),
        (words(), "x" * 3001),
        ({"type": "email_text_input", "action_id": "words"}, "nobody"),
        ({"type": "url_text_input", "action_id": "words"}, "nowhere"),
        ({"type": "number_input", "action_id": "words", "is_decimal_allowed": False}, "1.5"),
        ({"type": "number_input", "action_id": "words", "is_decimal_allowed": False, "max_value": "9"}, "10"),
    ],
)
def test_what_slacks_client_would_not_send_is_not_sent(
    control: Control, opening: Callable[[Json], None], submitted: list[Json], element: Json, value: str
) -> None:
    opening(modal(field("b", element)))
    assert set(control.post("submit", user="U0ANA", values={"words": value})["errors"]) == {"b"}
    assert submitted == []


def test_errors_come_back_at_their_fields_and_the_form_stays(
    control: Control, opening: Callable[[Json], None], app: App
) -> None:
    @app.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="errors", errors={"b": "There is no 30 February. Choose another day."})

    opening(modal(field("b", words())))
    answer = control.post("submit", user="U0ANA", values={"words": "30 February"})
    assert answer["errors"] == {"b": "There is no 30 February. Choose another day."}
    view = control.get("view", user="U0ANA")
    assert view["state"]["values"]["b"]["words"]["value"] == "30 February"


def test_errors_of_blocks_that_are_no_inputs_are_slacks_trouble(
    control: Control, opening: Callable[[Json], None], app: App
) -> None:
    @app.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="errors", errors={"nowhere": "x"})

    opening(modal(field("b", words())))
    answer = control.post("submit", user="U0ANA", values={"words": "x"})
    assert answer["error"] == "We had some trouble connecting. Try again?"


def test_update_push_and_clear_move_the_stack(control: Control, opening: Callable[[Json], None], app: App) -> None:
    def on(callback_id: str, **answer: object) -> None:
        @app.view(callback_id)
        def form(ack: Ack) -> None:
            ack(**answer)

    last = modal(field("b", words()), callback_id="last")
    on("form", response_action="update", view=modal(callback_id="second", title=plain("Second")))
    on("second", response_action="push", view=last)
    on("last", response_action="clear")
    opening(modal(field("b", words())))
    first = control.get("view", user="U0ANA")
    second = control.post("submit", user="U0ANA", values={"words": "x"})["view"]
    assert (second["title"]["text"], second["id"]) == ("Second", first["id"])
    third = control.post("submit", user="U0ANA")["view"]
    assert (third["callback_id"], third["previous_view_id"]) == ("last", second["id"])
    assert control.post("submit", user="U0ANA", values={"words": "x"})["closed"]
    assert control.get("view", user="U0ANA") is None


def test_an_answer_with_a_bad_view_is_slacks_trouble(
    control: Control, opening: Callable[[Json], None], app: App
) -> None:
    @app.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="update", view=modal(title=plain("x" * 25)))

    opening(modal(field("b", words())))
    answer = control.post("submit", user="U0ANA", values={"words": "x"})
    assert "less than 25 characters" in answer["details"][0]


def test_closing_tells_the_bot_only_if_it_asked(control: Control, opening: Callable[[Json], None], app: App) -> None:
    closed: list[Json] = []

    @app.view_closed("form")
    def gone(ack: Ack, body: Json) -> None:
        closed.append(body)
        ack()

    opening(modal(field("b", words())))
    assert control.post("close", user="U0ANA")["closed"]
    assert closed == []
    opening(modal(field("b", words()), notify_on_close=True))
    control.post("close", user="U0ANA")
    assert [(each["type"], each["is_cleared"]) for each in closed] == [("view_closed", False)]
    assert control.refused("close", user="U0ANA")[0] == 404


def test_a_button_in_a_form_pushes_at_most_two_more_and_keeps_what_was_typed(
    control: Control, opening: Callable[[Json], None], app: App
) -> None:
    errors: list[str] = []
    bodies: list[Json] = []

    @app.action("more")
    def more(ack: Ack, body: Json, client: WebClient) -> None:
        bodies.append(body)
        try:
            client.views_push(trigger_id=body["trigger_id"], view=modal(actions(button("more"))))
        except SlackApiError as error:
            errors.append(error.response["error"])
        ack()

    opening(modal(field("b", words()), actions(button("more"))))
    control.post("interact", user="U0ANA", action_id="more", values={"words": "half"})
    assert bodies[0]["view"]["state"]["values"]["b"]["words"]["value"] == "half"
    assert bodies[0]["container"]["type"] == "view"
    assert "channel" not in bodies[0]
    control.post("interact", user="U0ANA", action_id="more")
    control.post("interact", user="U0ANA", action_id="more")
    assert errors == ["push_limit_reached"]
    control.post("close", user="U0ANA")
    assert control.post("close", user="U0ANA")["view"]["state"]["values"]["b"]["words"]["value"] == "half"


def test_views_update_keeps_what_was_typed_and_guards_by_hash(
    control: Control, opening: Callable[[Json], None], client: WebClient
) -> None:
    opening(modal(field("b", words()), external_id="one"))
    control.post("interact", user="U0ANA", action_id="words", value="half")
    view = control.get("view", user="U0ANA")
    fresh = modal(section("new"), field("b", words()), field("c", words("other")))
    updated = client.views_update(external_id="one", hash=view["hash"], view=fresh)["view"]
    assert updated["state"]["values"]["b"]["words"]["value"] == "half"
    assert updated["state"]["values"]["c"]["other"]["value"] is None
    with pytest.raises(SlackApiError) as error:
        client.views_update(view_id=view["id"], hash=view["hash"], view=fresh)
    assert error.value.response["error"] == "hash_conflict"


def test_a_trigger_id_works_once_and_for_three_seconds(
    control: Control, app: App, client: WebClient, sandbox: Sandbox
) -> None:
    triggers: list[str] = []

    @app.command("/touchpoint")
    def touchpoint(ack: Ack, body: Json) -> None:
        triggers.append(body["trigger_id"])
        ack()

    def error_of(trigger: str) -> str:
        with pytest.raises(SlackApiError) as error:
            client.views_open(trigger_id=trigger, view=modal(section()))
        return str(error.value.response["error"])

    control.post("command", channel="C0TEAM", user="U0ANA", command="/touchpoint", text="")
    client.views_open(trigger_id=triggers[0], view=modal(section()))
    assert error_of(triggers[0]) == "exchanged_trigger_id"
    assert error_of("1.2.x") == "invalid_trigger_id"
    control.post("command", channel="C0TEAM", user="U0ANA", command="/touchpoint", text="")
    assert isinstance(sandbox.clock, SandboxClock)
    sandbox.clock.move_by(timedelta(seconds=4))
    assert error_of(triggers[1]) == "expired_trigger_id"


def test_an_external_select_asks_the_bot_and_takes_only_what_it_offers(
    control: Control, opening: Callable[[Json], None], app: App, submitted: list[Json]
) -> None:
    asked: list[Json] = []

    @app.options("customer")
    def options(ack: Ack, body: Json) -> None:
        asked.append(body)
        found = [option("1", "Dana Reyes"), option("2", "Danilo Rey")]
        ack(options=[each for each in found if body["value"].casefold() in each["text"]["text"].casefold()])

    select = {"type": "external_select", "action_id": "customer", "min_query_length": 2}
    opening(modal(field("who", select, "Customer")))
    assert control.get("options", user="U0ANA", action_id="customer", query="d")["options"] == []
    assert asked == []
    offered = control.get("options", user="U0ANA", action_id="customer", query="dan")["options"]
    assert [each["value"] for each in offered] == ["1", "2"]
    assert (asked[0]["type"], asked[0]["value"], asked[0]["view"]["callback_id"]) == ("block_suggestion", "dan", "form")
    assert control.refused("submit", user="U0ANA", values={"customer": "Nobody"})[0] == 400
    assert control.post("submit", user="U0ANA", values={"customer": "Dana Reyes"})["closed"]
    chosen = submitted[0]["view"]["state"]["values"]["who"]["customer"]["selected_option"]
    assert chosen == option("1", "Dana Reyes")


def test_an_input_tells_the_bot_at_once_only_with_dispatch_action(
    control: Control, opening: Callable[[Json], None], app: App
) -> None:
    heard: list[str] = []

    @app.action("words")
    def typed(ack: Ack, body: Json) -> None:
        heard.append(body["actions"][0]["value"])
        ack()

    opening(modal(field("b", words()), field("c", words("words"), "Loud", dispatch_action=True)))
    control.post("interact", user="U0ANA", action_id="words", block_id="b", value="quiet")
    control.post("interact", user="U0ANA", action_id="words", block_id="c", value="loud")
    assert heard == ["loud"]


def test_home_shows_what_was_published_and_its_buttons_work(control: Control, app: App, client: WebClient) -> None:
    clicks: list[Json] = []

    @app.event("app_home_opened")
    def opened(event: Json) -> None:
        view = {"type": "home", "blocks": [section(f"Hello {event['user']}"), actions(button("log"))]}
        client.views_publish(user_id=event["user"], view=view)

    @app.action("log")
    def log(ack: Ack, body: Json) -> None:
        clicks.append(body)
        ack()

    assert control.post("home", user="U0ANA")["blocks"][0]["text"]["text"] == "Hello U0ANA"
    control.post("interact", user="U0ANA", home=True, action_id="log")
    assert clicks[0]["view"]["type"] == "home"
    assert control.get("home", user="U0BEN")["view"] is None
