"""A segment in words ("tag press or vip, no contact for 60 days, not lost"), and as it is typed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from babel.dates import get_month_names

from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.customers import Tier
from bot.domain.day_names import short_date
from bot.domain.saying import figure, language, later, say, say_count
from bot.domain.segment import BY_KEY, ME, MONTHS, NOBODY, NONE, PAST, WORD, Asks, Condition, Segment, comparisons
from bot.reading.line_words import QUOTES
from bot.reading.segment_values import own_kind
from bot.views.mrkdwn import inert

_LENGTH = 60
"""So many letters of a value are shown."""

_SAYS = {
    "backup": later("backup"),
    "silent": later("no contact for"),
    "value": later("value"),
    "since": later("customer since"),
    "mood": later("last mood"),
    "rating": later("last answer"),
    "candidates": later("candidates for"),
    "complaint": later("complaint"),
    "health": later("health:"),
    "risk": later("at risk of leaving:"),
    "renewal": later("renewal"),
    "birthday": later("birthday"),
    WORD: later("called"),
}
_COMPARED = {">": later("over"), ">=": later("at least"), "<": later("under"), "<=": later("up to"), "=": ""}
_COMPARED_DAYS = {
    ">": later("after"),
    ">=": later("from"),
    "<": later("before"),
    "<=": later("until"),
    "=": "",
}


def segment_words(segment: Segment, fields: Iterable[CustomField]) -> str:
    """In words, as mrkdwn; "" for everybody."""
    own = {field.id: field for field in fields}
    said = [
        f"{say('not ') if is_not else ''}{_condition(kind, values, own)}"
        for kind in dict.fromkeys(one.kind for one in segment.conditions)
        for is_not in (False, True)
        if (values := segment.values(kind, is_not=is_not))
    ]
    return ", ".join(said)


def _condition(kind: str, values: Iterable[str], own: Mapping[int, CustomField]) -> str:
    field_id = Condition(kind, "").field_id
    field = own.get(field_id) if field_id else None
    name = (
        (inert(field.name, 40) if field else say("a field that was removed"))
        if field_id
        else say(_SAYS.get(kind, kind))
    )
    if kind == "lost":
        return say(" or ").join(say("lost") if value == "yes" else say("not lost") for value in values)
    joining = say(" and ") if kind == WORD else say(" or ")
    return f"{name} {joining.join(value_words(kind, value, field) for value in values)}"


def value_words(kind: str, value: str, field: CustomField | None = None) -> str:
    """One value of a condition, as mrkdwn."""
    if value == NONE:
        return say("none")
    asks = own_kind(field).asks if field else BY_KEY[kind].asks if kind in BY_KEY else Asks.WORD
    return _VALUES.get(asks, _quoted)(kind, value)


def _quoted(_kind: str, value: str) -> str:
    return f"“{inert(value, _LENGTH)}”"


def _plain(kind: str, value: str) -> str:
    return Tier(value).label if kind == "tier" else inert(say(value) if kind != "tag" else value, _LENGTH)


def _person(_kind: str, value: str) -> str:
    return {ME: say("yourself"), NOBODY: say("nobody")}.get(value) or f"<@{inert(value, _LENGTH)}>"


def _month(name: str) -> str:
    return str(get_month_names("wide", context="stand-alone", locale=language())[MONTHS.index(name) + 1])


def _days(kind: str, value: str) -> str:
    if value == PAST:
        return say("past")
    if value in MONTHS:
        return say("in {month}", month=_month(value))
    if value.endswith("d") and value[:-1].isdigit():
        days = say_count("{number} day", "{number} days", int(value[:-1]))
        if kind == "silent":
            return days
        return say("within the last {days}", days=days) if kind == "since" else say("within {days}", days=days)
    return _compared(value, _COMPARED_DAYS, lambda text: short_date(date.fromisoformat(text)))


def _number(_kind: str, value: str) -> str:
    return _compared(value, _COMPARED, lambda text: figure(int(text)) if text.isdigit() else text)


def _compared(value: str, signs: Mapping[str, str], shown: Callable[[str], str]) -> str:
    parts = comparisons(value)
    if len(parts) > 1:
        return say("{least} to {most}", least=shown(parts[0][1]), most=shown(parts[-1][1]))
    [(sign, operand)] = parts
    return f"{say(signs[sign])} {shown(operand)}".strip()


_VALUES: Mapping[Asks, Callable[[str, str], str]] = {
    Asks.PERSON: _person,
    Asks.TAG: _plain,
    Asks.LISTED: _plain,
    Asks.SILENT: _days,
    Asks.BIRTHDAY: _days,
    Asks.DAY: _days,
    Asks.PAST_DAY: _days,
    Asks.NUMBER: _number,
    Asks.OWN_NUMBER: _number,
}


def as_typed(segment: Segment, fields: Iterable[CustomField], handle: Callable[[str], str]) -> str:
    """As it can be typed after `/customer list`; `handle` gives what a person is @-mentioned by."""
    keys = {field.id: field for field in fields}
    return " ".join(filter(None, (_typed(one, keys, handle) for one in segment.conditions)))


def _typed(one: Condition, fields: Mapping[int, CustomField], handle: Callable[[str], str]) -> str:
    minus, key = "-" if one.is_not else "", one.kind
    if one.field_id is not None:
        if one.field_id not in fields:
            return ""
        key = fields[one.field_id].key
    value = one.value
    if key in {"owner", "backup"} and value not in {ME, NOBODY}:
        value = f"@{handle(value)}"
    if one.kind == WORD:
        value = "".join(" " if sign in QUOTES else sign for sign in value)
    if one.kind == WORD or (_is_text(one, fields) and value != NONE):
        value = value if set(value) & set(QUOTES) else f'"{value}"'
    return f"{minus}{value}" if one.kind == WORD else f"{minus}{key}:{value}"


def _is_text(one: Condition, fields: Mapping[int, CustomField]) -> bool:
    """Whether its value may have blanks and signs that mean something in a line."""
    if one.field_id is not None:
        return fields[one.field_id].type in {FieldType.TEXT, FieldType.CHOICE}
    return BY_KEY[one.kind].asks in {Asks.TAG, Asks.TEXT, Asks.CATEGORY}
