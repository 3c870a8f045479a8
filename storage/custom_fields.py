"""Fields that a team has of its own (bot/domain/custom_fields.py); what customers have in them is read with them."""

import json
from datetime import datetime

from bot.domain.custom_fields import CustomField, FieldType, Values
from storage import passages
from storage.conditions import none_of
from storage.database import UnitOfWork
from storage.instants import instant_text


def all_of(uow: UnitOfWork) -> list[CustomField]:
    """The fields there are, in the order of forms."""
    rows = uow.rows("SELECT * FROM custom_fields WHERE removed_at IS NULL ORDER BY position, id")
    return [
        CustomField(row["id"], row["name"], row["key"], FieldType(row["type"]), tuple(json.loads(row["choices"])))
        for row in rows
    ]


def names(uow: UnitOfWork) -> dict[int, str]:
    """Id and name of every field there ever was."""
    return {row["id"]: row["name"] for row in uow.rows("SELECT id, name FROM custom_fields")}


def add(uow: UnitOfWork, field: CustomField, position: int) -> int:
    """Store a new field and give its id."""
    return uow.insert(
        "INSERT INTO custom_fields (name, key, type, choices, position) VALUES (?, ?, ?, ?, ?)",
        (field.name, field.key, field.type, json.dumps(field.choices), position),
    )


def update(uow: UnitOfWork, field: CustomField) -> None:
    """Store the name, key and choices of a field; its type stays what it is."""
    uow.execute(
        "UPDATE custom_fields SET name = ?, key = ?, choices = ? WHERE id = ?",
        (field.name, field.key, json.dumps(field.choices), field.id),
    )


def set_removed(uow: UnitOfWork, field_id: int, at: datetime | None) -> None:
    """Take a field out of sight, or (None) back. What customers have in it is kept."""
    uow.execute("UPDATE custom_fields SET removed_at = ? WHERE id = ?", (instant_text(at) if at else None, field_id))


def last_position(uow: UnitOfWork) -> int:
    """The highest position that a field has or had; 0 where there was none."""
    row = uow.row("SELECT coalesce(max(position), 0) AS last FROM custom_fields")
    return int(row["last"]) if row else 0


def customers_with(uow: UnitOfWork) -> dict[int, int]:
    """By the id of a field how many customers have something in it; not those who are removed."""
    rows = uow.rows(
        "SELECT field_id, count(*) AS n FROM customer_values v JOIN customers c ON c.id = v.customer_id"
        " WHERE c.removed_at IS NULL GROUP BY field_id"
    )
    return {row["field_id"]: row["n"] for row in rows}


def outside(uow: UnitOfWork, field: CustomField) -> int:
    """How many customers have a value in this field that is none of its choices."""
    where, parameters = none_of("v.value", field.choices)
    rows = uow.rows(
        "SELECT count(*) AS n FROM customer_values v JOIN customers c ON c.id = v.customer_id"  # noqa: S608  # question marks
        f" WHERE c.removed_at IS NULL AND v.field_id = ? AND {where}",
        (field.id, *parameters),
    )
    return int(rows[0]["n"])


def put(uow: UnitOfWork, customer_id: int, custom: Values) -> None:
    """Keep these values of a customer, and no others."""
    uow.execute("DELETE FROM customer_values WHERE customer_id = ?", (customer_id,))
    for field_id, value in custom:
        uow.execute("INSERT INTO customer_values VALUES (?, ?, ?)", (customer_id, field_id, value))
    passages.put_values(uow, customer_id, (value for _, value in custom))
