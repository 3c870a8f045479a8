"""A team at work: the real bot over the sandbox, in one process, with a clock that tests move.

Whole payloads go the way they go in Slack: the sandbox builds them, Bolt dispatches them, and what people see is what
the sandbox holds after the outbox was sent. Only the socket between them is left out (tests/sandbox has it).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import Rapport, build
from bot.domain.customers import Customer
from bot.domain.deadline import ANSWER_S
from bot.domain.setting_groups import GROUPS
from bot.sandbox.run import choose_rules, settings
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.transports import Ack, Envelope, ack_of
from bot.use_cases.customers import add_customer
from bot.use_cases.session import Session
from storage.engines.sqlite import SqliteDatabase
from storage.settings import NAMES, save
from tests import engines
from tests.fake_clock import FakeClock
from tests.processes import PATIENCE_S

ANA, BEN, CARA, DEV, ELI, FEI = "U0ANA", "U0BEN", "U0CARA", "U0DEV", "U0ELI", "U0FEI"
GUEST, STRANGER, DEACTIVATED = "U0GUS", "U0SAM", "U0OLGA"
GENERAL, FEEDBACK, TEAM_CHANNEL = "C0GENERAL", "C0FEEDBACK", "C0TEAM"

Json = dict[str, Any]
Given = Any  # JSON: what fills an element, a setting, a parameter of a query


@dataclass
class DirectTransport:
    """Hands envelopes to Bolt in this process, and remembers them."""

    rapport: Rapport
    delivered: list[Envelope] = field(default_factory=list)

    def deliver(self, envelope: Envelope) -> Ack | None:
        self.delivered.append(envelope)
        response = self.rapport.app.answer(envelope.payload)
        return ack_of(response.status, response.body)


class Team:
    """Acts as people and says what they see."""

    def __init__(
        self, sandbox: Sandbox, clock: FakeClock, base_url: str, data: Path, *, answer_s: float = ANSWER_S
    ) -> None:
        self.sandbox = sandbox
        self.clock = clock
        self.base_url = base_url
        self.data = data
        self._answer_s = answer_s
        self.start()

    def start(self, *, answer_s: float | None = None, **overrides: Given) -> None:
        """Start the bot (again), on the database there is. `overrides`: of the environment, and rules of the team."""
        answer_s = answer_s or self._answer_s
        database = {"database": SecretStr(engines.chosen["url"])} if "url" in engines.chosen else {}
        rules = {name: overrides.pop(name) for name in NAMES & overrides.keys()}
        chosen = settings(self.base_url, self.data).model_copy(update={**database, **overrides})
        self.rapport = build(chosen, clock=self.clock, answer_s=answer_s)
        choose_rules(self.rapport)
        # Few tests are of the weekly report, and those that go over a Monday count what a channel has.
        self.rapport.database.write(lambda uow: save(uow, {"report_on": "off", **rules}))
        self.transport = DirectTransport(self.rapport)
        self.sandbox.transport = self.transport

    def start_patient(self) -> None:
        """Start it again with so much time for an answer that how busy this machine is decides nothing."""
        self.stop()
        self.start(answer_s=PATIENCE_S)

    def stop(self) -> None:
        self.rapport.stop()

    def add_customer(self, customer: Customer, added_by: str = ANA) -> int:
        """A customer that is there before the test begins."""
        with self.writing(added_by) as session:
            return add_customer(session, customer, although_known=True).customer.id

    @contextmanager
    def writing(self, person: str) -> Iterator[Session]:
        """A session of somebody's that writes, for what no command of the test is about."""
        deps = self.rapport.deps
        actor = deps.person(person)
        with self.rapport.database.unit_of_work() as uow:
            yield deps.session(uow, actor)
        deps.wake()

    # what people do

    def command(self, user: str, command: str, text: str = "", channel: str = GENERAL) -> Json:
        """Type a slash command; the answer only this person sees ({} where a form opened)."""
        answer = self.sandbox.people.command(channel=channel, user=user, command=command, text=text)
        self.settle()
        assert "error" not in answer, answer
        return answer["ack"] or {}

    def click(self, user: str, action_id: str, message: Json, value: Given = None) -> None:
        """Use an element of a message (one that `sees` or `latest` gave)."""
        self.click_unsettled(user, action_id, message, value)
        self.settle()

    def click_unsettled(self, user: str, action_id: str, message: Json, value: Given = None) -> None:
        """The same, while what others see is not yet brought up to date."""
        self.sandbox.people.interact(
            user=user, action_id=action_id, channel=message["channel"], ts=message["ts"], value=value
        )

    def click_in_form(self, user: str, action_id: str, value: Given = None) -> None:
        """Use an element of the form or page on top."""
        self.sandbox.people.interact(user=user, action_id=action_id, value=value)
        self.settle()

    def click_at_home(self, user: str, action_id: str, value: Given = None) -> None:
        """Use an element of the Home tab."""
        self.sandbox.people.interact(user=user, action_id=action_id, home=True, value=value)
        self.settle()

    def submit(self, user: str, **values: Given) -> Json:
        """Fill in and send the form on top."""
        answer = self.sandbox.people.submit(user=user, values=values)
        self.settle()
        return answer

    def choose(self, user: str, **values: Given) -> Json:
        """Choose settings of the team; the answer of the last form. Each group of them has a form of its own."""
        answer: Json = {}
        self.command(user, "/rapport", "settings")
        for group in GROUPS:
            if mine := {name: values[name] for one in group.settings for name in one.names if name in values}:
                self.click_in_form(user, "change_settings", group.key)
                answer = self.submit(user, **mine)
        return answer

    def again(self, **changed: Given) -> Given:
        """The last request comes once more, as when the network made two of it; what it is answered.

        With `changed`, so do those fields of it: the same click with another `trigger_id` is a new one.
        """
        last = self.transport.delivered[-1]
        ack = self.transport.deliver(replace(last, payload={**last.payload, **changed}))
        self.settle()
        return ack.body if ack else None

    def status(self, user: str) -> str:
        """What `/rapport status` says behind More."""
        self.command(user, "/rapport", "status")
        self.click(user, "status_more", self.latest(user, GENERAL))
        return words(self.latest(user, GENERAL))

    def form(self, user: str) -> Json:
        """The form or page this person sees."""
        view = self.sandbox.people.view(user=user)
        assert view is not None, f"{user} sees no form"
        return view

    # what people see

    def sees(self, user: str, channel: str) -> list[Json]:
        """What somebody sees in a channel, oldest first, threads closed; `@U…` is their direct message with Rapport."""
        found = self.sandbox.people.messages(channel=channel, user=user)
        place = self._channel_id(channel)
        return [
            {**message, "channel": place}
            for message in found
            if message.get("thread_ts", message["ts"]) == message["ts"]
        ]

    def thread(self, user: str, message: Json) -> list[str]:
        """The replies that somebody sees in the thread of a message (one that `sees` or `latest` gave)."""
        found = self.sandbox.people.messages(channel=message["channel"], user=user)
        return [reply["text"] for reply in found if reply.get("thread_ts") == message["ts"] != reply["ts"]]

    def latest(self, user: str, channel: str) -> Json:
        """The last message somebody sees in a channel."""
        messages = self.sees(user, channel)
        assert messages, f"{user} sees nothing in {channel}"
        return messages[-1]

    def alert(self) -> Json:
        """The last message in the feedback channel that everybody sees."""
        return [message for message in self.sees(BEN, FEEDBACK) if not message.get("is_ephemeral")][-1]

    def told(self, user: str, channel: str) -> str:
        """What the last message that only this person sees says."""
        own = [message for message in self.sees(user, channel) if message.get("is_ephemeral")]
        assert own, f"{user} was told nothing in {channel}"
        return words(own[-1])

    def dm(self, user: str) -> list[Json]:
        """Somebody's direct message with Rapport."""
        return self.sees(user, f"@{user}")

    # time

    def settle(self) -> None:
        """Send what is to be sent."""
        self.rapport.mailer.drain()
        self.rapport.sender.drain()
        self.rapport.deps.replies.settle()
        self.rapport.sender.drain()

    def advance(self, *, tick_s: float = 0, **step: float) -> None:
        """Let time pass and the jobs run: advance(hours=20).

        They run every minute; in longer waits less often, but whenever something is due.
        """
        long = timedelta(**step)
        until = self.clock.now() + long
        at_most = timedelta(minutes=15) if long <= timedelta(hours=12) else timedelta(hours=4)
        tick_s = tick_s or (60 if long <= timedelta(hours=2) else 0)
        while (now := self.clock.now()) < until:
            until_next = tick_s or max(1, (self.rapport.next_due(at_most) - now).total_seconds())
            self.clock.advance(min(until_next, (until - now).total_seconds()))
            self.rapport.tick()
            self.settle()

    def jump(self, now: datetime) -> None:
        """It is suddenly `now`, as after sleep; the jobs run once."""
        self.clock.set(now)
        self.rapport.tick()
        self.settle()

    # what the database holds

    @property
    def file(self) -> Path:
        """The file in which SQLite keeps the workspace."""
        database = self.rapport.database
        assert isinstance(database, SqliteDatabase)
        return database.path

    def rows(self, sql: str, *parameters: Given) -> list[Json]:
        """A query on the database, as a stranger to the code would make it."""
        with self.rapport.database.reading() as uow:
            return [dict(row) for row in uow.rows(sql, parameters)]

    def write(self, sql: str, *parameters: Given) -> None:
        """What somebody with access to the database might do."""
        self.rapport.database.write(lambda uow: uow.execute(sql, parameters))

    def contents(self) -> dict[str, list[tuple[Given, ...]]]:
        """All rows of every table, but for who owns the database, which is renewed all the time."""
        with self.rapport.database.reading() as uow:
            names = set(engines.tables(uow)) - {"lease"}
            every = {name: uow.rows(f'SELECT * FROM "{name}"') for name in names}  # noqa: S608  # its own
        return {name: sorted(map(tuple, rows), key=repr) for name, rows in every.items()}

    def _channel_id(self, channel: str) -> str:
        if not channel.startswith("@"):
            return channel
        person = channel.removeprefix("@")
        with self.rapport.database.reading() as uow:
            row = uow.row("SELECT dm_channel FROM people WHERE id = ?", (person,))
        return row["dm_channel"] if row and row["dm_channel"] else channel


def words(message: Json) -> str:
    """Everything a person reads in a message or view: text, blocks, buttons, options."""
    return f"{message.get('text', '')}\n{_texts(message.get('blocks', []))}"


def _texts(part: Given) -> str:
    if isinstance(part, list):
        return "\n".join(_texts(each) for each in part)
    if not isinstance(part, dict):
        return ""
    own = part["text"] if isinstance(part.get("text"), str) else ""
    inside = "\n".join(_texts(value) for value in part.values() if isinstance(value, dict | list))
    return f"{own}\n{inside}".strip()


def action_ids(message: Json) -> list[str]:
    """The ids of every element of a message or view, in order."""
    return [
        line.split('"')[3]
        for line in json.dumps(message.get("blocks", []), indent=0).split("\n")
        if line.strip().startswith('"action_id"')
    ]
