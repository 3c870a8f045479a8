"""Each playbook that comes with Rapport, from the event that begins it to its end, with the clock moved."""

from bot.domain.customers import Customer
from tests.digests import digests
from tests.playbooks import SIX_HOURS, change, days, do_next, opened, runs, steps, switch_on
from tests.team import ANA, BEN, CARA, GENERAL, Team, words


def test_welcome_from_the_new_customer_to_its_end(team: Team) -> None:
    switch_on(team, "Welcome")
    added = words(team.command(ANA, "/customer", "add Noor Haddad"))
    assert "Welcome begins: 3 steps, the first on Tue 24 Nov" in added
    team.advance(minutes=1)

    assert steps(team) == [
        ("Welcome call", "2026-11-24"),
        ("Ask how the first week went", "2026-11-30"),
        ("Ask how satisfied they are after a month", "2026-12-23"),
    ]
    assert "*To do* (3) · Welcome: 0 of 3 done" in words(team.command(ANA, "/customer", "Noor Haddad"))
    assert team.dm(ANA) == []

    team.advance(days=1, tick_s=SIX_HOURS)
    assert "Welcome call" in digests(team, ANA)[-1]
    team.click(ANA, "more", team.dm(ANA)[-1], "whole:1")
    page = words(team.form(ANA))
    assert "Welcome, step 1 of 3" in page
    assert "Agree on one next step, with a day." in page
    assert "came up by itself" in page
    for _ in range(3):
        do_next(team, ANA)
    team.advance(minutes=1)
    assert runs(team) == [("Welcome", "done", None)]
    team.command(ANA, "/customer", "Noor Haddad")
    team.click(ANA, "card_more", team.latest(ANA, GENERAL))
    assert "Playbook Welcome: 3 of 3 done" in words(team.latest(ANA, GENERAL))


def test_a_complaint_put_right_begins_its_playbook_and_opened_again_ends_it(dana: Team) -> None:
    switch_on(dana, "After a complaint")
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.click(ANA, "claim", dana.alert())
    dana.click(ANA, "done", dana.alert())
    dana.submit(ANA, resolution="Sent it again by courier")
    dana.advance(minutes=1)
    assert days(dana) == ["2026-11-30", "2026-12-14", "2027-01-22"]

    dana.click(ANA, "reopen", dana.alert())
    dana.submit(ANA, why="She called: still nothing")
    dana.advance(minutes=1)
    assert days(dana) == []
    assert runs(dana) == [("After a complaint", "ended", "what began it was opened again")]

    dana.click(ANA, "done", dana.alert())
    dana.submit(ANA, resolution="And a voucher")
    dana.advance(minutes=2)
    assert days(dana) == ["2026-11-30", "2026-12-14", "2027-01-22"]
    assert [state for _, state, _ in runs(dana)].count("running") == 1


def test_before_a_renewal_begins_a_week_ahead_and_follows_the_date(dana: Team) -> None:
    """Who is near when it is switched on begins none; a renewal on another day ends it, and begins anew in time."""
    dana.add_customer(Customer(0, "Kofi Lindgren", owner=BEN))
    dana.command(ANA, "/customer", "edit Kofi Lindgren renewal:2026-12-20")
    switch_on(dana, "Before a renewal")
    dana.command(ANA, "/customer", "edit Dana Reyes renewal:2027-02-10")
    dana.advance(minutes=16)
    assert days(dana) == []

    dana.advance(days=14, tick_s=86_400)
    assert steps(dana) == [
        ("Ask how the year went for them", "2026-12-11"),
        ("Make the offer for the next year", "2027-01-11"),
        ("Answer what is still open", "2027-02-03"),
    ]
    dana.command(ANA, "/customer", "edit Dana Reyes renewal:2027-06-01")
    dana.advance(minutes=1)
    assert runs(dana) == [("Before a renewal", "ended", "the renewal is on another day now")]
    dana.command(ANA, "/followup", "Dana Reyes")
    assert days(dana) == []


def test_a_quiet_customer_is_tried_again_until_somebody_speaks_with_them(dana: Team) -> None:
    switch_on(dana, "Quiet customer")
    dana.command(ANA, "/customer", "edit Dana Reyes cadence:7")
    dana.advance(days=8, tick_s=14_400)
    assert days(dana) == ["2026-12-04", "2026-12-11", "2026-12-22"]
    [decides] = dana.rows("SELECT assignee FROM followups WHERE title LIKE 'Decide%'")
    assert decides["assignee"] == CARA

    dana.command(BEN, "/touchpoint", "Dana Reyes: they called about the party")
    dana.advance(minutes=1)
    assert runs(dana) == [("Quiet customer", "ended", "they are in touch again")]


def test_who_leaves_the_stage_leaves_the_rest_undone_and_goes_on_when_back(dana: Team) -> None:
    change(dana, "Welcome", begins="stage:onboarding", name="Onboarding")
    switch_on(dana, "Welcome")
    dana.command(ANA, "/customer", "edit Dana Reyes stage:onboarding")
    dana.advance(minutes=1)
    assert days(dana) == ["2026-11-24", "2026-11-30", "2026-12-23"]
    do_next(dana, ANA)

    said = words(dana.command(BEN, "/customer", "edit Dana Reyes stage:engagement"))
    assert "Onboarding ends: 2 steps left undone" in said
    dana.advance(minutes=1)
    assert days(dana, "cancelled") == ["2026-11-30", "2026-12-23"]
    dana.command(ANA, "/customer", "Dana Reyes")
    dana.click(ANA, "card_more", dana.latest(ANA, GENERAL))
    assert "Playbook Onboarding: 1 of 3 done · ended, because left the stage" in words(dana.latest(ANA, GENERAL))

    dana.advance(days=9, tick_s=SIX_HOURS)
    dana.command(BEN, "/customer", "edit Dana Reyes stage:onboarding")
    dana.advance(minutes=2)
    assert days(dana) == ["2026-12-02", "2026-12-23"]
    assert runs(dana)[0] == ("Onboarding", "running", None)
    assert "Onboarding: 1 of 3 done" in words(dana.command(ANA, "/customer", "Dana Reyes"))


def test_a_lead_reads_what_a_playbook_does_before_switching_it_on(team: Team) -> None:
    page = words(opened(team, "Welcome"))

    assert ":white_circle: off · when a customer is added" in page
    assert "If it began today" in page
    assert "day 7: Mon 30 Nov · the owner" in page
    assert "Switch on" in page
    mine = words(opened(team, "Welcome", who=ANA))
    assert "Switch on" not in mine
    assert "Ask openly" in mine
