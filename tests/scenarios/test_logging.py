"""/touchpoint, /complaint and /rating in one line: what is stored, what is answered, what follows."""

import pytest

from bot.domain.customers import Customer, Tier
from tests.team import ANA, BEN, CARA, DEACTIVATED, FEEDBACK, FEI, GUEST, STRANGER, Json, Team, action_ids, words


def test_touchpoint_is_stored_and_confirmed_with_next_steps(dana: Team) -> None:
    answer = dana.command(ANA, "/touchpoint", "Dana Reyes: called about the renewal, happy with the new menu via:phone")

    assert "Logged for Dana Reyes" in answer["text"]
    assert {"undo", "follow_up", "more"} <= set(action_ids(answer))
    (stored,) = dana.rows("SELECT * FROM touchpoints")
    assert stored["text"] == "called about the renewal, happy with the new menu"
    assert (stored["channel"], stored["happened_on"], stored["logged_by"]) == ("phone", "2026-11-23", ANA)


def test_neutral_touchpoint_alerts_nobody(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: asked for the opening hours")

    assert dana.sees(BEN, FEEDBACK) == []


def test_negative_touchpoint_alerts_the_feedback_channel_once(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: terrible service, she is furious and wants to cancel")

    (alert,) = dana.sees(BEN, FEEDBACK)
    assert "Negative feedback from" in words(alert)
    assert "terrible service" in words(alert)
    assert {"claim", "not_negative", "open_customer", "more"} <= set(action_ids(alert))


def test_complaint_alerts_whatever_its_mood_and_cannot_be_called_not_negative(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: wonderful people, one box missing severity:high")

    alert = dana.alert()
    assert "Complaint (high) from" in words(alert)
    assert "not_negative" not in action_ids(alert)
    (followup,) = dana.rows("SELECT * FROM followups")
    assert (followup["kind"], followup["assignee"]) == ("complaint", None)
    assert followup["deadline"] == "2026-11-23T13:00:00.000000+00:00"  # four working hours after Monday 09:00


@pytest.mark.parametrize("line", ["nps:3", "csat:2", "2/10, cold and late", "1 star"])
def test_low_rating_alerts(dana: Team, line: str) -> None:
    answer = dana.command(ANA, "/rating", f"Dana Reyes: {line}")

    assert "Low rating from" in words(dana.alert())
    assert "deserves a thank-you note" not in words(answer)


@pytest.mark.parametrize("line", ["9/10, loved the tasting", "csat:5", "★★★★★"])
def test_high_rating_offers_a_thank_you_note(dana: Team, line: str) -> None:
    answer = dana.command(ANA, "/rating", f"Dana Reyes: {line}")

    assert "deserves a thank-you note" in words(answer)
    assert "thank_you_note" in action_ids(answer)
    assert dana.sees(BEN, FEEDBACK) == []


def test_days_are_those_of_the_one_who_types(dana: Team) -> None:
    dana.jump(dana.clock.now().replace(hour=20))  # Tuesday 01:30 in Kolkata
    dana.command(FEI, "/touchpoint", "Dana Reyes: sent the offer")
    dana.command(ANA, "/touchpoint", "Dana Reyes: sent the offer")

    assert [row["happened_on"] for row in dana.rows("SELECT happened_on FROM touchpoints ORDER BY id")] == [
        "2026-11-24",
        "2026-11-23",
    ]


def test_due_and_for_plan_a_follow_up(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", f"Dana Reyes: wants a quote due:friday for:<@{BEN}>")

    (followup,) = dana.rows("SELECT * FROM followups")
    assert (followup["due"], followup["assignee"]) == ("2026-11-27", BEN)


def test_person_typed_by_name_is_found_like_a_picked_one(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back due:friday @ben")

    assert dana.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]


@pytest.mark.parametrize(
    ("command", "line", "says"),
    [
        ("/touchpoint", "Dana Reyes: hello on:30 February", "no 30 February"),
        ("/touchpoint", "Dana Reyes: hello on:tomorrow", "still to come"),
        ("/touchpoint", "Dana Reyes: hello due:blursday", "blursday"),
        ("/touchpoint", "Dana Reyes: hello via:pigeon", "pigeon"),
        ("/complaint", "Dana Reyes: hello severity:apocalyptic", "apocalyptic"),
        ("/rating", "Dana Reyes: hello nps:11", "11 is outside the scale"),
        ("/rating", "Dana Reyes: hello", "I see no rating"),
        ("/followup", "Dana Reyes: hello due:yesterday", "past"),
        ("/touchpoint", "Dana Reyes: hello severity:high", "works in `/complaint`"),
        ("/complaint", "Dana Reyes: hello for:<@U0GUS>", "not an active member"),
    ],
)
def test_what_cannot_be_right_opens_the_form_with_everything_typed(
    dana: Team, command: str, line: str, says: str
) -> None:
    assert dana.command(ANA, command, line) == {}

    form = dana.form(ANA)
    fields = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert says in words(form)
    assert fields["customer"]["initial_option"]["text"]["text"] == "Dana Reyes"
    assert fields["text"]["initial_value"].startswith("hello")
    assert f">{line.replace('<@U0GUS>', '@gus')}" in words(form)
    assert dana.rows("SELECT * FROM touchpoints") + dana.rows("SELECT * FROM followups") == []


def test_text_too_long_for_any_form_is_refused_and_shown(dana: Team) -> None:
    answer = dana.command(ANA, "/touchpoint", "Dana Reyes: " + "x" * 10_001)

    assert "10,000" in answer["text"]
    assert "xxx" in words(answer)
    assert dana.rows("SELECT * FROM touchpoints") == []


@pytest.mark.parametrize("text", ["", "   ", "Dana Reyes", "Dana Reyes:", ": hello"])
def test_line_that_is_none_opens_the_form_with_what_was_typed(dana: Team, text: str) -> None:
    assert dana.command(ANA, "/touchpoint", text) == {}

    known = text.startswith("Dana")
    assert dana.form(ANA)["title"]["text"] == ("Touchpoint: Dana Reyes" if known else "Log a touchpoint")
    assert dana.rows("SELECT * FROM touchpoints") == []


@pytest.mark.parametrize("person", [GUEST, STRANGER, DEACTIVATED])
@pytest.mark.parametrize(
    "command", ["/touchpoint", "/complaint", "/rating", "/followup", "/thanks", "/customer", "/rapport"]
)
def test_outsiders_get_a_polite_sentence_and_no_data(dana: Team, person: str, command: str) -> None:
    answer = dana.rapport.app.answer(_typed_by(dana, person, command))

    assert "for the members of this team only" in answer.body
    assert "Dana" not in answer.body
    assert dana.rows("SELECT * FROM touchpoints") == []


def _typed_by(team: Team, person: str, command: str) -> Json:
    return {
        "command": command,
        "text": "Dana Reyes: hello",
        "user_id": person,
        "team_id": "T0HARBOUR",
        "channel_id": "C0GENERAL",
        "trigger_id": f"1.2.{person}",
        "response_url": f"{team.sandbox.workspace.base_url}/response/none",
    }


HOSTILE = "<!channel> &lt;!here&gt; <@U0BEN> *<https://evil.example|click>* =HYPERLINK(1)"


def test_peoples_words_are_inert_everywhere(dana: Team) -> None:
    answer = dana.command(ANA, "/complaint", f"Dana Reyes: furious {HOSTILE}")

    for message in (answer, dana.alert()):
        assert "<!channel>" not in str(message)
        assert "<!here>" not in str(message)
        assert "<https://evil.example" not in str(message)


def test_emoji_and_right_to_left_names_work(team: Team) -> None:
    team.command(ANA, "/customer", "add دانا 🌟 رييس")
    answer = team.command(ANA, "/touchpoint", "دانا 🌟 رييس: شكرا 👍")

    assert "Logged for" in answer["text"]
    assert team.rows("SELECT text FROM touchpoints") == [{"text": "شكرا 👍"}]


def test_lead_and_owner_are_named_not_pinged_in_channel(dana: Team) -> None:
    dana.command(CARA, "/complaint", "Dana Reyes: broken glass in the box")

    assert "<!channel>" not in words(dana.alert())
    assert f"<@{ANA}>" in words(dana.alert())


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("/touchpoint", "Dana Reyes"),
        ("/touchpoint", "dana reyes:"),
        ("/touchpoint", "“Dana Reyes”"),
        ("/complaint", "Dana Reyes"),
        ("/rating", "Dana Reyes"),
        ("/thanks", "Dana Reyes"),
        ("/followup", "Dana Reyes:"),
    ],
)
def test_name_alone_opens_the_form_for_that_customer(dana: Team, command: str, text: str) -> None:
    dana.command(ANA, command, text)

    fields = {block["block_id"]: block["element"] for block in dana.form(ANA)["blocks"]}
    assert fields["customer"]["initial_option"]["text"]["text"] == "Dana Reyes"
    assert "initial_value" not in fields["text"]


def test_person_named_gets_a_follow_up_without_a_day(dana: Team) -> None:
    """On Friday, for the next working day."""
    dana.jump(dana.clock.now().replace(day=27))
    answer = dana.command(ANA, "/touchpoint", "Dana Reyes: asked for a quote for:<@U0BEN>")

    assert dana.rows("SELECT assignee, due FROM followups") == [{"assignee": BEN, "due": "2026-11-30"}]
    assert f"Follow-up for <@{BEN}>" in words(answer)


@pytest.mark.parametrize(("text", "is_praise"), [("it was ok", False), ("loved the new menu", True)])
def test_thank_you_note_is_proposed_for_praise_only(dana: Team, text: str, is_praise: bool) -> None:  # noqa: FBT001  # a parameter of the test
    answer = words(dana.command(ANA, "/touchpoint", f"Dana Reyes: {text}"))

    assert ("This deserves a thank-you note" in answer) is is_praise


def test_tags_at_the_end_are_confirmed(dana: Team) -> None:
    answer = dana.command(ANA, "/touchpoint", "Dana Reyes: asked for a quote #wholesale #press")

    assert "Tagged #press #wholesale" in words(answer)


def test_rating_without_words_says_what_was_answered(dana: Team) -> None:
    answer = dana.command(ANA, "/rating", "Dana Reyes: 2/5")

    assert answer["text"] == "Logged for Dana Reyes: rating, today, CSAT 2 (how satisfied they are, 1 to 5)"
    assert dana.rows("SELECT title FROM followups") == [{"title": "Get back to them: answered CSAT 2"}]


def test_tiers_are_written_one_way(team: Team) -> None:
    team.add_customer(Customer(0, "Lee Marsh", tier=Tier.VIP))
    team.command(ANA, "/complaint", "Lee Marsh: soup was cold")

    assert "VIP customer" in words(team.alert())


def test_a_complaint_given_to_somebody_is_one_thing_to_do(dana: Team) -> None:
    dana.command(ANA, "/complaint", f"Dana Reyes: order never arrived for:<@{BEN}>")

    assert dana.rows("SELECT kind, assignee FROM followups") == [{"kind": "complaint", "assignee": BEN}]
    assert len(dana.dm(BEN)) == 1
