"""/rapport settings and status: who may, what counts from then on, what is refused."""

from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, GENERAL, GUEST, Team, words


def test_lead_opens_the_form_and_a_member_gets_a_sentence(team: Team) -> None:
    assert team.command(CARA, "/rapport", "settings") == {}
    assert team.form(CARA)["title"]["text"] == "Rapport settings"

    assert "Only leads and workspace admins" in team.command(ANA, "/rapport", "settings")["text"]


def test_alerts_go_to_the_channel_chosen(dana: Team) -> None:
    dana.command(DEV, "/rapport", "settings")
    dana.submit(DEV, feedback_channel=GENERAL)
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")

    assert "box was empty" in words(dana.latest(BEN, GENERAL))
    assert dana.sees(BEN, FEEDBACK) == []


def test_channel_shared_with_another_organisation_is_refused_at_its_field(team: Team) -> None:
    team.command(DEV, "/rapport", "settings")
    answer = team.submit(DEV, feedback_channel="C0PARTNER")

    assert "another organisation" in answer["errors"]["feedback_channel"]
    assert team.rows("SELECT * FROM settings") == []


def test_guest_cannot_be_a_lead(team: Team) -> None:
    team.command(DEV, "/rapport", "settings")
    answer = team.submit(DEV, leads=[GUEST])

    assert "not an active member" in answer["errors"]["leads"]


def test_new_lead_may_set_at_once(team: Team) -> None:
    team.command(DEV, "/rapport", "settings")
    team.submit(DEV, leads=[ANA])

    assert team.command(ANA, "/rapport", "settings") == {}


def test_status_says_that_all_is_well_and_where_alerts_go(dana: Team) -> None:
    answer = dana.command(ANA, "/rapport", "status")

    assert "All is well" in words(answer)
    assert f"<#{FEEDBACK}>" in words(answer)
    assert "1 customer," in words(answer)


def test_first_who_logs_without_any_channel_is_told_once(dana: Team) -> None:
    for channel in ("C0FEEDBACK", "C0TEAM"):
        dana.sandbox.workspace.channels[channel].name = f"old-{channel.lower()}"

    assert "There is no channel" in words(dana.command(ANA, "/touchpoint", "Dana Reyes: hello"))
    assert "There is no channel" not in words(dana.command(ANA, "/touchpoint", "Dana Reyes: hello"))


def test_without_any_channel_alerts_reach_the_default_owner(dana: Team) -> None:
    dana.sandbox.workspace.channels["C0FEEDBACK"].name = "elsewhere"
    dana.command(DEV, "/rapport", "settings")
    dana.submit(DEV, default_owner=BEN)
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")

    assert "box was empty" in words(dana.dm(BEN)[-1])


def test_unknown_word_after_rapport_says_where_help_is(team: Team) -> None:
    assert "/rapport help" in team.command(ANA, "/rapport", "dance")["text"]


def test_hours_and_days_chosen_count_for_the_next_digest(dana: Team) -> None:
    dana.command(DEV, "/rapport", "settings")
    dana.submit(DEV, digest_at="11:30", digest_until="12:00", working_days=["1"])
    dana.command(ANA, "/followup", "Dana Reyes: send the menu due:tomorrow")
    dana.advance(hours=26, tick_s=900)
    assert dana.dm(ANA) == []

    dana.advance(hours=1, tick_s=900)
    assert "send the menu" in words(dana.dm(ANA)[-1])
