"""The addresses under which customers answer: what letters and QR codes lead to, and what the page is asked for.

They are <RAPPORT_SURVEY_URL>/s/<workspace>/<token>, of the page; with a number behind it that answer is chosen there
already; with `stop` behind it the page says how to be asked no more. The workspace is in it because one process may
serve many, and is the team's, not the customer's; the token is random and is all that names what was asked.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

PREFIX = "/s/"
"""What the path of every such address begins with, behind whatever RAPPORT_SURVEY_URL has of its own."""

STOP, CODE = "stop", "qr"

_PATH = re.compile(r"/s/(T[A-Z0-9]{1,30})/([A-Za-z0-9_-]{16,64})(?:/(0|[1-9][0-9]?|stop|qr))?/?")


class Reached(NamedTuple):
    """What an address is of. `number`: the answer it has chosen already, if any; `is_stop`: it is the stop link.

    `is_code`: the QR code of the page, to show or print.
    """

    workspace: str
    token: str
    number: int | None = None
    is_stop: bool = False
    is_code: bool = False


@dataclass(frozen=True)
class SurveyLinks:
    """Of one workspace, by its id. `address` is what they begin with, without a slash behind; "": there are none."""

    address: str = ""
    workspace: str = ""

    def page(self, token: str) -> str:
        """Where one chooses an answer; "" where there are no links."""
        return f"{self.address}{PREFIX}{self.workspace}/{token}" if self.address else ""

    def answer(self, token: str, number: int) -> str:
        """The same, with this answer chosen already."""
        return self._beside(token, str(number))

    def stop(self, token: str) -> str:
        """Where one says that one wants to be asked no more; what `List-Unsubscribe` names."""
        return self._beside(token, STOP)

    def code(self, token: str) -> str:
        """Where the QR code of the page is, for whoever gives it to the customer."""
        return self._beside(token, CODE)

    def _beside(self, token: str, what: str) -> str:
        page = self.page(token)
        return f"{page}/{what}" if page else ""


def reached(path: str) -> Reached | None:
    """What a path (from PREFIX on) leads to; None where no link of ours looks like that.

    A slash at its end, which some mail programs and people add, makes no difference.
    """
    found = _PATH.fullmatch(path)
    if not found:
        return None
    workspace, token, more = found.groups()
    number = int(more) if more and more.isdecimal() else None
    return Reached(workspace, token, number, more == STOP, more == CODE)
