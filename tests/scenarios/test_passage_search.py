"""/customer search: words of touchpoints, details and fields, newest first, marked, paged to the end."""

import pytest

from bot.domain.customers import Customer
from bot.domain.passages import PAGE
from bot.use_cases.customers import version
from bot.use_cases.merging import merge
from bot.use_cases.session import customer_of
from tests.team import ANA, BEN, CARA, GENERAL, GUEST, Json, Team, action_ids, words


def search(team: Team, typed: str, user: str = ANA) -> str:
    return words(team.command(user, "/customer", f"search {typed}".strip()))


def found(message: Json) -> list[str]:
    """Heading and words of each passage shown."""
    rows = [block for block in message["blocks"] if block.get("accessory", {}).get("action_id") == "open_customer"]
    return [row["text"]["text"] for row in rows if "\n" in row["text"]["text"]]


@pytest.fixture
def said(dana: Team) -> Team:
    dana.add_customer(Customer(0, "Elif Thornbury"))
    dana.command(ANA, "/customer", "remember Dana Reyes: dog called Biscuit")
    dana.command(BEN, "/touchpoint", "Elif Thornbury: liked the biscuits and the café via:phone on:2026-11-20")
    dana.command(BEN, "/complaint", "Dana Reyes: the biscuit *tin* was <!channel> empty on:2026-11-18")
    return dana


def test_words_of_touchpoints_and_details_are_found_newest_first_with_who_and_when(said: Team) -> None:
    shown = said.command(ANA, "/customer", "search BISCUIT")
    first, second, third = found(shown)

    assert "“BISCUIT” in 3 texts, the latest first" in words(shown)
    assert first.startswith("*Dana Reyes* · pet by <@U0ANA> · ")
    assert first.endswith("dog called *Biscuit*")
    assert second.startswith("*Elif Thornbury* · phone by <@U0BEN> · Fri 20 Nov")
    assert "liked the *biscuits* and" in second
    assert "the *biscuit* \u2217tin\u2217 was &lt;!channel&gt; empty" in third


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("biscuit", 3), ("bisc", 3), ("biscuits", 1), ("CAFE", 1), ("café", 1), ("dog biscuit", 1),
        ("biscuit dog", 1), ("empty dog", 0),
        ("called bis", 1), ('"dog called Biscuit"', 1), ("liked cafe bisc", 1), ("tin empty", 1), ("*tin*", 1),
        ("channel", 1),
    ],
)  # fmt: skip
def test_all_words_have_to_stand_there_the_last_may_be_begun(said: Team, typed: str, number: int) -> None:
    assert len(found(said.command(ANA, "/customer", f"search {typed}"))) == number


@pytest.mark.parametrize("typed", ["biscuti", "bisucit", "ibscuit", "biskuit", "xbiscuit", "iscuit"])
def test_where_nothing_says_it_what_was_perhaps_meant_is_found_and_said(said: Team, typed: str) -> None:
    shown = said.command(ANA, "/customer", f"search {typed}")

    assert f"Nothing says “{typed}”; 3 texts with “biscuit" in words(shown) or "2 texts with" in words(shown)
    assert "*Biscuit*" in words(shown)


def test_a_customers_name_alone_is_their_card_and_with_texts_stands_above_them(said: Team) -> None:
    assert "looked after by <@U0ANA>" in search(said, "Dana Reyes")

    said.command(ANA, "/touchpoint", "Elif Thornbury: met dana reyes there")
    shown = said.command(ANA, "/customer", "search Dana Reyes")
    assert shown["blocks"][0]["text"]["text"] == "*Dana Reyes* is a customer"
    said.click(ANA, "open_customer", said.latest(ANA, GENERAL), "Open")
    assert "looked after by" in words(said.form(ANA))


def test_a_customer_called_search_is_still_their_card(said: Team) -> None:
    said.add_customer(Customer(0, "Search Brothers Ltd"))

    assert "nobody looks after them" in words(said.command(ANA, "/customer", "Search Brothers Ltd"))


def test_what_was_undone_or_forgotten_is_not_found(said: Team) -> None:
    said.command(ANA, "/touchpoint", "Dana Reyes: talked of marzipan")
    said.click(ANA, "undo", said.latest(ANA, GENERAL))
    said.command(ANA, "/customer", "remember Dana Reyes: loves nougat")
    said.click(ANA, "undo", said.latest(ANA, GENERAL))

    assert "No touchpoint, detail or field says “marzipan”" in search(said, "marzipan")
    assert "No touchpoint, detail or field says “nougat”" in search(said, "nougat")


def test_older_leads_to_the_very_end_and_each_text_is_seen_once(said: Team) -> None:
    for number in range(2 * PAGE + 3):
        said.command(ANA, "/touchpoint", f"Dana Reyes: marzipan {number} on:2026-11-{number % 3 + 1:02}")
    shown = said.command(ANA, "/customer", "search marzipan")
    assert f"in {2 * PAGE + 3} texts" in words(shown)
    seen = found(shown)
    while "older_passages" in action_ids(said.latest(ANA, GENERAL)):
        said.click(ANA, "older_passages", said.latest(ANA, GENERAL))
        seen += found(said.latest(ANA, GENERAL))

    assert len(seen) == len(set(seen)) == 2 * PAGE + 3
    assert "That was all." in words(said.latest(ANA, GENERAL))
    days = [row.split(" Nov")[0].split()[-1] for row in seen]
    assert days == sorted(days, reverse=True)


def test_words_are_nowhere_in_a_button(said: Team) -> None:
    for number in range(PAGE + 1):
        said.command(ANA, "/touchpoint", f"Dana Reyes: marzipan {number}")
    said.command(ANA, "/customer", "search marzipan")

    values = [block["elements"][0]["value"] for block in said.latest(ANA, GENERAL)["blocks"] if block.get("elements")]
    assert values
    assert not any("marzipan" in value for value in values)


def test_somebody_elses_search_cannot_be_gone_on_with(said: Team) -> None:
    for number in range(PAGE + 1):
        said.command(ANA, "/touchpoint", f"Dana Reyes: marzipan {number}")
    said.command(ANA, "/customer", "search marzipan")
    value = said.latest(ANA, GENERAL)["blocks"][-1]["elements"][0]["value"]
    said.command(BEN, "/customer", "Dana Reyes")
    said.click(BEN, "brief_me", said.latest(BEN, GENERAL))
    said.again(
        trigger_id="9.9",
        actions=[{"action_id": "older_passages", "block_id": "b", "type": "button", "value": value}],
    )

    assert "more than a day old" in said.told(BEN, GENERAL)


@pytest.mark.parametrize("value", ["", "1", "1:x:1", "1:2026-11-20", "1:2026-11-20:x", "x:2026-11-20:1", "1:' OR 1:2"])
def test_a_made_up_place_gets_a_sentence(said: Team, value: str) -> None:
    said.command(ANA, "/customer", "Dana Reyes")
    said.click(ANA, "brief_me", said.latest(ANA, GENERAL))
    said.again(
        trigger_id="9.9",
        actions=[{"action_id": "older_passages", "block_id": "b", "type": "button", "value": value}],
    )

    assert "an older Rapport" in said.told(ANA, GENERAL) or "more than a day old" in said.told(ANA, GENERAL)


@pytest.mark.parametrize(
    "typed",
    ["x" * 5_000, "q " * 2_000, '"', '" OR "', "NEAR(a b)", "*", "-", "(", "\\", "'", "' & '", ":*", "%", "🎈",
     "<!channel>x", "\u202eabc", "a" * 100 + "'"],
)  # fmt: skip
def test_hostile_words_get_a_sentence_and_change_nothing(said: Team, typed: str) -> None:
    before = said.contents()
    shown = search(said, typed)

    assert "No touchpoint, detail or field says" in shown or "biscuit" in shown or not shown.strip()
    assert "<!channel>" not in shown.split("Add ")[0], "a button's label is plain text"
    assert {**said.contents(), "requests": []} == {**before, "requests": []}


def test_nothing_to_search_for_opens_the_form_to_find(said: Team) -> None:
    assert search(said, "").strip() == ""
    assert said.form(ANA)["title"]["text"] == "Find a customer"


@pytest.mark.parametrize(
    "text", ["شركة الميناء سعيدة جدا", "ありがとう ございます", "спасибо большое", "🎉 party", "ça gîterait là-bas"]
)
def test_words_of_every_script_are_found(said: Team, text: str) -> None:
    said.command(ANA, "/touchpoint", f"Dana Reyes: {text}")
    for word in text.split():
        assert f"*{word}*" in found(said.command(ANA, "/customer", f"search {word}"))[0]


def test_arabic_is_turned_round_as_a_whole(said: Team) -> None:
    said.command(ANA, "/touchpoint", "Dana Reyes: شركة الميناء سعيدة")
    [row] = found(said.command(ANA, "/customer", "search الميناء"))

    assert row.endswith("\u2068شركة *الميناء* سعيدة\u2069")


def test_the_teams_own_fields_are_found_by_their_words(said: Team) -> None:
    said.write(
        "INSERT INTO custom_fields (name, key, type, choices, position)"
        " VALUES ('Allergies', 'allergies', 'text', '[]', 1)"
    )
    said.command(ANA, "/customer", "edit Dana Reyes allergies:hazelnut")
    assert "*Dana Reyes* · Allergies\n*hazelnut*" in search(said, "hazelnut")

    said.command(ANA, "/customer", "edit Dana Reyes allergies:walnut")
    assert "No touchpoint, detail or field says" in search(said, "hazelnut")


def test_a_long_text_is_shown_around_the_word(said: Team) -> None:
    said.command(ANA, "/touchpoint", f"Dana Reyes: {'lorem ' * 800} marzipan {'ipsum ' * 700}")
    [row] = found(said.command(ANA, "/customer", "search marzipan"))

    assert "lorem *marzipan* ipsum" in row
    assert len(row) < 400


def test_erasing_what_it_is_of_erases_the_words(said: Team) -> None:
    said.write("DELETE FROM details")
    said.write("DELETE FROM mood_labels")

    assert len(said.rows("SELECT * FROM passages WHERE detail_id IS NOT NULL")) == 0
    assert len(found(said.command(ANA, "/customer", "search biscuit"))) == 2


def test_a_guest_is_told_nothing(said: Team) -> None:
    assert "members of this team only" in search(said, "biscuit", GUEST)


def test_of_who_was_merged_the_words_are_found_with_who_stayed(said: Team) -> None:
    known = {row["name"]: row["id"] for row in said.rows("SELECT id, name FROM customers")}
    with said.writing(CARA) as session:
        kept, gone = (customer_of(session, known[name]) for name in ("Dana Reyes", "Elif Thornbury"))
        merge(session, kept.id, gone.id, {}, seen=(version(kept), version(gone)), lists={})
    shown = found(said.command(ANA, "/customer", "search cafe"))

    assert [row.split(" · ")[0] for row in shown] == ["*Dana Reyes*"]


@pytest.mark.parametrize(("button", "more"), [("choose_customer", ":1"), ("somebody_new", ""), ("fill_in", "")])
def test_what_is_kept_of_a_search_is_no_line_to_be_finished(said: Team, button: str, more: str) -> None:
    for number in range(PAGE + 1):
        said.command(ANA, "/touchpoint", f"Dana Reyes: marzipan {number}")
    said.command(ANA, "/customer", "search marzipan")
    kept_id = said.latest(ANA, GENERAL)["blocks"][-1]["elements"][0]["value"].partition(":")[0]
    said.click(ANA, "older_passages", said.latest(ANA, GENERAL))
    action = {"action_id": button, "block_id": "b", "type": "button", "value": f"{kept_id}{more}"}
    said.again(trigger_id="9.9", actions=[action])

    assert "an older Rapport" in said.told(ANA, GENERAL)
