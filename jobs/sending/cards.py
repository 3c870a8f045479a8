"""The card of a customer that a message brings along, as one of Slack's Work Objects.

Slack asks nobody about links in messages of the app itself, so they carry it in their metadata. It says a number and
nothing else (bot/views/customer_pane.py); without an address for links (RAPPORT_LINKS) there is none.
"""

import logging
from dataclasses import dataclass
from typing import Any

from bot.domain.customer_link import CustomerLinks
from bot.domain.errors import StorageError
from bot.slack.work_objects import WorkObjects
from bot.views.customer_pane import preview
from bot.views.message import Message

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Cards:
    """Of one workspace."""

    links: CustomerLinks
    work_objects: WorkObjects

    def of(self, message: Message) -> dict[str, Any] | None:
        """The card for a message; None: it is about no one customer, or Slack has none here."""
        link = self.links.of(message.about) if message.about else ""
        return preview(message.about, link) if message.about and link and self._may_be() else None

    def _may_be(self) -> bool:
        try:
            return self.work_objects.may_be()
        except StorageError:
            return False

    def refused(self) -> None:
        """Slack takes none. The message is out already, so nothing may fail by this."""
        try:
            self.work_objects.refused()
        except StorageError as error:
            _log.warning("it could not be noted that Slack takes no cards: %s", type(error).__name__)
