"""What the shapes of Slack's payloads (bot/slack/shapes.py) are made of: ids, names, people's words."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, InstanceOf, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,64}$")]
"""Of a person, channel, workspace, app, view …"""

Token = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")]
"""What Slack or we made to name something, in printable ASCII: `trigger_id`, action ids."""

Name = Annotated[str, StringConstraints(max_length=255)]
"""The same where spaces and people's words may be in it: block ids. No lone surrogates, which pydantic refuses."""

Words = InstanceOf[str]
"""What people wrote, whatever it is: it is cleaned after its shape is checked (bot/slack/entering.py)."""

Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}\.[0-9]{1,9}$")]
"""Seconds since 1970, the name of a message in its channel."""

Address = Annotated[str, StringConstraints(pattern=r"^(https?://[!-~]{1,2000})?$")]


class Shape(BaseModel):
    """Types as JSON has them, nothing is converted; further fields are none of our business."""

    model_config = ConfigDict(strict=True, extra="ignore")


class Named(Shape):
    """A person, channel, workspace or view."""

    id: Id


class User(Named):
    """Who acts, and of which workspace they are."""

    team_id: Id | None = None
