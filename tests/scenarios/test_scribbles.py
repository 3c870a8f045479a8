"""Written in plain words, in a direct message or with a mention: understood, shown, and done with a click."""

import pytest

from bot.domain.customers import Customer
from bot.sandbox.world.staff import BOT_USER
from bot.views import ids
from tests.team import ANA, BEN, FEEDBACK, GUEST, Json, Team, words

RAPPORT = f"<@{BOT_USER}>"


@pytest.fixture
def dana(team: Team) -> Team:
    """A team with Dana Reyes and Kofi Lindgren."""
    team.add_customer(Customer(0, "Dana Reyes"))
    team.add_customer(Customer(0, "Kofi Lindgren"))
    team.sandbox.workspace.channels[FEEDBACK].members.append(BOT_USER)
    return team


def write(team: Team, text: str, user: str = ANA) -> Json:
    """Write to Rapport in the direct message; its answer."""
    team.sandbox.people.message(channel=f"@{user}", user=user, text=text)
    team.settle()
    return team.dm(user)[-1]


def stored(team: Team) -> list[Json]:
    """What is logged."""
    return team.rows("SELECT kind, text, channel, link, severity FROM touchpoints ORDER BY id")


def test_a_loose_line_comes_back_as_a_card_and_one_click_logs_it(dana: Team) -> None:
    """The customer is asked for, never guessed; nothing is stored before the click; a second click changes nothing."""
    card = write(dana, "dana called, upset about the invoice, call her back friday")

    assert "phone" in words(card)
    assert "Follow-up Fri 27 Nov" in words(card)
    assert "Log for Dana Reyes" in words(card)
    assert stored(dana) == []

    dana.click(ANA, ids.SCRIBBLE_LOG, card)

    assert "*Logged* for *Dana Reyes*" in words(dana.dm(ANA)[-1])
    assert [row["channel"] for row in stored(dana)] == ["phone"]
    assert "2026-11-27" in {row["due"] for row in dana.rows("SELECT due FROM followups")}

    dana.again(trigger_id="1.other")

    assert len(stored(dana)) == 1
    assert "settled already" in dana.told(ANA, f"@{ANA}")


def test_what_is_exact_has_log_change_and_not_this(dana: Team) -> None:
    """Change opens the form filled in, and what it logs takes the card's place; so do other kinds and “Not this”."""
    card = write(dana, "Dana Reyes: box was empty")
    assert [each for each in ("Log", "Change", "Not this") if each in words(card).splitlines()] == [
        "Log",
        "Change",
        "Not this",
    ]

    chosen = next(one for one in _options(card) if one.endswith(":complaint"))
    dana.click(ANA, ids.SCRIBBLE_KIND, card, chosen)
    assert "*Complaint* for *Dana Reyes*" in words(dana.dm(ANA)[-1])

    dana.click(ANA, ids.SCRIBBLE_CHANGE, dana.dm(ANA)[-1])
    form = dana.form(ANA)
    assert "box was empty" in str(form)
    assert "Dana Reyes" in str(form)
    dana.submit(ANA, severity="high")

    assert "*Logged* for *Dana Reyes*: complaint (high)" in words(dana.dm(ANA)[-1])
    assert [(row["kind"], row["severity"]) for row in stored(dana)] == [("complaint", "high")]

    other = write(dana, "Kofi Lindgren: no answer")
    dana.click(ANA, ids.SCRIBBLE_NOT_THIS, other)
    assert "nothing was logged" in words(dana.dm(ANA)[-1])
    assert len(stored(dana)) == 1
    assert not [row for row in dana.rows("SELECT raw, line FROM scribbles") if row["raw"] or row["line"]]


def _options(card: Json) -> list[str]:
    return [
        option["value"]
        for block in card["blocks"]
        for element in block.get("elements", [])
        for option in element.get("options", [])
    ]


def test_the_card_follows_the_message_and_goes_with_it(dana: Team) -> None:
    """An edit is read anew; a message that is deleted leaves nothing to log."""
    dana.sandbox.people.message(channel=f"@{ANA}", user=ANA, text="Dana Reyes: call")
    dana.settle()
    mine = next(one for one in dana.dm(ANA) if one["text"] == "Dana Reyes: call")

    dana.sandbox.people.edit(channel=f"@{ANA}", user=ANA, ts=mine["ts"], text="Dana Reyes: called, all is well")
    dana.settle()
    assert "called, all is well" in words(dana.dm(ANA)[-1])
    assert "*Touchpoint* for *Dana Reyes*" in words(dana.dm(ANA)[-1])

    dana.sandbox.people.delete(channel=f"@{ANA}", user=ANA, ts=mine["ts"])
    dana.settle()
    assert "took your message back" in words(dana.dm(ANA)[-1])
    assert stored(dana) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "Hello!"),
        ("help", "as you would to a colleague"),
        ("thanks!", "You are welcome"),
        (":tada:", "words only"),
        ("what is the weather like?", "I can't answer that"),
        ("log this", "no message that you mean"),
        ("mine", "Your follow-ups"),
        ("undo", "What you did lately"),
        ("customer add Petra Novak", "/customer add Petra Novak"),
        ("Dana Reyes?", "Dana Reyes"),
        ("when did we last talk to dana", "Open Dana Reyes"),
        ("x" * 10_001, "10,000 is the most"),
        ("\n".join(f"- Dana Reyes: call {number}" for number in range(6)), "6 things in one message"),
    ],
)
def test_anything_else_gets_a_helpful_answer(dana: Team, text: str, said: str) -> None:
    assert said in words(write(dana, text))


def test_a_mention_in_a_thread_is_answered_there_to_its_writer_alone(dana: Team) -> None:
    """“log this” offers the message that the thread is about, with the link to it."""
    people = dana.sandbox.people
    parent = people.message(channel=FEEDBACK, user=BEN, text="Dana Reyes told me the box was empty")["ts"]
    people.message(channel=FEEDBACK, user=ANA, text=f"{RAPPORT} log this as a complaint", thread_ts=parent)
    dana.settle()

    [card] = asides(dana, ANA)
    assert card["thread_ts"] == parent
    assert "*Complaint* for *Dana Reyes*" in words(card)
    assert asides(dana, BEN) == []

    dana.click(ANA, ids.SCRIBBLE_LOG, {**card, "channel": FEEDBACK})

    [row] = stored(dana)
    assert row["kind"] == "complaint"
    assert row["text"] == "Dana Reyes told me the box was empty"
    assert parent.replace(".", "") in row["link"]
    assert "*Logged* for *Dana Reyes*" in words(asides(dana, ANA)[-1])


def test_a_mention_that_is_edited_gets_another_card_and_the_former_counts_no_more(dana: Team) -> None:
    people = dana.sandbox.people
    said = people.message(channel=FEEDBACK, user=ANA, text=f"{RAPPORT} Dana Reyes: called")
    people.edit(channel=FEEDBACK, user=ANA, ts=said["ts"], text=f"{RAPPORT} Kofi Lindgren: called")
    dana.settle()

    former, card = asides(dana, ANA)
    dana.click(ANA, ids.SCRIBBLE_LOG, {**former, "channel": FEEDBACK})
    assert stored(dana) == []

    dana.click(ANA, ids.SCRIBBLE_LOG, {**card, "channel": FEEDBACK})
    assert len(stored(dana)) == 1


def asides(team: Team, user: str) -> list[Json]:
    """What only this person sees in the feedback channel, threads open."""
    return [one for one in team.sandbox.people.messages(channel=FEEDBACK, user=user) if one.get("is_ephemeral")]


def test_guests_get_a_word_and_nothing_is_kept(dana: Team) -> None:
    dana.sandbox.people.message(channel=f"@{GUEST}", user=GUEST, text="Dana Reyes: hello")
    dana.settle()

    assert "members of this team only" in words(dana.dm(GUEST)[-1])
    assert dana.rows("SELECT * FROM scribbles") == []
