"""Settings from the environment: read as meant, and everything wrong told at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.config import ConfigError, Need, Settings, former_rules, load, unknown_names
from bot.config.readers import hours, weekdays
from bot.domain.setting import Setting
from bot.domain.settings import SETTINGS
from tests.other_settings import CHOSEN, MEANT

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-hush", "SLACK_APP_TOKEN": "xapp-hush", "SLACK_SIGNING_SECRET": "hush"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and an environment without our variables."""
    monkeypatch.chdir(tmp_path)
    known = {str(field.validation_alias) for field in Settings.model_fields.values()}
    for name in known | {setting.variable for setting in SETTINGS}:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def given_variables(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def refused(need: Need) -> dict[str, str]:
    """What is wrong, by variable."""
    with pytest.raises(ConfigError) as caught:
        load(need)
    assert str(caught.value).count("\n") == len(caught.value.problems) - 1
    return dict(caught.value.problems)


def test_everything_missing_is_told_at_once_with_where_to_get_it() -> None:
    wrong = refused("socket")
    assert list(wrong) == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]
    assert wrong["SLACK_APP_TOKEN"] == (
        "is missing: api.slack.com/apps → your app → Basic Information → App-Level Tokens, scope connections:write"
    )


def test_http_needs_the_signing_secret_and_no_app_token() -> None:
    assert list(refused("http")) == ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]


def test_commands_that_work_without_slack_need_nothing() -> None:
    assert load("none").data == Path("data")


def test_every_malformed_variable_is_told_beside_the_missing_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "xapp-hush",
        "SLACK_API_URL": "slack.com",
        "RAPPORT_LOG_LEVEL": "loud",
    }
    given_variables(monkeypatch, **wrong)
    assert set(refused("socket")) == {*wrong, "SLACK_APP_TOKEN"}


def test_what_was_in_a_variable_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    given_variables(monkeypatch, SLACK_BOT_TOKEN="xapp-verysecret", SLACK_APP_TOKEN="xoxb-verysecret")
    with pytest.raises(ConfigError) as caught:
        load("socket")
    assert "verysecret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_secrets_are_not_in_the_words_for_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    given_variables(monkeypatch, **TOKENS)
    assert "hush" not in repr(load("socket"))


def test_everything_is_read_as_it_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    given_variables(
        monkeypatch,
        **TOKENS,
        SLACK_API_URL="http://127.0.0.1:3900/api",
        RAPPORT_LOG_LEVEL="debug",
    )
    settings = load("socket")
    assert settings.api_url == "http://127.0.0.1:3900/api/"
    assert settings.log_level == "DEBUG"


@pytest.mark.parametrize("setting", [one for one in SETTINGS if one.variable], ids=lambda setting: setting.name)
def test_every_rule_that_a_variable_gave_formerly_is_read_as_it_was_meant(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_variables(monkeypatch, **{setting.variable: CHOSEN[setting.name][1]})

    assert load("none").former == {name: MEANT[name] for name in setting.names}


def test_a_former_variable_that_cannot_be_read_is_named_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "RAPPORT_FEEDBACK_CHANNEL": "#general",
        "RAPPORT_LEADS": "U0CARA, cara",
        "RAPPORT_DEFAULT_OWNER": "@ana",
        "RAPPORT_DIGEST_AT": "9",
        "RAPPORT_WORKING_DAYS": "Mon-Fry",
        "RAPPORT_SENSITIVITY": "many",
        "RAPPORT_TIMEZONE": "Europe",
        "RAPPORT_WORK_HOURS": "17:00-09:00",
        "RAPPORT_COUNTRY": "Portugal",
        "RAPPORT_CHECK_AFTER": "61",
    }
    given_variables(monkeypatch, **wrong, RAPPORT_CURRENCY="eur")

    assert {name for name, _ in former_rules().wrong} == set(wrong)
    assert load("none").former == {"currency": "EUR"}


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    given_variables(monkeypatch, RAPPORT_LOG_LEVEL="", RAPPORT_LEADS="", RAPPORT_TIMEZONE="")
    assert load("none").model_dump() == Settings().model_dump()


def test_the_environment_outranks_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text(
        "RAPPORT_DATA=/from/file\nRAPPORT_LOG_FORMAT=json\nRAPPORT_COUNTRY=PT\n", encoding="utf-8"
    )
    monkeypatch.setenv("RAPPORT_DATA", "/from/environment")
    settings = load("none")
    assert (settings.data, settings.log_format) == (Path("/from/environment"), "json")
    assert settings.former == {"country": "PT"}


def test_a_file_that_is_no_text_is_told(folder: Path) -> None:
    (folder / ".env").write_bytes(b"\xff\xfe\x00R")
    assert list(refused("none")) == [".env"]


def test_variables_of_other_programs_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    given_variables(monkeypatch, DATA="/elsewhere", TIMEZONE="Nowhere", LEADS="x", NEED="http")
    assert load("none").model_dump() == Settings().model_dump()


def test_slips_of_the_pen_are_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_DATTA", "elsewhere")
    (folder / ".env").write_text("RAPPORT_COLOUR=green\n", encoding="utf-8")
    assert dict(unknown_names()) == {
        "RAPPORT_DATTA": "is no setting; RAPPORT_DATA, perhaps?",
        "RAPPORT_COLOUR": "is no setting; remove it",
    }


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Settings().data = Path("elsewhere")


@given(st.text())
def test_no_text_makes_a_reader_fail_otherwise_than_by_saying_what_it_must_be(text: str) -> None:
    assert complaint(weekdays, text) in {"", "must be", "must name"}
    assert complaint(hours, text) in {"", "must be"}


def complaint(read: Callable[[str], object], text: str) -> str:
    """How the error begins; empty where the text can be read."""
    try:
        read(text)
    except ValueError as error:
        return " ".join(str(error).split()[:2])
    return ""
