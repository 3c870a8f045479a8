"""What each table holds of a customer: the one registry from which access, erasure and docs/privacy.md are made.

Every table of the schema stands here, or in NOTHING with a word why; a test compares both with the schema, so that a
table which is added later can be forgotten by neither. The order is that in which rows go: what refers to others first.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.digest import COVER, FOLLOW_UP, NOTES, STILL_OPEN
from bot.domain.message_kinds import ABOUT_AN_ENTRY, SHOWING_A_FOLLOW_UP, MessageKind
from bot.domain.survey import NOT_ASKED
from storage.conditions import Condition, one_of
from storage.database import UnitOfWork


@dataclass(frozen=True)
class Whose:
    """Somebody as the tables know them: their ids, and the `words` (names, addresses) by which texts name them."""

    ids: tuple[int, ...]
    words: tuple[str, ...] = ()


Find = Callable[[Whose], Condition]

DELETED = "deleted"


@dataclass(frozen=True)
class Held:
    """One table. `holds`: what of a customer, in plain words; `theirs`: which rows are about somebody.

    `erased`: DELETED, or what is set in these rows instead; "" where they hold ids and days alone, and stay.
    `is_given`: whether who asks for their data gets these rows.
    """

    table: str
    holds: str
    theirs: Find
    erased: str = DELETED
    is_given: bool = True


def _of(column: str) -> Find:
    return lambda whose: one_of(column, whose.ids)


def _behind(column: str, table: str, *, as_text: bool = False) -> Find:
    """Rows that refer to a touchpoint or follow-up of theirs."""
    row_id = "CAST(id AS TEXT)" if as_text else "id"

    def theirs(whose: Whose) -> Condition:
        where, parameters = one_of("customer_id", whose.ids)
        return f"{column} IN (SELECT {row_id} FROM {table} WHERE {where})", parameters  # noqa: S608  # names are ours

    return theirs


def _both(*finds: Find, join: str) -> Find:
    def theirs(whose: Whose) -> Condition:
        found = [find(whose) for find in finds]
        return f" {join} ".join(f"({where})" for where, _ in found), tuple(one for _, some in found for one in some)

    return theirs


def _of_kind(*kinds: str) -> Find:
    return lambda _whose: one_of("kind", kinds)


def _begins_with_id(column: str) -> Find:
    """Subjects like "12:2026-11-23"."""

    def theirs(whose: Whose) -> Condition:
        return " OR ".join(f"{column} LIKE ?" for _ in whose.ids), tuple(f"{one}:%" for one in whose.ids)

    return theirs


def saying(column: str) -> Find:
    """Texts in which one of their words stands, however it is written there: as it is, escaped, as JSON."""

    def theirs(whose: Whose) -> Condition:
        looked_for = sorted({one for word in whose.words for one in _written(word)})
        if not looked_for:
            return "1 = 0", ()
        return (
            " OR ".join(f"lower({column}) LIKE ? ESCAPE '!'" for _ in looked_for),
            tuple(f"%{_literal(one)}%" for one in looked_for),
        )

    return theirs


def _written(word: str) -> set[str]:
    escaped = word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    cases = {one for each in (word, escaped) for one in (each, each.lower())}
    as_json = {json.dumps(one)[1:-1] for one in cases}
    return {one if not one.isascii() else one.lower() for one in cases | as_json}


def _literal(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


_LABELLED = _behind("l.touchpoint_id", "touchpoints")


def _was_learned(whose: Whose) -> Condition:
    where, parameters = _LABELLED(whose)
    return f"EXISTS (SELECT 1 FROM mood_labels l WHERE {where})", parameters  # noqa: S608  # ours


_BEFORE_ITS_TIME = "substr(subject, 1, length(subject) - 17)"
"""Of subjects like "12@2026-11-23T15:00"."""

_REMINDED = _both(
    _both(
        _of_kind(FOLLOW_UP, STILL_OPEN, COVER, MessageKind.HANDED_OVER, *SHOWING_A_FOLLOW_UP),
        _behind("subject", "followups", as_text=True),
        join="AND",
    ),
    _both(_of_kind(MessageKind.DUE_NOW), _behind(_BEFORE_ITS_TIME, "followups", as_text=True), join="AND"),
    _both(_of_kind(*NOTES), _begins_with_id("subject"), join="AND"),
    _both(_of_kind(NOT_ASKED), _behind("subject", "touchpoints", as_text=True), join="AND"),
    _both(_of_kind(MessageKind.MAIL), _behind("subject", "mails", as_text=True), join="AND"),
    join="OR",
)

_WATCHED = _both(_behind("touchpoint_id", "touchpoints"), saying("text"), join="OR")


def _asked_about(whose: Whose) -> Condition:
    where, parameters = _WATCHED(whose)
    return f"subject IN (SELECT CAST(id AS TEXT) FROM watched_messages WHERE {where})", parameters  # noqa: S608  # ours


_SCRIBBLED = _both(_of("customer_id"), saying("raw"), saying("line"), join="OR")


def _answered(whose: Whose) -> Condition:
    """Answers in somebody's direct message to what they wrote."""
    where, parameters = _SCRIBBLED(whose)
    return f"subject IN (SELECT CAST(id AS TEXT) FROM scribbles WHERE {where})", parameters  # noqa: S608  # ours


_REACTED_TO = _both(_of("customer_id"), saying("text"), join="OR")


def _asked_of_reaction(whose: Whose) -> Condition:
    """Questions whether to log a message that somebody reacted to."""
    where, parameters = _REACTED_TO(whose)
    return f"subject IN (SELECT CAST(id AS TEXT) FROM reactions WHERE {where})", parameters  # noqa: S608  # ours


_AT_COUNTER = _both(_behind("touchpoint_id", "touchpoints"), saying("words"), join="OR")


def _asked_at_counter(whose: Whose) -> Condition:
    """Questions who answered at a counter."""
    where, parameters = _AT_COUNTER(whose)
    return f"subject IN (SELECT CAST(id AS TEXT) FROM counter_answers WHERE {where})", parameters  # noqa: S608  # ours


_TOLD = _both(
    _both(_of_kind(*SHOWING_A_FOLLOW_UP), _behind("subject", "followups", as_text=True), join="AND"),
    _both(_of_kind(*ABOUT_AN_ENTRY), _behind("subject", "audit", as_text=True), join="AND"),
    _both(_of_kind(MessageKind.ACCESS), _begins_with_id("subject"), join="AND"),
    _both(_of_kind(MessageKind.MAIL), _behind("subject", "mails", as_text=True), join="AND"),
    _both(_of_kind(MessageKind.SURVEY_ANSWERED), _behind("subject", "surveys", as_text=True), join="AND"),
    _both(_of_kind(MessageKind.COUNTER_ANSWER), _asked_at_counter, join="AND"),
    _both(_of_kind(MessageKind.WHOSE_WORDS), _asked_about, join="AND"),
    _both(_of_kind(MessageKind.SCRIBBLED), _answered, join="AND"),
    _both(_of_kind(MessageKind.REACTED), _asked_of_reaction, join="AND"),
    join="OR",
)

_OF_THEIRS = _both(
    _of("customer_id"),
    _both(lambda _whose: ("subject_kind = 'customer'", ()), _of("subject_id"), join="AND"),
    join="OR",
)

_MERGED = _both(_of("gone_id"), _of("kept_id"), join="OR")
_PAIRED = _both(_of("one_id"), _of("other_id"), join="OR")


def _moved(whose: Whose) -> Condition:
    where, parameters = _MERGED(whose)
    return f"merge_id IN (SELECT id FROM merges WHERE {where})", parameters  # noqa: S608  # ours


def _of_runs(whose: Whose) -> Condition:
    where, parameters = one_of("customer_id", whose.ids)
    return f"run_id IN (SELECT id FROM playbook_runs WHERE {where})", parameters  # noqa: S608  # ours


_FOUND_BY = _both(_behind("touchpoint_id", "touchpoints"), _behind("detail_id", "details"), _of("values_of"), join="OR")

_WORDED = _both(_behind("followup_id", "followups"), _behind("touchpoint_id", "touchpoints"), join="OR")

HELD = (
    Held("merge_moves", "which rows changed hands when they were merged with another record", _moved, is_given=False),
    Held("merges", "their records before they were merged", _MERGED),
    Held("likely_duplicates", "which other record may be theirs", _PAIRED, is_given=False),
    Held("not_duplicates", "which other record is not theirs", _PAIRED, is_given=False),
    Held("learned", "words of their texts, as far as somebody said how they feel", _was_learned,
         "model = '', seen = ''", is_given=False),
    Held("mood_labels", "what people said of the mood of their texts", _behind("touchpoint_id", "touchpoints")),
    Held("playbook_tasks", "which follow-ups are steps of a playbook", _of_runs),
    Held("playbook_runs", "which playbooks the team went through with them, and how far", _of("customer_id")),
    Held("wordings", "notes to them that were begun and not sent", _WORDED),
    Held("ledger", "when somebody was reminded of them", _REMINDED),
    Held("outbox", "which messages in Slack are about them",
         _TOLD, f"kind = '{MessageKind.FORGOTTEN}', subject = '0', error = ''"),
    Held("survey_tokens", "hashes of the links by which they can answer", _behind("survey_id", "surveys"),
         is_given=False),
    Held("surveys", "when they were asked how it went, and what they answered", _of("customer_id")),
    Held("survey_stops", "that they are not to be asked again: kept as hashes of their addresses, so that it holds",
         _of("customer_id"), "customer_id = NULL"),
    Held("counter_answers", "which answers at a counter are theirs, and of those nobody has told apart, words",
         _AT_COUNTER, "touchpoint_id = NULL, state = 'nobody', decided_by = NULL, words = ''", is_given=False),
    Held("resolutions", "what was done about their complaints", _behind("followup_id", "followups")),
    Held("watched_messages", "which messages in watched channels are theirs, and of those nobody has told apart, words",
         _WATCHED, "touchpoint_id = NULL, state = 'dismissed', text = '', mood = '', link = ''", is_given=False),
    Held("reactions", "messages that somebody reacted to, while they are asked about them", _REACTED_TO),
    Held("originals", "messages that follow-ups were made of", _behind("followup_id", "followups")),
    Held("mails", "letters to them that were approved, until they are sent or given back", _of("customer_id")),
    Held("refused_addresses", "addresses that took no letter, and why", _of("customer_id")),
    Held("theme_links", "which themes what they said is about", _of("customer_id"), "touchpoint_id = NULL"),
    Held("followups", "what was to do for them", _of("customer_id")),
    Held("passages", "the words of all this, by which it is found", _FOUND_BY, is_given=False),
    Held("touchpoints", "contacts, complaints and ratings, in words", _of("customer_id")),
    Held("details", "what is remembered about them", _of("customer_id")),
    Held("churn_risks", "when they seemed about to leave", _of("customer_id")),
    Held("health_weeks", "how it stood with them, by week", _of("customer_id")),
    Held("customer_health", "how it stands with them, and why", _of("customer_id")),
    Held("life", "their stages, whether they were lost or won back", _of("customer_id")),
    Held("customer_values", "what stands in fields of the team's own", _of("customer_id")),
    Held("customer_tags", "their tags", _of("customer_id")),
    Held("customer_keys", "names, emails and phones that they are found by", _of("customer_id")),
    Held("audit", "who changed what of them, and what it was before",
         _OF_THEIRS, "before = NULL, after = NULL"),
    Held("requests", "answers kept for a day, should Slack ask twice", saying("answer")),
    Held("kept_lines", "lines kept for a day, while somebody is asked what they mean", saying("line")),
    Held("scribbles", "what somebody wrote to Rapport, until it is settled what becomes of it", _SCRIBBLED),
    Held("imports", "the names of files that they were read from", saying("name"), "name = 'a file', error = ''"),
    Held("looks", "who opened their card on which day", _of("customer_id"), ""),
    Held("forgotten_customers", "that they are to be forgotten", _of("customer_id"), ""),
    Held("customers", "who they are, and how they are looked after", _of("id")),
)  # fmt: skip  # a table a paragraph
"""Every table with something of customers."""

NOTHING = {
    "customers_fts": "the words of names, which go with the record (storage/customers.py)",
    "customer_words": "each word once; those that nobody else has go with the record",
    "templates": "the team's own wordings of notes, before anything of a customer is filled in",
    "custom_fields": "the names of the team's own fields",
    "lists": "segments: conditions on customers; what names somebody in them goes too (storage/forgotten_lists.py)",
    "list_counts": "how many customers were in each",
    "forgettings": "who asked for it and what came of it, without names once it is final",
    "forgotten_posts": "ids of messages",
    "alarms": "what is not as it should be, in numbers",
    "playbooks": "the team's own plans, for any customer",
    "themes": "what many customers complain of, in the team's words",
    "survey_counters": "places where anybody can answer, with the links that hang there",
    "settings": "the team's rules",
    "deadlines": "how long answering a complaint may take",
    "people": "the team",
    "absences": "which days somebody of the team is away",
    "reaction_choices": "which emoji mean something to do",
    "set_up": "how far setting up a new workspace has come",
    "stewards": "who of the team is asked next, by tier",
    "slack_channels": "two channels",
    "health_round": "how far health is counted",
    "homes": "who of the team has their Home tab open, and when it is drawn again",
    "watches": "the channels that are watched",
    "backfills": "how far their past was read",
    "floods": "when one of them brought too much at once",
    "form_origins": "where forms were opened",
    "news": "ids of people and channels",
    "restores": "which backups were restored, in numbers",
    "lost_ids": "ids that are not given out again",
    "touch_days": "how many touches there were on each day, by channel and mood",
    "day_marks": "days that are to be counted anew",
    "erased_touches": "the same of customers who were erased",
    "erased_customers": "on which days customers came and went who were erased",
    "followup_facts": "what figures count of each follow-up, in days and minutes; of who was erased, as nobody's",
    "followup_marks": "ids of follow-ups that are to be counted anew",
    "counted_by": "the team's calendar by which they were counted",
}
"""The other tables, and what they hold instead."""


def rows_of(uow: UnitOfWork, held: Held, whose: Whose) -> list[dict[str, Any]]:
    """What a table holds of somebody, by column."""
    where, parameters = held.theirs(whose)
    return [dict(row) for row in uow.rows(f"SELECT * FROM {held.table} WHERE {where}", parameters)]  # noqa: S608  # ours


def count_of(uow: UnitOfWork, table: str, whose: Whose) -> int:
    """How many rows that are."""
    held = next(one for one in HELD if one.table == table)
    where, parameters = held.theirs(whose)
    row = uow.row(f"SELECT count(*) AS n FROM {held.table} WHERE {where}", parameters)  # noqa: S608  # ours
    return int(row["n"]) if row else 0
