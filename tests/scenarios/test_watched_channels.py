"""Watched channels: what is written there alerts, is asked about, follows its edits, and is withdrawn with it."""

from datetime import timedelta

import pytest

from bot.domain.customers import Customer
from bot.sandbox.world.staff import BOT_USER
from tests.forgetting import forget
from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, GENERAL, Json, Team, words

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
    assert "They wrote in a channel" in words(watched.command(BEN, "/customer", "Dana Reyes"))


def test_whose_words_it_is_is_asked_once_in_the_thread_and_one_click_alerts(watched: Team) -> None:
    ts = post(watched, "Danna Reyes says the order never arrived, terrible, wants a refund")

    assert alerts(watched) == []
    asked = question(watched, ts)
    assert "Which customer is it from?" in words(asked)
    assert "Blue Door Deli" in words(asked)
    watched.click(BEN, "words_of", asked)
    assert "Negative feedback from *Dana Reyes*" in alerts(watched)[0]
    assert f"Logged for *Dana Reyes* by <@{BEN}>" in words(question(watched, ts))

    watched.again()
    assert len(watched.rows("SELECT * FROM touchpoints")) == 1
    watched.click(BEN, "undo", watched.latest(BEN, REVIEWS))
    assert "Withdrawn" in alerts(watched)[0]
    assert "Which customer is it from?" in words(question(watched, ts))
    watched.click(ANA, "words_of", question(watched, ts))
    assert len(alerts(watched)) == 2


def test_who_answers_second_hears_who_was_faster(watched: Team) -> None:
    ts = post(watched, "the order never arrived, terrible, I want a refund")
    watched.click(BEN, "not_a_customer", question(watched, ts))
    confirmed = watched.latest(BEN, REVIEWS)
    watched.again(trigger_id="2.ana", user={"id": ANA, "team_id": "T0HARBOUR"})

    assert "was faster" in watched.told(BEN, REVIEWS)
    watched.again(trigger_id="3.ben", user={"id": BEN, "team_id": "T0HARBOUR"})
    assert "You decided this already" in watched.told(BEN, REVIEWS)
    assert f"<@{BEN}> says there is nothing to do" in words(question(watched, ts))
    watched.click(BEN, "undo", confirmed)
    assert "Which customer is it from?" in words(question(watched, ts))


def test_somebody_new_is_added_with_the_address_in_the_message(watched: Team) -> None:
    ts = post(watched, "From: lea@lumen.example\nThe box was empty, this is terrible, I want my money back")
    watched.click(BEN, "words_of_new", question(watched, ts))
    watched.submit(BEN, name="Lea Lumen")

    assert "Negative feedback from *Lea Lumen*" in alerts(watched)[0]
    post(watched, "lea@lumen.example writes: still nothing, awful, cancel my contract")
    assert "Negative feedback from *Lea Lumen*" in alerts(watched)[1]


def test_an_edit_raises_what_turned_bad_and_withdraws_what_is_calm_now(watched: Team) -> None:
    ts = post(watched, "Dana Reyes asked for the menu of next week")
    assert alerts(watched) == []

    edit(watched, ts, BAD)
    assert "Negative feedback from *Dana Reyes*" in alerts(watched)[0]
    watched.again()
    assert len(alerts(watched)) == 1
    edit(watched, ts, "Dana Reyes asked for the menu of next week")
    assert "edited, and does not sound negative any more" in alerts(watched)[0]
    edit(watched, ts, f"{BAD} now")
    assert len(alerts(watched)) == 2


def test_an_edit_leaves_what_somebody_has_with_them_and_a_correction_stands(watched: Team) -> None:
    ts, other = post(watched, BAD), post(watched, "Dana Reyes: the soup was cold again, awful, never again")
    first, second = (one for one in watched.sees(BEN, FEEDBACK))
    watched.click(BEN, "claim", first)
    watched.click(BEN, "not_negative", second)

    edit(watched, ts, "Dana Reyes: all good, it came")
    edit(watched, other, "Dana Reyes: the soup was cold again, awful, terrible, never again")

    claimed, corrected = watched.sees(BEN, FEEDBACK)
    assert "all good, it came" in words(claimed)
    assert "edited since, and does not sound negative any more" in words(claimed)
    assert not any(old in words(claimed) for old in ("Negative feedback", "by hand"))
    titles = {row["title"] for row in watched.rows("SELECT title FROM followups")}
    assert "Get back to them: Dana Reyes: all good, it came" in titles
    assert f"Claimed* by <@{BEN}>" in words(claimed)
    assert any("was edited" in line for line in watched.thread(BEN, claimed))
    assert not any("never arrived" in title for title in titles), titles
    assert "Cancelled" in words(corrected)


def test_a_deletion_withdraws_an_untouched_alert_and_is_told_to_who_has_it(watched: Team) -> None:
    ts, other = post(watched, BAD), post(watched, "Dana Reyes: the soup was cold, awful, never again")
    asked = post(watched, "the soup was cold, awful, never again")
    watched.click(BEN, "claim", watched.sees(BEN, FEEDBACK)[1])
    for each in (ts, other, asked):
        delete(watched, each)
        watched.again()

    untouched, claimed = watched.sees(BEN, FEEDBACK)
    assert "was deleted in its channel" in words(untouched)
    assert f"Claimed* by <@{BEN}>" in words(claimed)
    assert "deleted there since" in words(claimed)
    assert [line for line in watched.thread(BEN, claimed) if "was deleted" in line] != []
    assert "The message was deleted" in words(question(watched, asked))


def test_events_out_of_order_or_twice_leave_what_the_message_says_last(watched: Team) -> None:
    ts = post(watched, BAD)
    first = watched.transport.delivered[-1]
    edit(watched, ts, "Dana Reyes asked for the menu")
    delete(watched, ts)
    for table in ("followups", "watched_messages", "outbox", "touchpoints"):
        assert watched.rows(f"SELECT * FROM {table}")  # noqa: S608  # names are ours
    before = watched.contents()
    for late in (watched.transport.delivered[-2], first):
        watched.transport.deliver(late)
        watched.settle()

    assert watched.contents() == before


def test_a_deletion_that_comes_before_its_message_leaves_nothing(watched: Team) -> None:
    gone = {"type": "message", "subtype": "message_deleted", "channel": REVIEWS, "channel_type": "channel"}
    said = {"type": "message", "channel": REVIEWS, "channel_type": "channel", "ts": "1795422000.000100"}
    watched.sandbox.people.send_event({**gone, "deleted_ts": said["ts"]})
    watched.sandbox.people.send_event({**said, "subtype": "bot_message", "bot_id": "B0FORM", "text": BAD})
    watched.settle()

    assert alerts(watched) == []
    assert watched.rows("SELECT * FROM touchpoints") == []


def test_what_does_not_count_is_not_looked_at(watched: Team) -> None:
    """Our own messages, noise, what colleagues answer in a thread, and what comes after watching ended."""
    ts = post(watched, "The order never arrived, terrible, refund")
    watched.sandbox.people.message(channel=REVIEWS, user=BEN, text="this is terrible, awful!", thread_ts=ts)
    watched.sandbox.people.message(channel=REVIEWS, user=BEN, text="ok")
    watched.settle()
    assert len(watched.rows("SELECT * FROM watched_messages WHERE state != 'calm'")) == 1

    assert "not watched any more" in words(watched.command(DEV, "/rapport", f"watch stop <#{REVIEWS}|random>"))
    post(watched, BAD)
    assert alerts(watched) == []
    watched.click(DEV, "undo", watched.latest(DEV, GENERAL))
    post(watched, BAD)
    assert len(alerts(watched)) == 1


def test_apps_alone_and_everything_kept_as_chosen_in_the_form(watched: Team) -> None:
    watched.command(DEV, "/rapport", "watch")
    watched.click(DEV, "change_watch", watched.latest(DEV, GENERAL))
    watched.submit(DEV, whose="apps", keeps="all", via="social")
    watched.sandbox.people.message(channel=REVIEWS, user=BEN, text=BAD)
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*Dana Reyes*: lovely evening, thank you"}}]
    watched.sandbox.people.post(channel=REVIEWS, app="B0REVIEWS", text="New review", blocks=blocks)
    watched.settle()

    assert alerts(watched) == []
    (row,) = watched.rows("SELECT text, channel FROM touchpoints")
    assert row["channel"] == "social"
    assert "lovely evening" in row["text"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("watch reviews", "I don't know the channel"),
        (f"watch <#{REVIEWS}|random> since:sometime", "is no day that I can read"),
        (f"watch <#{REVIEWS}|random> whose:cats", "These work: `apps`, `people`, `both`"),
        (f"watch <#{REVIEWS}|random> please", "I don't know what “please” means here"),
        (f"watch <#{REVIEWS}|random>", "is watched like that already"),
        ("watch stop <#C0GENERAL|general>", "is not watched any more"),
    ],
)
def test_a_line_that_cannot_be_is_told_and_changes_nothing(watched: Team, typed: str, told: str) -> None:
    before = watched.rows("SELECT * FROM watches")

    assert told in words(watched.command(DEV, "/rapport", typed))
    assert watched.rows("SELECT * FROM watches") == before


def test_members_may_not_choose_what_is_watched(dana: Team) -> None:
    assert "Only leads and workspace admins" in words(watch(dana, person=BEN))
    assert dana.rows("SELECT * FROM watches") == []


def test_where_others_read_too_the_leads_are_asked_in_their_direct_messages(watched: Team) -> None:
    watched.sandbox.people.change_channel({"id": REVIEWS, "is_ext_shared": True})
    watched.settle()
    post(watched, "The order never arrived, terrible, refund")

    said = [words(one) for one in watched.dm(CARA)]
    assert any("Which customer is it from?" in one and "never arrived" in one for one in said)
    assert not [
        one for one in watched.sandbox.people.messages(channel=REVIEWS, user=BEN) if one.get("user") == BOT_USER
    ]


def test_the_leads_hear_that_a_watched_channel_is_deaf_until_it_is_mended(watched: Team) -> None:
    watched.sandbox.people.change_channel({"id": REVIEWS, "is_archived": True})
    watched.settle()
    assert "is watched and was archived" in words(watched.dm(CARA)[-1])

    watched.sandbox.people.change_channel({"id": REVIEWS, "is_archived": False})
    watched.settle()
    assert "All is well" in words(watched.command(DEV, "/rapport", "status"))


def test_erasing_a_customer_takes_their_messages_along(watched: Team) -> None:
    watched.add_customer(Customer(0, "Danna Lund", owner=ANA))
    ts = post(watched, "Danna Lund and Dana Reyes: the order never arrived, terrible, refund")
    watched.click(BEN, "words_of", question(watched, ts), value="1:1")
    held = post(watched, "Is it Dana Reyes or Danna Lund? never arrived, awful, refund")
    forget(watched)
    for _ in range(4):
        watched.jump(watched.clock.now() + timedelta(hours=13))

    left = watched.rows("SELECT text, link, touchpoint_id FROM watched_messages ORDER BY id")
    assert left == [{"text": "", "link": "", "touchpoint_id": None}] * 2
    assert "Dana Reyes" not in words(question(watched, held)) + words(question(watched, ts))
