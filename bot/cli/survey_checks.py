"""What `rapport doctor` looks at of the page on which customers answer: whether its address leads to it, by https."""

import ssl
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from bot.cli.findings import Finding, fine, mend, note
from bot.config import Settings
from bot.survey_page.app import MARK

_NOBODYS = "/s/T0RAPPORTDOCTOR/no-such-question"
"""A link that nobody was ever given: the page says so, whichever workspace it is of."""

_PATIENCE_S = 5.0

_REDIRECTS = {301, 302, 303, 307, 308}

_SERVED = "`rapport run --http` serves it, or `--survey PORT` beside Socket Mode, and a proxy passes /s/ on to that."


def survey_page(settings: Settings) -> Iterator[Finding]:
    """Asked for as a customer's browser would, without any effect."""
    if not settings.survey_url:
        yield note("Customers answer by a reply alone", f"RAPPORT_SURVEY_URL gives them a page. {_SERVED}")
        return
    if not settings.survey_url.startswith("https:"):
        yield note(
            "What customers answer goes over the network as anybody can read it",
            "RAPPORT_SURVEY_URL should begin with https://, and a proxy do TLS.",
        )
    yield _reached(settings.survey_url)


def _reached(address: str) -> Finding:
    try:
        status, policy = _asked(address)
    except ssl.SSLCertVerificationError:
        return mend(f"Browsers do not trust the certificate of {address}", "Have the proxy get one for this name.")
    except (OSError, HTTPException):
        return note(f"Nobody answers at {address} just now", f"Once Rapport runs, it should. {_SERVED}")
    if status in _REDIRECTS:
        return mend(f"{address} leads elsewhere", "RAPPORT_SURVEY_URL must be where that ends: answers get lost.")
    if status != HTTPStatus.NOT_FOUND or not policy.startswith(MARK):
        return mend(f"{address} is answered by something else ({status})", _SERVED)
    return fine(f"Customers reach the page on which they answer at {address}")


def _asked(address: str) -> tuple[int, str]:
    """Status and policy of what is served there."""
    parts = urlsplit(address)
    made = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = made(parts.hostname or "", parts.port, timeout=_PATIENCE_S)
    try:
        connection.request("GET", parts.path + _NOBODYS)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("content-security-policy", "")
    finally:
        connection.close()
