"""What the gate costs: calls of Slack for so many messages, all within Slack's limits."""

from bot.domain.gate import of_person
from bot.domain.people import Role
from tests.gate import complain
from tests.team import ANA, BEN, CARA, FEEDBACK, Team

TIER_3, TIER_4 = 50, 100
"""Calls a minute, https://docs.slack.dev/apis/web-api/rate-limits."""


def calls(team: Team, method: str) -> int:
    return len(team.sandbox.traffic.entries(kind="api", name=method))


def crowd(team: Team, count: int) -> list[str]:
    """So many more members of the workspace."""
    people = [f"U1{number:04}" for number in range(count)]
    for person in people:
        team.sandbox.workspace.users[person] = {**team.sandbox.workspace.users[BEN], "id": person}
    return people


def test_each_message_in_a_channel_is_preceded_by_one_look_and_its_members_are_asked_for_once(alerted: Team) -> None:
    team = alerted
    complain(team, "the first since Rapport is in the channel")
    team.clock.advance(60)
    before = {name: calls(team, name) for name in ("conversations.info", "conversations.members", "chat.postMessage")}
    for number in range(8):
        complain(team, f"complaint {number}")
        team.clock.advance(60)

    posts = calls(team, "chat.postMessage") - before["chat.postMessage"]
    assert calls(team, "conversations.info") - before["conversations.info"] == posts == 8
    assert calls(team, "conversations.members") - before["conversations.members"] == 0


def test_a_burst_of_edits_stays_within_what_slack_allows(alerted: Team) -> None:
    team, began = alerted, alerted.clock.now()
    before = calls(team, "conversations.info")
    for number in range(60):
        with team.writing(ANA) as session:
            session.uow.execute(
                "INSERT INTO outbox (key, kind, subject, recipient, priority, edits, not_before, state, attempts,"
                " error, created_at) SELECT ?, kind, subject, recipient, 1, id, not_before, 'pending',"
                " 0, '', created_at FROM outbox WHERE kind = 'alert' AND edits IS NULL LIMIT 1",
                (f"edit {number}",),
            )
        team.settle()
    minutes = max(1.0, (team.clock.now() - began).total_seconds() / 60)

    assert calls(team, "chat.update") == 60
    assert (calls(team, "conversations.info") - before) / minutes <= TIER_3


def test_so_many_people_at_once_are_looked_at_in_one_list(dana: Team) -> None:
    directory, people = dana.rapport.deps.directory, crowd(dana, 300)
    before = calls(dana, "users.info"), calls(dana, "users.list")
    assert all(directory.looks.now(person).is_inside for person in people)

    assert calls(dana, "users.info") - before[0] <= TIER_4
    assert calls(dana, "users.list") - before[1] == 1


def test_of_a_large_channel_the_members_are_told_by_one_list(dana: Team) -> None:
    people = crowd(dana, 300)
    dana.sandbox.workspace.users[people[7]]["is_ultra_restricted"] = True
    dana.sandbox.workspace.channels[FEEDBACK].members += people
    seen = dana.rapport.deps.channels.look_at(FEEDBACK)

    assert [(one.id, one.role) for one in seen.outsiders] == [(people[7], Role.GUEST)]
    assert (calls(dana, "conversations.members"), calls(dana, "users.list")) == (1, 1)
    assert calls(dana, "users.info") <= 1


def test_while_all_are_looked_at_somebody_who_changes_is_seen_by_slacks_word_of_it(dana: Team) -> None:
    directory, people = dana.rapport.deps.directory, crowd(dana, 50)
    for person in people:
        directory.looks.now(person)
    dana.sandbox.people.change_user({"id": people[3], "is_restricted": True})

    assert of_person(directory.looks.now(people[3])).outside
    assert not of_person(directory.looks.now(people[4])).outside


def test_who_is_not_in_the_list_is_asked_about(dana: Team) -> None:
    directory = dana.rapport.deps.directory
    for person in crowd(dana, 50):
        directory.looks.now(person)

    assert directory.looks.now("U9NOBODY").role is Role.STRANGER
    assert directory.looks.now(CARA).is_inside
