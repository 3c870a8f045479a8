"""Fields that a team has of its own (bot/domain/custom_fields.py); what customers have in them is read with them."""

import json
from datetime import datetime

from bot.domain.custom_fields import CustomField, FieldType, Values
from storage.database import UnitOfWork
from storage.instants import instant_text


def all_of(uow: UnitOfWork) -> list[CustomField]:
    """The fields there are, in the order of forms."""
    rows = uow.rows("SELECT * FROM custom_fields WHERE removed_at IS NULL ORDER BY position, id")
    return [
        CustomField(row["id"], row["name"], row["key"], FieldType(row["type"]), tuple(json.loads(row["choices"])))
        for row in rows
    ]


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


def put(uow: UnitOfWork, customer_id: int, custom: Values) -> None:
    """Keep these values of a customer, and no others."""
    uow.execute("DELETE FROM customer_values WHERE customer_id = ?", (customer_id,))
    for field_id, value in custom:
        uow.execute("INSERT INTO customer_values VALUES (?, ?, ?)", (customer_id, field_id, value))
