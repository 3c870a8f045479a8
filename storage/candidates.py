"""Who can be asked for a referral or to join the advisory board (bot/domain/candidates.py), over `customers AS c`."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from bot.domain.candidates import (
    AGAIN,
    ASK_OF,
    CALM,
    IN_TOUCH,
    NOT_NOW_AGAIN,
    OTHER_APART,
    PRAISED,
    RECENT,
    Answer,
    Ask,
    Asked,
    Candidate,
    Candidates,
)
from bot.domain.customers import Customer, Tier
from bot.domain.health import Level
from bot.domain.rating import Rating
from bot.domain.touchpoints import PRAISE
from storage import health
from storage.conditions import Condition, all_of, any_of, house_of, one_of
from storage.customers import read
from storage.database import UnitOfWork
from storage.instants import day, day_text
from storage.quiet import quiet

BEGAN = "coalesce(c.since, substr(c.created_at, 1, 10))"
"""The day from which somebody counts as a customer."""

_OF_THEIRS = "FROM touchpoints AS t WHERE t.customer_id = c.id AND t.undone_at IS NULL"
_RATED = f"{_OF_THEIRS} AND t.rating_scale IS NOT NULL"
_LAST_RATING = (
    "(SELECT CASE WHEN t.rating_value >= CASE t.rating_scale WHEN 'nps' THEN 9 ELSE 5 END THEN 'high'"
    " WHEN t.rating_value <= CASE t.rating_scale WHEN 'nps' THEN 6 ELSE 2 END THEN 'low' ELSE 'middle' END"
    f" {_RATED} ORDER BY t.happened_on DESC, t.id DESC LIMIT 1)"
)
_LABEL = "coalesce((SELECT label FROM mood_labels AS l WHERE l.touchpoint_id = t.id), t.mood_label)"
_CLEARLY = f"(t.mood_score >= {PRAISE} OR t.id IN (SELECT touchpoint_id FROM mood_labels))"  # noqa: S608  # a number of ours
_PRAISES = f"{_LABEL} = 'positive' AND t.kind = 'touchpoint' AND {_CLEARLY}"


def rated(level: str) -> Condition:
    """Whose last answer was "high" (a promoter, CSAT 5), "low" (a detractor, CSAT 1-2) or "middle"."""
    return f"{_LAST_RATING} = ?", (level,)


def rated_nothing() -> Condition:
    """Who never answered."""
    return f"NOT EXISTS (SELECT 1 {_RATED})", ()


def whom_to_ask(uow: UnitOfWork, ask: Ask, today: date, tiers: Mapping[Tier, int]) -> Condition:
    """Everybody who can be asked for this on a day. `tiers`: the cadence, in days, of those tiers that have one."""
    silent, since = quiet(uow, today, tiers)
    rated_lately = (f"EXISTS (SELECT 1 {_RATED} AND t.happened_on > ?)", (_ago(today, RECENT),))
    return all_of(
        [
            ("c.lost_on IS NULL AND c.do_not_contact = 0", ()),
            (f"{BEGAN} <= ?", (_ago(today, timedelta(days=ask.days)),)),
            any_of(
                [
                    all_of([rated_lately, rated("high")]),
                    all_of([(f"NOT {rated_lately[0]}", rated_lately[1]), _praised(today)]),
                ]
            ),
            (f"c.id NOT IN ({_NOT_GREEN})", (Level.AMBER, Level.RED)),
            (f"({silent}) IS NOT TRUE", since),
            _calm(today),
            (f"EXISTS (SELECT 1 {_OF_THEIRS} AND t.happened_on > ?)", (_ago(today, IN_TOUCH),)),
            _not_asked(ask, today),
            _nobody_there_asked(today),
        ]
    )


_NEGATIVE_SINCE = (
    "SELECT 1 FROM touchpoints AS n WHERE n.customer_id = c.id AND n.undone_at IS NULL"
    " AND n.happened_on >= t.happened_on AND n.id != t.id"
    " AND coalesce((SELECT label FROM mood_labels AS m WHERE m.touchpoint_id = n.id), n.mood_label) = 'negative'"
)


def _praised(today: date) -> Condition:
    """Clear praise, after which nothing sounded negative."""
    said = f"{_OF_THEIRS} AND t.happened_on > ? AND {_PRAISES}"
    return f"EXISTS (SELECT 1 {said} AND NOT EXISTS ({_NEGATIVE_SINCE}))", (_ago(today, PRAISED),)


_NOT_GREEN = "SELECT h.customer_id FROM customer_health AS h WHERE h.level IN (?, ?)"
"""With whom it does not stand well; of whom too little is known to say, that is no hindrance."""

_COMPLAINED = f"SELECT 1 {_OF_THEIRS} AND t.kind = 'complaint' AND t.happened_on > ?"
_OWED = (
    "SELECT 1 FROM followups AS f WHERE f.customer_id = c.id AND f.status = 'open' AND (f.kind IN ('complaint',"  # noqa: S608  # ours
    " 'thank-you') OR f.kind = 'callback' AND f.touchpoint_id IN"
    f" (SELECT t.id {_OF_THEIRS} AND {_LABEL} = 'negative'))"
)


def _calm(today: date) -> Condition:
    """Nothing is being put right, no word and no thanks are owed to them, and nobody complained lately."""
    return f"NOT EXISTS ({_OWED}) AND NOT EXISTS ({_COMPLAINED})", (_ago(today, CALM),)


_ASKED = (
    "SELECT 1 FROM followups AS f WHERE f.customer_id = c.id AND f.kind IN (?, ?) AND (f.status = 'open' OR"
    " f.status = 'done' AND f.closed_at >= CASE WHEN f.kind = ? THEN ? WHEN f.outcome = ? THEN ? ELSE ? END)"
)


def _not_asked(ask: Ask, today: date) -> Condition:
    """Neither is somebody about to ask them, nor were they asked a short while ago."""
    other, apart = ask.other.kind, _ago(today, OTHER_APART)
    again = (Answer.NOT_NOW, _ago(today, NOT_NOW_AGAIN), _ago(today, AGAIN))
    return f"NOT EXISTS ({_ASKED})", (ask.kind, other, other, apart, *again)


_HOUSES_ASKED = (
    f"SELECT {house_of('h')} FROM followups AS f JOIN customers AS h ON h.id = f.customer_id WHERE f.kind IN (?, ?)"  # noqa: S608  # ours
    f" AND (f.status = 'open' OR f.status = 'done' AND f.closed_at >= ?) AND {house_of('h')} != ''"
)


def _nobody_there_asked(today: date) -> Condition:
    """Nobody else of their company is about to be asked for anything, or was a short while ago."""
    return f"{house_of('c')} NOT IN ({_HOUSES_ASKED})", (*ASK_OF, _ago(today, OTHER_APART))


def _ago(today: date, span: timedelta) -> str:
    return str(day_text(today - span))


def is_one(uow: UnitOfWork, ask: Ask, today: date, tiers: Mapping[Tier, int], customer_id: int) -> bool:
    """Whether this customer is among them."""
    where, parameters = whom_to_ask(uow, ask, today, tiers)
    return bool(uow.rows(f"SELECT 1 FROM customers AS c WHERE c.id = ? AND {where}", (customer_id, *parameters)))  # noqa: S608  # question marks


def first(uow: UnitOfWork, ask: Ask, today: date, tiers: Mapping[Tier, int], limit: int) -> Candidates:
    """The first few to be asked, those longest with us first and one of a company, and how many there are."""
    where, parameters = whom_to_ask(uow, ask, today, tiers)
    of_these = f"FROM customers AS c WHERE c.removed_at IS NULL AND {where}"
    number = int(uow.rows(f"SELECT count(*) AS n {of_these}", parameters)[0]["n"])
    rows = uow.rows(
        f"SELECT * FROM (SELECT c.*, {BEGAN} AS began, row_number() OVER (PARTITION BY {house_of('c')},"  # noqa: S608  # ours
        f" CASE WHEN {house_of('c')} = '' THEN c.id ELSE 0 END ORDER BY {BEGAN}, c.sort_key, c.id) AS nth {of_these})"
        " AS c WHERE c.nth = 1 ORDER BY c.began, c.sort_key, c.id LIMIT ?",
        (*parameters, limit),
    )
    began = {row["id"]: day(row["began"]) or today for row in rows}
    return Candidates(ask, tuple(_known(uow, ask, read(uow, rows), began)), number)


def _known(uow: UnitOfWork, ask: Ask, found: Collection[Customer], began: dict[int, date]) -> list[Candidate]:
    """What speaks for each of them."""
    ids = [one.id for one in found]
    rating, asked = _ratings(uow, ids), last_asked(uow, ids)
    praised, complained = _last_day(uow, ids, _PRAISES), _last_day(uow, ids, "t.kind = 'complaint'")
    stands = health.of_customers(uow, ids)
    return [
        Candidate(
            *(one, began[one.id], rating.get(one.id), praised.get(one.id), complained.get(one.id)),
            asked.get((one.id, ask)),
            is_green=one.id in stands and stands[one.id].level is Level.GREEN,
        )
        for one in found
    ]


def _ratings(uow: UnitOfWork, ids: Collection[int]) -> dict[int, tuple[Rating, date]]:
    """The last rating of each."""
    where, parameters = one_of("customer_id", ids)
    rows = uow.rows(
        "SELECT customer_id, rating_scale, rating_value, happened_on FROM touchpoints"  # noqa: S608  # question marks
        f" WHERE {where} AND rating_scale IS NOT NULL AND undone_at IS NULL ORDER BY happened_on, id",
        parameters,
    )
    return {
        row["customer_id"]: (Rating(row["rating_scale"], row["rating_value"]), date.fromisoformat(row["happened_on"]))
        for row in rows
    }


def _last_day(uow: UnitOfWork, ids: Collection[int], which: str) -> dict[int, date]:
    """When each of them last had such a touch."""
    where, parameters = one_of("t.customer_id", ids)
    rows = uow.rows(
        "SELECT t.customer_id, max(t.happened_on) AS last FROM touchpoints AS t"  # noqa: S608  # ours
        f" WHERE {where} AND t.undone_at IS NULL AND {which} GROUP BY t.customer_id",
        parameters,
    )
    return {row["customer_id"]: date.fromisoformat(row["last"]) for row in rows}


def last_asked(uow: UnitOfWork, ids: Collection[int]) -> dict[tuple[int, Ask], Asked]:
    """When each of them was last asked for each, and what they answered."""
    where, parameters = one_of("customer_id", ids)
    of_kind, kinds = one_of("kind", list(ASK_OF))
    rows = uow.rows(
        "SELECT customer_id, kind, closed_at, outcome FROM followups"  # noqa: S608  # question marks
        f" WHERE {where} AND {of_kind} AND status = 'done' ORDER BY closed_at, id",
        (*parameters, *kinds),
    )
    answers = {answer.value: answer for answer in Answer}
    asks = {ask.kind.value: ask for ask in Ask}
    return {
        (row["customer_id"], ask := asks[row["kind"]]): Asked(
            ask, date.fromisoformat(row["closed_at"][:10]), answers[row["outcome"]]
        )
        for row in rows
        if row["outcome"] in answers
    }
