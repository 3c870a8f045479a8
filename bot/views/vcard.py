"""A customer as a vCard 4.0 (RFC 6350), as address books and phones take it."""

from collections.abc import Iterator

from bot.domain.customers import Birthday, Customer, Kind
from bot.domain.exported import Exported

LONGEST_LINE = 75
"""Bytes of a line without its end, RFC 6350, 3.2."""


def vcard(one: Exported, uid: str) -> str:
    """The card. What address books have no field for is not in it: CSV and JSON have that."""
    return "".join(_folded(line) for line in _lines(one, uid))


def _lines(one: Exported, uid: str) -> Iterator[str]:
    customer = one.customer
    yield from ("BEGIN:VCARD", "VERSION:4.0", f"UID;VALUE=text:{_escaped(uid)}")
    yield f"KIND:{'org' if customer.kind is Kind.COMPANY else 'individual'}"
    yield f"FN:{_escaped(customer.name)}"
    yield from _several(customer)
    if customer.birthday:
        yield f"BDAY:{_day(customer.birthday)}"
    yield from (f"NOTE:{_escaped(detail.text)}" for detail in one.details)
    yield "END:VCARD"


def _several(customer: Customer) -> Iterator[str]:
    if customer.company:
        yield f"ORG:{_escaped(customer.company)}"
    yield from (f"NICKNAME:{_escaped(alias)}" for alias in customer.aliases)
    yield from (f"EMAIL:{_escaped(email)}" for email in customer.emails)
    yield from (f"TEL:{_escaped(phone)}" for phone in customer.phones)
    if customer.tags:
        yield f"CATEGORIES:{','.join(map(_escaped, customer.tags))}"


def _day(birthday: Birthday) -> str:
    return f"{f'{birthday.year:04}' if birthday.year else '--'}{birthday.month:02}{birthday.day:02}"


def _escaped(text: str) -> str:
    """RFC 6350, 3.4."""
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """The line in parts that are short enough, no letter cut in two."""
    parts, part = list[bytes](), b""
    for sign in line:
        added = sign.encode(errors="replace")
        if len(part) + len(added) > LONGEST_LINE - (1 if parts else 0):
            parts.append(part)
            part = b""
        part += added
    return "\r\n ".join(one.decode() for one in [*parts, part]) + "\r\n"
