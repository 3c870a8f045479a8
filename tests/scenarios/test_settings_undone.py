"""Settings changed: on the page, undone one by one, by two at once; what the environment said is taken over once."""

import logging

import pytest

from tests.team import BEN, CARA, DEV, Team, action_ids, words


def audit(team: Team) -> list[tuple[str, str, str | None]]:
    """(who, what, what stands there since) of every change of a setting."""
    rows = team.rows("SELECT actor, action, after FROM audit WHERE subject_kind = 'setting' ORDER BY id")
    return [(row["actor"], row["action"], row["after"]) for row in rows]


def test_each_setting_changed_has_its_own_undo_on_the_page_and_in_the_audit_log(team: Team) -> None:
    team.choose(CARA, digest_at="08:30", digest_until="18:00")
    page = team.form(CARA)
    assert "*Daily digest at*: 08:30 (before: 09:00)" in words(page)
    assert "Default: 09:00." in words(page)
    assert [entry[2] for entry in audit(team)] == ['{"digest_at": "08:30"}', '{"digest_until": "18:00"}']

    team.click_in_form(CARA, "undo", str(team.rows("SELECT min(id) AS id FROM audit")[0]["id"]))
    assert "Undone" in words(team.form(CARA))
    assert "*Daily digest at*: 09:00 _(the default)_" in words(team.form(CARA))
    assert f"{team.rapport.deps.settings().digest_until:%H:%M}" == "18:00"


def test_undo_lists_a_setting_and_whom_it_concerned_is_told_that_it_was_taken_back(team: Team) -> None:
    team.choose(DEV, default_owner=BEN)
    undo = team.command(DEV, "/rapport", "undo")
    assert "Setting changed: “Default owner”" in words(undo)
    team.click(DEV, "undo", team.latest(DEV, "C0GENERAL"))

    assert team.rapport.deps.settings().default_owner is None
    assert "(before: <@U0BEN>)" in words(team.dm(BEN)[-1])


def test_back_to_default_stands_only_where_something_else_is_chosen(team: Team) -> None:
    team.choose(CARA, check_after="5")
    assert action_ids(team.form(CARA)).count("reset_setting") == 4  # it, and what the team of the tests has chosen
    team.click_in_form(CARA, "reset_setting", "check_after")

    assert "*Days until a satisfaction check*: 3 (before: 5)" in words(team.form(CARA))
    assert team.rapport.deps.settings().check_after == 3


@pytest.mark.parametrize(
    ("key", "seen"),
    [
        *(("alert", "never arrived"), ("escalation", "Nobody"), ("digest", "Your day"), ("week", "The team's week")),
        *(("birthday", "Warmly,\nCara"), ("thanks", "Dear Sam")),
    ],
)
def test_a_sample_comes_once_marked_as_such_and_without_buttons(team: Team, key: str, seen: str) -> None:
    team.command(CARA, "/rapport", "settings")
    for _ in range(2):
        team.click_in_form(CARA, "send_sample", key)
        assert "A sample is on its way" in words(team.form(CARA))

    [told] = team.dm(CARA)
    assert "This is a sample" in words(told)
    assert "Sam Sample" in words(told)
    assert seen in words(told)
    assert action_ids(told) == []


def test_what_two_change_at_once_is_told_at_its_field_and_not_overwritten(team: Team) -> None:
    team.command(DEV, "/rapport", "settings")
    team.click_in_form(DEV, "change_settings", "notes")
    team.choose(CARA, thanks_apart="14", thanks_goal="5")
    answer = team.submit(DEV, thanks_apart="60")

    assert list(answer["errors"]) == ["thanks_apart"]
    assert "Somebody changed this while you had it open" in answer["errors"]["thanks_apart"]
    assert (team.rapport.deps.settings().thanks_apart, team.rapport.deps.settings().thanks_goal) == (14, 5)


def test_what_another_changed_meanwhile_stays_where_only_the_rest_is_filled_in(team: Team) -> None:
    team.command(DEV, "/rapport", "settings")
    team.click_in_form(DEV, "change_settings", "notes")
    team.choose(CARA, thanks_apart="14")
    assert "errors" not in (team.submit(DEV, thanks_goal="5") or {})

    assert (team.rapport.deps.settings().thanks_apart, team.rapport.deps.settings().thanks_goal) == (14, 5)


def test_what_the_environment_said_is_taken_over_once_where_nobody_has_chosen(team: Team) -> None:
    team.choose(CARA, check_after="5")
    given = {"check_after": 9, "thanks_apart": 14, "country": "ZZ"}
    for _ in range(2):
        team.stop()
        team.start(former=given)
    rules = team.rapport.deps.settings()
    assert (rules.check_after, rules.thanks_apart, rules.country) == (5, 14, "")
    assert audit(team)[1:] == [("rapport", "taken over from the environment", '{"thanks_apart": 14}')]

    team.choose(CARA, thanks_apart="30")
    team.stop()
    team.start(former=given)
    assert team.rapport.deps.settings().thanks_apart == 30


@pytest.mark.parametrize(
    ("button", "filled_in", "told"),
    [
        ("open_my_digest", {"at": "07:30"}, "*My daily digest*: 07:30"),
        ("open_away", {"back_on": "2026-11-26"}, "*Away*: you are, and others cover what comes due"),
        ("open_language", {"language": "de"}, "Für dich"),
        ("show_stewards", {"vip": BEN}, "<@U0BEN>"),
    ],
)
def test_a_form_opened_from_the_page_leads_back_to_it(
    team: Team, button: str, filled_in: dict[str, str], told: str
) -> None:
    team.command(CARA, "/rapport", "settings")
    team.click_in_form(CARA, button)
    assert "errors" not in (team.submit(CARA, **filled_in) or {})

    assert told in words(team.form(CARA))
    assert "send_sample" in action_ids(team.form(CARA))


def test_coming_back_from_days_away_is_seen_on_the_page(team: Team) -> None:
    team.command(CARA, "/rapport", "away until friday")
    team.command(CARA, "/rapport", "settings")
    team.click_in_form(CARA, "come_back")

    assert "*Away*: you are not" in words(team.form(CARA))


def test_a_form_that_comes_again_after_its_page_was_closed_is_no_defect(
    team: Team, caplog: pytest.LogCaptureFixture
) -> None:
    team.choose(CARA, digest_at="07:30")
    sent = team.transport.delivered[-1]
    team.sandbox.people.close(user=CARA, everything=True)

    team.transport.deliver(sent)

    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []
