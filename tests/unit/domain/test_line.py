"""The line grammar of product.md section 3: every option in effect or asked about, every other word in the text.

Read as Ana (British, in Lisbon) means it on Thursday, 26 November 2026.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.line import Line, read_line
from bot.domain.line_values import Readers
from bot.domain.options import OPTIONS
from bot.domain.people import Person, Role, called
from handlers.dates import DateWords

TODAY = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)
PEOPLE = [
    Person("U0ANA", "Ana Silva", handle="ana"),
    Person("U0BEN", "Ben Okafor", handle="ben"),
    Person("U0CARA", "Cara Diaz", handle="cara"),
    Person("U0SAM1", "Sam Lee", handle="samlee"),
    Person("U0SAM2", "Sam Roy", handle="samroy"),
    Person("U0GUS", "Gus Guest", handle="gus", role=Role.GUEST),
    Person("U0OLGA", "Olga Gone", handle="olga", role=Role.DEACTIVATED),
]
HANDLES = {person.id: person.handle for person in PEOPLE}
READERS = Readers(
    DateWords(TODAY, "en-GB"), lambda name: called(PEOPLE, name), "U0ANA", lambda user: HANDLES.get(user, user)
)


def read(raw: str, command: str = "touchpoint") -> Line:
    return read_line(raw, command, READERS)


def understood(raw: str, command: str = "touchpoint") -> Line:
    line = read(raw, command)
    assert line.doubts == ()
    return line


@pytest.mark.parametrize(
    ("command", "raw", "text", "options"),
    [
        ("touchpoint", "called via:phone", "called", {"via": "phone"}),
        ("touchpoint", "called VIA: Phone", "called", {"via": "phone"}),
        ("touchpoint", "called via=phone", "called", {"via": "phone"}),
        ("touchpoint", "called via = phone", "called", {"via": "phone"}),
        ("touchpoint", "called via :phone", "called", {"via": "phone"}),
        ("touchpoint", "called (via:phone)", "called", {"via": "phone"}),
        ("touchpoint", "called `via:phone`", "called", {"via": "phone"}),
        ("touchpoint", "via:phone called", "called", {"via": "phone"}),
        ("touchpoint", "we met via:in person about it", "we met about it", {"via": "in person"}),
        ("touchpoint", "x via:“in person”", "x", {"via": "in person"}),
        ("touchpoint", "x due:in\u00a03 days\u200f", "x", {"due": date(2026, 11, 29)}),
        ("touchpoint", "met on:friday about the menu", "met about the menu", {"on": date(2026, 11, 20)}),
        ("touchpoint", "first\n  second via:phone", "first\n  second", {"via": "phone"}),
        ("complaint", "rude driver sev:high", "rude driver", {"severity": "high"}),
        ("complaint", "rude driver Severity: urgent, second time", "rude driver second time", {"severity": "high"}),
        ("complaint", "cold soup for:ben", "cold soup", {"for": "U0BEN"}),
        ("complaint", "cold soup to:@Ben Okafor", "cold soup", {"for": "U0BEN"}),
        ("complaint", "cold soup for:<@U0BEN>", "cold soup", {"for": "U0BEN"}),
        ("complaint", "cold soup for:me", "cold soup", {"for": "U0ANA"}),
        ("followup", "call by:friday", "call", {"due": FRIDAY}),
        ("followup", "due:friday call", "call", {"due": FRIDAY}),
        ("followup", "call due:“next monday”", "call", {"due": date(2026, 11, 30)}),
        ("followup", "call due:friday due:friday", "call", {"due": FRIDAY}),
        ("followup", "call due:friday week", "call", {"due": date(2026, 12, 4)}),
        ("followup", "call due:Friday, then write", "call then write", {"due": FRIDAY}),
        ("followup", "call due:friday <@U0BEN|ben>", "call", {"due": FRIDAY, "for": "U0BEN"}),
        ("followup", "call back @ben due:friday", "call back", {"due": FRIDAY, "for": "U0BEN"}),
        ("followup", "@ben call back", "call back", {"for": "U0BEN"}),
        ("followup", "call back @Ben Okafor", "call back", {"for": "U0BEN"}),
        ("followup", "plan lunch with @ben for:@cara", "plan lunch with @ben", {"for": "U0CARA"}),
        ("thanks", "for the cake due:friday @ben", "for the cake", {"due": FRIDAY, "for": "U0BEN"}),
        ("rating", "loved it nps: 9 out of 10", "loved it", {"nps": "9 out of 10"}),
    ],
)
def test_an_option_is_in_effect_however_it_is_spelled_and_wherever_it_stands(
    command: str, raw: str, text: str, options: dict[str, str | date]
) -> None:
    assert understood(f"Dana Reyes: {raw}", command) == Line("Dana Reyes", text, options)


@pytest.mark.parametrize(
    "typed",
    [
        "order #1234", "wrong amount on #A1234", "invoice #INV-2044", "talked about plan #2 and #vip",
        "complained about #delivery", "had lunch with @ben", "was rude to @ben", "thanks @bne", "call at 10:30",
        "see https://x.org/a:b", "colour:blue", "ref:DHL 12", "new phone: 555-1234", "thanks for :)",
        "at the stage: late",
        "3 * 5 = 15", "note :coffee: please", "she said: never again", "tag#1",
    ],
)  # fmt: skip
def test_everything_else_stays_text(typed: str) -> None:
    assert understood(f"Dana: {typed}") == Line("Dana", typed)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("had lunch with <@U0BEN>", "had lunch with @ben"),
        ("spoke with <@U0BEN|ben> about it", "spoke with @ben about it"),
        ("write to <mailto:a@b.org|a@b.org>", "write to a@b.org"),
        ("mark &lt;@U1&gt;", "mark <@U1>"),
        ("&amp;lt; is how they write it", "&lt; is how they write it"),
        ("posted in <#C1|x> again", "posted in #x again"),
    ],
)
def test_what_slack_escapes_is_stored_in_words(raw: str, stored: str) -> None:
    assert understood(f"Dana: {raw}").text == stored


@pytest.mark.parametrize(
    ("raw", "text", "tags"),
    [
        ("asked for a quote #wholesale #press", "asked for a quote", ("wholesale", "press")),
        ("asked for a quote. <#C1|wholesale>", "asked for a quote.", ("wholesale",)),
        ("asked for a quote\n#wholesale", "asked for a quote", ("wholesale",)),
        ("asked via:phone #vip", "asked", ("vip",)),
        ("asked tag:vip,press", "asked", ("vip", "press")),
        ("asked, #vip via:phone", "asked", ("vip",)),
    ],
)
def test_a_tag_stands_after_an_option_or_in_a_tail_of_its_own(raw: str, text: str, tags: tuple[str, ...]) -> None:
    line = understood(f"Dana: {raw}")
    assert (line.text, line.tags) == (text, tags)


@pytest.mark.parametrize("raw", ["they want a #refund", "moved to the new plan #gold", "asked <#C1|wholesale>"])
def test_a_tag_that_may_be_part_of_its_sentence_stays_in_the_text_as_well(raw: str) -> None:
    line = understood(f"Dana: {raw}")
    assert line.text == raw.replace("<#C1|wholesale>", "#wholesale")
    assert line.tags in {(), ("gold",), ("wholesale",)}


@pytest.mark.parametrize(
    ("raw", "text", "hour"),
    [
        ("call due:tomorrow 10am", "call (10am)", "10am"),
        ("call due:friday at 3pm about the cake", "call about the cake (3pm)", "3pm"),
        ("ring tomorrow 15:30", "ring (15:30)", "15:30"),
        ("call due:eod friday", "call", ""),
    ],
)
def test_an_hour_said_with_a_day_stands_in_the_text(raw: str, text: str, hour: str) -> None:
    line = understood(f"Dana: {raw}", "followup")
    assert (line.text, line.hour, line.options["due"]) == (text, hour, FRIDAY)


@pytest.mark.parametrize(
    ("raw", "text", "due", "words"),
    [
        ("call back next week", "call back", date(2026, 12, 3), "next week"),
        ("send offer by friday", "send offer", FRIDAY, "by friday"),
        ("call back tomorrow @ben", "call back", FRIDAY, "tomorrow"),
        ("call back @ben tomorrow", "call back", FRIDAY, "tomorrow"),
        ("call within a week", "call", date(2026, 12, 3), "within a week"),
        ("call in a few days", "call", date(2026, 11, 29), "in a few days"),
        ("call next wk", "call", date(2026, 12, 3), "next wk"),
        ("call her before friday", "call her", TODAY, "before friday"),
        ("CALL BACK!!! due tomorrow", "CALL BACK!!!", FRIDAY, "due tomorrow"),
        ("send the offer on 14 December.", "send the offer", date(2026, 12, 14), "on 14 December."),
    ],
)
def test_a_day_at_the_end_of_a_follow_up_is_taken_and_said(raw: str, text: str, due: date, words: str) -> None:
    line = understood(f"Dana: {raw}", "followup")
    assert (line.text, line.options["due"], line.day_words) == (text, due, words)


@pytest.mark.parametrize(
    "typed",
    ["book the Friday room", "stay 3 days", "sit in the sun", "ask about last friday", "march", "may call on him",
     "ask about Black Friday", "song Good Friday", "send a second sample", "send the 14 March invoice",
     "they called yesterday about the oven"],
)  # fmt: skip
def test_words_that_only_look_like_a_day_stay_in_the_title(typed: str) -> None:
    line = understood(f"Dana: {typed}", "followup")
    assert (line.text, "due" in line.options) == (typed, False)


MON, TUE, WED = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("discuss the plan for next year", [date(2027, 11, 26)]),
        ("prepare menu for next week", [date(2026, 12, 3)]),
        ("prepare for monday", [MON]), ("check delivery since monday", [MON]), ("chase invoice of monday", [MON]),
        ("call after friday", [FRIDAY]), ("call back every monday", [MON]), ("call monday or tuesday", [MON, TUE]),
        ("call between monday and wednesday", [MON, WED]), ("monday, call about the refund", [MON]),
        ("on monday call about it", [MON]), ("in 2 weeks check in", [date(2026, 12, 10)]),
        ("tomorrow we see", [FRIDAY]),
        ("next monday call about the refund", [MON]), ("call monday about the refund", [MON]),
        ("call monday 3pm about it", [MON]), ("pay 4.12.2026", [date(2026, 12, 4)]),
        ("pay 4/12/26", [date(2026, 12, 4)]),
        ("pay 1/12", [TUE]), ("call fri", [FRIDAY]), ("call the 14th", [date(2026, 12, 14)]), ("friday", [FRIDAY]),
        ("dinner at Ruby Tuesday", [TUE]), ("call next friday", [FRIDAY, date(2026, 12, 4)]),
        ("next sunday call", [date(2026, 11, 29), date(2026, 12, 6)]),
        ("call yesterday", []), ("chase it last monday", []),
    ],
)  # fmt: skip
def test_a_day_in_the_text_of_a_follow_up_is_asked_about_and_the_text_stays_whole(typed: str, days: list[date]) -> None:
    line = read(f"Dana: {typed}", "followup")

    (doubt,) = line.doubts
    assert (line.text, line.options) == (typed, {})
    assert [choice.value for choice in doubt.choices] == [*(day.isoformat() for day in days), ""]


ASKED = [
    ("followup", "call due:29 feb 2027", "due", "2027 has no 29 February", 0),
    ("followup", "call due:Thu 27 Nov", "due", "27 November 2026 is a Friday", 2),
    ("followup", "call due:25 nov", "due", "was yesterday", 2),
    ("touchpoint", "met on:27 nov", "on", "is still to come", 2),
    ("followup", "call due:yesterday", "due", "is in the past", 0),
    ("touchpoint", "met on:tomorrow", "on", "is still to come", 0),
    ("followup", "call due:blursday", "due", "blursday", 0),
    ("followup", "call due:friday after next", "due", "friday after next", 1),
    ("followup", "call due:friday due:monday", "due", "stands there twice", 2),
    ("followup", "call due:next friday", "due", "Which day is “next friday”?", 2),
    ("followup", "send offer by 25 nov", "due", "was yesterday", 3),
    ("followup", "pay on 29 feb 2027", "due", "2027 has no 29 February", 1),
    ("touchpoint", "we agreed on: prices", "on", "prices", 0),
    ("touchpoint", "x via:pigeon", "via", "pigeon", 0),
    ("touchpoint", "x via:phone via:email", "via", "stands there twice", 2),
    ("complaint", "x severity:hihg", "severity", "hihg", 0),
    ("complaint", "x severty:high", "severity", "Do you mean `severity:`", 0),
    ("touchpoint", "x severity:high", "", "`severity:` works in `/complaint`", 0),
    ("touchpoint", "x severity: high", "", "`severity:` works in `/complaint`", 0),
    ("followup", "x tier=gold", "", "works in `/customer add`", 0),
    ("followup", "x via:phone", "", "`via:` works in `/touchpoint`, `/complaint` and `/rating`", 0),
    ("complaint", "x for:nobody", "for", "I don't know who nobody is", 0),
    ("complaint", "x for:gus", "for", "Gus Guest is a guest", 0),
    ("complaint", "x for:olga", "for", "Olga Gone is deactivated", 0),
    ("complaint", "x for:sam", "for", "2 people called “sam”", 2),
    ("followup", "call back @bne", "for", "I don't know who @bne is", 0),
    ("followup", "call back @gus", "for", "Gus Guest is a guest", 0),
    ("followup", "call <@U0BEN> <@U0CARA>", "for", "One person can have it", 3),
    ("followup", "call for:@ben @cara", "for", "One person can have it", 0),
    ("followup", "ask @ben about the refund", "for", "Who is to do it?", 2),
    ("followup", "plan lunch with @ben", "for", "Who is to do it?", 2),
]


@pytest.mark.parametrize(("command", "raw", "key", "says", "choices"), ASKED)
def test_what_is_not_understood_is_asked_about(command: str, raw: str, key: str, says: str, choices: int) -> None:
    line = read(f"Dana: {raw}", command)

    (doubt,) = line.doubts
    assert says in doubt.sentence
    assert doubt.key == key
    assert key not in line.options
    if choices:
        assert len(doubt.choices) == choices
    assert line.typed.startswith("Dana: ")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('"Blue: Door": hi', "Blue: Door"), ("“Blue: Door” : hi", "Blue: Door"), ("„Blaue: Tür“: hi", "Blaue: Tür"),
        ("\u2018Blue: Door\u2019: hi", "Blue: Door"), ("'Blue: Door': hi", "Blue: Door"), ("O'Brien: hi", "O'Brien"),
        ("O\u2019Brien: hi", "O\u2019Brien"), ("'t Hooft: hi", "'t Hooft"),
        ("Anne-Marie  Dubois : hi", "Anne-Marie Dubois"),
        ("مريم الهاشمي: hi", "مريم الهاشمي"), ("\u200fדנה\u200f: hi", "דנה"), ("🦊 Fox: hi", "🦊 Fox"),
        ("Café :coffee:: hi", "Café :coffee:"), ("田中\uff1ahi", "田中"), ("Smith &amp; Sons: hi", "Smith & Sons"),
        ("dana@x.org: hi", "dana@x.org"), ("Table 10:30: hi", "Table 10:30"), ("Dana:hi", "Dana"), ("Due: hi", "Due"),
        ("The Stage: hi", "The Stage"), ("A" * 10_000 + ": hi", "A" * 10_000),
    ],
)  # fmt: skip
def test_the_customer_stands_before_the_colon(typed: str, name: str) -> None:
    assert understood(typed) == Line(name, "hi")


def test_options_may_stand_before_the_customer() -> None:
    assert understood("due:friday via:phone Dana Reyes: call") == Line(
        "Dana Reyes", "call", {"due": FRIDAY, "via": "phone"}
    )


@pytest.mark.parametrize(
    ("raw", "text", "options"),
    [
        ("no colon here", "no colon here", {}),
        ("Dana called via:phone", "Dana called", {"via": "phone"}),
        ("Dana Reyes called via:phone and said: we leave", "Dana Reyes called and said: we leave", {"via": "phone"}),
        ("10:30 called", "10:30 called", {}),
        ("https://x.org", "https://x.org", {}),
        (": hi", "hi", {}),
        ("", "", {}),
    ],
)
def test_without_a_colon_after_a_name_all_of_it_is_text_and_options(
    raw: str, text: str, options: dict[str, str]
) -> None:
    assert understood(raw) == Line("", text, options)


@given(st.text())
def test_no_text_at_all_breaks_the_reader(raw: str) -> None:
    for command in ("touchpoint", "followup", "rating"):
        line = read(raw, command)
        (line.customer + line.text).encode()


PIECES = [
    *("Dana", ":", ": ", " ", '"', "“", "”", "<", ">", "@", "#", "<@U0BEN|ben>", "<#C1|x>", "via:", "due:", "friday"),
    *("\n", "in person", "in 3 days", "&lt;", "&amp;", "|", "10:30", "https://x.org", "\ufdd00\ufdd1", "@ben", "#vip"),
    *("for:", "next", "week", "=", "sevrity:", "severity:", "high", "3pm", "25 nov"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_mixture_of_its_own_signs_breaks_the_reader(raw: str) -> None:
    for command in ("touchpoint", "followup", "complaint"):
        line = read(raw, command)
        assert not {"\ufdd0", "\ufdd1"} & set(line.customer + line.text)


@pytest.mark.parametrize("head", ["", "D: ", "D: x ", '"'])
@pytest.mark.parametrize(
    "unit",
    ["a ", "#a ", "@b ", "<", "<@U1> ", "&lt;", ":", ": ", '"', '" ', "“", "a:", 'via:"', "on:today ", "due:x ", ":a:",
     "abcdef:x ", "due:friday ", "next week ", "5/10 "],
)  # fmt: skip
@pytest.mark.parametrize("command", ["touchpoint", "followup"])
def test_a_very_long_line_of_anything_is_answered(command: str, unit: str, head: str) -> None:
    """Slack lets a person type thousands of characters; reading in square time would hang here."""
    assert read(head + unit * (30_000 // len(unit)), command).typed is not None


def test_every_spelling_of_an_option_is_one_options_only() -> None:
    names = [name for option in OPTIONS for name in (option.key, *option.short)]
    assert len(names) == len(set(names))
