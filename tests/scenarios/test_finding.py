"""/customer with a name: the card, or who may be meant; phones in any spelling; never a guess."""

import pytest

from bot.domain.customers import Customer
from tests.team import ANA, BEN, GENERAL, GUEST, Json, Team, action_ids, words


def labels(message: Json) -> list[str]:
    """What the buttons say."""
    buttons = [block.get("accessory") for block in message["blocks"]]
    buttons += [element for block in message["blocks"] for element in block.get("elements", [])]
    return [button["text"]["text"] for button in buttons if button and button["type"] == "button"]


@pytest.fixture
def known(dana: Team) -> Team:
    """Dana Reyes, and others with phones and odd names."""
    dana.add_customer(Customer(0, "Halden Arts", phones=("+44 20 7946 0110",)))
    dana.add_customer(Customer(0, "Elif Thornbury", phones=("+1 212-555-0167",)))
    dana.add_customer(Customer(0, "<!channel>"))
    dana.add_customer(Customer(0, "شركة الميناء 🎉"))
    return dana


@pytest.mark.parametrize("typed", ["Dana Reyes", "dana REYES", '"Dana Reyes"', "“Dana Reyes”", "dana@bluedoor.example"])
def test_exact_name_or_email_shows_the_card(known: Team, typed: str) -> None:
    card = known.command(ANA, "/customer", typed)

    assert "looked after by <@U0ANA>" in words(card)
    assert card["response_type"] == "ephemeral"


@pytest.mark.parametrize(
    ("user", "typed", "name"),
    [
        (ANA, "020 7946 0110", "Halden Arts"),
        (ANA, "+44 (0)20 7946 0110", "Halden Arts"),
        (BEN, "(212) 555-0167", "Elif Thornbury"),
        (BEN, "1.212.555.0167", "Elif Thornbury"),
        (ANA, "+1 212 555 0167", "Elif Thornbury"),
        (BEN, "011 44 20 7946 0110", "Halden Arts"),
    ],
)
def test_phone_is_read_as_in_the_persons_own_country(known: Team, user: str, typed: str, name: str) -> None:
    card = known.command(user, "/customer", typed)

    assert card["text"].startswith(name)
    assert "edit_customer" in action_ids(card)


@pytest.mark.parametrize("typed", ["Dana", "Dan", "Dana Reys", "Fana Reyes", "Blue Door", "Reyes"])
def test_close_name_is_asked_about_and_the_choice_opens_the_card(known: Team, typed: str) -> None:
    known.command(ANA, "/customer", typed)
    asked = known.latest(ANA, GENERAL)
    assert labels(asked) == ["Open Dana Reyes", f"Add {typed}"]
    assert "Blue Door Deli · dana@bluedoor.example · no touch yet" in words(asked)

    known.click(ANA, "choose_customer", asked)
    assert "looked after by <@U0ANA>" in words(known.latest(ANA, GENERAL))


def test_nobody_like_it_can_be_added_with_the_name_typed(known: Team) -> None:
    known.command(ANA, "/customer", "Quentin Zzyx")
    asked = known.latest(ANA, GENERAL)
    assert "I don't know anybody called *Quentin Zzyx*" in words(asked)

    known.click(ANA, "add_customer", asked)
    known.submit(ANA)
    assert known.rows("SELECT name, owner FROM customers ORDER BY id DESC LIMIT 1") == [
        {"name": "Quentin Zzyx", "owner": ANA}
    ]


@pytest.mark.parametrize("typed", ["<!channel>", "شركة الميناء 🎉"])
def test_odd_names_are_found_and_shown_as_words(known: Team, typed: str) -> None:
    shown = words(known.command(ANA, "/customer", typed))

    assert "looked after" in shown or "nobody looks after them" in shown
    assert "<!channel>" not in shown.split("\n")[0]


def test_a_text_of_which_nothing_is_seen_is_none_and_opens_the_search(known: Team) -> None:
    known.command(ANA, "/customer", "\u200b\u2060\u3164")

    assert known.form(ANA)["title"]["text"] == "Find a customer"


@pytest.mark.parametrize("typed", ["x" * 10_000, "a " * 5_000, '" OR 1', "*", "<@U0ANA> <!here>", "\u2800", "%"])
def test_hostile_text_gets_a_sentence_and_changes_nothing(known: Team, typed: str) -> None:
    before = known.rows("SELECT * FROM customers")
    question = known.command(ANA, "/customer", typed)["blocks"][0]["text"]["text"]

    assert "I don't know" in question
    assert "<!here>" not in question
    assert known.rows("SELECT * FROM customers") == before


def test_choice_of_a_customer_removed_meanwhile_says_so(known: Team) -> None:
    known.command(ANA, "/customer", "add Zed Nine")
    added = known.latest(ANA, GENERAL)
    known.command(BEN, "/customer", "Zed")
    known.click(ANA, "undo", added)
    known.click(BEN, "choose_customer", known.latest(BEN, GENERAL))

    assert "no longer in Rapport" in known.told(BEN, GENERAL)


def test_find_form_opens_the_card_of_whoever_is_chosen(known: Team) -> None:
    known.command(ANA, "/customer")
    assert known.form(ANA)["title"]["text"] == "Find a customer"

    shown = known.submit(ANA, customer="Dana")["view"]
    assert "Blue Door Deli" in words(shown)
    assert "log_for_customer" in action_ids(shown)


def test_find_form_opens_the_form_for_somebody_new(known: Team) -> None:
    known.command(ANA, "/customer")
    new = {"text": {"type": "plain_text", "text": "Somebody new: Zoe Marsh"}, "value": "new:Zoe Marsh"}
    shown = known.submit(ANA, customer=new)["view"]

    assert shown["title"]["text"] == "Add a customer"
    known.submit(ANA)
    assert "*Added* Zoe Marsh" in known.told(ANA, GENERAL)
    assert known.rows("SELECT name FROM customers ORDER BY id DESC LIMIT 1") == [{"name": "Zoe Marsh"}]


def test_guest_learns_nothing(known: Team) -> None:
    shown = words(known.command(GUEST, "/customer", "Dana Reyes"))

    assert "members of this team only" in shown
    assert "Blue Door" not in shown


@pytest.mark.parametrize("typed", ["0123", "#whole", "#wholesale", "@bluedoor", "555 0123"])
def test_the_end_of_a_number_a_tag_or_part_of_an_address_offers_who_has_it(known: Team, typed: str) -> None:
    known.command(ANA, "/customer", "edit Dana Reyes phone:+12125550123 tag:wholesale")
    known.command(ANA, "/customer", typed)

    assert "Open Dana Reyes" in labels(known.latest(ANA, GENERAL))


def test_the_search_field_offers_ones_own_customers_before_others(known: Team) -> None:
    for name, owner in (("Danny Archer", ANA), ("Dantes Moon", BEN), ("Danilo Zapp", BEN)):
        known.add_customer(Customer(0, name, owner=owner))
    known.command(BEN, "/complaint")
    offered = known.sandbox.people.options(user=BEN, action_id="customer", query="dan")

    assert [one["text"]["text"].split(" · ")[0] for one in offered["options"]] == [
        "Danilo Zapp", "Dantes Moon", "Dana Reyes", "Danny Archer", "Somebody new: dan",
    ]  # fmt: skip
