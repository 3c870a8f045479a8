"""The line grammar of product.md section 3: options only at the end, everything else is text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotUnderstoodError
from bot.domain.line import Line, read_line
from bot.domain.options import Direction

KEYS = frozenset({"via", "on", "due", "tier", "nps", "csat", "severity"})
CARD = frozenset({"birthday", "email", "phone", "owner", "company", "stage", "tier", "tag"})
DAYS = {
    "friday": date(2026, 11, 20),
    "yesterday": date(2026, 11, 17),
    "today": date(2026, 11, 18),
    "in 3 days": date(2026, 11, 21),
    "14 March": date(2027, 3, 14),
    "14": None,
    "2026-11-20": date(2026, 11, 20),
}


def read_date(words: str, direction: Direction) -> date | None:
    """A reader of a few dates, which refuses to look the wrong way."""
    if (words, direction) == ("yesterday", "future"):
        raise NotUnderstoodError("“yesterday” is in the past. Give a day from today on.")
    return DAYS.get(words)


def read(raw: str, **settings: object) -> Line:
    return read_line(raw, **{"keys": KEYS, "read_date": read_date, **settings})  # type: ignore[arg-type]  # any setting


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "Dana Reyes: called about the renewal, happy with the new menu via:phone",
            Line("Dana Reyes", "called about the renewal, happy with the new menu", {"via": "phone"}),
        ),
        (
            "Dana Reyes: order never arrived, second time severity:high",
            Line("Dana Reyes", "order never arrived, second time", {"severity": "high"}),
        ),
        ("Dana Reyes: 9/10, loved the tasting", Line("Dana Reyes", "9/10, loved the tasting")),
        (
            "Dana Reyes: call back about the refund due:friday <@U1|ben>",
            Line("Dana Reyes", "call back about the refund", {"due": DAYS["friday"]}, ("U1",)),
        ),
        ("Dana: x on:2026-11-20", Line("Dana", "x", {"on": DAYS["2026-11-20"]})),
        ("Dana: x due:in 3 days <@U1|ben> #vip", Line("Dana", "x", {"due": DAYS["in 3 days"]}, ("U1",), ("vip",))),
        ("Dana: x due:14 March via:phone", Line("Dana", "x", {"due": DAYS["14 March"], "via": "phone"})),
        ("Dana: x via:in person", Line("Dana", "x", {"via": "in person"})),
        ('Dana: x via:"in person" nps:9', Line("Dana", "x", {"via": "in person", "nps": "9"})),
        ("Dana: x VIA:phone, Due:friday,", Line("Dana", "x", {"via": "phone", "due": DAYS["friday"]})),
        ("Dana: x #a <#C1|b> #a", Line("Dana", "x", {}, (), ("a", "b"))),
        ("Dana: x <@U1> <@U2|ben> <@U1>", Line("Dana", "x", {}, ("U1", "U2"))),
        ("Dana: call due: friday", Line("Dana", "call", {"due": DAYS["friday"]})),
        ("Dana: first\n  second via:phone", Line("Dana", "first\n  second", {"via": "phone"})),
        ("Dana: x due:in\u00a03 days\u200f", Line("Dana", "x", {"due": DAYS["in 3 days"]})),
    ],
)
def test_options_stand_at_the_end(raw: str, expected: Line) -> None:
    assert read(raw) == expected


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("order #1234", "order #1234"),
        ("spoke with <@U1|ana> about it", "spoke with @ana about it"),
        ("via:phone she said so", "via:phone she said so"),
        ("due:friday we talk", "due:friday we talk"),
        ("call at 10:30", "call at 10:30"),
        ("see https://x.org/a:b", "see https://x.org/a:b"),
        ("write to <mailto:a@b.org|a@b.org>", "write to a@b.org"),
        ("colour:blue", "colour:blue"),
        ("we agreed on: prices", "we agreed on: prices"),
        ("thanks @ben", "thanks @ben"),
        ("mark &lt;@U1&gt;", "mark <@U1>"),
        ("&amp;lt; is how they write it", "&lt; is how they write it"),
        ("posted in <#C1|x> again", "posted in #x again"),
    ],
)
def test_what_is_no_option_at_the_end_stays_text(typed: str, stored: str) -> None:
    assert read(f"Dana: {typed}") == Line("Dana", stored)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('"Blue: Door": hi', "Blue: Door"),
        ("“Blue: Door” : hi", "Blue: Door"),
        ("„Blaue: Tür“: hi", "Blaue: Tür"),
        ("\u2018Blue: Door\u2019: hi", "Blue: Door"),
        ("'Blue: Door': hi", "Blue: Door"),
        ("O'Brien: hi", "O'Brien"),
        ("O\u2019Brien: hi", "O\u2019Brien"),
        ("'t Hooft: hi", "'t Hooft"),
        ("Anne-Marie  Dubois : hi", "Anne-Marie Dubois"),
        ("مريم الهاشمي: hi", "مريم الهاشمي"),
        ("\u200fדנה\u200f: hi", "דנה"),
        ("🦊 Fox: hi", "🦊 Fox"),
        ("Café :coffee:: hi", "Café :coffee:"),
        ("田中\uff1ahi", "田中"),
        ("Smith &amp; Sons: hi", "Smith & Sons"),
        ("dana@x.org: hi", "dana@x.org"),
        ("Table 10:30: hi", "Table 10:30"),
        ("Dana:hi", "Dana"),
        ("Due: hi", "Due"),
        ("A" * 10_000 + ": hi", "A" * 10_000),
    ],
)
def test_the_customer_stands_before_the_colon(typed: str, name: str) -> None:
    assert read(typed) == Line(name, "hi")


@pytest.mark.parametrize(
    "raw",
    ["", "   ", "no colon here", "Dana:", ": hi", '"": hi', "Dana called via:phone", "10:30 called", "https://x.org",
     "via:phone Dana: hi", "Dana: via:phone", "Dana: <@U1|ana>"],
)  # fmt: skip
def test_without_customer_and_text_it_is_no_line(raw: str) -> None:
    with pytest.raises(NotUnderstoodError, match="Write the customer, a colon and the text"):
        read(raw)


def test_a_date_nobody_can_read_is_shown_with_what_would_be_read() -> None:
    with pytest.raises(
        NotUnderstoodError, match=r"^I can't read “blah” as a date. These work: today, friday, in 3 days"
    ):
        read("Dana: call due:blah <@U1|ben>")


def test_a_date_on_the_wrong_side_says_so() -> None:
    with pytest.raises(NotUnderstoodError, match="is in the past"):
        read("Dana: call due:yesterday")


def test_a_date_on_the_wrong_side_inside_the_text_is_text() -> None:
    assert read("Dana: was due:yesterday she says").text == "was due:yesterday she says"


def test_an_option_given_twice_is_refused() -> None:
    with pytest.raises(NotUnderstoodError, match="“via:” stands there twice"):
        read("Dana: x via:phone via:email")


def test_a_name_typed_by_hand_is_looked_up() -> None:
    assert read("Dana: x due:friday @ben", find_person={"ben": "U9"}.get).people == ("U9",)


def test_an_unknown_name_among_options_is_not_dropped() -> None:
    with pytest.raises(NotUnderstoodError, match="I don't know who @ben is"):
        read("Dana: x due:friday @ben")


def test_a_rating_needs_no_words() -> None:
    assert read("Dana: nps:9", needs_text=False) == Line("Dana", "", {"nps": "9"})


def test_a_line_without_text_reads_values_of_several_words() -> None:
    raw = "Dana Reyes birthday:14 March email:<mailto:d@x.org|d@x.org> owner:<@U1|ana> company:Blue Door tier:gold #vip"
    assert read(raw, keys=CARD, needs_colon=False) == Line(
        "Dana Reyes",
        "",
        {"birthday": "14 March", "email": "d@x.org", "owner": "U1", "company": "Blue Door", "tier": "gold"},
        (),
        ("vip",),
    )


def test_a_line_without_text_may_be_only_options() -> None:
    options = {"tag": "wholesale", "stage": "onboarding"}
    assert read("tag:wholesale stage:onboarding", keys=CARD, needs_colon=False) == Line("", "", options)


def test_quotes_allow_a_colon_in_a_name_without_text() -> None:
    line = read("“Blue: Door” company:“A: B”", keys=CARD, needs_colon=False)
    assert line == Line("Blue: Door", "", {"company": "A: B"})


def test_a_mistyped_option_does_not_become_part_of_a_name() -> None:
    with pytest.raises(
        NotUnderstoodError, match=r"I don't know the option “birthdy:14-Mar”. These work here: birthday:"
    ):
        read("Dana birthdy:14-Mar tier:gold", keys=CARD, needs_colon=False)


EITHER: tuple[dict[str, object], ...] = ({}, {"needs_colon": False})


def outcome(raw: str, **settings: object) -> Line | str:
    """The line, or the sentence that says why there is none."""
    try:
        return read(raw, **settings)
    except NotUnderstoodError as refused:
        return refused.sentence


@given(st.text())
def test_no_text_at_all_breaks_the_reader(raw: str) -> None:
    for settings in EITHER:
        line = outcome(raw, **settings)
        assert line
        if isinstance(line, Line):
            (line.customer + line.text).encode()


PIECES = [
    *(
        "Dana",
        ":",
        ": ",
        " ",
        '"',
        "“",
        "”",
        "<",
        ">",
        "@",
        "#",
        "<@U1|ana>",
        "<#C1|x>",
        "via:",
        "due:",
        "friday",
        "\n",
    ),
    *("in person", "in 3 days", "&lt;", "&amp;", "|", "10:30", "https://x.org", "\ufdd00\ufdd1", "@ben", "#vip"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_mixture_of_its_own_signs_breaks_the_reader(raw: str) -> None:
    for settings in EITHER:
        line = outcome(raw, **settings)
        if isinstance(line, Line):
            assert not {"\ufdd0", "\ufdd1"} & set(line.customer + line.text)
            assert set(line.people) <= {"U1"}


words = st.text(st.characters(exclude_categories=["C"], exclude_characters="<>&"), min_size=1).filter(str.strip)
plain_words = st.lists(words, min_size=1).map(" ".join).map(lambda text: f"note {text} end")


@given(plain_words)
def test_options_are_found_whatever_the_text(text: str) -> None:
    line = read(f"Dana: {text} via:phone due:in 3 days <@U1|ben> #vip")
    assert line.options == {"via": "phone", "due": DAYS["in 3 days"]}
    assert (line.customer, line.people, line.tags) == ("Dana", ("U1",), ("vip",))
    assert line.text == text


@pytest.mark.parametrize("head", ["", "D: ", "D: x ", '"'])
@pytest.mark.parametrize(
    "unit",
    ["a ", "#a ", "@b ", "<", "<@U1> ", "&lt;", ":", ": ", '"', '" ', "“", "a:", 'via:"', "on:today ", "due:x ", ":a:"],
)
def test_a_very_long_line_of_anything_is_answered(unit: str, head: str) -> None:
    """Slack lets a person type thousands of characters; reading in square time would hang here."""
    outcomes = [outcome(head + unit * (30_000 // len(unit)), **settings) for settings in EITHER]
    assert all(outcomes)
