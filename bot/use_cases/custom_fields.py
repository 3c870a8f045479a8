"""The team's own fields: what there is, and how leads define, change and remove them. Each change can be undone."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from bot.domain.custom_fields import MOST_CHOICES_IN_ALL, MOST_FIELDS, CustomField, Defined, FieldList, FieldType
from bot.domain.errors import ConflictError, NotFoundError
from bot.domain.rights import FIELDS
from bot.domain.saying import say, say_count
from bot.reading.field_names import key_of, read_choices, read_name
from bot.use_cases.session import Session, lost
from storage import custom_fields
from storage.audit import AuditEntry

DEFINED, CHANGED, REMOVED = "field defined", "field changed", "field removed"
"""In the audit log. A field's name and choices are the team's own words, and nothing of a customer."""


def fields_of(session: Session) -> Sequence[CustomField]:
    """The fields there are, in the order of forms."""
    return custom_fields.all_of(session.uow)


def field_list(session: Session, *, may_define: bool) -> FieldList:
    """The same with how many customers each is about."""
    return FieldList(fields_of(session), custom_fields.customers_with(session.uow), may_define)


def field_of(session: Session, field_id: int) -> CustomField:
    """The field with this id. Raises NotFoundError where it was removed."""
    found = next((one for one in fields_of(session) if one.id == field_id), None)
    if found is None:
        gone = NotFoundError(say("This field was removed in the meantime. Nothing was changed."))
        raise lost(session, "custom_fields", field_id) or gone
    return found


def define_field(session: Session, name: str, type_: FieldType, choices: str = "") -> Defined:
    """A new field, behind the others. Raises a RapportError for what cannot be, with the field of the form."""
    session.check(FIELDS)
    there = fields_of(session)
    _check_room(there)
    name = read_name(name, there)
    field = CustomField(0, name, key_of(name), type_, read_choices(choices, type_))
    _check_choices([*there, field])
    position = custom_fields.last_position(session.uow) + 1
    field = replace(field, id=custom_fields.add(session.uow, field, position))
    return Defined(field, _record(session, DEFINED, field, None, field))


def change_field(session: Session, field_id: int, name: str, choices: str = "", *, seen: str = "") -> Defined:
    """Another name, other choices. Customers keep what they have, also where it is no choice any more.

    `seen`: the mark of the field as it was looked at. Raises ConflictError when somebody was faster.
    """
    session.check(FIELDS)
    before = field_of(session, field_id)
    if seen and seen != mark(before):
        raise ConflictError(
            say(
                "“{name}” was changed by somebody else meanwhile. Nothing was saved: close this form and "
                "open it again.",
                name=before.name,
            )
        )
    others = [one for one in fields_of(session) if one.id != field_id]
    name = before.name if name.strip() == before.name else read_name(name, others)
    field = replace(before, name=name, key=key_of(name), choices=read_choices(choices, before.type))
    _check_choices([*others, field])
    custom_fields.update(session.uow, field)
    outside = custom_fields.outside(session.uow, field) if field.choices else 0
    customers = custom_fields.customers_with(session.uow).get(field.id, 0)
    return Defined(field, _record(session, CHANGED, field, before, field), customers, outside)


def remove_field(session: Session, field_id: int) -> Defined:
    """Take a field out of sight. What customers have in it is kept, and comes back when this is undone."""
    session.check(FIELDS)
    field = field_of(session, field_id)
    customers = custom_fields.customers_with(session.uow).get(field.id, 0)
    custom_fields.set_removed(session.uow, field.id, session.now)
    return Defined(field, _record(session, REMOVED, field, field, None), customers)


def mark(field: CustomField) -> str:
    """A short mark that is another one once the field has changed."""
    return hashlib.sha256(json.dumps(asdict(field)).encode()).hexdigest()[:16]


def undo_defined(session: Session, entry: AuditEntry) -> None:
    """The field goes. Raises ConflictError where somebody has something in it since."""
    field = _as_it_was(session, entry)
    if customers := custom_fields.customers_with(session.uow).get(field.id, 0):
        raise ConflictError(
            say_count(
                "{number} customer has something in “{name}” since. To do without it, remove it with "
                "`/rapport fields`.",
                "{number} customers have something in “{name}” since. To do without it, remove it with "
                "`/rapport fields`.",
                customers,
                name=field.name,
            )
        )
    custom_fields.set_removed(session.uow, field.id, session.now)


def undo_changed(session: Session, entry: AuditEntry) -> None:
    """Name and choices are what they were. Raises ConflictError where that name is taken since."""
    _as_it_was(session, entry)
    before = _from_kept(entry.before or {})
    _check_key(session, before)
    custom_fields.update(session.uow, before)


def undo_removed(session: Session, entry: AuditEntry) -> None:
    """The field is back with all that customers have in it. Raises ConflictError where that name is taken since."""
    field = _from_kept(entry.before or {})
    _check_room(fields_of(session))
    _check_key(session, field)
    custom_fields.set_removed(session.uow, field.id, None)


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {
    DEFINED: undo_defined,
    CHANGED: undo_changed,
    REMOVED: undo_removed,
}


def _as_it_was(session: Session, entry: AuditEntry) -> CustomField:
    """The field, which must be as this entry left it."""
    field = field_of(session, entry.subject_id)
    if field != _from_kept(entry.after or {}):
        raise ConflictError(
            say("“{name}” was changed again since. Please change it with `/rapport fields`.", name=field.name)
        )
    return field


def _check_room(there: Sequence[CustomField]) -> None:
    if len(there) >= MOST_FIELDS:
        raise ConflictError(
            say(
                "There are {most_fields} fields, and no form has room for more. Remove one that nobody fills in first.",
                most_fields=MOST_FIELDS,
            ),
            field="name",
        )


def _check_choices(fields: Iterable[CustomField]) -> None:
    number = sum(len(one.choices) for one in fields)
    if number > MOST_CHOICES_IN_ALL:
        raise ConflictError(
            say(
                "All fields together would have {number} choices, and a form has room for "
                "{most_choices_in_all}. Leave some out, or make it a field of text.",
                number=number,
                most_choices_in_all=MOST_CHOICES_IN_ALL,
            ),
            field="choices",
        )


def _check_key(session: Session, field: CustomField) -> None:
    if any(one.key == field.key and one.id != field.id for one in fields_of(session)):
        raise ConflictError(
            say("There is another field “{name}” since. Give that one another name first.", name=field.name)
        )


def _record(
    session: Session, action: str, about: CustomField, before: CustomField | None, after: CustomField | None
) -> int:
    kept: dict[str, Any] = {"before": asdict(before) if before else None, "after": asdict(after) if after else None}
    return session.record(action, ("custom field", about.id), None, **kept)


def _from_kept(kept: dict[str, Any]) -> CustomField:
    return CustomField(**{**kept, "type": FieldType(kept["type"]), "choices": tuple(kept["choices"])})
