"""Which words of a scribbled text may be a customer's name. Whether somebody is called so, the database says."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from bot.reading.contact_words import email_in, phone_at

_OTHER = """
    a about after again all also always am an and another any anybody anything are as ask asked at away back be because
    been before being but by can card change could day did do does doing done down each email every everything feedback
    fine first for found from get getting give given go goes going good got great had happy has have having he hello
    help her here hey hi him his how i if in into invoice is it its just know last late later let like list log look
    lot made mail make many may me meet meeting message might mine more most much must my need needs never new next no
    not note nothing now of off ok okay on once one only open or order other our out over own please pls quick quite
    really reminder right said say says see send sent she should show since so some somebody someone something soon
    still such sure talk tell than thank thanks that the their them then there these they thing things this those time
    to today tomorrow tonight too two up upset us very visit want wants was we week well went were what when where
    which who why will with would wrong yes yesterday yet you your
    angry annoyed delighted furious pleased unhappy sad disappointed thrilled excited worried confused impressed
    called calls calling call rang ring phoned phone emailed mailed texted text wrote write visited came come comes met
    spoke speak spoken talked talking chatted chat told ordered orders cancelled canceled cancels booked books paid pays
    bought buys signed signs renewed renews left leaves stopped dropped complained complains complaint replied answered
    asks asking liked likes loved loves hates hated prefers wanted needed thinks thought keeps kept gave gives rated
    rates scored complaining lunch dinner coffee breakfast drinks beer zoom voicemail answer call-back callback refund
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april
    june july august september october november december morning afternoon evening noon
    follow followup follow-up touchpoint rating rapport customer client book check chase remind invite arrange schedule
    prepare reach contact fix pay replace deliver offer bring confirm review reply meets via saw
"""
_NO_NAME = frozenset(_OTHER.split())
"""Words that stand around names and are seldom one: a run of other words may be a name."""

_ABROAD = frozenset(("hat", "ist", "war", "wer", "und", "mit", "wegen", "will", "möchte", "ha", "está", "quiere"))
"""Words of German and Spanish that follow a name and are none."""

_BEFORE = """
    with from to for by about of on at and thank thanks call called ring rang phone phoned email emailed mail mailed
    text texted visit visited met see saw tell told ask asked remind invite contact ping chase message messaged send
    give customer client find show open who
"""
_LEADS_TO = frozenset(_BEFORE.split())
"""Words after which somebody is likely named."""

_DOES = frozenset(
    """called rang phoned emailed mailed texted wrote visited came spoke talked asked said told ordered cancelled booked
    paid bought signed renewed left stopped complained replied answered wants wanted needs is was has had loved liked
    hates hated""".split()  # noqa: SIM905  # a list of so many would be a page
)
"""What somebody who is named before it did."""

_IS_ASKED = frozenset(("is", "was", "did", "does", "has", "will", "can", "should"))
"""Words before a name that begin a question."""

_AROUND = ".,;:!?()[]\"'“”\u2018\u2019*_~`…-\u2013\u2014"
_LONGEST = 4
_NO_SIGN = 3
_MOST = 8
_LOOKED_AT = 60
_SHORTEST, _MOST_TRIED = 3, 20


def names_in(text: str) -> list[str]:
    """What may be somebody's name, the likeliest first: at the beginning, then after "with" and the like, then others.

    Of a run of words the longer parts come first ("dana reyes", then "dana").
    """
    words = text.split()[:_LOOKED_AT]
    runs = [(_rank(words, run), run) for run in _runs(words) if run]
    runs = sorted((one for one in runs if one[0] < _NO_SIGN), key=lambda one: one[0])
    found = [" ".join(_plain(words[at]) for at in run[:count]) for _, run in runs for count in range(len(run), 0, -1)]
    names = [name for name in found if any(map(str.isalpha, name))]
    return list(dict.fromkeys([*_addresses(words), *names]))[:_MOST]


def single_words(text: str) -> list[str]:
    """Each word that is not one of those around names, where a name was missed: beside words misspelt."""
    words = [_plain(word) for word in text.split()[:_LOOKED_AT]]
    return list(dict.fromkeys(one for one in words if _may_name([one], 0, 0) and len(one) >= _SHORTEST))[:_MOST_TRIED]


def is_name(words: str) -> bool:
    """Whether these words, two or more, can be nothing but a name."""
    return len(words.split()) > 1 and names_in(words)[:1] == [words]


def has_other_words(name: str) -> bool:
    """Whether what stands before a colon is rather a sentence: “email from kofi: wants a refund”."""
    return any(_bare(word) in _LEADS_TO - {"and", "of"} for word in name.split())


def _addresses(words: Sequence[str]) -> list[str]:
    """Emails and phone numbers, which tell best who it is."""
    found = [email for word in words if (email := email_in(word.strip(",;:()")))]
    numbers = (phone_at([word.strip(",;:") for word in words[at:]])[0] for at in range(len(words)))
    return [*found, *([number] if (number := next(filter(None, numbers), "")) else [])]


def _rank(words: Sequence[str], run: Sequence[int]) -> int:
    """How likely a run of words is a name: it stands first, after "with" and the like, or has capitals."""
    after = _bare(words[run[-1] + 1]) if run[-1] + 1 < len(words) else ""
    if run[0] == 0 or (after in _DOES and _bare(words[run[0] - 1]) not in _LEADS_TO):
        return 0
    if run[0] == 1 and _bare(words[0]) in _IS_ASKED:
        return 1
    if _bare(words[run[0] - 1]) in _LEADS_TO:
        return 1
    return 2 if words[run[0]][:1].isupper() else _NO_SIGN


def _runs(words: Sequence[str]) -> Iterator[list[int]]:
    """The runs of words that may be names, by their places."""
    at = 0
    while at < len(words):
        run = list(takewhile(partial(_may_name, words, at), range(at, len(words))))
        yield run[:_LONGEST]
        at += len(run) + (not run)


def _may_name(words: Sequence[str], begin: int, place: int) -> bool:
    if place > begin and re.search(r"[.,;:!?)\]]$|[\u2013\u2014-]$|['\u2019]s$", words[place - 1]):
        return False  # a sentence or somebody's name ends before it
    bare = _bare(words[place])
    is_capital = place > 0 and words[place][:1].isupper() and bare not in _NO_NAME
    return bool(bare) and (is_capital or bare not in _NO_NAME) and not bare.isdecimal()


def _plain(word: str) -> str:
    return re.sub(r"['\u2019]s$", "", word.strip(_AROUND))


def _bare(word: str) -> str:
    return _plain(word).casefold()


def may_be_new(typed: str) -> bool:
    """Whether words may be the name of somebody whom nobody knows yet, so that one may be asked whether they are."""
    words = [word.strip(_AROUND).casefold() for word in typed.split()]
    is_sign = any(sign.isdigit() or sign in "/<>@#=" for sign in typed)
    return 0 < len(words) <= _LONGEST and not is_sign and not any(word in _NO_NAME | _ABROAD for word in words)
