"""The line grammar of product.md section 3: every option in effect or asked about, every other word in the text.

Read as Ana (British, in Lisbon) means it on Thursday, 26 November 2026.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.line import Line
from bot.reading.options import OPTIONS
from tests.line_reading import FRIDAY, read, understood


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
        ("complaint", "it came cold about:Delivery", "it came cold", {"about": "delivery"}),
        ("touchpoint", "About = deliveries, asked twice", "asked twice", {"about": "delivery"}),
        ("touchpoint", "asked about:“LATE  FOOD” again", "asked again", {"about": "Late food"}),
        ("touchpoint", "asked about:late food again", "asked again", {"about": "Late food"}),
        ("complaint", "wrong sum betrifft:billing sev:low", "wrong sum", {"about": "billing", "severity": "low"}),
        ("complaint", "wrong sum sobre:billing", "wrong sum", {"about": "billing"}),
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
        "at the stage: late", "called about: the invoice",
        "3 * 5 = 15", "note :coffee: please", "she said: never again", "tag#1",
        "complained about last sat", "promised it by monday", "called today",
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
        ("asked for a quote\n#wholesale", "asked for a quote", ("wholesale",)),
        ("asked via:phone #vip", "asked", ("vip",)),
        ("asked tag:vip,press", "asked", ("vip", "press")),
        ("asked, #vip via:phone", "asked", ("vip",)),
    ],
)
def test_a_tag_stands_after_an_option_or_in_a_tail_of_its_own(raw: str, text: str, tags: tuple[str, ...]) -> None:
    line = understood(f"Dana: {raw}")
    assert (line.text, line.tags) == (text, tags)


@pytest.mark.parametrize("raw", ["they want a #refund", "moved to the new plan #gold"])
def test_a_tag_that_may_be_part_of_its_sentence_stays_in_the_text_as_well(raw: str) -> None:
    line = understood(f"Dana: {raw}")
    assert line.text == raw
    assert line.tags in {(), ("gold",)}


@pytest.mark.parametrize("raw", ["asked. <#C1|wholesale>", "asked via:phone <#C1|wholesale>", "asked <#C1|wholesale>"])
def test_a_channel_picked_in_slack_is_text_and_no_tag(raw: str) -> None:
    line = understood(f"Dana: {raw}")
    assert (line.text.endswith("#wholesale"), line.tags) == (True, ())


ASKED = [
    ("followup", "call due:29 feb 2027", "due", "2027 has no 29 February", 0),
    ("followup", "call due:Thu 27 Nov", "due", "27 November 2026 is a Friday", 2),
    ("followup", "call due:25 nov", "due", "was yesterday", 2),
    ("touchpoint", "met on:27 nov", "on", "is still to come", 2),
    ("followup", "call due:yesterday", "due", "is in the past", 0),
    ("touchpoint", "met on:tomorrow", "on", "is still to come", 0),
    ("followup", "call due:blursday", "due", "blursday", 0),
    ("followup", "call due:friday after next", "due", "friday after next", 2),
    ("followup", "call due:wednesady", "due", "“wednesady” as a day: is it Wed 2 Dec 2026?", 1),
    ("followup", "call due:in two years", "due", "more than a year away", 1),
    ("followup", "call due:14 March 25:00", "due", "14 March 25:00", 1),
    ("followup", "call due:in 3 blue moons please", "due", "“in 3 blue moons please”", 0),
    ("touchpoint", "chat via:phone yesterday", "on", "Was it on Wed 25 Nov 2026", 2),
    ("touchpoint", "met last sat", "on", "Was it on Sat 21 Nov 2026", 2),
    ("followup", "call due:friday due:monday", "due", "stands there twice", 2),
    ("followup", "call due:next friday", "due", "Which day is “next friday”?", 2),
    ("followup", "send offer by 25 nov", "due", "was yesterday", 3),
    ("followup", "pay on 29 feb 2027", "due", "2027 has no 29 February", 1),
    ("touchpoint", "we agreed on: prices", "on", "prices", 0),
    ("touchpoint", "x via:pigeon", "via", "pigeon", 0),
    ("touchpoint", "x via:phone via:email", "via", "stands there twice", 2),
    ("complaint", "x severity:hihg", "severity", "hihg", 0),
    ("complaint", "x about:delivry", "about", "Do you mean “delivery”?", 1),
    ("touchpoint", "x about:parking", "about", "These work: product, delivery, billing, Late food.", 0),
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
    ("followup", "call @ben/@cara", "for", "One person can have it", 3),
    ("followup", "call back @ben for:@cara", "for", "One person can have it", 3),
    ("followup", "call for:@ben @cara due:monday", "for", "One person can have it", 3),
    ("followup", "call for:@ben,@cara", "for", "One person can have it", 3),
    ("complaint", "cold for:@ben @cara", "for", "One person can have it", 3),
    ("touchpoint", "call due:monday for:@ben and @cara", "for", "One person can have it", 3),
    ("touchpoint", "lunch due:friday @ben", "for", "Is @ben to do it?", 2),
    ("followup", "call back <@U0XXX>", "for", "I don't know who @U0XXX is", 0),
    ("followup", "call back <!subteam^S123|@support>", "for", "I don't know who @support is", 0),
    ("touchpoint", "x via:phone and email", "via", "Which one do you mean?", 2),
    ("complaint", "cold food high severity", "severity", "Is the severity high?", 2),
    ("complaint", "cold sev low", "severity", "Is the severity low?", 2),
    ("followup", "call deu:friday", "due", "“deu:friday”. Do you mean `due:`", 0),
    ("followup", "duedate:friday call", "due", "Do you mean `due:`", 0),
    ("followup", "call when:friday", "due", "Do you mean `due:`", 0),
    ("touchpoint", "x vai:phone", "via", "Do you mean `via:`", 0),
    ("touchpoint", "x when:yesterday", "on", "Do you mean `on:`", 0),
    ("touchpoint", "lunch with:@ben", "for", "Do you mean `for:`", 0),
    ("complaint", "x prio:high", "severity", "Do you mean `severity:`", 0),
    ("complaint", "urgency:low x", "severity", "Do you mean `severity:`", 0),
    ("touchpoint", "x severty:high", "", "is not for `/touchpoint`", 0),
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
    ("command", "raw"),
    [
        ("followup", "call due:monday or so"), ("followup", "call due:whenever"),
        ("followup", "call due:in 90 moments"),
        ("followup", "@fei call"), ("followup", "call for:@fei due:friday"),
        ("followup", "call due:29 feb 2027"), ("followup", "call deu:friday"), ("complaint", "call sev:hi"),
        ("complaint", "call for:@ben and @cara"),
    ],
)  # fmt: skip
def test_an_option_that_is_asked_about_leaves_the_text_and_stays_in_what_was_typed(command: str, raw: str) -> None:
    line = read(f"Dana: {raw}", command)
    assert (line.text, line.typed, len(line.doubts)) == ("call", f"Dana: {raw}", 1)


@pytest.mark.parametrize("typed", ["call owner:@ben", "owner:@ben call"])
def test_an_option_of_another_command_stays_in_the_text_whole(typed: str) -> None:
    line = read(f"Dana: {typed}", "followup")
    assert (line.text, line.options, len(line.doubts)) == (typed, {}, 1)


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
