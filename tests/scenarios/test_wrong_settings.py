"""Settings that cannot be: refused where they are written, and no obstacle where they are stored all the same."""

import copy
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.setting_groups import GROUPS
from bot.domain.settings import SETTINGS, USUAL, WorkspaceSettings
from bot.use_cases.rules import check, rules
from storage.database import Database
from storage.engines.sqlite import SqliteDatabase
from storage.settings import NAMES, snapshot
from tests.digests import digests, plan
from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, Given, Json, Team, words

FORGED: dict[str, list[Given]] = {
    "working_days": [[], [7], [-1], ["Monday"], [True, 2.5], {}, "Mon-Fri", None, 5, [[]]],
    "digest_at": ["25:00", "9", "", None, 9, "09:00:00+02:00", [], "24:00"],
    "digest_until": ["noon", {"h": 1}, "12:60", "08:00", "09:00"],
    "work_from": ["17:00", "18:00", "x", None, ["09:00"]],
    "work_until": ["09:00", "08:59", 17],
    "feedback_channel": ["customer-feedback", "U0ANA", 7, ["C0FEEDBACK"], "C0FEEDBACK\n", "<!channel>"],
    "team_channel": [{}, "D0ANA", False],
    "leads": ["U0ANA", [None], ["ana"], ["U0ANA", 3], {"U0ANA": 1}, [f"U{n:06}" for n in range(101)]],
    "default_owner": ["Ana", ["U0ANA"], 1, "C0TEAM"],
    "sensitivity": ["most", "", None, 0.5, ["more"]],
    "keep_words": ["1 month", 24, []],
    "language": ["fr", "", None, ["de"], 3],
    "leap_birthday": ["29 Feb", {}, "1 mar"],
    **{f"cadence_{tier}": ["thirty", -1, None, [30], 1096, 3.5] for tier in ("vip", "gold", "silver", "standard")},
    "timezone": ["Europe/Lisboa", "../../etc/passwd", "America", 3, None, "x" * 10_000],
    "country": ["ZZ", "Porto", 351, None, "PT\x00", []],
    "closing_days": ["soon", ["1 Aug - 31 Aug"], [None], {}, 3, ["24 Dec"] * 31, ["2027-02-30/2027-03-01"]],
    "admins_only": ["settings", ["use"], [None], {"settings": 1}, 3],
    "thanks_apart": [0, -1, 366, 1.5, True, "", "many", "٣٠٠٠", None, [30], {}],
    "thanks_goal": [-1, 501, "a few", 0.5, None, [5], {}],
    "complaint_categories": [[], "", {}, ["x" * 61]],
    "root_causes": [[], "", {}, ["x" * 61]],
    "compensation_limit": [-1, 1_000_001, "much", 0.5, None],
    "check_after": [-1, 61, "later", 2.5, None, ""],
    "lost_reasons": [[], [""], "", [1], {}, None, ["x" * 61], [str(number) for number in range(31)]],
    "report_on": ["someday", "", None, 1, ["monday"]],
    "report_at": ["25:00", "9", "", None, [], "09:00:00+02:00"],
    "survey_scale": ["stars", "", None, 5, ["csat"]],
    "survey_after": ["phone", ["pigeon"], [None], {"phone": 1}, 3],
    "survey_wait": [-1, 61, "later", 2.5, None, ""],
    "survey_checks": ["nobody", "", None, ["mail"], 1],
    "currency": ["XYZ", "€", "dollars", {}, 978],
}
"""What somebody who can write to the database might put there, by setting."""


def store(team: Team, name: str, text: str) -> None:
    team.write(
        "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        *(name, text),
    )


def label(name: str) -> str:
    return next(one.label for one in SETTINGS if name in one.names)


def test_every_setting_has_its_forgeries() -> None:
    assert FORGED.keys() == NAMES


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_value_counts_for_nothing_and_is_told(dana: Team, name: str) -> None:
    [wrong] = [one for one in SETTINGS if name in one.names]
    for value in FORGED[name]:
        store(dana, name, json.dumps(value))
        in_force = dana.rapport.deps.settings()

        assert all(getattr(in_force, one) == getattr(USUAL, one) for one in wrong.names), value
        assert f"the setting “{label(name)}” cannot be" in words(dana.command(CARA, "/rapport", "status")), value
    assert "Logged" in dana.command(ANA, "/complaint", "Dana Reyes: box was empty")["text"]
    assert dana.command(CARA, "/rapport", "settings") == {}


@pytest.mark.parametrize(
    "text",
    ["", "{", "NaN", "[" * 50_000, pytest.param("\x00", marks=pytest.mark.engine("sqlite")), "1e999", "9" * 10_000],
)
def test_what_is_no_json_is_no_obstacle(dana: Team, text: str) -> None:
    for name in NAMES:
        store(dana, name, text)

    assert dana.rapport.deps.settings() == USUAL
    assert "Logged" in dana.command(ANA, "/touchpoint", "Dana Reyes: hello")["text"]
    assert dana.command(CARA, "/rapport", "settings") == {}


def test_an_evening_digest_stands_where_the_end_stored_with_it_cannot_be(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    store(dana, "digest_at", '"21:00"')
    store(dana, "digest_until", '"08:00"')
    dana.jump(dana.clock.now().replace(hour=21) + timedelta(days=1, minutes=10))

    assert len(digests(dana, ANA)) == 1
    assert "“A late digest is sent until” cannot be" in words(dana.command(CARA, "/rapport", "status"))


def test_saving_the_form_mends_it(dana: Team) -> None:
    store(dana, "working_days", "[]")
    dana.choose(CARA, working_days=["0", "1", "2", "3", "4"])

    assert "All is well" in words(dana.command(CARA, "/rapport", "status"))
    assert dana.rows("SELECT * FROM settings WHERE name = 'working_days'") == []


def test_leads_are_told_of_it_once_and_that_it_is_mended(dana: Team) -> None:
    store(dana, "working_days", "[]")
    dana.advance(minutes=30)
    [told] = [one for one in dana.dm(CARA) if "Working days" in words(one)]
    assert "Mended" not in words(told)

    store(dana, "working_days", "[0, 1]")
    dana.advance(minutes=10)
    [told] = [one for one in dana.dm(CARA) if "Working days" in words(one)]
    assert "Mended" in words(told)


def test_digests_go_out_although_one_persons_own_hour_and_days_are_forged(dana: Team) -> None:
    for person in (ANA, BEN):
        plan(dana, person, "send the menu")
    dana.write("UPDATE people SET digest_at = 'noon', digest_days = '9x' WHERE id = ?", ANA)
    dana.advance(hours=30)  # 09:00 in New York, where Ben is

    assert len(digests(dana, ANA)) == len(digests(dana, BEN)) == 1


@pytest.mark.parametrize("mark", ["turned_until"])
@pytest.mark.parametrize("text", ["{", "7", '"soon"', '"2026-11-23T09:00:00"'])
def test_a_forged_mark_of_a_job_stops_no_job(dana: Team, mark: str, text: str) -> None:
    plan(dana, ANA, "send the menu")
    store(dana, mark, text)
    dana.advance(hours=25)

    assert len(digests(dana, ANA)) == 1


# Any JSON at all

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=4), inside, max_size=3),
    max_leaves=8,
)
RIGHT = st.fixed_dictionaries(
    {},
    optional={
        "digest_at": st.just("07:15"),
        "work_from": st.sampled_from(["06:00", "18:00"]),
        "work_until": st.sampled_from(["05:00", "23:00"]),
        "working_days": st.just([1, 3]),
        "leads": st.just([ANA]),
    },
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    kept = SqliteDatabase(tmp_path_factory.mktemp("rules") / "T.db")
    yield kept
    kept.close()


@given(stored=st.dictionaries(st.sampled_from(sorted(NAMES)), JSON), right=RIGHT)
def test_whatever_json_is_stored_the_rules_in_force_can_be(
    database: Database, stored: dict[str, Given], right: dict[str, Given]
) -> None:
    with database.unit_of_work() as uow:
        uow.execute("DELETE FROM settings")
        for name, value in {**stored, **right}.items():
            uow.execute("INSERT INTO settings (name, value) VALUES (?, ?)", (name, json.dumps(value)))
        found = rules(uow)

    check(found.in_force)
    wrong = {name for one in found.wrong for name in one.names}
    for name in (field.name for field in fields(WorkspaceSettings)):
        if name in wrong or name not in {**stored, **right}:
            assert getattr(found.in_force, name) == getattr(USUAL, name)
        elif name in right:
            assert snapshot(found.in_force)[name] == right[name]


# The form


def forged(team: Team, field: str, element: Json) -> Json | None:
    """The last form again, as a new request, with something in a field that its element cannot give.

    None: it is refused at the door, because Slack sends no such thing.
    """
    payload = copy.deepcopy(team.transport.delivered[-1].payload)
    payload["view"]["hash"] = sha256(f"{field}{element}".encode()).hexdigest()
    values = payload["view"]["state"]["values"]
    [action] = values[field]
    values[field][action] = {"type": values[field][action]["type"], **element}
    ack = team.transport.deliver(replace(team.transport.delivered[-1], payload=payload))
    team.settle()
    return ack.body if ack and isinstance(ack.body, dict) else None


ODD = ["", "x", "\x00", "<!channel>", "-1", "²", "9" * 500, "None", "25:99", "C0NOWHERE", "U0NOBODY", "../..", "T09:00"]

OPTIONAL = {
    *("feedback_channel", "team_channel", "leads", "default_owner", "timezone", "country", "currency", "admins_only"),
    *("closing_days", "survey_after"),
    "compensation_limit",
    *("thanks_goal", *(f"cadence_{tier}" for tier in ("vip", "gold", "silver", "standard"))),
}
"""Fields that may be left empty."""


def elements(name: str, odd: str) -> list[Json]:
    """The shapes in which an element of a form may carry it."""
    several: list[Json] = [{"selected_options": [{"value": odd}]}, {"selected_users": [odd]}]
    one: list[Json] = [{"value": odd}, {"selected_option": {"value": odd}}]
    return several if name in {"leads", "working_days", "admins_only", "survey_after"} else one


@pytest.mark.parametrize(
    "name", sorted(NAMES - {"lost_reasons", "complaint_categories", "root_causes"})
)  # any words are some
def test_a_forged_form_gets_a_sentence_and_changes_nothing(dana: Team, name: str) -> None:
    group = next(group for group in GROUPS for one in group.settings if name in one.names)
    dana.command(DEV, "/rapport", "settings")
    dana.click_in_form(DEV, "change_settings", group.key)
    dana.submit(DEV)
    kept = dana.rows("SELECT * FROM settings")
    tried = [
        element
        for odd in ODD
        if not (name in OPTIONAL and odd in {"", "\x00"})  # which is leaving it empty
        for element in elements(name, odd)
    ]
    answers = [answer for element in tried if (answer := forged(dana, name, element)) is not None]
    for answer in answers:
        assert "errors" in answer or answer.get("response_action") == "push"
        assert "Something went wrong" not in str(answer)
    assert len(answers) > len(tried) / 2, "most of it gets past the door"
    assert dana.rows("SELECT * FROM settings") == kept


@pytest.mark.parametrize("field", ["at", "days", "timezone", "contents"])
@pytest.mark.parametrize("odd", [odd for odd in ODD if odd])
def test_a_forged_form_of_ones_own_digest_gets_a_sentence(dana: Team, field: str, odd: str) -> None:
    dana.sandbox.people.home(user=ANA)
    dana.click_at_home(ANA, "open_settings")
    dana.click_in_form(ANA, "open_my_digest")
    dana.submit(ANA)
    kept = dana.rows("SELECT digest_at, digest_days, digest_tz, digest_without FROM people")
    one: dict[str, Json] = {"at": {"selected_time": odd}, "timezone": {"selected_option": {"value": odd}}}
    element = one.get(field, {"selected_options": [{"value": odd}]})

    answer = forged(dana, field, element)
    assert (
        answer is None or (field == "timezone" and not odd.strip("\x00")) or "Please choose" in answer["errors"][field]
    )
    assert answer or odd != "25:99"
    assert dana.rows("SELECT digest_at, digest_days, digest_tz, digest_without FROM people") == kept


@pytest.mark.parametrize(
    ("name", "value"),
    [("feedback_channel", "C0NOWHERE"), ("team_channel", "G0NOWHERE"), ("default_owner", "U0NOBODY"),
     ("leads", ["U0CARA", "U0NOBODY"])],
)  # fmt: skip  # a pair each
def test_an_id_that_slack_does_not_know_stops_nothing(dana: Team, name: str, value: Given) -> None:
    store(dana, name, json.dumps(value))
    dana.advance(minutes=2)

    assert "Logged" in dana.command(ANA, "/complaint", "Dana Reyes: box was empty")["text"]
    dana.advance(minutes=2)
    told = [*dana.sees(BEN, FEEDBACK), *(message for person in (ANA, CARA, DEV) for message in dana.dm(person))]
    assert any("box was empty" in words(message) for message in told)
    assert "Rapport status" in dana.command(CARA, "/rapport", "status")["text"]
    assert dana.command(CARA, "/rapport", "settings") == {}
