"""/rapport settings and status: who may, what counts from then on, what is refused."""

from datetime import UTC, datetime

import pytest

from bot.domain.setting import Setting
from bot.domain.setting_groups import GROUPS
from bot.domain.settings import SETTINGS
from bot.use_cases.currency import currency_of
from storage.settings import NAMES
from tests.other_settings import CHOSEN, MEANT
from tests.team import (
    ANA,
    BEN,
    CARA,
    DEACTIVATED,
    DEV,
    FEEDBACK,
    GENERAL,
    GUEST,
    STRANGER,
    TEAM_CHANNEL,
    Team,
    action_ids,
    words,
)


def chosen(team: Team) -> set[str]:
    """The settings of which something is stored, but for the report: the team of the tests has chosen two of them."""
    return {row["name"] for row in team.rows("SELECT name FROM settings")} & NAMES - {"report_on"}


def test_a_lead_opens_the_page(team: Team) -> None:
    assert team.command(CARA, "/rapport", "settings") == {}
    assert team.form(CARA)["title"]["text"] == "Settings"


def test_alerts_go_to_the_channel_chosen(dana: Team) -> None:
    dana.choose(DEV, feedback_channel="C0RANDOM")
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")

    assert "box was empty" in words(dana.latest(BEN, "C0RANDOM"))
    assert dana.sees(BEN, FEEDBACK) == []


def test_channel_shared_with_another_organisation_is_refused_at_its_field(team: Team) -> None:
    answer = team.choose(DEV, feedback_channel="C0PARTNER")

    assert "another organisation" in answer["errors"]["feedback_channel"]
    assert chosen(team) == {"leads", "timezone"}


def test_guest_cannot_be_a_lead(team: Team) -> None:
    answer = team.choose(DEV, leads=[ANA, GUEST])

    assert "is a guest and not an active member" in answer["errors"]["leads"]
    named = team.sandbox.workspace.users[GUEST]["profile"]
    assert any(answer["errors"]["leads"].startswith(named[one]) for one in ("display_name", "real_name") if named[one])


def test_new_lead_may_set_at_once(team: Team) -> None:
    team.choose(DEV, leads=[ANA])

    team.command(ANA, "/rapport", "settings")
    assert "change_settings" in action_ids(team.form(ANA))


def test_status_says_that_all_is_well_and_where_alerts_go(dana: Team) -> None:
    answer = dana.command(ANA, "/rapport", "status")

    assert "All is well" in words(answer)
    assert f"<#{FEEDBACK}>" in words(answer)
    assert len(answer["blocks"]) == 3
    assert "1 customer," in dana.status(ANA)


def test_first_who_logs_without_any_channel_is_told_once(dana: Team) -> None:
    for channel in ("C0FEEDBACK", "C0TEAM"):
        dana.sandbox.workspace.channels[channel].name = f"old-{channel.lower()}"

    assert "There is no channel" in words(dana.command(ANA, "/touchpoint", "Dana Reyes: hello"))
    assert "There is no channel" not in words(dana.command(ANA, "/touchpoint", "Dana Reyes: hello"))


def test_without_any_channel_alerts_reach_the_default_owner(dana: Team) -> None:
    dana.sandbox.workspace.channels["C0FEEDBACK"].name = "elsewhere"
    dana.choose(DEV, default_owner=BEN)
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")

    assert "box was empty" in words(dana.dm(BEN)[-1])


def test_unknown_word_after_rapport_says_where_help_is(team: Team) -> None:
    assert "/rapport help" in team.command(ANA, "/rapport", "dance")["text"]


def test_hours_and_days_chosen_count_for_the_next_digest(dana: Team) -> None:
    dana.choose(DEV, digest_at="11:30", digest_until="12:00", working_days=["1"])
    dana.command(ANA, "/followup", "Dana Reyes: send the menu due:tomorrow")
    dana.advance(hours=26, tick_s=900)
    assert dana.dm(ANA) == []

    dana.advance(hours=1, tick_s=900)
    assert "send the menu" in words(dana.dm(ANA)[-1])


def test_a_digest_in_the_evening_needs_a_later_end_of_the_same_day(team: Team) -> None:

    answer = team.choose(DEV, digest_at="21:00", digest_until="08:00")
    assert "21:00" in answer["errors"]["digest_until"]
    assert "errors" not in (team.submit(DEV, digest_at="21:00", digest_until="23:00") or {})


# The zone of deadlines


def deadline(team: Team) -> datetime:
    """Of the last complaint."""
    rows = team.rows("SELECT deadline FROM followups ORDER BY id DESC LIMIT 1")
    return datetime.fromisoformat(rows[0]["deadline"])


def complain_at_nine_in_lisbon(team: Team, person: str) -> None:
    """A Monday, 09:00 UTC: 04:00 in New York, 14:30 in Kolkata."""
    team.command(person, "/complaint", "Dana Reyes: box was empty severity:high")


def test_without_a_zone_a_deadline_runs_in_the_hours_of_the_one_who_logs(dana: Team) -> None:
    dana.stop()
    dana.start(timezone="")
    complain_at_nine_in_lisbon(dana, BEN)
    assert deadline(dana) == datetime(2026, 11, 23, 18, tzinfo=UTC)
    complain_at_nine_in_lisbon(dana, ANA)
    assert deadline(dana) == datetime(2026, 11, 23, 13, tzinfo=UTC)


def test_without_a_zone_the_default_owners_counts_before_that_of_the_one_who_logs(dana: Team) -> None:
    dana.stop()
    dana.start(timezone="")
    dana.choose(DEV, default_owner=BEN)
    complain_at_nine_in_lisbon(dana, ANA)

    assert deadline(dana) == datetime(2026, 11, 23, 18, tzinfo=UTC)


def test_the_zone_and_hours_chosen_count_for_everybody(dana: Team) -> None:
    dana.choose(DEV, timezone="new york", work_from="08:00", work_until="16:00")
    complain_at_nine_in_lisbon(dana, ANA)

    assert deadline(dana) == datetime(2026, 11, 23, 17, tzinfo=UTC)


def test_holidays_of_the_country_chosen_are_days_off(dana: Team) -> None:
    dana.choose(DEV, country="pt")
    dana.jump(datetime(2026, 12, 1, 9, tzinfo=UTC))  # Restauração da Independência
    complain_at_nine_in_lisbon(dana, ANA)

    assert deadline(dana) == datetime(2026, 12, 2, 13, tzinfo=UTC)


# The form and what it is made from


def test_every_setting_has_its_field_with_what_it_does(team: Team) -> None:
    team.command(DEV, "/rapport", "settings")
    page = words(team.form(DEV))
    assert all(f"*{one.label}*" in page and one.effect[1:] in page for one in SETTINGS)

    for group in GROUPS:
        team.click_in_form(DEV, "change_settings", group.key)
        form = team.form(DEV)
        fields = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
        assert fields == [name for one in group.settings for name in one.names]
        assert all(one.effect[1:] in str(form["blocks"]) for one in group.settings)
        team.sandbox.people.close(user=DEV)


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.name for setting in SETTINGS])
def test_every_setting_can_be_chosen_in_the_form_and_counts_from_then_on(team: Team, setting: Setting) -> None:
    filled_in, _ = CHOSEN[setting.name]
    assert not any(getattr(team.rapport.deps.settings(), name) == MEANT[name] for name in setting.names)
    team.choose(DEV, **filled_in)

    in_force = team.rapport.deps.settings()
    assert {name: getattr(in_force, name) for name in setting.names} == {name: MEANT[name] for name in setting.names}


def test_status_says_what_is_chosen_and_what_counts_where_nothing_is(dana: Team) -> None:
    dana.choose(DEV, country="PT", working_days=["0", "1", "2", "3"])
    status = dana.status(ANA)

    assert "Country: PT" in status
    assert "Working days: Mon-Thu" in status
    assert "Working hours: 09:00-17:00" in status
    assert "Currency: that of the country, else none (not set)" in status


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("timezone", "Lisboa", "I don't know the time zone “Lisboa”"),
        ("timezone", "GMT+2h", "such as Europe/Lisbon"),
        ("country", "Porto", "I don't know the country “Porto”"),
        ("country", "XX", "such as PT"),
        ("currency", "dollars", "I don't know the currency “dollars”"),
        ("currency", "XYZ", "such as EUR"),
        ("work_until", "08:00", "must end after it begins"),
        ("digest_until", "08:00", "must be later on the same day"),
        ("digest_until", "09:00", "comes at 09:00"),
        ("feedback_channel", "C0PARTNER", "another organisation"),
        ("default_owner", GUEST, "not an active member"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_changes_nothing(team: Team, field: str, typed: str, said: str) -> None:
    answer = team.choose(DEV, **{field: typed})

    assert said in answer["errors"][field]
    assert chosen(team) == {"leads", "timezone"}


@pytest.mark.parametrize(
    ("chosen", "currency"),
    [({"country": "PT"}, "EUR"), ({"country": "CH", "currency": "usd"}, "USD"), ({"currency": "GBP"}, "GBP"), ({}, "")],
)
def test_the_currency_is_that_chosen_else_that_of_the_country(
    team: Team, chosen: dict[str, str], currency: str
) -> None:
    team.choose(DEV, **chosen)

    assert currency_of(team.rapport.deps.settings()) == currency


@pytest.mark.parametrize(
    ("country", "currency", "read"),
    [
        ("Portugal", "Euro", ("PT", "EUR")),
        ("united kingdom", "British pounds", ("GB", "GBP")),
        ("UK", "us dollar", ("GB", "USD")),
        ("USA", "EUROS", ("US", "EUR")),
        (" Türkiye ", "usd", ("TR", "USD")),
        ("Cote d'Ivoire", "", ("CI", "")),
    ],
)
def test_countries_and_currencies_are_read_by_their_names_too(
    team: Team, country: str, currency: str, read: tuple[str, str]
) -> None:
    team.choose(DEV, country=country, currency=currency)
    rules = team.rapport.deps.settings()

    assert (rules.country, rules.currency) == read


def test_a_channel_archived_by_now_is_refused_when_it_is_chosen(team: Team) -> None:
    team.sandbox.workspace.channels[GENERAL].is_archived = True

    assert "is archived" in team.choose(DEV, feedback_channel=GENERAL)["errors"]["feedback_channel"]


def test_status_is_one_screen_with_the_rest_behind_more_and_back(dana: Team) -> None:
    first = words(dana.command(ANA, "/rapport", "status"))
    assert "Working days" in dana.status(ANA)
    dana.click(ANA, "status_less", dana.latest(ANA, GENERAL))

    assert words(dana.latest(ANA, GENERAL)) == first


def test_status_of_somebody_shows_their_latest_reminders_at_once(dana: Team) -> None:
    assert f"Latest reminders of <@{BEN}>*\nnone in the last 7 days" in words(
        dana.command(ANA, "/rapport", f"status <@{BEN}|ben>")
    )


def test_the_form_shows_the_channels_in_use_and_leaves_them_as_they_are(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    dana.advance(minutes=20)
    dana.command(DEV, "/rapport", "settings")
    dana.click_in_form(DEV, "change_settings", "channels")
    fields = [block for block in dana.form(DEV)["blocks"] if block["type"] == "input"]
    shown = {block["block_id"]: block["element"].get("initial_conversation") for block in fields}
    assert (shown["feedback_channel"], shown["team_channel"]) == (FEEDBACK, TEAM_CHANNEL)

    dana.submit(DEV)
    assert "Nothing is different" in words(dana.form(DEV))
    assert dana.rows("SELECT name FROM settings WHERE name LIKE '%_channel'") == []


def test_everybody_who_cannot_be_chosen_is_named_at_once(dana: Team) -> None:
    answer = dana.choose(DEV, leads=[GUEST, STRANGER, ANA], default_owner=DEACTIVATED)

    assert "Gus Moreau is a guest" in answer["errors"]["leads"]
    assert "Sam Stone is of another organisation" in answer["errors"]["leads"]
    assert "Olga Brandt has left" in answer["errors"]["default_owner"]


def test_so_are_owner_and_backup_of_a_customer(dana: Team) -> None:
    dana.command(ANA, "/customer", "add")
    answer = dana.submit(ANA, name="Jo Berg", owner=GUEST, backup=STRANGER)

    assert "Gus Moreau is a guest" in answer["errors"]["owner"]
    assert "Sam Stone is of another organisation" in answer["errors"]["backup"]
