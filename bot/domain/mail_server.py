"""The mail server that letters to customers go out by, and the address they come from; set up by the environment."""

from dataclasses import dataclass, field
from enum import StrEnum


class Encryption(StrEnum):
    """How the way to the mail server is protected."""

    TLS = "TLS"
    """From the first byte (smtps://, RFC 8314)."""

    STARTTLS = "STARTTLS"
    """Before anything is said; a server that does not offer it is not used (RFC 3207)."""

    NONE = "none"
    """For a server on this machine, or where it was asked for in so many words."""


@dataclass(frozen=True)
class MailServer:
    """Where and how; `user` is "" where it wants no login."""

    host: str
    port: int
    encryption: Encryption
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class MailFrom:
    """Who letters are from: "Harbour Kitchen <hello@harbour.example>"."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True)
class Sending:
    """All that is needed to send letters."""

    server: MailServer
    sender: MailFrom
