"""What people of many tempers write, as Ana means it on Thursday, 26 November 2026 (tests/line_reading.py)."""

from datetime import date

import pytest

from bot.domain.channel import Channel
from bot.reading.scribble import Sort, entries, read_scribble
from bot.reading.scribble_kinds import COMPLAINT, DETAIL, FOLLOWUP, RATING, THANKS, TOUCHPOINT
from bot.reading.scribble_names import may_be_new
from tests.line_reading import FRIDAY, READERS, TODAY

MONDAY, YESTERDAY = date(2026, 11, 30), date(2026, 11, 25)
PHONE, EMAIL, CHAT, MET, VIDEO = Channel.PHONE, Channel.EMAIL, Channel.CHAT, Channel.IN_PERSON, Channel.VIDEO

LINES = [
    # as the commands take them, with and without their slash
    ("/complaint Dana Reyes: box was empty", COMPLAINT, "Dana Reyes", {}),
    ("complaint Dana Reyes: box was empty severity:high", COMPLAINT, "Dana Reyes", {"severity": "high"}),
    ("/rapport complaint Dana Reyes: box was empty", COMPLAINT, "Dana Reyes", {}),
    ("complaint from Dana Reyes: box was empty", COMPLAINT, "Dana Reyes", {}),
    ("/touchpoint Dana Reyes: asked for a quote via:email", TOUCHPOINT, "Dana Reyes", {"via": "email"}),
    ("/rating Dana Reyes: 9/10, loved the tasting", RATING, "Dana Reyes", {}),
    ("/followup Dana Reyes: send the quote @ben", FOLLOWUP, "Dana Reyes", {"for": "U0BEN"}),
    ("/thanks Dana Reyes: for the referral", THANKS, "Dana Reyes", {}),
    ("/customer remember Dana Reyes: dog called Biscuit", DETAIL, "Dana Reyes", {}),
    ("remember Dana: dog called Biscuit", DETAIL, "Dana", {}),
    ("thanks Dana Reyes: for the referral", THANKS, "Dana Reyes", {}),
    # the customer before a colon, and what it is told by the words
    ("Dana Reyes: called about the renewal", TOUCHPOINT, "Dana Reyes", {"via": PHONE}),
    ("Dana Reyes: call back friday", FOLLOWUP, "Dana Reyes", {"due": FRIDAY}),
    ("Dana Reyes: 9/10 loved the tasting", RATING, "Dana Reyes", {}),
    ("Dana Reyes: complained about parking on:yesterday", COMPLAINT, "Dana Reyes", {"on": YESTERDAY}),
    ("Dana Reyes: box was empty", TOUCHPOINT, "Dana Reyes", {}),
    ('"The Stage: Bar": called', TOUCHPOINT, "The Stage: Bar", {"via": PHONE}),
    # sentences
    ("dana called, upset about the invoice, call her back friday", TOUCHPOINT, "dana", {"via": PHONE, "due": FRIDAY}),
    ("DANA CALLED SUPER ANGRY!!! ORDER IS LATE AGAIN", TOUCHPOINT, "DANA", {"via": PHONE}),
    ("yesterday dana came in for lunch, loved it", TOUCHPOINT, "dana", {"via": MET, "on": YESTERDAY}),
    ("met kofi yesterday, wants 3 boxes", TOUCHPOINT, "kofi", {"via": MET, "on": YESTERDAY}),
    ("emailed dana, no answer", TOUCHPOINT, "dana", {"via": EMAIL}),
    ("spoke with Ana Ferreira about the order #A1234", TOUCHPOINT, "Ana Ferreira", {}),
    ("Blue Door Café wants to cancel", TOUCHPOINT, "Blue Door Café", {}),
    ("lunch with kofi went great", TOUCHPOINT, "kofi", {"via": MET}),
    ("left voicemail for dana", TOUCHPOINT, "dana", {"via": PHONE}),
    ("call with dana went well", TOUCHPOINT, "dana", {"via": PHONE}),
    ("email from kofi: wants a refund", TOUCHPOINT, "kofi", {"via": EMAIL}),
    ("dana asked for a quote, i'll send it monday", TOUCHPOINT, "dana", {"due": MONDAY}),
    ("zoom with kofi lindgren, send contract by fri", TOUCHPOINT, "kofi lindgren", {"via": VIDEO, "due": FRIDAY}),
    ("dana@x.org wrote about late delivery", TOUCHPOINT, "dana@x.org", {}),
    ("+44 20 7946 0123 rang, asked for prices", TOUCHPOINT, "+44 20 7946 0123", {"via": PHONE}),
    ("whatsapp from dana, she is running late", TOUCHPOINT, "dana", {"via": CHAT}),
    ("log dana called about the menu", TOUCHPOINT, "dana", {"via": PHONE}),
    ("no complaints from dana, all good", TOUCHPOINT, "dana", {}),
    ("- dana called", TOUCHPOINT, "dana", {"via": PHONE}),
    ("kofi complained about cold food again", COMPLAINT, "kofi", {}),
    ("Complaint: Dana Reyes, order never arrived", COMPLAINT, "Dana Reyes", {}),
    ("log a complaint for kofi: cold soup", COMPLAINT, "kofi", {}),
    ("dana reyes 9/10 loved the tasting", RATING, "dana reyes", {"nps": "9"}),
    ("kofi gave us 4 stars", RATING, "kofi", {"csat": "4"}),
    ("dana 8/10", RATING, "dana", {"nps": "8"}),
    ("nps 3 from kofi, too slow", RATING, "kofi", {}),
    # things to do
    ("call dana friday", FOLLOWUP, "dana", {"due": FRIDAY}),
    ("call Dana Reyes back tomorrow 3pm", FOLLOWUP, "Dana Reyes", {"due": FRIDAY, "at": "15:00"}),
    ("remind me to call dana on monday", FOLLOWUP, "dana", {"due": MONDAY}),
    ("need to send kofi the quote by monday", FOLLOWUP, "kofi", {"due": MONDAY}),
    ("follow up with kofi next week", FOLLOWUP, "kofi", {"due": date(2026, 12, 3)}),
    ("can you email dana the menu friday?", FOLLOWUP, "dana", {"due": FRIDAY}),
    ("we should check in with kofi lindgren in 3 days", FOLLOWUP, "kofi lindgren", {"due": date(2026, 11, 29)}),
    ("dana wants a call back tomorrow", FOLLOWUP, "dana", {"due": FRIDAY}),
    ("todo: send dana the invoice", FOLLOWUP, "dana", {}),
    ("pls call kofi asap", FOLLOWUP, "kofi", {"due": TODAY}),
    (
        "remind me tomorrow 9am to ring Ana Ferreira about sunday",
        FOLLOWUP,
        "Ana Ferreira",
        {"due": FRIDAY, "at": "09:00"},
    ),
    ("recuérdame llamar a Ana Ferreira", FOLLOWUP, "Ana Ferreira", {}),
    # misspelt, and by when something is wanted
    ("hey rapport, spoke wiht kofi, wants a quote by monday, remind me", TOUCHPOINT, "kofi", {"due": MONDAY}),
    # thanks, and things worth knowing
    ("thank dana for the referral", THANKS, "dana", {}),
    ("send dana a thank you note", THANKS, "dana", {}),
    ("dana's dog is called biscuit", DETAIL, "dana", {}),
    ("Kofi is allergic to nuts", DETAIL, "Kofi", {}),
    ("fyi dana has two kids", DETAIL, "dana", {}),
    ("note: kofi prefers email", DETAIL, "kofi", {}),
    # about nobody who could be named
    ("it is raining", TOUCHPOINT, "", {}),
    ("meeting at 10", TOUCHPOINT, "", {}),
]


@pytest.mark.parametrize(("raw", "command", "who", "options"), LINES, ids=[line[0] for line in LINES])
def test_a_line_is_understood_with_its_kind_its_name_and_its_days(
    raw: str, command: str, who: str, options: dict[str, object]
) -> None:
    read = read_scribble(raw, READERS)

    assert (read.sort, read.command) == (Sort.LINE, command)
    assert read.line is not None
    assert read.line.options == options
    assert read.line.customer == who or who in (*read.names, *read.perhaps) or (not who and not read.names)


@pytest.mark.parametrize(
    "raw",
    ["dana called, upset about the invoice, call her back friday", "Blue Door Café wants to cancel", "dana 8/10"],
)
def test_a_loose_text_stays_whole(raw: str) -> None:
    read = read_scribble(raw, READERS)

    assert read.line is not None
    assert read.line.text == raw


@pytest.mark.parametrize(
    ("raw", "about"),
    [
        ("Dana Reyes: 9/10 or perhaps 4/10", "rating"),
        ("rating Dana Reyes: loved it", "rating"),
        ("Dana Reyes: call back on 30 february", "due"),
        ("Dana Reyes: call back for:@sam", "for"),
        ("Dana Reyes: called sevrity:high", "severity"),
    ],
)
def test_what_may_mean_several_things_is_asked(raw: str, about: str) -> None:
    read = read_scribble(raw, READERS)

    assert read.line is not None
    assert about in {doubt.key for doubt in read.line.doubts} or any(about in one.sentence for one in read.line.doubts)


@pytest.mark.parametrize(
    ("raw", "sort", "about"),
    [
        ("dana?", Sort.CARD, "dana"),
        ("Dana Reyes", Sort.CARD, "Dana Reyes"),
        ("who is Kofi Lindgren?", Sort.CARD, "Kofi Lindgren"),
        ("when did we last talk to Dana", Sort.CARD, "Dana"),
        ("what do we know about dana?", Sort.CARD, "dana"),
        ("anything on blue door cafe?", Sort.CARD, "blue door cafe"),
        ("find dana", Sort.CARD, "dana"),
        ("is dana happy?", Sort.QUESTION, "dana"),
        ("how do I log a complaint?", Sort.QUESTION, ""),
        ("mine", Sort.LIST, "mine"),
        ("what is mine", Sort.LIST, "mine"),
        ("my day", Sort.LIST, "today"),
        ("what's due today?", Sort.LIST, "today"),
        ("team overdue", Sort.LIST, "overdue"),
        ("who do i call today", Sort.QUESTION, ""),
        ("undo", Sort.COMMAND, "/rapport undo"),
        ("away until monday", Sort.COMMAND, "/rapport away until monday"),
        ("customer add Petra Novak tier:gold", Sort.COMMAND, "/customer add Petra Novak tier:gold"),
        ("add Petra Novak email:petra@x.org", Sort.COMMAND, "/customer add Petra Novak email:petra@x.org"),
        ("new customer Petra Novak", Sort.COMMAND, "/customer add Petra Novak"),
        ("<@U0BEN> overdue", Sort.LIST, "U0BEN"),
        # whose mark was forgotten, and what is to be done to what is kept already
        ("did anyone talk to dana this week", Sort.QUESTION, "dana"),
        ("can you cancel the thing with kofi", Sort.QUESTION, "kofi"),
        ("cancel kofi's follow-up", Sort.QUESTION, "kofi"),
        ("delete dana", Sort.QUESTION, "dana"),
        ("wer ist Dana Reyes?", Sort.CARD, "Dana Reyes"),
        ("qué tengo esta semana", Sort.QUESTION, ""),
        ("hi", Sort.HELLO, ""),
        ("Good morning!", Sort.HELLO, ""),
        ("help", Sort.HELP, ""),
        ("?", Sort.HELP, ""),
        ("what can you do?", Sort.HELP, ""),
        ("thanks!", Sort.THANKED, ""),
        ("ok cool", Sort.THANKED, ""),
        (":tada:", Sort.NOTHING, ""),
        ("\U0001f389", Sort.NOTHING, ""),
        ("", Sort.HELLO, ""),
        ("log this", Sort.THIS, ""),
        ("please log this as a complaint", Sort.THIS, ""),
        ("complaint", Sort.THIS, ""),
    ],
)
def test_what_is_nothing_to_log_is_told_apart(raw: str, sort: Sort, about: str) -> None:
    read = read_scribble(raw, READERS)

    assert read.sort is sort
    assert read.line is None
    assert not about or about in (*read.names, read.listing)


def test_several_things_of_one_message_are_told_apart_and_a_longer_note_is_one() -> None:
    assert entries("Dana Reyes: called\nKofi Lindgren: came by\nand stayed") == [
        "Dana Reyes: called",
        "Kofi Lindgren: came by\nand stayed",
    ]
    assert len(entries("dana reyes called\nkofi emailed, wants prices\nelif thornbury: call her monday")) == 3
    assert entries("- dana called\n- call kofi friday") == ["- dana called", "- call kofi friday"]
    assert entries("dana called\nshe is upset\nabout the invoice") == ["dana called\nshe is upset\nabout the invoice"]
    assert entries("") == []


@pytest.mark.parametrize("raw", ["Dana Reyes am Montag anrufen", "erinnere mich am Montag an Dana Reyes"])
def test_what_a_german_wants_to_do_is_read_with_its_day(raw: str) -> None:
    read = read_scribble(raw, READERS)

    assert (read.command, "Dana Reyes" in read.names) == (FOLLOWUP, True)
    assert read.line is not None
    assert read.line.options == {"due": MONDAY}


@pytest.mark.parametrize("typed", ["Quist & Daughters", "marlow quist", "Dr. Ines Ahlberg", "O'Neill", "Studio Nord"])
def test_a_name_that_nobody_has_may_be_somebody_new(typed: str) -> None:
    assert may_be_new(typed)


@pytest.mark.parametrize(
    "typed", ["lunch at 1", "tomas 9/10", "he", "w/ Marlow Quist", "Dana hat", "<@U0BEN> overdue", "forget the dog", ""]
)
def test_what_is_no_name_is_offered_to_nobody_as_somebody_new(typed: str) -> None:
    assert not may_be_new(typed)
