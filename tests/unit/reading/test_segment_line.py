"""`/customer list …`: conditions and free words, read whole or asked about with all of it kept."""

from dataclasses import replace

import pytest

from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.saying import speaking
from bot.domain.segment import KINDS, MOST_CONDITIONS, Asks, Condition
from bot.reading.customer_fields import Reader
from bot.reading.segment_line import SegmentLine, read_segment
from tests.line_reading import PEOPLE, READERS, TODAY

FIELDS = (
    CustomField(1, "Allergies", "allergies", FieldType.TEXT),
    CustomField(2, "Table number", "table-number", FieldType.NUMBER),
    CustomField(3, "Contract", "contract", FieldType.DATE),
    CustomField(4, "Room", "room", FieldType.CHOICE, ("Garden view", "Cellar")),
    CustomField(5, "Vegan", "vegan", FieldType.YES_NO),
)
TAGS = {"big fish", "late payer", "press"}


def read(raw: str) -> SegmentLine:
    readers = replace(READERS, custom=FIELDS, is_tag=TAGS.__contains__)
    return read_segment(raw, readers, Reader.of(PEOPLE[0], TODAY, "PT", FIELDS))


def shown(line: SegmentLine) -> list[str]:
    return [f"{'-' if one.is_not else ''}{one.kind}:{one.value}" for one in line.segment.conditions]


@pytest.mark.parametrize(
    ("typed", "conditions"),
    [
        ("", []),
        ("all", []),
        ("Everybody", []),
        ("*", []),
        ("tag:wholesale", ["tag:wholesale"]),
        ("Tag: Wholesale", ["tag:wholesale"]),
        ("tags=press,#VIP", ["tag:press", "tag:vip"]),
        ("#press", ["tag:press"]),
        ("-#press", ["-tag:press"]),
        ("tag:a tag:b", ["tag:a", "tag:b"]),
        ("tag:big fish stage:onboarding", ["tag:big fish", "stage:onboarding"]),
        ("tag:press dana", ["tag:press", "word:dana"]),
        ("tag:“it's \u2019n\u2019 \u201d", ["tag:it's \u2019n\u2019"]),
        ('tag:"tag:x" -tag:closed', ["tag:tag:x", "-tag:closed"]),
        ("tag:o'brien&amp;co", ["tag:o'brien&co"]),
        ("tag:none -tag:none", ["tag:none", "-tag:none"]),
        (
            "about:Deliveries, billing -about:late food dana",
            ["about:delivery", "about:billing", "-about:Late food", "word:dana"],
        ),
        ("about:none", ["about:none"]),
        ("stage:onboarding,retention tier:GOLD", ["stage:onboarding", "stage:retention", "tier:gold"]),
        ("owner:@ana", ["owner:U0ANA"]),
        ("owner:<@U0BEN|ben>, @cara", ["owner:U0BEN", "owner:U0CARA"]),
        ("owner:me backup:nobody", ["owner:me", "backup:nobody"]),
        ("@ben", ["owner:U0BEN"]),
        ("-@ben tier:vip", ["-owner:U0BEN", "tier:vip"]),
        ("owner:@olga", ["owner:U0OLGA"]),
        ("owner:ben dana", ["owner:U0BEN", "word:dana"]),
        ("company:Blue Door Deli tier:gold", ["company:Blue Door Deli", "tier:gold"]),
        ('company:"Blue Door" deli', ["company:Blue Door", "word:deli"]),
        ("silent:60d", ["silent:60d"]),
        ("silent:60", ["silent:60d"]),
        ("silent: 2 months", ["silent:60d"]),
        ("quiet:for 3 weeks -lost", ["silent:21d", "-lost:yes"]),
        ("silent:&gt;60d", ["silent:60d"]),
        ("renewal:90d", ["renewal:90d"]),
        ("renewal:in 3 months", ["renewal:90d"]),
        ("renewal:june", ["renewal:june"]),
        ("renewal:past", ["renewal:past"]),
        ("renewal:2027", ["renewal:2027-01-01..2027-12-31"]),
        ("renewal:none", ["renewal:none"]),
        ("birthday:Jun", ["birthday:june"]),
        ("birthday:30d", ["birthday:30d"]),
        ("birthday:this month", ["birthday:november"]),
        ("value:&gt;10000", ["value:>10000"]),
        ("value>10k", ["value:>10000"]),
        ("value:&gt;= 10,000", ["value:>=10000"]),
        ("value:1000-5000", ["value:1000..5000"]),
        ("value:1000 to 5000", ["value:1000..5000"]),
        ("value:1k\u20135k", ["value:1000..5000"]),
        ("value:5000", ["value:5000"]),
        ("value:over €500", ["value:>500"]),
        ("since:&gt;2024-05-01", ["since:>2024-05-01"]),
        ("since:2024", ["since:2024-01-01..2024-12-31"]),
        ("since:2023-2024", ["since:2023-01-01..2024-12-31"]),
        ("since:&gt;2023", ["since:>2023-12-31"]),
        ("since:2024-02", ["since:2024-02-01..2024-02-29"]),
        ("since:before 1 May 2024", ["since:<2024-05-01"]),
        ("since:90d", ["since:90d"]),
        ("lost", ["lost:yes"]),
        ("-lost", ["-lost:yes"]),
        ("lost:no", ["lost:no"]),
        ('"lost" lagoon', ["word:lost", "word:lagoon"]),
        ("complaint", ["complaint:open"]),
        ("complaint:open mood:negative cadence:overdue", ["complaint:open", "mood:negative", "cadence:overdue"]),
        ("dana -reyes", ["word:dana", "-word:reyes"]),
        ('"blue door"', ["word:blue door"]),
        ("not tag:closed", ["-tag:closed"]),
        ("not lost", ["-lost:yes"]),
        ("tier gold", ["tier:gold"]),
        ("-tier gold dana", ["-tier:gold", "word:dana"]),
        ("silent 60d", ["silent:60d"]),
        ("birthday june", ["birthday:june"]),
        ("complaint open", ["complaint:open"]),
        ("silent dana", ["word:silent", "word:dana"]),
        ("mine", ["owner:me"]),
        ("my customers with tier:gold and tag:press", ["owner:me", "tier:gold", "tag:press"]),
        ("unassigned", ["owner:nobody"]),
        ("lost dana", ["lost:yes", "word:dana"]),
        ("\u2013tag:closed", ["-tag:closed"]),
        ("allergies:nuts and milk tier:gold", ["field:1:nuts and milk", "tier:gold"]),
        ("Table number:>5", ["field:2:>5"]),
        ("table-number:1.5-9", ["field:2:1.5..9"]),
        ("contract:90d", ["field:3:90d"]),
        ("contract:<2027", ["field:3:<2027-01-01"]),
        ("room:garden view dana", ["field:4:Garden view", "word:dana"]),
        ("-room:none", ["-field:4:none"]),
        ("vegan:y", ["field:5:yes"]),
        ("vegan:no", ["field:5:no"]),
    ],
)
def test_a_line_is_read_whole(typed: str, conditions: list[str]) -> None:
    line = read(typed)

    assert line.doubts == ()
    assert shown(line) == conditions
    assert line.unread == ""


@pytest.mark.parametrize(
    ("typed", "why", "rest", "unread"),
    [
        ("stage:onbording tier:gold", "Do you mean “onboarding”?", ["tier:gold"], "stage:onbording"),
        ("stge:onboarding dana", "Do you mean `stage:`", [], "stge:onboarding dana"),
        ("city:Lisbon tag:press", "These work: `tag:`", ["tag:press"], "city:Lisbon"),
        ("tier:platinum", "These work: standard", [], "tier:platinum"),
        ("owner:@nobody tag:x", "I don't know who @nobody is", ["tag:x"], "owner:@nobody"),
        ("owner:@sam", "There are 2 people", [], "owner:@sam"),
        ("silent:long", "is no time", [], "silent:long"),
        ("silent:99999d", "is no time", [], "silent:99999d"),
        ("birthday:14-Mar", "is no month", [], "birthday:14-Mar"),
        ("value:lots", "Give a whole number", [], "value:lots"),
        ("value:&gt;1..5", "compares nothing", [], "value:>1..5"),
        ("since:&gt;soonish tag:x", "soonish", ["tag:x"], "since:>soonish"),
        ("tag: stage:onboarding", "needs a value", ["stage:onboarding"], "tag:"),
        ("table-number:many", "no number", [], "table-number:many"),
        ("room:attic", "is no choice", [], "room:attic"),
        ("vegan:perhaps", "neither yes nor no", [], "vegan:perhaps"),
        ("cadence:30", "These work: overdue, none", [], "cadence:30"),
    ],
)
def test_what_cannot_be_read_is_asked_about_and_kept(typed: str, why: str, rest: list[str], unread: str) -> None:
    line = read(typed)

    assert len(line.doubts) == 1
    assert why in line.doubts[0].sentence
    assert shown(line) == rest
    assert line.unread == unread


@pytest.mark.parametrize("kind", KINDS, ids=[kind.key for kind in KINDS])
def test_the_example_of_every_condition_is_read_as_one(kind: object) -> None:
    example = next(one.example for one in KINDS if one is kind)
    line = read(example)

    assert line.doubts == ()
    assert [f"{one.kind}:" for one in line.segment.conditions] == [f"{example.partition(':')[0]}:"]


@pytest.mark.parametrize(
    "typed",
    [
        "tag:" * 300,
        "-" * 500,
        "&lt;!channel&gt;",
        "owner:<!channel>",
        '"' * 99,
        "value:" + "9" * 400,
        "since:0000",
        "\u202etag:x",
    ],
)
def test_hostile_lines_are_a_condition_or_asked_about(typed: str) -> None:
    line = read(typed)

    assert line.segment.conditions or line.doubts


def test_more_conditions_than_a_segment_has_are_asked_about() -> None:
    line = read(" ".join(f"tag:t{number}" for number in range(MOST_CONDITIONS + 1)))

    assert "Please leave some out" in line.doubts[0].sentence


def test_the_same_condition_twice_counts_once() -> None:
    assert read("tag:x tag:X dana dana").segment.conditions == (Condition("tag", "x"), Condition("word", "dana"))


@pytest.mark.parametrize("language", ["de", "es"])
def test_a_condition_shown_in_another_language_is_read_there_as_the_english_one(language: str) -> None:
    for kind in KINDS:
        meant = shown(read(kind.example))
        with speaking(language):
            said = shown(read(kind.shown))
        assert said == meant or kind.asks is Asks.TEXT, kind.shown
        assert [one.partition(":")[0] for one in said] == [kind.key], kind.shown
