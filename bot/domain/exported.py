"""Customers on their way out of Rapport, and the forms that they take."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.customers import Customer, Detail


class FileFormat(StrEnum):
    """How a file of customers is written; its value is also how the file's name ends."""

    CSV = "csv"
    JSON = "json"
    VCARD = "vcf"


@dataclass(frozen=True)
class Exported:
    """A customer, and what is remembered about them."""

    customer: Customer
    details: tuple[Detail, ...] = ()
