"""A customer beside the conversation: the card under a link says nothing, the side pane everything, to whoever may."""

import json

import pytest

from bot.domain.customers import Customer
from bot.sandbox.wire.faults import Fault
from tests.gate import complain
from tests.team import ANA, BEN, CARA, DEACTIVATED, GENERAL, GUEST, STRANGER, Json, Team, action_ids, words

LINK = "https://customers.harbour.example/customers/T0HARBOUR"
PARTNER = "C0PARTNER"


def posted(team: Team, link: str, user: str = BEN, channel: str = GENERAL) -> Json:
    """A message with a link, as everybody sees it once Rapport has heard of it."""
    team.rapport.client.conversations_join(channel=channel)
    said = team.sandbox.people.message(channel=channel, user=user, text=f"see {link} please")
    team.settle()
    return next(message for message in team.sees(user, channel) if message["ts"] == said["ts"])


def opened(team: Team, message: Json, user: str = ANA) -> Json:
    return team.sandbox.people.open_card(user=user, channel=message["channel"], ts=message["ts"])


def fields(pane: Json) -> dict[str, str]:
    shown = pane["entity"]["entity_payload"]["custom_fields"]
    return {one["label"]: one.get("value") or one["user"]["user_id"] for one in shown}


def number(team: Team, name: str = "Dana Reyes") -> int:
    return int(team.rows("SELECT id FROM customers WHERE name = ?", name)[0]["id"])


def test_a_link_becomes_a_card_that_says_a_number_and_nothing_else(dana: Team) -> None:
    about = number(dana)

    (card,) = posted(dana, f"{LINK}/{about}?from=mail")["cards"]

    assert card["entity_payload"]["attributes"]["title"] == {"text": f"Customer {about}"}
    assert card["external_ref"] == {"id": str(about), "type": "customer"}
    assert card["app_unfurl_url"] == f"{LINK}/{about}?from=mail"
    assert "Dana" not in json.dumps(card)


def test_the_pane_shows_the_customer_to_a_colleague_and_that_they_looked_is_noted(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: <!channel> box was empty")
    dana.command(ANA, "/customer", "remember Dana Reyes: dog called Biscuit")
    message = posted(dana, f"{LINK}/{number(dana)}")

    pane = opened(dana, message, BEN)

    shown = fields(pane)
    assert (shown["Name"], shown["Looked after by"]) == ("Dana Reyes", ANA)
    assert shown["Complaints"] == "1 open complaint"
    assert "<!channel> box was empty" in shown["Last touch"]  # plain text, in which that pings nobody
    assert shown["Remember"] == "dog called Biscuit"
    assert pane["entity"]["entity_payload"]["attributes"] == message["cards"][0]["entity_payload"]["attributes"]
    assert [row["person"] for row in dana.rows("SELECT * FROM looks")].count(BEN) == 1


@pytest.mark.parametrize("user", [GUEST, STRANGER, DEACTIVATED])
def test_who_is_not_of_the_team_is_refused_in_words(dana: Team, user: str) -> None:
    message = posted(dana, f"{LINK}/{number(dana)}")
    dana.sandbox.workspace.channels[GENERAL].members.append(user)

    pane = opened(dana, message, user)

    assert pane["entity"] is None
    assert "members of this team only" in pane["error"]["custom_message"]


def test_roles_are_looked_up_each_time_the_pane_is_opened(dana: Team) -> None:
    message = posted(dana, f"{LINK}/{number(dana)}")
    assert opened(dana, message, BEN)["entity"]

    dana.sandbox.people.change_user({"id": BEN, "is_restricted": True})

    assert opened(dana, message, BEN)["error"]


def test_nothing_is_shown_of_links_of_guests_in_shared_channels_and_of_other_workspaces(dana: Team) -> None:
    about = number(dana)

    assert "cards" not in posted(dana, f"{LINK}/{about}", user=GUEST)
    assert "cards" not in posted(dana, f"{LINK}/{about}", user=ANA, channel=PARTNER)
    assert "cards" not in posted(dana, f"https://customers.harbour.example/customers/T0OTHER/{about}")


def test_a_merged_customer_says_into_whom_and_a_forgotten_one_that_they_are_gone(dana: Team) -> None:
    stays, goes = dana.add_customer(Customer(0, "D. Reyes", owner=BEN)), number(dana)
    merged, gone = posted(dana, f"{LINK}/{goes}"), posted(dana, f"{LINK}/999")
    dana.command(CARA, "/customer", "merge Dana Reyes into D. Reyes")
    dana.submit(CARA)

    shown = fields(opened(dana, merged))
    assert shown["Name"] == "D. Reyes"
    assert shown["Merged"] == f"This was customer {goes}, who is one with customer {stays}"
    assert "no longer in Rapport" in opened(dana, gone)["error"]["custom_message"]


def test_its_buttons_work_in_the_pane_and_on_the_card(dana: Team) -> None:
    message = posted(dana, f"{LINK}/{number(dana)}")
    opened(dana, message)

    dana.sandbox.people.press_in_pane(user=ANA, action_id="log_for_customer")
    dana.submit(ANA, text="Called about the menu")
    dana.sandbox.people.press_on_card(user=ANA, channel=GENERAL, ts=message["ts"], action_id="open_customer")
    dana.settle()

    assert [row["text"] for row in dana.rows("SELECT text FROM touchpoints")] == ["Called about the menu"]
    assert "Dana Reyes" in words(dana.form(ANA))


def test_an_alert_brings_its_customers_card_along_and_is_out_without_where_slack_has_none(dana: Team) -> None:
    complain(dana)
    (card,) = dana.alert()["cards"]
    assert card["entity_payload"]["attributes"]["title"]["text"] == f"Customer {number(dana)}"
    assert fields(opened(dana, dana.alert()))["Name"] == "Dana Reyes"

    dana.sandbox.faults.order(Fault(method="chat.postMessage", times=1, error="invalid_metadata_schema"))
    dana.command(ANA, "/complaint", "Dana Reyes: and the second box, too")
    dana.command(ANA, "/complaint", "Dana Reyes: and the third")

    alerts = [one for one in dana.sees(BEN, "C0FEEDBACK") if not one.get("is_ephemeral")]
    assert ["cards" in one for one in alerts] == [True, False, False]  # it is not tried again this day


def test_where_slack_has_no_work_objects_a_link_gets_a_button_for_a_day(dana: Team) -> None:
    about = number(dana)
    dana.sandbox.faults.order(Fault(method="chat.unfurl", times=1, error="feature_not_enabled"))
    first, second = posted(dana, f"{LINK}/{about}"), posted(dana, f"{LINK}/{about}")

    for message in (first, second):
        (unfurled,) = message["attachments"]
        assert action_ids(unfurled) == ["open_customer"]
        assert "Dana" not in json.dumps(unfurled)
    dana.click(ANA, "open_customer", first)
    assert "Dana Reyes" in words(dana.form(ANA))
    dana.clock.advance(86_400)
    assert "cards" in posted(dana, f"{LINK}/{about}")
