"""Emoji on a message: which mean something, and what they do."""

from datetime import timedelta

from tests.team import ANA, BEN, CARA, FEEDBACK, GENERAL, GUEST, Team, action_ids, words

CHOSEN = [
    {"emoji": "memo", "act": "log"},
    {"emoji": "pushpin", "act": "plan"},
    {"emoji": "raising_hand", "act": "claim"},
    {"emoji": "white_check_mark", "act": "done"},
]


def choose(team: Team) -> None:
    """A lead takes the four that are suggested."""
    team.command(CARA, "/rapport", "reactions")
    team.submit(CARA, claim="🙋", done=":white_check_mark:", plan="📌", log="📝")


def invite(team: Team) -> None:
    """Rapport comes to #general."""
    team.rapport.deps.client.conversations_join(channel=GENERAL)


def chosen(team: Team) -> list[dict[str, object]]:
    return team.rows("SELECT emoji, act FROM reaction_choices ORDER BY emoji")


# Which mean something


def test_a_lead_chooses_and_takes_it_back_and_members_see_what_they_do(dana: Team) -> None:
    assert "No emoji means anything" in words(dana.command(BEN, "/rapport", "reactions"))
    choose(dana)
    assert chosen(dana) == CHOSEN
    assert ":raising_hand: Claim, :white_check_mark: Done" in dana.told(CARA, GENERAL)
    seen = dana.command(BEN, "/rapport", "reactions")
    assert ":pushpin: *Follow up*" in words(seen)
    assert action_ids(seen) == []

    dana.click(CARA, "undo", dana.latest(CARA, GENERAL))
    assert chosen(dana) == []


def test_every_field_that_cannot_be_is_told_at_once_and_nothing_is_kept(dana: Team) -> None:
    dana.command(CARA, "/rapport", "reactions")
    answer = dana.submit(CARA, claim="my hand", log="::", done="✅")
    assert set(answer["errors"]) == {"claim", "log"}
    answer = dana.submit(CARA, claim="✅", done=":white_check_mark:", log="")
    assert set(answer["errors"]) == {"done"}
    assert chosen(dana) == []

    dana.submit(CARA, claim="🙋", done="", log="")
    assert len(chosen(dana)) == 1


# On an alert


def react(team: Team, user: str, name: str, message: dict[str, object], channel: str = FEEDBACK) -> None:
    team.sandbox.people.react(channel=channel, user=user, ts=str(message["ts"]), name=name)
    team.settle()


def unreact(team: Team, user: str, name: str, message: dict[str, object], channel: str = FEEDBACK) -> None:
    team.sandbox.people.unreact(channel=channel, user=user, ts=str(message["ts"]), name=name)
    team.settle()


def test_the_first_hand_claims_the_second_hears_who_was_faster_and_taken_off_it_is_free_again(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    react(dana, BEN, "raising_hand", dana.alert())
    assert "Nobody has this yet" in words(dana.alert())  # nothing is meant by an emoji until a lead says so

    unreact(dana, BEN, "raising_hand", dana.alert())
    choose(dana)
    react(dana, BEN, "raising_hand::skin-tone-4", dana.alert())
    assert "*Claimed* by <@U0BEN>" in words(dana.alert())
    react(dana, CARA, "raising_hand", dana.alert())
    assert "<@U0BEN> was faster and has claimed this one." in dana.told(CARA, FEEDBACK)

    unreact(dana, CARA, "raising_hand", dana.alert())
    assert "*Claimed* by <@U0BEN>" in words(dana.alert())
    unreact(dana, BEN, "raising_hand::skin-tone-4", dana.alert())
    assert "Nobody has this yet" in words(dana.alert())
    react(dana, CARA, "raising_hand", dana.alert())
    assert "*Claimed* by <@U0CARA>" in words(dana.alert())


def test_what_was_built_on_it_since_stays_with_a_word(dana: Team) -> None:
    choose(dana)
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    react(dana, BEN, "raising_hand", dana.alert())
    dana.click(BEN, "acknowledge", dana.alert())
    unreact(dana, BEN, "raising_hand", dana.alert())

    assert "*Claimed* by <@U0BEN>" in words(dana.alert())
    assert "was changed again since" in dana.told(BEN, FEEDBACK)


def test_done_on_a_complaint_opens_the_form_by_a_button_and_on_others_is_done(dana: Team) -> None:
    choose(dana)
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    react(dana, BEN, "white_check_mark", dana.alert())
    asked = dana.latest(BEN, FEEDBACK)
    assert "An emoji cannot say what came of this one" in words(asked)
    assert "Nobody has this yet" in words(dana.alert())
    dana.click(BEN, "done", asked)
    dana.submit(BEN, resolution="sent a new box")
    assert "*Done* by <@U0BEN>" in words(dana.alert())

    dana.command(ANA, "/followup", "Dana Reyes: send the menu due:today @ben")
    (note,) = [one for one in dana.dm(BEN) if "send the menu" in words(one)]
    react(dana, BEN, "white_check_mark", note, channel="@U0BEN")
    assert dana.rows("SELECT status FROM followups WHERE title = 'send the menu'") == [{"status": "done"}]
    unreact(dana, BEN, "white_check_mark", note, channel="@U0BEN")
    assert dana.rows("SELECT status FROM followups WHERE title = 'send the menu'") == [{"status": "open"}]


def test_events_that_come_twice_or_in_the_wrong_order_count_once(dana: Team) -> None:
    choose(dana)
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    react(dana, BEN, "raising_hand", dana.alert())
    unreact(dana, BEN, "raising_hand", dana.alert())
    put_on, taken_off = (one for one in dana.transport.delivered[-9:] if "reaction_" in str(one.payload))
    for late in (put_on, taken_off, put_on):
        dana.transport.deliver(late)
    dana.settle()
    assert "Nobody has this yet" in words(dana.alert())

    dana.write("DELETE FROM reactions")
    for late in (taken_off, put_on):  # the first that is heard of it is that it was taken off
        dana.transport.deliver(late)
    dana.settle()
    assert "Nobody has this yet" in words(dana.alert())


def test_a_guest_is_told_once_and_nothing_changes(dana: Team) -> None:
    choose(dana)
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    before = dana.rows("SELECT * FROM followups")
    invite(dana)
    ts = dana.sandbox.people.message(channel=GENERAL, user=BEN, text="Dana Reyes called")["ts"]
    react(dana, GUEST, "memo", {"ts": ts}, GENERAL)
    assert "for the members of this team only" in dana.told(GUEST, GENERAL)
    seen = len(dana.sees(GUEST, GENERAL))
    react(dana, GUEST, "pushpin", {"ts": ts}, GENERAL)
    unreact(dana, GUEST, "pushpin", {"ts": ts}, GENERAL)

    assert len(dana.sees(GUEST, GENERAL)) == seen
    assert dana.rows("SELECT * FROM followups") == before


# On any message


def say_there(team: Team, text: str) -> dict[str, object]:
    """Ben says something in #general, where Rapport is."""
    invite(team)
    return {"ts": team.sandbox.people.message(channel=GENERAL, user=BEN, text=text)["ts"]}


def question(team: Team, user: str = ANA) -> dict[str, object]:
    """The last that Rapport asked somebody in their direct message."""
    return [one for one in team.dm(user) if not one.get("is_ephemeral")][-1]


def test_a_message_is_logged_for_whom_the_one_who_reacted_says_and_taken_off_it_is_undone(dana: Team) -> None:
    choose(dana)
    said = say_there(dana, "Dana Reyes called, the box was empty and <@U0CARA> never answered")
    react(dana, ANA, "memo", said, GENERAL)
    assert dana.rows("SELECT * FROM touchpoints") == []
    assert "@cara never answered" in words(question(dana))
    dana.click(ANA, "react_for", question(dana))
    dana.again()

    (kept,) = dana.rows("SELECT text, source, said_by, link FROM touchpoints")
    assert (kept["source"], kept["said_by"]) == ("reaction", "U0BEN")
    assert kept["link"].endswith(f"/p{str(said['ts']).replace('.', '')}")
    assert "said by <@U0BEN>" in words(dana.alert())
    assert words(question(dana)).startswith("Logged for Dana Reyes.")
    assert "box was empty" not in words(question(dana))

    unreact(dana, ANA, "memo", said, GENERAL)
    assert "Withdrawn" in words(dana.alert())
    assert words(question(dana)).startswith("Taken back")


def test_a_follow_up_is_planned_in_the_form_and_the_message_is_kept_with_it(dana: Team) -> None:
    choose(dana)
    said = say_there(dana, "Please call dana@example.com " + "about the refund " * 40)
    react(dana, ANA, "pushpin", said, GENERAL)
    dana.click(ANA, "react_change", question(dana))
    dana.submit(ANA, customer="Dana Reyes", assignee=CARA)

    (planned,) = dana.rows("SELECT title FROM followups")
    assert len(str(planned["title"])) <= 300
    assert words(question(dana)).startswith("Planned for Dana Reyes.")
    told = words(dana.dm(CARA)[-1])
    assert "said by <@U0BEN>" in told
    assert "original message" in told
    dana.click(ANA, "undo", dana.latest(ANA, "@U0ANA"))
    assert dana.rows("SELECT status FROM followups") == [{"status": "cancelled"}]
    assert words(question(dana)).startswith("Taken back")


def test_what_is_let_be_or_taken_off_leaves_nothing_and_an_old_question_says_why(dana: Team) -> None:
    choose(dana)
    said = say_there(dana, "Dana Reyes called")
    react(dana, ANA, "memo", said, GENERAL)
    dana.click(ANA, "react_change", question(dana))
    dana.click(ANA, "react_drop", question(dana))
    assert "Let be" in words(question(dana))
    assert "answered already" in words(dana.submit(ANA, customer="Dana Reyes")["view"])

    unreact(dana, ANA, "memo", said, GENERAL)
    react(dana, ANA, "memo", said, GENERAL)  # and asks again, in the same place
    assert "Log this message?" in words(question(dana))
    assert len(dana.dm(ANA)) == 1
    dana.jump(dana.clock.now() + timedelta(days=3, minutes=2))
    assert "within 3 days" in words(question(dana))
    assert dana.rows("SELECT text FROM reactions WHERE person = 'U0ANA'") == [{"text": ""}]
    assert dana.rows("SELECT * FROM touchpoints") == []


def test_on_an_alert_the_customer_is_known_and_our_own_words_are_not_taken(dana: Team) -> None:
    choose(dana)
    dana.command(BEN, "/complaint", "Dana Reyes: box was empty")
    react(dana, ANA, "pushpin", dana.alert())
    assert words(question(dana)).startswith("Plan a follow-up for Dana Reyes?")
    dana.click(ANA, "react_change", question(dana))
    dana.submit(ANA, text="call her back")

    assert dana.rows("SELECT title FROM followups WHERE kind = 'other'") == [{"title": "call her back"}]


def test_a_reply_in_a_thread_of_a_form_is_read_and_what_was_deleted_is_not(dana: Team) -> None:
    choose(dana)
    root = say_there(dana, "answers come here")
    post = dana.sandbox.people.post
    form = post(channel=GENERAL, app="B0FORM", text="New answer: Dana Reyes, cold soup", thread_ts=str(root["ts"]))
    react(dana, ANA, "memo", form, GENERAL)
    dana.click(ANA, "react_for", question(dana))
    (kept,) = dana.rows("SELECT text, said_by, link FROM touchpoints")
    assert kept["said_by"] == "Contact form"
    assert "thread_ts=" in kept["link"]

    gone = say_there(dana, "Dana Reyes called")
    dana.sandbox.people.react(channel=GENERAL, user=CARA, ts=str(gone["ts"]), name="eyes")
    react(dana, CARA, "memo", gone, GENERAL)
    put_on = dana.transport.delivered[-1]
    dana.write("DELETE FROM reactions WHERE person = 'U0CARA'")
    dana.sandbox.people.delete(channel=GENERAL, user=BEN, ts=str(gone["ts"]))
    before = len(dana.dm(CARA))
    dana.transport.deliver(put_on)
    dana.settle()
    assert len(dana.dm(CARA)) == before
