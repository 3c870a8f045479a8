"""Files that people gave in forms, and those that the app uploads: https://docs.slack.dev/messaging/working-with-files."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from bot.sandbox.errors import SlackError
from bot.sandbox.world.state import Json

LARGEST_GIVEN = 10_000_000
"""Bytes of a file in a form, https://docs.slack.dev/reference/block-kit/block-elements/file-input-element."""


@dataclass(slots=True)
class File:
    """One file. `about`: in Slack's fields. `content` is None until it is uploaded."""

    about: Json
    content: bytes | None = None
    is_shared: bool = False

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.about["id"])


@dataclass(slots=True)
class Files:
    """Those of a workspace by id. `tickets`: upload address -> id of the file that is expected there."""

    by_id: dict[str, File] = field(default_factory=dict)
    tickets: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, user: str, size: int, base_url: str, now: datetime) -> File:
        """A file of this name and size, whose content comes."""
        file_id = f"F{secrets.token_hex(5).upper()}"
        kind = PurePath(name).suffix.removeprefix(".").lower() or "text"
        address = f"{base_url}/files-pri/{file_id}/{kind}"
        about: Json = {"id": file_id, "created": int(now.timestamp()), "name": name, "title": name, "filetype": kind}
        about |= {"user": user, "size": size, "mode": "hosted", "is_external": False, "is_public": False}
        about |= {"mimetype": f"text/{kind}", "url_private": address, "url_private_download": f"{address}/download"}
        self.by_id[file_id] = File(about)
        return self.by_id[file_id]

    def get(self, file_id: str) -> File:
        """One that was uploaded. Raises SlackError `file_not_found`."""
        found = self.by_id.get(file_id)
        if found is None or found.content is None:
            raise SlackError("file_not_found")
        return found

    def expect(self, file: File) -> str:
        """The ticket under which its content can be uploaded, once."""
        ticket = secrets.token_hex(16)
        self.tickets[ticket] = file.id
        return ticket

    def take(self, ticket: str, content: bytes) -> bool:
        """The content of an expected file. False where none is, or of another size."""
        file = self.by_id.get(self.tickets.get(ticket, ""))
        if file is None or len(content) != file.about["size"]:
            return False
        file.content = content
        del self.tickets[ticket]
        return True
