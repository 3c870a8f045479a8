"""One gate before every post and every edit: who reads it there now, may they see it? Also where Slack told nobody."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.customers import Customer
from bot.sandbox.faults import Fault
from bot.sandbox.staff import OTHER_TEAM, TEAM
from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, FEI, GENERAL, GUEST, STRANGER, TEAM_CHANNEL, Json, Team, words

NEUTRAL = "This message was for the team only"
SECRET = "the soup was cold"


def change(team: Team, channel: str = FEEDBACK, **fields: object) -> None:
    """Slack tells of it."""
    team.sandbox.people.change_channel({"id": channel, **fields})
    team.settle()


def becomes(team: Team, channel: str = FEEDBACK, **fields: Any) -> None:  # noqa: ANN401  # a channel's own fields
    """It is so, and no event ever came."""
    for name, value in fields.items():
        setattr(team.sandbox.workspace.channels[channel], name, value)


def turns(team: Team, person: str, **flags: bool) -> None:
    """Somebody is so, and no event ever came."""
    team.sandbox.workspace.users[person].update(flags)


def complain(team: Team, text: str = SECRET) -> str:
    return words(team.command(ANA, "/complaint", f"Dana Reyes: {text}"))


def said_in(team: Team, channel: str) -> str:
    """All that stands in a channel now, whoever may read it."""
    found = team.sandbox.workspace.channels.get(channel)
    return "\n".join(words(message.body) for message in found.messages.values()) if found else ""


def told(team: Team, person: str, what: str) -> list[Json]:
    return [message for message in team.dm(person) if what in words(message)]


def claim_unseen(team: Team, person: str = BEN) -> None:
    """The follow-up is claimed from a list, so that its alert has to be edited."""
    team.command(person, "/followup", "unclaimed")
    team.click(person, "claim", team.latest(person, GENERAL))


@pytest.fixture
def used(dana: Team) -> Team:
    """A team with an alert in its channel, that knows all its people."""
    complain(dana)
    for person in (BEN, CARA, DEV, FEI):
        dana.rapport.deps.person(person)
    return dana


OPENED: dict[str, Json] = {
    "shared": {"is_ext_shared": True},
    "its sharing asked for": {"is_pending_ext_shared": True},
    "shared within the organisation": {"is_org_shared": True, "shared_team_ids": (TEAM, OTHER_TEAM)},
    "shared within the organisation, with whom unsaid": {"is_org_shared": True},
    "flags missing": {"is_ext_shared": None},
    "a guest in it": {"members": [ANA, BEN, "U0RAPPORT", GUEST]},
    "a stranger in it": {"members": [ANA, BEN, "U0RAPPORT", STRANGER]},
}
opened = pytest.mark.parametrize("fields", OPENED.values(), ids=OPENED)


# A channel that others read


@opened
def test_the_very_next_alert_does_not_go_there_although_slack_told_nobody(used: Team, fields: Json) -> None:
    becomes(used, **fields)
    complain(used, "nobody called back")

    assert "nobody called back" not in said_in(used, FEEDBACK)
    assert told(used, CARA, "nobody called back")


@opened
def test_an_edit_makes_what_stands_there_neutral_although_slack_told_nobody(used: Team, fields: Json) -> None:
    becomes(used, **fields)
    claim_unseen(used)

    assert SECRET not in said_in(used, FEEDBACK)
    assert "Dana" not in said_in(used, FEEDBACK)
    assert NEUTRAL in said_in(used, FEEDBACK)


@opened
def test_hours_later_nothing_is_left_there_that_nobody_touched(used: Team, fields: Json) -> None:
    becomes(used, **fields)
    used.advance(hours=1, tick_s=300)

    assert SECRET not in said_in(used, FEEDBACK)


@opened
def test_each_message_made_neutral_has_its_row_in_the_ledger(used: Team, fields: Json) -> None:
    becomes(used, **fields)
    claim_unseen(used)

    (row,) = used.rows("SELECT * FROM ledger WHERE kind = 'withheld'")
    assert row["reason"].startswith("Made neutral: #customer-feedback is ")


def test_a_shared_channel_is_emptied_at_once_and_only_once(used: Team) -> None:
    change(used, is_ext_shared=True)
    assert SECRET not in said_in(used, FEEDBACK)
    edits = len(used.sandbox.traffic.entries(kind="api", name="chat.update"))
    used.advance(minutes=30, tick_s=300)

    assert len(used.sandbox.traffic.entries(kind="api", name="chat.update")) == edits


def test_a_claim_goes_on_inside_and_the_channel_says_nothing_of_it(used: Team) -> None:
    change(used, is_ext_shared=True)
    claim_unseen(used)

    assert used.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]
    assert SECRET not in said_in(used, FEEDBACK)
    assert f"<@{BEN}>" not in said_in(used, FEEDBACK)


@pytest.mark.parametrize("told_by_slack", [True, False])
def test_once_it_is_for_the_team_alone_again_open_alerts_show_their_words(used: Team, told_by_slack: bool) -> None:  # noqa: FBT001  # a parameter
    change(used, is_ext_shared=True)
    if told_by_slack:
        change(used, is_ext_shared=False)
    else:
        becomes(used, is_ext_shared=False)
        used.advance(minutes=2)

    assert SECRET in said_in(used, FEEDBACK)
    assert "Mended" in words(told(used, CARA, "is shared with another organisation")[0])
    change(used, is_ext_shared=True)
    assert SECRET not in said_in(used, FEEDBACK)


def test_what_was_done_meanwhile_stays_neutral_until_it_is_edited(used: Team) -> None:
    change(used, is_ext_shared=True)
    claim_unseen(used)
    used.command(BEN, "/followup", "mine")
    used.click(BEN, "done", used.latest(BEN, GENERAL))
    used.submit(BEN, resolution="Sent again")
    change(used, is_ext_shared=False)
    assert SECRET not in said_in(used, FEEDBACK)
    used.command(BEN, "/rapport", "undo")
    used.click(BEN, "undo", used.latest(BEN, GENERAL))

    assert SECRET in said_in(used, FEEDBACK)


def test_the_list_of_what_nobody_has_is_withheld_too(dana: Team) -> None:
    dana.add_customer(Customer(0, "Jo Berg"))
    dana.command(ANA, "/complaint", "Jo Berg: nobody looks after me")
    dana.advance(hours=25, tick_s=900)
    assert "Jo Berg" in said_in(dana, TEAM_CHANNEL)
    change(dana, TEAM_CHANNEL, is_ext_shared=True)

    assert "Jo Berg" not in said_in(dana, TEAM_CHANNEL)


def test_a_channel_that_is_not_in_use_any_more_is_emptied_too(used: Team) -> None:
    used.command(DEV, "/rapport", "settings")
    used.submit(DEV, feedback_channel="C0RANDOM")
    change(used, is_ext_shared=True)

    assert SECRET not in said_in(used, FEEDBACK)


def test_where_slack_refuses_the_edit_the_ledger_says_so_and_it_is_not_tried_for_ever(used: Team) -> None:
    used.sandbox.faults.order(Fault("chat.update", error="edit_window_closed", times=99))
    change(used, is_ext_shared=True)
    used.advance(hours=1, tick_s=300)

    (row,) = used.rows("SELECT reason FROM ledger WHERE kind = 'withheld'")
    assert "does not let it be made neutral (edit_window_closed)" in row["reason"]
    assert len(used.sandbox.traffic.entries(kind="api", name="chat.update")) == 1


@pytest.mark.parametrize("fault", [{"status": 503}, {"error": "internal_error"}, {"error": "ratelimited"}])
def test_while_slack_does_not_say_who_reads_a_channel_nothing_goes_there_and_nothing_is_lost(
    used: Team, fault: Json
) -> None:
    used.sandbox.faults.order(Fault("conversations.info", times=2, **fault))
    used.sandbox.people.command(
        channel=GENERAL, user=ANA, command="/complaint", text="Dana Reyes: nobody called back severity:high"
    )
    used.rapport.sender.drain(patience=type(used.clock.now() - used.clock.now())(seconds=0))
    assert "nobody called back" not in said_in(used, FEEDBACK)
    used.advance(minutes=10)

    assert "nobody called back" in said_in(used, FEEDBACK)


# Somebody who is of the team no more

OUTSIDE = [{"is_restricted": True}, {"is_ultra_restricted": True}, {"is_stranger": True}, {"team_id": OTHER_TEAM}]
outside = pytest.mark.parametrize("flags", OUTSIDE, ids=lambda flags: next(iter(flags)))


@pytest.fixture
def given(dana: Team) -> Team:
    """Ben was given something to do, in his direct message."""
    dana.command(ANA, "/followup", f"Dana Reyes: {SECRET} due:friday <@{BEN}>")
    assert SECRET in words(dana.dm(BEN)[-1])
    return dana


def dm_of(team: Team, person: str) -> str:
    return said_in(team, f"D{person[1:]}")


@outside
def test_a_guest_gets_no_edit_with_words_although_slack_told_nobody(given: Team, flags: Json) -> None:
    turns(given, BEN, **flags)
    given.command(CARA, "/followup", "Dana Reyes")
    given.click(CARA, "done", given.latest(CARA, GENERAL))

    assert SECRET not in dm_of(given, BEN)
    assert NEUTRAL in dm_of(given, BEN)


@outside
def test_a_guest_gets_no_message_although_slack_told_nobody(given: Team, flags: Json) -> None:
    given.rapport.deps.person(BEN)
    turns(given, BEN, **flags)
    with given.rapport.deps.working(given.rapport.deps.person(ANA)) as work:
        work.uow.execute("UPDATE outbox SET state = 'pending', ts = NULL, channel = NULL WHERE recipient = ?", (BEN,))
    given.sandbox.workspace.channels[f"D{BEN[1:]}"].messages.clear()
    given.settle()

    assert dm_of(given, BEN) == ""


@outside
def test_who_becomes_a_guest_keeps_no_words_in_their_direct_message(given: Team, flags: Json) -> None:
    given.sandbox.people.change_user({"id": BEN, **flags})
    given.settle()

    assert SECRET not in dm_of(given, BEN)
    assert "Dana" not in dm_of(given, BEN)


def test_who_became_one_unnoticed_keeps_none_after_a_day(given: Team) -> None:
    turns(given, BEN, is_restricted=True)
    given.advance(hours=25, tick_s=900)

    assert SECRET not in dm_of(given, BEN)


def test_who_is_back_sees_words_again_with_the_next_edit(given: Team) -> None:
    given.sandbox.people.change_user({"id": BEN, "is_restricted": True})
    given.settle()
    given.sandbox.people.change_user({"id": BEN, "is_restricted": False})
    given.settle()
    assert SECRET not in dm_of(given, BEN)
    given.command(CARA, "/followup", "Dana Reyes")
    given.click(CARA, "done", given.latest(CARA, GENERAL))

    assert SECRET in dm_of(given, BEN)


def test_a_user_change_without_flags_makes_nobody_a_member(given: Team) -> None:
    turns(given, BEN, is_restricted=True)
    given.rapport.deps.directory.at_this_moment(BEN)
    given.sandbox.people.send_event({"type": "user_change", "user": {"id": BEN, "name": "ben", "team_id": TEAM}})

    assert given.rows("SELECT role FROM people WHERE id = ?", BEN) == [{"role": "guest"}]
    assert "for the members of this team only" in words(given.command(BEN, "/customer", "Dana Reyes"))


def test_a_user_change_without_flags_while_slack_is_silent_lets_nobody_in_and_hands_nothing_over(given: Team) -> None:
    given.sandbox.faults.order(Fault("users.info", status=503, times=9))
    given.sandbox.people.send_event({"type": "user_change", "user": {"id": BEN, "name": "ben", "team_id": TEAM}})

    assert "could not say who you are" in words(given.command(BEN, "/customer", "Dana Reyes"))
    assert given.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]


@pytest.mark.parametrize("missing", ["is_restricted", "is_ultra_restricted", "team_id"])
def test_a_profile_that_does_not_say_that_somebody_is_no_guest_is_a_strangers(given: Team, missing: str) -> None:
    profile = dict(given.sandbox.workspace.users[BEN])
    del profile[missing]

    assert not given.rapport.deps.directory.read(profile).is_inside


# Notices for who leads

LEADS: dict[str, Callable[[Team], None]] = {
    "a guest": lambda team: turns(team, CARA, is_restricted=True),
    "a guest of one channel": lambda team: turns(team, CARA, is_ultra_restricted=True),
    "a stranger": lambda team: turns(team, CARA, is_stranger=True),
    "deactivated": lambda team: turns(team, CARA, deleted=True),
}


@pytest.mark.parametrize("happens", LEADS.values(), ids=LEADS)
def test_with_the_channel_archived_a_lead_who_is_of_the_team_no_more_gets_no_alert(
    used: Team, happens: Callable[[Team], None]
) -> None:
    happens(used)
    change(used, is_archived=True)
    complain(used, "nobody called back")

    assert "nobody called back" not in dm_of(used, CARA)
    assert told(used, DEV, "nobody called back")
    assert told(used, DEV, "#customer-feedback is archived")


def test_a_lead_who_was_never_of_the_team_gets_none_either(dana: Team) -> None:
    dana.stop()
    dana.start(leads=frozenset({STRANGER}))
    dana.rapport.deps.person(DEV)
    change(dana, is_archived=True)
    complain(dana, "nobody called back")

    assert f"D{STRANGER[1:]}" not in dana.sandbox.workspace.channels
    assert told(dana, DEV, "nobody called back")


def test_of_two_leads_the_one_who_is_of_the_team_gets_it_and_once(used: Team) -> None:
    used.command(DEV, "/rapport", "settings")
    used.submit(DEV, leads=[ANA, CARA])
    turns(used, ANA, is_restricted=True)
    change(used, is_archived=True)

    assert len(told(used, CARA, "#customer-feedback is archived")) == 1
    assert told(used, DEV, "#customer-feedback is archived") == []


def test_without_leads_and_admins_whoever_has_known_rapport_for_longest_is_told(dana: Team) -> None:
    dana.stop()
    dana.start(leads=frozenset())
    dana.sandbox.workspace.users[DEV].update(is_admin=False, is_owner=False, is_primary_owner=False)
    dana.clock.advance(60)
    dana.rapport.deps.person(BEN)
    change(dana, is_archived=True)
    complain(dana, "nobody called back")

    assert told(dana, ANA, "nobody called back")
    assert told(dana, BEN, "nobody called back") == []


# Who is in the channels


def test_who_joins_the_alert_channel_and_is_a_guest_is_named_to_the_leads_at_once_and_once(used: Team) -> None:
    members = used.sandbox.workspace.channels[FEEDBACK].members
    change(used, members=[*members, GUEST])
    used.advance(minutes=40, tick_s=300)

    assert len(told(used, CARA, "Gus Moreau (a guest)")) == 1
    change(used, members=[*members, GUEST, STRANGER])
    assert len(told(used, CARA, "Sam Stone (a stranger)")) == 1
    assert len(told(used, CARA, "Gus Moreau (a guest)")) == 1
    status = used.command(DEV, "/rapport", "status")
    assert "2 problems" in status["text"]


def test_that_is_over_once_they_have_left(used: Team) -> None:
    members = list(used.sandbox.workspace.channels[FEEDBACK].members)
    change(used, members=[*members, GUEST])
    assert "directly, because #customer-feedback is read by Gus Moreau (a guest)" in complain(used, "nobody called")
    change(used, members=members)

    assert "Mended" in words(told(used, CARA, "Gus Moreau (a guest)")[0])
    assert SECRET in said_in(used, FEEDBACK)
    assert "nobody called" in said_in(used, FEEDBACK)


def test_a_member_of_the_alert_channel_who_becomes_a_guest_is_named_although_they_never_used_rapport(
    used: Team,
) -> None:
    used.sandbox.people.change_user({"id": "U0ELI", "is_restricted": True})
    used.settle()

    assert told(used, CARA, "Eli Turner (a guest)")
    assert SECRET not in said_in(used, FEEDBACK)


def test_who_joined_unnoticed_is_named_within_minutes(used: Team) -> None:
    becomes(used, members=[*used.sandbox.workspace.channels[FEEDBACK].members, GUEST])
    used.advance(minutes=16)

    assert told(used, CARA, "Gus Moreau (a guest)")


def test_of_who_is_in_the_channels_nothing_is_kept(used: Team) -> None:
    assert used.rows("SELECT * FROM people WHERE id = 'U0ELI'") == []


@opened
def test_a_channel_that_others_read_cannot_be_chosen(dana: Team, fields: Json) -> None:
    becomes(dana, "C0RANDOM", **fields)
    dana.command(DEV, "/rapport", "settings")
    answer = dana.submit(DEV, feedback_channel="C0RANDOM")

    assert "#random is " in str(answer)
    assert dana.rows("SELECT * FROM settings WHERE name = 'feedback_channel'") == []


# Ids, and the whole app


def test_a_channel_goes_on_under_another_id(used: Team) -> None:
    used.command(DEV, "/rapport", "settings")
    used.submit(DEV, feedback_channel=FEEDBACK)
    change(used, new_id="C9FEEDBACK")
    claim_unseen(used)
    complain(used, "nobody called back")

    assert f"Claimed* by <@{BEN}>" in said_in(used, "C9FEEDBACK")
    assert "nobody called back" in said_in(used, "C9FEEDBACK")
    assert "All is well" in words(used.command(DEV, "/rapport", "status"))


@pytest.mark.parametrize("told_by_slack", [True, False])
def test_after_an_uninstall_and_a_new_install_everything_pending_arrives_where_it_belongs(
    used: Team,
    told_by_slack: bool,  # noqa: FBT001  # a parameter
) -> None:
    if not told_by_slack:
        used.sandbox.workspace.app.events -= {"app_uninstalled", "tokens_revoked"}
    used.sandbox.people.change_app(is_installed=False)
    posts = len(used.sandbox.traffic.entries(kind="api", name="chat.postMessage"))
    with used.rapport.deps.working(used.rapport.deps.person(ANA)) as work:
        work.uow.execute(
            "INSERT INTO outbox (key, kind, subject, recipient, priority, not_before, state, attempts, error,"
            " created_at) SELECT 'again', kind, subject, recipient, priority, not_before, 'pending', 0, '', created_at"
            " FROM outbox WHERE kind = 'alert'"
        )
    used.advance(minutes=30, tick_s=60)
    assert used.rows("SELECT state FROM outbox WHERE key = 'again'") == [{"state": "pending"}]
    if told_by_slack:
        assert len(used.sandbox.traffic.entries(kind="api", name="chat.postMessage")) == posts
    used.sandbox.people.change_app(is_installed=True)
    used.advance(minutes=10)

    assert used.rows("SELECT state, channel FROM outbox WHERE key = 'again'") == [
        {"state": "sent", "channel": FEEDBACK}
    ]
    used.sandbox.workspace.app.events |= {"app_uninstalled", "tokens_revoked"}
