"""The address of a customer: a link that Slack shows as a card, opened in its side pane (Slack's Work Objects).

It is https://<RAPPORT_LINKS>/customers/<workspace>/<number>, so that it says nothing of who that is, and is nobody in
another workspace. Slack asks Rapport about links of that domain (features.unfurl_domains in the manifest) and never
the domain itself, so there need be no server.
"""

import re
from dataclasses import dataclass

_PATH = re.compile(r"/customers/(T[A-Z0-9]{1,30})/([0-9]{1,18})/?")


@dataclass(frozen=True)
class CustomerLinks:
    """Of one workspace, by its id. `address` is what they begin with, without a slash behind; "": there are none."""

    address: str = ""
    workspace: str = ""

    def of(self, customer_id: int) -> str:
        """The link to this customer; "" where there are none."""
        return f"{self.address}/customers/{self.workspace}/{customer_id}" if self.address else ""

    def read(self, link: str) -> int | None:
        """The id of the customer that a link is of; None where it is no such link, or one of another workspace.

        What stands behind ? or # is left out: other programs put it there.
        """
        if not self.address or not link.startswith(f"{self.address}/"):
            return None
        found = _PATH.fullmatch(re.split(r"[?#]", link.removeprefix(self.address), maxsplit=1)[0])
        return int(found[2]) if found and found[1] == self.workspace else None
