"""Watched channels: what is written there alerts, is asked about, follows its edits, and is withdrawn with it."""

import pytest

from bot.sandbox.world.staff import BOT_USER
from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, Json, Team, words

REVIEWS = "C0RANDOM"
BAD = "Dana Reyes: my order never arrived, this is terrible, I want a refund"


@pytest.fixture
def watched(dana: Team) -> Team:
    """A team that watches a channel in which a form, a mail bridge and a feed of reviews post."""
    for person in (ANA, BEN, CARA, DEV):
        dana.rapport.deps.person(person)
    said = words(watch(dana))
    assert f"<#{REVIEWS}> is watched" in said
    return dana


def watch(team: Team, options: str = "", person: str = DEV) -> Json:
    return team.command(person, "/rapport", f"watch <#{REVIEWS}|random> {options}".strip())


def post(team: Team, text: str, app: str = "B0FORM", thread_ts: str | None = None) -> str:
    """An app posts in the channel; the ts of its message."""
    ts: str = team.sandbox.people.post(channel=REVIEWS, app=app, text=text, thread_ts=thread_ts)["ts"]
    team.settle()
    return ts


def edit(team: Team, ts: str, text: str, app: str = "B0FORM") -> None:
    team.clock.advance(5)
    team.sandbox.people.edit(channel=REVIEWS, user=app, ts=ts, text=text)
    team.settle()


def delete(team: Team, ts: str, app: str = "B0FORM") -> None:
    team.sandbox.people.delete(channel=REVIEWS, user=app, ts=ts)
    team.settle()


def alerts(team: Team) -> list[str]:
    return [words(one) for one in team.sees(BEN, FEEDBACK) if not one.get("is_ephemeral")]


def question(team: Team, ts: str) -> Json:
    """What asks in the thread of a message."""
    found = [
        {**one, "channel": REVIEWS}
        for one in team.sandbox.people.messages(channel=REVIEWS, user=BEN)
        if one.get("thread_ts") == ts != one["ts"] and one.get("user") == BOT_USER
    ]
    assert len(found) == 1, found
    return found[0]


def test_bad_news_of_a_known_customer_alerts_with_the_message_it_comes_from(watched: Team) -> None:
    ts = post(watched, BAD)

    assert watched.sandbox.workspace.channels[REVIEWS].members.count(BOT_USER) == 1
    (alert,) = alerts(watched)
    assert "Negative feedback from *Dana Reyes*" in alert
    assert "never arrived" in alert
    assert f"from <#{REVIEWS}>" in alert
    assert f"p{ts.replace('.', '')}|original message" in alert
    (row,) = watched.rows("SELECT source, logged_by, direction FROM touchpoints")
    assert row == {"source": "watched channel", "logged_by": "rapport", "direction": "in"}
    assert "they wrote in a channel" in words(watched.command(BEN, "/customer", "Dana Reyes"))
