"""Looking at a channel of Slack's: whether others than the team read it, and who they are."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.clock import Clock
from bot.domain.slack_channel import Outsider, SlackChannel, Trouble
from bot.slack.codes import SCOPE, TOKEN
from bot.slack.delivery import Unknown, classify
from bot.slack.looks import Looks

PAGE = 1000
"""The most that conversations.members gives at once."""

PER_MINUTE, AT_ONCE, AGE_S = 40, 10, 5.0
"""conversations.info is of tier 3, 50 a minute (docs.slack.dev/apis/web-api/rate-limits): each message is preceded by
one, but in a burst one counts for five seconds."""

Outsiders = Callable[[Collection[str]], tuple[Outsider, ...]]
"""Which of these people are not of the team."""


@dataclass
class ChannelLooks:
    """Every look may raise what Slack's client raises."""

    client: WebClient
    clock: Clock
    team_id: str
    outsiders: Outsiders
    _members: dict[str, tuple[int | None, tuple[str, ...]]] = field(default_factory=dict)
    _public: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._looks = Looks[tuple[SlackChannel, bool]](self.clock, PER_MINUTE, AT_ONCE, AGE_S)

    def now(self, channel_id: str) -> tuple[SlackChannel, bool]:
        """The channel as Slack describes it at this moment, and whether Rapport is in it."""
        return self._looks.of(channel_id, lambda: self._look(channel_id))

    def is_private(self, channel_id: str) -> bool:
        """Whether only who was invited reads it, as it was seen last; of one never seen, yes."""
        return channel_id not in self._public

    def forget(self, channel_id: str) -> None:
        """Something has changed there: what was seen no longer counts."""
        self._looks.forget(channel_id)
        self._members.pop(channel_id, None)

    def has_member(self, channel_id: str, person_id: str) -> bool:
        """Whether somebody was in a channel when it was last looked at; the next look at it is a new one."""
        is_member = person_id in self._members.get(channel_id, (None, ()))[1]
        if is_member:
            self._looks.forget(channel_id)
        return is_member

    def _look(self, channel_id: str) -> tuple[SlackChannel, bool]:
        """What Slack refuses to say about this channel alone keeps messages out of it, and no others waiting."""
        try:
            return self._seen(channel_id)
        except SlackApiError as error:
            outcome = classify(error)
            if isinstance(outcome, Unknown) or outcome.retry_after_s is not None or outcome.error in TOKEN - SCOPE:
                raise
            trouble = Trouble.GONE if outcome.error == "channel_not_found" else Trouble.UNSEEN
            return SlackChannel("", channel_id, trouble=trouble), trouble is Trouble.UNSEEN

    def _seen(self, channel_id: str) -> tuple[SlackChannel, bool]:
        about = self.client.conversations_info(channel=channel_id, include_num_members=True)["channel"]
        (self._public.discard if about.get("is_private") is not False else self._public.add)(channel_id)
        trouble = trouble_of(about, self.team_id)
        is_looked_into = trouble in {Trouble.NONE, Trouble.ARCHIVED}
        outsiders = self._outsiders_in(channel_id, about.get("num_members")) if is_looked_into else ()
        if outsiders and not trouble:
            trouble = Trouble.OUTSIDERS
        seen = SlackChannel("", channel_id, about.get("name") or "", trouble, outsiders=outsiders)
        return seen, bool(about.get("is_member"))

    def _outsiders_in(self, channel_id: str, number: int | None) -> tuple[Outsider, ...]:
        """Asked again when the number of members has changed: somebody may have come whom nobody told of.

        Who came as another one went is found by jobs/channels.py, which has all forgotten now and then.
        """
        known = self._members.get(channel_id)
        if known and number is not None and known[0] == number:
            return self.outsiders(known[1])
        pages = self.client.conversations_members(channel=channel_id, limit=PAGE)
        members = tuple(member for page in pages for member in page["members"])
        self._members[channel_id] = (number, members)
        return self.outsiders(members)


def trouble_of(about: dict[str, Any], team_id: str) -> Trouble:
    """What is the matter with a channel as conversations.info describes it; the least trusting reading of its flags.

    https://docs.slack.dev/reference/objects/conversation-object. One whose sharing is only asked for is shared already:
    the other side may accept at any moment. Of one shared within an organisation the other workspaces are outsiders.
    """
    if about.get("is_archived"):
        return Trouble.ARCHIVED
    pending = ("is_pending_ext_shared", "pending_shared", "pending_connected_team_ids")
    if about.get("is_ext_shared") is not False or any(about.get(name) for name in pending):
        return Trouble.SHARED
    others = set(about.get("shared_team_ids") or []) | set(about.get("connected_team_ids") or [])
    is_for_others = about.get("is_org_shared") and others != {team_id}
    return Trouble.SHARED if is_for_others or others - {team_id} else Trouble.NONE
