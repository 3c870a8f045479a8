"""Wherever a follow-up is shown it is shown as it stands now; who presses an older button is told who was faster."""

from tests.slack_dates import as_read
from tests.team import ANA, BEN, CARA, FEEDBACK, FEI, GENERAL, TEAM_CHANNEL, Json, Team, action_ids, words


def the_one(team: Team) -> Json:
    (row,) = team.rows("SELECT status, assignee, snoozed_until FROM followups")
    return row


def test_every_place_shows_how_it_stands_after_each_move(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.click(BEN, "more", dana.alert(), "Assign to…")
    dana.submit(BEN, assignee=FEI)
    assert f"<@{BEN}> asked you to take this on" in words(dana.dm(FEI)[-1])
    dana.advance(days=1, tick_s=21_600)
    digest = [message for message in dana.dm(FEI) if message["text"].startswith("Your day")]

    def everywhere() -> dict[str, str]:
        """What Fei and others read in each place; lists, card and Home are drawn when somebody looks."""
        dana.command(CARA, "/followup", "team")
        dana.command(ANA, "/customer", "Dana Reyes")
        places = {
            "alert": dana.alert(),
            "told": dana.dm(FEI)[0],
            "digest": next(one for one in dana.dm(FEI) if one["ts"] == digest[0]["ts"]),
            "list": dana.latest(CARA, GENERAL),
            "card": dana.latest(ANA, GENERAL),
            "home": dana.sandbox.people.home(user=FEI) or {},
        }
        return {name: as_read(words(message), dana.clock.now()) for name, message in places.items()}

    shown = everywhere()
    assert all("order never arrived" in text for text in shown.values()), shown
    dana.click(FEI, "snooze", dana.alert(), "Pick a day…")
    dana.submit(FEI, until="2026-11-30", reason="they travel")
    shown = everywhere()
    assert {name for name, text in shown.items() if "put off to" not in text.lower()} <= {"card", "home"}, shown
    dana.click(CARA, "reassign", dana.alert())
    dana.submit(CARA, assignee=BEN)
    assert f"<@{CARA}> gave this to <@{BEN}>; it is no longer yours" in words(dana.dm(FEI)[-1])
    assert f"<@{CARA}> asked you to take this on" in words(dana.dm(BEN)[-1])
    dana.click(BEN, "done", dana.alert())
    dana.submit(BEN, resolution="sent again")
    shown = everywhere()
    for name in ("alert", "told", "digest"):
        assert "Done" in shown[name], name
    assert "order never arrived" not in shown["list"]
    dana.click(CARA, "reopen", dana.alert())
    dana.submit(CARA)
    shown = everywhere()
    assert all(f"<@{BEN}>" in shown[name] for name in ("alert", "told", "digest", "list")), shown


def test_older_buttons_say_who_was_faster(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back @ben")
    dana.command(CARA, "/followup", "team")
    stale, told = dana.latest(CARA, GENERAL), dana.dm(BEN)[0]
    assert "done" in action_ids(told)
    dana.click(BEN, "done", told)
    dana.click(CARA, "more", stale, "Tomorrow")
    assert f"<@{BEN}> has marked this one done already" in dana.told(CARA, GENERAL)
    dana.click(CARA, "more", stale, "More…")
    dana.click_in_form(CARA, "done")
    assert f"<@{BEN}> has marked this one done already" in words(dana.form(CARA))
    assert the_one(dana)["status"] == "done"


def test_two_at_once_one_wins_and_the_other_hears_of_it(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    alert = dana.alert()
    dana.click_unsettled(BEN, "claim", alert)
    dana.click_unsettled(CARA, "claim", alert)
    dana.settle()

    assert the_one(dana)["assignee"] == BEN
    assert f"<@{BEN}> was faster" in dana.told(CARA, FEEDBACK)
    assert dana.sees(CARA, TEAM_CHANNEL) == []
