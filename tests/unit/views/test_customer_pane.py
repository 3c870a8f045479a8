"""The side pane at its fullest, and the card under a link: within Slack's limits, and nothing of anybody in public."""

import json
from dataclasses import replace

from bot.domain.card import Card
from bot.sandbox.rules.entities import check_entity
from bot.views.customer_pane import ENTITY_TYPE, pane, plain_preview, preview
from tests.unit.views.worst import CARD

LINK = "https://customers.harbour.example/customers/T0HARBOUR/7"


def test_the_fullest_pane_is_one_that_slack_takes() -> None:
    lost = replace(CARD, customer=replace(CARD.customer, do_not_contact=True))

    for card in (CARD, lost):
        entity = pane(card, 7, LINK)
        assert check_entity(entity, [ENTITY_TYPE], "invalid_metadata") == entity
        assert len(json.dumps(entity)) < 12_000


def test_what_everybody_sees_is_a_number() -> None:
    entity = preview(7, LINK, f"{LINK}?x=1")

    assert check_entity(entity, [ENTITY_TYPE], "invalid_metadata", is_unfurl=True) == entity
    assert "custom_fields" not in entity["entity_payload"]
    assert entity["entity_payload"]["attributes"] == pane(CARD, 7, LINK)["entity_payload"]["attributes"]
    assert "Customer 7" in json.dumps(plain_preview(7))


def test_somebody_of_whom_nothing_is_known_has_no_empty_fields() -> None:
    new: Card = replace(
        CARD,
        followups=(),
        touchpoints=(),
        details=(),
        moods=(),
        birthday=None,
        caretaker=replace(CARD.caretaker, id=None),
    )
    shown = pane(new, 7, LINK)["entity_payload"]["custom_fields"]

    assert all(one.get("value") or one.get("user") for one in shown)
    assert "Nobody has been in touch with them yet" in [one.get("value") for one in shown]
