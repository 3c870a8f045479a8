"""Requests for the survey page that must have no effect: forged, replayed, expired, oversized, of no form."""

import random
import string
from typing import NamedTuple

from bot.survey_page.asking import LARGEST_BODY

FORM = "application/x-www-form-urlencoded"

_LETTERS = string.ascii_letters + string.digits + "-_"


class Tokens(NamedTuple):
    """Of questions that have expired, were answered over an hour ago, and are open still."""

    expired: str
    answered: str
    open: str


def at(token: str, more: str = "", team: str = "T0HARBOUR") -> str:
    """The path of the page."""
    return f"/s/{team}/{token}{more}"


def forged(chance: random.Random, tokens: Tokens) -> tuple[str, str, bytes, str]:
    """Method, path, body and its kind."""
    unknown = "".join(chance.choices(_LETTERS, k=32))
    near = tokens.open[:-1] + ("A" if tokens.open[-1] != "A" else "B")
    nowhere = "".join(chance.choices(string.ascii_letters + string.digits + "./-_~", k=40))
    one, garbage = f"answer={chance.randrange(1, 6)}".encode(), bytes(chance.choices(range(256), k=80))
    return chance.choice(
        [
            ("POST", at(unknown), one, FORM),
            ("POST", at(near, f"/{chance.randrange(12)}"), one, FORM),
            ("POST", at(unknown, "/stop"), b"List-Unsubscribe=One-Click", FORM),
            ("POST", at(tokens.open, team="T0OTHER"), one, FORM),
            ("POST", f"/s/{nowhere}", one, FORM),
            ("POST", at(tokens.expired), one, FORM),
            ("POST", at(tokens.expired), b"words=late", FORM),
            ("POST", at(tokens.answered), one, FORM),
            ("POST", at(tokens.answered), b"words=again", FORM),
            ("POST", at(tokens.open), b"words=" + b"x" * LARGEST_BODY, FORM),
            ("POST", at(tokens.open), b"answer=9", FORM),
            ("POST", at(tokens.open), b"answer=1&answer=5", FORM),
            ("POST", at(tokens.open), b'{"answer": 1}', "application/json"),
            ("POST", at(tokens.open), garbage, FORM),
            (chance.choice(["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"]), at(tokens.open), one, FORM),
        ]
    )
