"""Saved lists that name somebody who is erased: their names and conditions say it no longer, nor does the audit log.

What others are called too stays: "Reyes" in a list is nobody's in particular while there is another Reyes. A condition
becomes one that nobody meets, as is the case by then, so that a list asks for the same customers as before.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.custom_fields import FieldType
from bot.domain.folding import fold
from bot.domain.segment import FIELD, NONE, WORD, Condition, Segment
from storage import custom_fields, segments
from storage.conditions import one_of
from storage.database import UnitOfWork
from storage.personal_data import Whose

FORGOTTEN = "forgotten"
"""What a condition asks for in the place of somebody's name or company."""

SHORTEST = 4
"""Shorter parts of a name stand in too many names of lists by chance."""

_ASKING = frozenset({WORD, "company", "tag"})
_ANY_DAY = date(2000, 1, 1)
"""None of these conditions hangs on the day."""


@dataclass(frozen=True)
class Called:
    """What somebody is called, as it is compared: whole names and companies, and the words of them."""

    whole: frozenset[str]
    words: frozenset[str]


def called(uow: UnitOfWork, who: Whose) -> Called:
    """How lists may name them. To be asked before they are erased."""
    found = set(who.words)
    where, ids = one_of("id", who.ids)
    found |= {row["company"] for row in uow.rows(f"SELECT company FROM customers WHERE {where}", ids)}  # noqa: S608  # question marks
    of_them, ids = one_of("customer_id", who.ids)
    kept = uow.rows(
        f"SELECT before, after FROM audit WHERE subject_kind = 'customer' AND {of_them}",  # noqa: S608  # question marks
        ids,
    )
    for text in (text for row in kept for text in (row["before"], row["after"]) if text):
        company = json.loads(text).get("company")
        found |= {company} if isinstance(company, str) else set()
    whole = {fold(one) for one in found} - {""}
    return Called(frozenset(whole), frozenset(word for one in whole for word in one.split()))


def make_neutral(uow: UnitOfWork, names: Called) -> list[int]:
    """Do it, once they are erased; gives the ids of the lists that were changed."""
    neutral = _Neutral(uow, names)
    changed = []
    for row in uow.rows("SELECT id, name, segment FROM lists ORDER BY id"):
        name = f"List {row['id']}" if neutral.names_them(row["name"]) else row["name"]
        segment = neutral.segment(row["segment"])
        if (name, segment) != (row["name"], row["segment"]):
            uow.execute(
                "UPDATE lists SET name = ?, folded = ?, segment = ?, version = version + 1 WHERE id = ?",
                (name, fold(name), segment, row["id"]),
            )
            changed.append(row["id"])
    _in_audit(uow, neutral, changed)
    return changed


def _in_audit(uow: UnitOfWork, neutral: "_Neutral", changed: Collection[int]) -> None:
    """Of lists the contents go; an export says no longer whom it asked for."""
    rows = uow.rows(
        "SELECT id, subject_kind, subject_id, before, after FROM audit WHERE subject_kind = 'list'"
        " AND (before IS NOT NULL OR after IS NOT NULL)"
        " OR subject_kind = 'workspace' AND subject_id = 0 AND action = 'customers exported'"
    )
    for row in rows:
        kept = [json.loads(text) for text in (row["before"], row["after"]) if text]
        if row["subject_kind"] == "list":
            if row["subject_id"] in changed or any(neutral.is_said_in(one) for one in kept):
                uow.execute("UPDATE audit SET before = NULL, after = NULL WHERE id = ?", (row["id"],))
        elif kept and neutral.is_said_in(kept[-1]):
            after = {**kept[-1], "segment": neutral.segment(kept[-1]["segment"])}
            uow.execute("UPDATE audit SET after = ? WHERE id = ?", (json.dumps(after), row["id"]))


class _Neutral:
    """What says somebody, and what stands in its place. Each word is looked up once."""

    def __init__(self, uow: UnitOfWork, names: Called) -> None:
        self._uow, self._called = uow, names
        texts = [f"{FIELD}{one.id}" for one in custom_fields.all_of(uow) if one.type is FieldType.TEXT]
        self._asking = _ASKING | set(texts)
        self._others: dict[Condition, bool] = {}

    def is_said_in(self, kept: dict[str, Any]) -> bool:
        """Whether an entry of the audit log names them."""
        segment = str(kept.get("segment", "[]"))
        return self.names_them(str(kept.get("name", ""))) or self.segment(segment) != segment

    def names_them(self, name: str) -> bool:
        """Whether a list's name does: by a whole name, or by a part of one that nobody else has."""
        folded = f" {fold(name)} "
        if any(f" {one}" in folded and not self._is_others(one) for one in self._called.whole if len(one) >= SHORTEST):
            return True
        parts = [one for one in self._called.words if len(one) >= SHORTEST]
        said = [part for part in parts if any(word.startswith(part) for word in folded.split())]
        return any(not self._is_others(part) for part in said)

    def segment(self, text: str) -> str:
        """A segment as it is kept, with nothing of them."""
        was = Segment.from_text(text)
        now = Segment.of(*(replace(one, value=FORGOTTEN) if self._asks(one) else one for one in was.conditions))
        return now.text if now != was else text

    def _asks(self, one: Condition) -> bool:
        if one.kind not in self._asking or one.value == NONE:
            return False
        said = fold(one.value).split()
        is_theirs = said and all(any(word.startswith(part) for word in self._called.words) for part in said)
        return bool(is_theirs) and not self._is_met(replace(one, is_not=False))

    def _is_others(self, words: str) -> bool:
        return self._is_met(Condition(WORD, words))

    def _is_met(self, condition: Condition) -> bool:
        if condition not in self._others:
            self._others[condition] = segments.count(self._uow, Segment.of(condition), _ANY_DAY) > 0
        return self._others[condition]
