"""Customers. Finding them is in storage/search.py, what is remembered about them in storage/details.py."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.domain.customers import Birthday, Customer, Kind, Stage, Tier
from bot.domain.folding import fold
from bot.domain.passages import Term
from storage import custom_fields, many, passages
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant_text

COLUMNS = [
    *("name", "kind", "company", "stage", "tier", "owner", "backup_owner", "channel", "timezone", "language"),
    *("birth_month", "birth_day", "birth_year", "since", "renewal", "lifetime_value", "cadence_days"),
    *("wishes_ok", "email_ok", "do_not_contact", "lost_on", "lost_reason", "referred_by", "sort_key"),
]


def has_tag(uow: UnitOfWork, tag: str) -> bool:
    """Whether some customer has this tag."""
    return bool(uow.rows("SELECT 1 FROM customer_tags WHERE tag = ? LIMIT 1", (tag,)))


def add(uow: UnitOfWork, customer: Customer, added_by: str, now: datetime) -> int:
    """Store a new customer and give the id."""
    return add_all(uow, [customer], added_by, now)[0]


def add_all(uow: UnitOfWork, new: Sequence[Customer], added_by: str, now: datetime) -> list[int]:
    """Store new customers, by as few statements as go, and give their ids in this order."""
    columns = [*COLUMNS, "created_at", "created_by"]
    made = (instant_text(now), added_by)
    into, marks = f"customers ({', '.join(columns)})", f"({', '.join('?' * len(columns))})"
    ids = many.insert_numbered(uow, into, marks, ((*_values(customer), *made) for customer in new))
    stored = list(zip(ids, new, strict=True))
    keys = ((customer_id, *key) for customer_id, customer in stored for key in _keys_of(customer))
    many.insert(uow, "customer_keys (customer_id, kind, position, written, folded)", "(?, ?, ?, ?, ?)", keys)
    tags = ((customer_id, tag) for customer_id, customer in stored for tag in sorted(set(customer.tags)))
    many.insert(uow, "customer_tags (customer_id, tag)", "(?, ?)", tags)
    values = ((customer_id, *value) for customer_id, customer in stored for value in customer.custom)
    many.insert(uow, "customer_values (customer_id, field_id, value)", "(?, ?, ?)", values)
    passages.add_values(uow, ((customer_id, value) for customer_id, one in stored for _, value in one.custom))
    names = [_names_of(customer) for customer in new]
    words = (" ".join([named, *map(fold, one.emails)]) for named, one in zip(names, new, strict=True))
    uow.full_text.add(uow, dict(zip(ids, words, strict=True)))
    _add_words(uow, names)
    return ids


def update(uow: UnitOfWork, customer: Customer) -> None:
    """Store every field of a customer as it is now."""
    assignments = ", ".join(f"{column} = ?" for column in COLUMNS)
    uow.execute(f"UPDATE customers SET {assignments} WHERE id = ?", (*_values(customer), customer.id))  # noqa: S608  # names are ours
    _write_keys(uow, customer.id, customer)
    custom_fields.put(uow, customer.id, customer.custom)


def remove(uow: UnitOfWork, customer_id: int, now: datetime) -> None:
    """Take a customer out of sight (an undone "add"); nothing finds them any more."""
    uow.execute("UPDATE customers SET removed_at = ? WHERE id = ?", (instant_text(now), customer_id))
    uow.execute("DELETE FROM customer_keys WHERE customer_id = ?", (customer_id,))
    drop_words(uow, customer_id)


def bring_back(uow: UnitOfWork, customer: Customer) -> None:
    """What `remove` took out of sight is there again, as it was."""
    uow.execute("UPDATE customers SET removed_at = NULL WHERE id = ?", (customer.id,))
    update(uow, customer)


def drop_words(uow: UnitOfWork, customer_id: int) -> None:
    """Nothing finds the customer by words any more."""
    _write_words(uow, customer_id, "")


def get(uow: UnitOfWork, customer_id: int) -> Customer | None:
    """One customer, unless removed."""
    return by_id(uow, [customer_id]).get(customer_id)


def by_id(uow: UnitOfWork, ids: Iterable[int]) -> dict[int, Customer]:
    """These customers, but for those who are removed."""
    rows = []
    for portion in portions(ids):
        where, parameters = one_of("id", portion)
        rows += uow.rows(f"SELECT * FROM customers WHERE {where} AND removed_at IS NULL", parameters)  # noqa: S608  # question marks
    return {customer.id: customer for customer in read(uow, rows)}


def removed(uow: UnitOfWork, ids: Iterable[int]) -> set[int]:
    """Which of these were customers once, and are not any more."""
    gone: set[int] = set()
    for portion in portions(ids):
        where, parameters = one_of("id", portion)
        rows = uow.rows(f"SELECT id FROM customers WHERE {where} AND removed_at IS NOT NULL", parameters)  # noqa: S608  # question marks
        gone |= {row["id"] for row in rows}
    return gone


def count_since(uow: UnitOfWork, customer_id: int) -> int:
    """How many customers have a later id."""
    (row,) = uow.rows("SELECT count(*) AS n FROM customers WHERE id > ? AND removed_at IS NULL", (customer_id,))
    return int(row["n"])


def is_any(uow: UnitOfWork) -> bool:
    """Whether there is anybody to look after."""
    return uow.row("SELECT 1 FROM customers WHERE removed_at IS NULL LIMIT 1") is not None


def last_id(uow: UnitOfWork) -> int:
    """The id that was given out last."""
    row = uow.row("SELECT max(id) AS last FROM customers")
    return int(row["last"] or 0) if row else 0


def read(uow: UnitOfWork, rows: Sequence[sqlite3.Row]) -> list[Customer]:
    """The customers behind rows of the table, in their order."""
    keys, (tags, values) = _keys(uow, rows), _tags_and_values(uow, rows)
    return [_read(row, keys.get(row["id"], {}), tags.get(row["id"], []), values.get(row["id"], [])) for row in rows]


def _keys(uow: UnitOfWork, rows: Sequence[sqlite3.Row]) -> dict[int, dict[str, list[str]]]:
    """Customer -> kind of key (alias, email, phone) -> as written, in order."""
    found: dict[int, dict[str, list[str]]] = {}
    for portion in portions(row["id"] for row in rows):
        where, parameters = one_of("customer_id", portion)
        for key in uow.rows(
            f"SELECT customer_id, kind, written FROM customer_keys WHERE {where} AND kind != 'name'"  # noqa: S608  # question marks
            " ORDER BY customer_id, kind, position",
            parameters,
        ):
            found.setdefault(key["customer_id"], {}).setdefault(key["kind"], []).append(key["written"])
    return found


def _tags_and_values(
    uow: UnitOfWork, rows: Sequence[sqlite3.Row]
) -> tuple[dict[int, list[str]], dict[int, list[tuple[int, str]]]]:
    """By customer the tags, and what they have in fields of the team's own: both by one statement."""
    tags: dict[int, list[str]] = {}
    values: dict[int, list[tuple[int, str]]] = {}
    for portion in portions(row["id"] for row in rows):
        where, parameters = one_of("customer_id", portion)
        for row in uow.rows(
            f"SELECT customer_id, 0 AS field_id, tag AS value FROM customer_tags WHERE {where}"  # noqa: S608  # question marks
            f" UNION ALL SELECT customer_id, field_id, value FROM customer_values WHERE {where}"
            " ORDER BY customer_id, field_id, value",
            (*parameters, *parameters),
        ):
            if row["field_id"]:
                values.setdefault(row["customer_id"], []).append((row["field_id"], row["value"]))
            else:
                tags.setdefault(row["customer_id"], []).append(row["value"])
    return tags, values


def _read(row: sqlite3.Row, keys: dict[str, list[str]], tags: list[str], values: list[tuple[int, str]]) -> Customer:
    return Customer(
        id=row["id"],
        name=row["name"],
        kind=Kind(row["kind"]),
        company=row["company"],
        aliases=tuple(keys.get("alias", ())),
        emails=tuple(keys.get("email", ())),
        phones=tuple(keys.get("phone", ())),
        channel=row["channel"],
        timezone=row["timezone"],
        language=row["language"],
        birthday=_birthday(row),
        stage=Stage(row["stage"]),
        tier=Tier(row["tier"]),
        tags=tuple(tags),
        owner=row["owner"],
        backup_owner=row["backup_owner"],
        since=day(row["since"]),
        renewal=day(row["renewal"]),
        lifetime_value=row["lifetime_value"],
        cadence_days=row["cadence_days"],
        wishes_ok=bool(row["wishes_ok"]),
        email_ok=bool(row["email_ok"]),
        do_not_contact=bool(row["do_not_contact"]),
        lost_on=day(row["lost_on"]),
        lost_reason=row["lost_reason"],
        referred_by=row["referred_by"],
        custom=tuple(values),
    )


def snapshot(customer: Customer) -> dict[str, Any]:
    """A customer as the audit log keeps them."""
    kept: dict[str, Any] = json.loads(json.dumps(asdict(customer), default=str))
    return kept


def from_snapshot(kept: dict[str, Any]) -> Customer:
    """The customer behind a snapshot, also one that was kept before there were all of today's fields."""
    birthday = Birthday(**kept["birthday"]) if kept["birthday"] else None
    lists = {name: tuple(kept[name]) for name in ("aliases", "emails", "phones", "tags")}
    days = {name: day(kept.get(name)) for name in ("since", "renewal", "lost_on")}
    words = {"kind": Kind(kept["kind"]), "stage": Stage(kept["stage"]), "tier": Tier(kept["tier"])}
    custom = tuple((int(field_id), str(value)) for field_id, value in kept.get("custom", ()))
    return Customer(**{**kept, **lists, **days, **words, "birthday": birthday, "custom": custom})


def _values(customer: Customer) -> tuple[object, ...]:
    birthday = customer.birthday
    return (
        customer.name, customer.kind, customer.company, customer.stage, customer.tier, customer.owner,
        customer.backup_owner, customer.channel, customer.timezone, customer.language,
        birthday.month if birthday else None, birthday.day if birthday else None, birthday.year if birthday else None,
        day_text(customer.since), day_text(customer.renewal), customer.lifetime_value, customer.cadence_days,
        int(customer.wishes_ok), int(customer.email_ok), int(customer.do_not_contact), day_text(customer.lost_on),
        customer.lost_reason, customer.referred_by, fold(customer.name),
    )  # fmt: skip  # in the order of COLUMNS


def _keys_of(customer: Customer) -> Iterator[tuple[str, int, str, str]]:
    """What a customer is found by exactly: kind, position, as written, folded."""
    written = [
        ("name", (customer.name,)),
        ("alias", customer.aliases),
        ("email", customer.emails),
        ("phone", customer.phones),
    ]
    for kind, values in written:
        yield from ((kind, position, value, fold(value)) for position, value in enumerate(values))


def _names_of(customer: Customer) -> str:
    return fold(" ".join([customer.name, customer.company, *customer.aliases]))


def _words_of(customer: Customer) -> str:
    """What full-text search finds a customer by."""
    return " ".join([_names_of(customer), *map(fold, customer.emails)])


def _add_words(uow: UnitOfWork, named: Iterable[str]) -> None:
    words = sorted({word for names in named for word in names.split()})
    many.insert(uow, "customer_words (word)", "(?)", ((word,) for word in words), "ON CONFLICT DO NOTHING")


def _write_keys(uow: UnitOfWork, customer_id: int, customer: Customer) -> None:
    uow.execute("DELETE FROM customer_keys WHERE customer_id = ?", (customer_id,))
    keys = ((customer_id, *key) for key in _keys_of(customer))
    many.insert(uow, "customer_keys (customer_id, kind, position, written, folded)", "(?, ?, ?, ?, ?)", keys)
    uow.execute("DELETE FROM customer_tags WHERE customer_id = ?", (customer_id,))
    tags = ((customer_id, tag) for tag in sorted(set(customer.tags)))
    many.insert(uow, "customer_tags (customer_id, tag)", "(?, ?)", tags)
    _write_words(uow, customer_id, _words_of(customer))
    _add_words(uow, [_names_of(customer)])


def _write_words(uow: UnitOfWork, customer_id: int, words: str) -> None:
    """What full-text search finds a customer by; with "" nothing, and no word that only this customer had stays."""
    before = uow.full_text.words(uow, customer_id)
    uow.full_text.put(uow, customer_id, words)
    for gone in set(before.split()) - set(words.split()):
        if not uow.full_text.having(uow, [[Term(gone)]], 1):
            uow.execute("DELETE FROM customer_words WHERE word = ?", (gone,))


def _birthday(row: sqlite3.Row) -> Birthday | None:
    if row["birth_month"] is None:
        return None
    return Birthday(row["birth_month"], row["birth_day"], row["birth_year"])
