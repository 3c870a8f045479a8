"""Who is told of changed settings: leads, default owners, and the one who saved."""

from tests.team import ANA, BEN, CARA, DEV, Team, words


def told_of_settings(team: Team, person: str) -> list[str]:
    return [words(message) for message in team.dm(person) if "changed the settings" in words(message)]


def test_new_and_former_leads_are_told_once_who_changed_what(dana: Team) -> None:
    dana.choose(DEV, leads=[ANA])

    for person in (ANA, CARA):
        [told] = told_of_settings(dana, person)
        assert f"<@{DEV}> changed the settings" in told
        assert f"*Leads*: <@{ANA}> (before: <@{CARA}>)" in told
    assert "You are a lead now" in told_of_settings(dana, ANA)[0]
    assert "no lead any more" in told_of_settings(dana, CARA)[0]
    assert told_of_settings(dana, DEV) == told_of_settings(dana, BEN) == []


def test_the_last_lead_who_takes_herself_out_is_told_that_she_may_set_no_more(dana: Team) -> None:
    dana.choose(CARA, leads=[])

    said = words(dana.form(CARA))
    assert "*Leads*: nobody but workspace admins (not set)" in said
    assert "you can't change the settings again" in said
    assert told_of_settings(dana, CARA) == []


def test_leads_are_told_of_another_channel_for_alerts_and_old_and_new_default_owners_of_that(dana: Team) -> None:
    dana.choose(DEV, feedback_channel="C0RANDOM", default_owner=BEN)

    of_channel, of_owner = told_of_settings(dana, CARA)
    assert "*Alerts go to*: <#C0RANDOM>" in of_channel
    assert f"*Default owner*: <@{BEN}>" in of_owner
    assert len(told_of_settings(dana, BEN)) == 1
    dana.choose(DEV, default_owner=ANA)
    assert [len(told_of_settings(dana, person)) for person in (ANA, BEN, CARA)] == [1, 2, 3]


def test_of_everything_else_nobody_is_told_but_the_one_who_saved(dana: Team) -> None:
    dana.choose(DEV, digest_at="08:30")

    assert "*Daily digest at*: 08:30 (before: 09:00)" in words(dana.form(DEV))
    assert [told_of_settings(dana, person) for person in (ANA, BEN, CARA)] == [[], [], []]
