"""The channels in which Rapport speaks to the team, by what they are for."""

import json
from sqlite3 import Row

from bot.domain.people import Role
from bot.domain.slack_channel import Outsider, SlackChannel, Trouble
from storage.database import Database, UnitOfWork


def get(uow: UnitOfWork, use: str) -> SlackChannel | None:
    """The channel of this use, as last noted."""
    row = uow.row("SELECT * FROM slack_channels WHERE use = ?", (use,))
    return _read(row) if row else None


def every(uow: UnitOfWork) -> list[SlackChannel]:
    """The channels of all uses."""
    return [_read(row) for row in uow.rows("SELECT * FROM slack_channels ORDER BY use")]


def put(uow: UnitOfWork, channel: SlackChannel) -> None:
    """Keep the channel of its use."""
    uow.execute(
        "INSERT INTO slack_channels (use, id, name, trouble, by_name, has_joined, outsiders)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (use) DO UPDATE SET id = excluded.id, name = excluded.name,"
        " trouble = excluded.trouble, by_name = excluded.by_name, has_joined = excluded.has_joined,"
        " outsiders = excluded.outsiders",
        (
            *(channel.use, channel.id, channel.name, channel.trouble, int(channel.by_name), int(channel.has_joined)),
            json.dumps([vars(one) for one in channel.outsiders]),
        ),
    )


class StoredChannels:
    """bot.domain.slack_channel.ChannelsKept over the database, each call in a transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def channel(self, use: str) -> SlackChannel | None:
        """The channel of this use, as last noted."""
        with self._database.reading() as uow:
            return get(uow, use)


def _read(row: Row) -> SlackChannel:
    flags = {name: bool(row[name]) for name in ("by_name", "has_joined")}
    outsiders = tuple(Outsider(one["id"], one["name"], Role(one["role"])) for one in json.loads(row["outsiders"]))
    return SlackChannel(row["use"], row["id"], row["name"], Trouble(row["trouble"]), outsiders=outsiders, **flags)
