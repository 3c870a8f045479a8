"""What a button carries that cannot be, or is gone: a sentence says so, and nothing changes."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.views import form_ids, ids
from tests.conftest import DANA, Place, team_in
from tests.team import DEV, GENERAL, Given, Json, Team, words

CARRY_NOTHING = {
    *(ids.RESET_MOOD, ids.SEND_ALL_AGAIN, ids.OPEN_SETTINGS, ids.OPEN_MY_DIGEST, ids.OPEN_LANGUAGE, ids.OPEN_IN_MAIL),
    *(ids.LOG_TOUCHPOINT_BUTTON, ids.LOG_COMPLAINT_BUTTON, ids.FIND_CUSTOMER_BUTTON, ids.SHOW_PLAYBOOKS),
    *(ids.SHOW_THEMES, ids.NAME_THEME),  # a phrase to begin with, or nothing
    *(ids.OPEN_REACTIONS, ids.SHOW_COUNTERS, ids.ADD_COUNTER, ids.OPEN_QR),
    *(ids.SHOW_SET_UP, ids.CONFIRM_SET_UP, ids.CHANGE_SET_UP, ids.LEAVE_SET_UP, ids.GOT_IT),
    *(ids.HOME_MINE, ids.HOME_TEAM, ids.IMPORT_CUSTOMERS),
}
BUTTONS = sorted(
    {name for key, name in vars(ids).items() if key.isupper()}
    - {ids.CUSTOMER, ids.KNOWN_CUSTOMER, ids.REFERRED, ids.TIMEZONE, ids.PICK_DUE, *CARRY_NOTHING}
)

SHOW_THE_SAME = {
    *(ids.SHOW_PAGE, ids.PREVIOUS_PAGE, ids.NEXT_PAGE, ids.PREVIOUS_CUSTOMERS, ids.NEXT_CUSTOMERS),
    *(ids.STATUS_MORE, ids.STATUS_LESS, ids.PREVIOUS_DUPLICATES, ids.NEXT_DUPLICATES),
    *(ids.SHOW_DETAILS, ids.DETAILS_BEFORE, ids.DETAILS_AFTER),
    *(ids.LIST_MINE, ids.LIST_WEEK, ids.LIST_TEAM, ids.LIST_OVERDUE, ids.LIST_UNCLAIMED),
}
"""In place of a page or person that there is not they show another one, perhaps what is there already."""

RIGHT = {
    ids.DAY_IS_TEXT: {"1:x", "1:", "1::", "1:1:1", "1:2026-02-30", "1:0001-01-01", "1:severity:x", "1:nobody:x"},
    ids.THANK_YOU_NOTE: {"1:"},
    ids.SAY_ABOUT: {"1:", "1::"},
}
"""What a button may carry of the values below: words that somebody typed; a customer without what they said."""

NO_VALUE = ["", " ", "x", "-1", "1.0", "1_0", "+7", "²", "\u0661", "1e9", "None", "<!channel>", "9" * 30, "9" * 5_000]
OF_OTHER_BUTTONS = [
    *(":", "::", ":1", "x:1", "1:x", "1:", "1::", "1:1:1", "mine::2", "customer::1", "customer:x:1", "card::1"),
    *(f"customer:{'9' * 30}:1", "person:<!channel>:1", "person::1", "list:", "list:x", "day:x", "week:1", "done:²"),
    *("1:2026-02-30", "1:0001-01-01", "1:severity:x", "1:nobody:x", "no-one:1"),
]
GONE = [
    *("987654", "987654:987654", "0:987654", "987654:0", "list:987654", "done:987654", "tomorrow:987654"),
    *("987654:2026-12-01", "987654:text:x", "customer:987654:1", "card:987654:0", "thanks:987654"),
]
OF_ANOTHER_WORKSPACE = ["U0NOBODY", "T0OTHER", "C0OTHER", "U0SAM"]


@pytest.fixture(scope="module")
def team_for_all(stand_in: Place, empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """A team with an alert, its claim and a line that waits for its customer, all of which have the id 1.

    One for all tests here, which hold that nothing changes.
    """
    with team_in(tmp_path_factory.mktemp("busy"), stand_in, empty_database) as team:
        team.add_customer(DANA)
        team.command(DEV, "/complaint", "Dana Reyes: order never arrived")
        team.command(DEV, "/touchpoint", "Dna Reyes: called")
        team.command(DEV, "/rapport", "status")
        team.click(DEV, "status_more", team.latest(DEV, GENERAL))
        yield team


@pytest.fixture
def busy(team_for_all: Team) -> Iterator[Team]:
    """The same, with nothing said to anybody since."""
    told, delivered = team_for_all.sandbox.workspace.channels[GENERAL].ephemeral, team_for_all.transport.delivered
    before = dict(told), list(delivered)
    yield team_for_all
    told.clear()
    told.update(before[0])
    delivered[:] = before[1]


def click(team: Team, action_id: str, value: str, **more: str) -> str:
    """What Dev, an admin, reads who clicks on something in their last message with this value."""
    delivered = team.transport.delivered[-1]
    tickets, shown = team.sandbox.workspace.tickets, team.latest(DEV, GENERAL)
    payload = copy.deepcopy(delivered.payload)
    payload["trigger_id"] = tickets.trigger(DEV)
    payload["response_url"] = (
        f"{payload['response_url'].rpartition('/')[0]}/{tickets.response(GENERAL, DEV, shown['ts'])}"
    )
    payload["actions"] = [{**payload["actions"][0], "action_id": action_id, "value": value, **more}]
    before = _seen(team)
    assert team.transport.deliver(replace(delivered, payload=payload)) is not None, "answered by an error"
    team.settle()
    return "\n".join(part for part, earlier in zip(_seen(team), before, strict=True) if part != earlier)


def _seen(team: Team) -> tuple[str, str, str]:
    view = team.sandbox.people.view(user=DEV)
    shown = team.latest(DEV, GENERAL)
    return f"{shown['ts']} {words(shown)}", view["id"] if view else "", words(view) if view else ""


def facts(team: Team) -> dict[str, list[tuple[Given, ...]]]:
    """Everything that is stored, but for what is kept to answer again: answers, addresses, what a list was asked by."""
    left_out = {"requests", "form_origins", "sqlite_sequence"}
    stored = {name: rows for name, rows in team.contents().items() if name not in left_out}
    return {**stored, "kept_lines": [row for row in stored["kept_lines"] if "customer list" not in row]}


@pytest.mark.parametrize("action_id", BUTTONS)
def test_a_value_that_cannot_be_is_told_and_changes_nothing(busy: Team, action_id: str) -> None:
    """Each button has every third of the values: another third than the button beside it."""
    before = facts(busy)
    forged = [*NO_VALUE, *OF_OTHER_BUTTONS, *GONE, *OF_ANOTHER_WORKSPACE][BUTTONS.index(action_id) % 3 :: 3]
    told = {value: click(busy, action_id, value) for value in forged if value not in RIGHT.get(action_id, ())}

    assert facts(busy) == before
    assert [value for value, said in told.items() if "went wrong" in said or "It was saved" in said] == []
    assert action_id in SHOW_THE_SAME or all(told.values()), told


@pytest.mark.parametrize("day", ["2026-02-30", "0000-01-01", "0001-01-01"])
@pytest.mark.parametrize("about", ["due:1", "due:987654", "due:x", "due:", "x", ""])
def test_a_calendar_that_cannot_be_is_told_and_changes_nothing(busy: Team, about: str, day: str) -> None:
    before = facts(busy)
    told = click(busy, ids.PICK_DUE, "", block_id=about, selected_date=day)

    assert facts(busy) == before
    assert told
    assert "went wrong" not in told


@pytest.mark.parametrize(
    "choice", ["due:2026-02-30", "due:x", "nobody:x", "severity:x", "for:U0NOBODY", "for:x", ":", ""]
)
def test_an_answer_that_was_not_offered_is_told_and_the_line_stays_kept(busy: Team, choice: str) -> None:
    before = facts(busy)
    told = click(busy, ids.MEANING_1, f"1:{choice}")

    assert facts(busy) == before
    assert told
    assert "went wrong" not in told


def test_more_words_than_fit_are_not_given_back_to_a_title(busy: Team) -> None:
    before = facts(busy)

    assert "Please shorten it" in click(busy, ids.DAY_IS_TEXT, f"1:{'x' * 2_000}")
    assert facts(busy) == before


FORMS = sorted(name for key, name in vars(form_ids).items() if key.isupper())
NAMED = ("followup", "customer", "kind", "giver", "seen", "link", "place", "origin", "suggested")


ODD: list[Given] = ["x", "", -1, 10**30, None, True, [], {}, "9" * 5_000, 987_654]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_carries_what_cannot_be_is_told_and_changes_nothing(busy: Team, form: str) -> None:
    """Each form has every second of what is odd: the other half than the form beside it."""
    before = facts(busy)
    odd_ones = [{name: odd} for name in NAMED for odd in ODD][FORMS.index(form) % 2 :: 2]
    carried: list[Json] = [{}, *odd_ones]
    for number, metadata in enumerate(carried):
        view: Json = {"id": "V1", "hash": f"1.{number}", "callback_id": form, "type": "modal", "blocks": []}
        view |= {"private_metadata": json.dumps(metadata), "state": {"values": {}}}
        person = {"user": {"id": DEV, "team_id": "T0HARBOUR"}, "team": {"id": "T0HARBOUR"}}
        answer = busy.rapport.app.answer({"type": "view_submission", "view": view, **person})

        assert answer.status == 200
        assert "went wrong" not in answer.body, metadata
    assert form in SAVE_EMPTY or facts(busy) == before


SAVE_EMPTY = {form_ids.MY_DIGEST_FORM, form_ids.SETTINGS_FORM}
"""They carry nothing; sent empty, they say that nothing is chosen."""
