"""By whatever door a text comes in: nothing odd of it is stored, nobody is pinged by what is shown, no word is lost."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings

from bot.reading.csv_file import LARGEST, Row, read_table
from bot.reading.text_file import read_text
from tests.odd_text import ORDINARY, is_odd, texts
from tests.team import ANA, BEN, GENERAL, Team

Door = Callable[[Team, str], None]

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _leave(team: Team) -> None:
    """Close what is open still."""
    if team.sandbox.people.view(user=ANA):
        team.sandbox.people.close(user=ANA, everything=True)


def _line(command: str, typed: str) -> Door:
    return lambda team, text: _say(team, command, typed.format(text))


def _say(team: Team, command: str, typed: str) -> None:
    team.command(ANA, command, typed.replace("<@", "<"))  # else the sandbox takes it for a person who was picked
    _leave(team)


def _form(command: str, field: str, **others: str) -> Door:
    def enter(team: Team, text: str) -> None:
        team.command(ANA, command, "")
        team.submit(ANA, **{"customer": "Dana Reyes", **others, field: text})
        _leave(team)

    return enter


def _customer_form(field: str) -> Door:
    def enter(team: Team, text: str) -> None:
        team.command(ANA, "/customer", "add")
        team.submit(ANA, **{"name": "Zoe Marsh", field: text})
        _leave(team)

    return enter


def _somebody_new(team: Team, text: str) -> None:
    """Searched for in a form's customer field, and taken as somebody new."""
    team.command(ANA, "/touchpoint", "")
    offered = team.sandbox.people.options(user=ANA, action_id="customer", query=text)["options"]
    if offered:
        team.submit(ANA, customer=offered[-1], text="called")
    _leave(team)


def _resolution(team: Team, text: str) -> None:
    """What was done about a complaint, shown in its alert."""
    team.command(ANA, "/complaint", "Dana Reyes: soup was cold")
    team.click(BEN, "claim", team.alert())
    team.click(BEN, "done", team.alert())
    team.submit(BEN, resolution=text, compensation=text)
    if team.sandbox.people.view(user=BEN):
        team.sandbox.people.close(user=BEN, everything=True)


def _message(team: Team, text: str) -> None:
    """Another app's message: Slack escapes nothing of what apps write."""
    place = team.sandbox.workspace.channels[GENERAL]
    ts = team.sandbox.people.message(channel=GENERAL, user=BEN, text="x")["ts"]
    place.messages[ts].body = {**place.messages[ts].body, "text": text}
    team.sandbox.people.shortcut(user=ANA, callback_id="log_message_as_complaint", channel=GENERAL, ts=ts)
    team.submit(ANA, customer="Dana Reyes")
    _leave(team)


def _profile(team: Team, text: str) -> None:
    user = team.sandbox.workspace.users[BEN]
    user["real_name"], user["profile"]["display_name"] = f"Ben {text}", f"ben {text}"
    team.clock.advance(3600)
    team.command(BEN, "/touchpoint", "Dana Reyes: called <@U0BEN>")


DOORS: dict[str, Door] = {
    "a touchpoint's line": _line("/touchpoint", "Dana Reyes: {}"),
    "a complaint's line": _line("/complaint", "Dana Reyes: {} never arrived"),
    "a rating's line": _line("/rating", "Dana Reyes: 9/10, {}"),
    "a follow-up's line": _line("/followup", "Dana Reyes: call about {} due:friday"),
    "a customer's name": _line("/customer", "add Zoe {}"),
    "a customer's company": _line("/customer", "add Zoe company:{}"),
    "somebody unknown": _line("/touchpoint", "{}: called"),
    "a detail": _line("/customer", "remember Dana Reyes: {}"),
    "a touchpoint's form": _form("/touchpoint", "text"),
    "a complaint's form": _form("/complaint", "text"),
    "a thank-you's form": _form("/thanks", "text"),
    "a customer's form, name": _customer_form("name"),
    "a customer's form, company": _customer_form("company"),
    "somebody new in a form": _somebody_new,
    "what was done about a complaint": _resolution,
    "a message": _message,
    "somebody's profile": _profile,
}


def stored(team: Team) -> list[str]:
    """Every text in the database, also within its JSON; `requests` has what was answered, which is shown."""
    rows = [row for name, every in team.contents().items() if name != "requests" for row in every]
    return [text for row in rows for value in row if isinstance(value, str) for text in _within(value)]


def _within(value: object, *, but_plain: bool = False) -> list[str]:
    if isinstance(value, str) and value[:1] in {"{", "["}:
        with suppress(ValueError):
            value = json.loads(value)
    if isinstance(value, dict):
        if but_plain and value.get("type") in {"plain_text", "text"}:
            return []
        value = list(value.values())
    if isinstance(value, list):
        return [text for part in value for text in _within(part, but_plain=but_plain)]
    return [value] if isinstance(value, str) else []


def shown(team: Team, *, but_plain: bool = False) -> list[str]:
    """Every text of Rapport's messages; or those in which Slack looks for mentions, links, dates and formatting."""
    channels = team.sandbox.workspace.channels.values()
    messages = [message for one in channels for message in [*one.messages.values(), *one.ephemeral.values()]]
    bodies = [message.body for message in messages if message.body.get("bot_id")]
    return _within(bodies, but_plain=but_plain)


@pytest.mark.parametrize("door", DOORS)
def test_nothing_odd_is_stored_or_shown_by_any_door(dana: Team, door: str) -> None:
    @FEW
    @given(texts())
    def enter(text: str) -> None:
        DOORS[door](dana, text)

    enter()

    assert [ascii(text) for text in stored(dana) if is_odd(text)] == []
    said = shown(dana)
    assert [ascii(text) for text in said if is_odd(re.sub("[\u2068\u2069]", "", text))] == []
    for forged in ("<@U0FEI>", "<!channel>", "<!here>", "<!date^0^", "<https://evil.example"):
        assert [text for text in shown(dana, but_plain=True) if forged in text] == []


@pytest.mark.parametrize("door", ["a touchpoint's line", "a touchpoint's form", "a message", "a complaint's form"])
def test_every_ordinary_word_of_every_script_is_stored_as_it_was_typed(dana: Team, door: str) -> None:
    text = " ".join(ORDINARY)
    DOORS[door](dana, text)

    assert dana.rows("SELECT text FROM touchpoints") == [{"text": text}]


@pytest.mark.parametrize("word", ORDINARY[:20])
def test_a_cell_of_a_file_keeps_its_words(word: str) -> None:
    data = f"name,notes\n{word},\u202e{word}\x00\ufdd2\n".encode()
    table = read_table(read_text(lambda: BytesIO(data), LARGEST), {"name", "notes"}.__contains__)

    assert list(table.records()) == [Row(2, (word, word))]


def test_a_sentence_names_whom_it_means_and_nobody_whose_id_was_typed(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: \ufdd2U0FEI\ufdd3 never came")
    alert = dana.alert()
    dana.click_unsettled(BEN, "claim", alert)
    dana.click(ANA, "claim", alert)

    assert f"<@{BEN}> was faster" in dana.told(ANA, "C0FEEDBACK")
    assert not [text for text in shown(dana) if "<@U0FEI>" in text]
