"""Who reads a place at this moment, for the gate (bot/domain/gate.py)."""

from dataclasses import dataclass

from bot.domain.gate import UNKNOWN, Audience, of_channel, of_person
from bot.domain.people import PeopleKept
from bot.slack.channels import Channels
from bot.slack.news import News
from bot.slack.people_looks import PeopleLooks


@dataclass(frozen=True)
class Audiences:
    """Looked at anew for every message, as often as Slack lets us (bot/slack/looks.py)."""

    kept: PeopleKept
    people: PeopleLooks
    channels: Channels
    news: News

    def __call__(self, recipient: str, channel_id: str) -> Audience:
        """Who reads what is posted for a recipient of the outbox in this channel.

        Raises what Slack's client raises: where it does not say, nobody is known to be allowed; and StorageError.
        """
        self.news.take_in()
        if not channel_id.startswith("D"):
            return of_channel(self.channels.now(channel_id))
        person = self.kept.of_dm(channel_id) or (recipient if recipient.startswith(("U", "W")) else None)
        return of_person(self.people.now(person)) if person else UNKNOWN
