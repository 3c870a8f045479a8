"""A team at its worst: everything that people, Slack and the machine do to Rapport, one act at a time.

The real bot over the sandbox (tests/team.py). The acts are plain methods, so that a machine can draw them in any order;
what cannot be done just now is not done. Nothing is checked here: tests/faults/promises.py says what must hold.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import Rapport
from bot.domain.customers import Birthday, Customer
from bot.domain.setting_groups import GROUPS
from bot.sandbox.errors import ControlError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault
from bot.sandbox.wire.transports import Ack, Envelope
from bot.sandbox.world.elements import elements
from bot.sandbox.world.staff import BOT_USER, TEAM
from bot.sandbox.world.state import Json
from bot.slack.directory import FRESH
from tests.fake_clock import MONDAY_NINE, FakeClock
from tests.faults.circumstances import (
    CHANNEL_KINDS,
    KINDS,
    MEANT,
    PLACES,
    REPEATED,
    TROUBLES,
    DyingClient,
    Errors,
    KilledError,
)
from tests.processes import PATIENCE_S
from tests.team import ANA, BEN, CARA, FEI, GENERAL, Team, words


@dataclass
class Said:
    """A request with its answer, when it was made, and whether Slack was in trouble then."""

    envelope: Envelope
    ack: Ack | None
    at: datetime
    amid_troubles: bool


@dataclass
class Office:
    """`confirmed`: order number -> the customer of every text of which somebody was told that it is logged.

    `just_asked`: the order that the last act said of a name that was nobody's exactly, and that name.
    `ticked_at`: when the jobs ran last. `untold`: who changed, and when, without a word from Slack.
    """

    sandbox: Sandbox
    clock: FakeClock
    base_url: str
    data: Path
    confirmed: dict[str, str] = field(default_factory=dict)
    just_asked: dict[str, str] = field(default_factory=dict)
    requests: list[Said] = field(default_factory=list)
    errors: Errors = field(default_factory=Errors)
    ticked_at: datetime = MONDAY_NINE
    untold: dict[str, datetime] = field(default_factory=dict)
    is_troubled: bool = False
    _orders: int = 1000
    _dead: list[Rapport] = field(default_factory=list)
    _delivering: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.clock.set(MONDAY_NINE)
        self.sandbox.reset()
        logging.getLogger().addHandler(self.errors)
        self.team = Team(self.sandbox, self.clock, self.base_url, self.data, answer_s=PATIENCE_S)  # load decides none
        self._listen()
        for customer in (
            Customer(0, "Dana Reyes", owner=ANA, backup_owner=BEN, renewal=MONDAY_NINE.date() + timedelta(days=15)),
            Customer(0, "Kofi Lindgren", owner=FEI),
            Customer(0, "Mara Vogel", birthday=Birthday(11, 25)),
        ):
            self.team.add_customer(customer)
        self.sleep_until(MONDAY_NINE)
        self.log(ANA, "/complaint", "Mara Vogel")
        self.plan(CARA, "Kofi Lindgren", "today", FEI)
        self.send()

    def close(self) -> None:
        """End everything that was ever started here."""
        self.sandbox.deliveries.forget()
        logging.getLogger().removeHandler(self.errors)
        self.team.stop()
        for dead in self._dead:
            dead.deps.replies.stop()
            dead.database.close()

    # people

    def log(self, person: str, command: str, customer: str) -> None:
        """In one line, for a customer who is named exactly."""
        order = self._order()
        answer = self._command(person, command, f"{customer}: order {order} never arrived")
        if "Logged" in words(answer):
            self.confirmed[order] = customer

    def log_for_nearly(self, person: str, command: str, name: str) -> None:
        """For a name that is nobody's exactly: it may be asked, never guessed."""
        order = self._order()
        self._command(person, command, f"{name}: order {order} never arrived")
        self.just_asked = {order: name}

    def plan(self, person: str, customer: str, when: str, assignee: str) -> None:
        self._command(person, "/followup", f"{customer}: order {self._order()} again due:{when} <@{assignee}>")

    def look(self, person: str, command: str, text: str) -> None:
        self._command(person, command, text)

    def press(self, person: str, number: int, choice: int) -> None:
        """One of the buttons and menus that this person sees in a message anywhere."""
        self._press(person, list(self._pressable(person)), number, choice)

    def use(self, person: str, action_id: str, choice: int) -> None:
        """The newest button of this kind that this person sees, and what follows from it is sent."""
        self._press(person, [one for one in self._pressable(person) if one[2]["action_id"] == action_id], 0, choice)
        self.send()

    def _press(self, person: str, seen: list[tuple[Json, Json, Json]], number: int, choice: int) -> None:
        if not seen:
            return
        message, block, element = seen[-1 - number % len(seen)]
        options = element.get("options") or []
        value = options[choice % len(options)]["value"] if options else element.get("value")
        with suppress(ControlError):
            self.sandbox.people.interact(
                user=person,
                action_id=element["action_id"],
                channel=message["channel"],
                ts=message["ts"],
                value=value,
                block_id=block.get("block_id"),
            )
        self._hear()

    def fill_in(self, person: str, taker: str, days: int) -> None:
        """The form on top, in a sensible way, and send it."""
        with suppress(ControlError):
            view = self.sandbox.people.view(user=person)
            if view is None:
                return
            values = {}
            for _, element in elements(view["blocks"]):
                filled = self._filled(element, taker, days)
                if filled is not None and element.get("action_id") in MEANT:
                    values[element["action_id"]] = filled
            if "errors" in self.sandbox.people.submit(user=person, values=values):
                self.sandbox.people.close(user=person, everything=True)
        self._hear()

    def open_home(self, person: str) -> None:
        self.sandbox.people.home(user=person)

    def choose_settings(self, person: str, **chosen: Any) -> None:  # noqa: ANN401  # as the form takes them
        self._command(person, "/rapport", "settings")
        for group in GROUPS:
            mine = {name: chosen[name] for one in group.settings for name in one.names if name in chosen}
            with suppress(ControlError):
                self.sandbox.people.interact(user=person, action_id="change_settings", value=group.key)
                self.sandbox.people.submit(user=person, values=mine)
        with suppress(ControlError):
            self.sandbox.people.close(user=person, everything=True)

    def say_again(self, number: int) -> bool:
        """An earlier request comes once more, as it was. Whether it was one that may have its effect only once."""
        now = self.clock.now()
        lately = [one for one in self.requests if now - one.at < REPEATED[one.envelope.kind] and not one.amid_troubles]
        if not lately:
            return False
        said = lately[-1 - number % len(lately)]
        self.team.transport.deliver(said.envelope)
        return said.envelope.kind != "events_api"  # what an event says is taken as it is now, however often it comes

    # Slack

    def person_changes(self, person: str, kind: str, *, told: bool) -> None:
        """`told` False: Slack's word of it gets lost."""
        if told:
            self.untold.pop(person, None)
            self.sandbox.people.change_user({"id": person, **KINDS[kind]})
        else:
            user = self.sandbox.workspace.users[person]
            self.sandbox.workspace.users[person] = user | KINDS[kind]
            self.untold[person] = self.clock.now()

    def channel_changes(self, channel: str, kind: str, *, told: bool) -> None:
        if told:
            self.sandbox.people.change_channel({"id": channel, **CHANNEL_KINDS[kind]})
        else:
            for name, value in CHANNEL_KINDS[kind].items():
                setattr(self.sandbox.workspace.channels[channel], name, value)

    def bot_leaves(self, channel: str, *, comes_back: bool) -> None:
        members = [one for one in self.sandbox.workspace.channels[channel].members if one != BOT_USER]
        members += [BOT_USER] if comes_back else []
        self.sandbox.people.change_channel({"id": channel, "members": members})

    def slack_troubles(self, trouble: str) -> None:
        order, self.is_troubled = TROUBLES[trouble], True
        self.sandbox.faults.order(Fault(**{name: getattr(order, name) for name in order.__slots__}))

    # the machine

    def send(self) -> None:
        """What is to be sent is sent."""
        self.team.settle()

    def wait(self, minutes: int) -> None:
        """Time passes, with its ticks; with few of them where it is long."""
        step = 1 if minutes < 20 else 15
        for _ in range(0, minutes, step):
            self.sleep_until(self.clock.now() + timedelta(minutes=step))

    def sleep(self, hours: int) -> None:
        """The machine sleeps so long: then one tick."""
        self.sleep_until(self.clock.now() + timedelta(hours=hours))

    def restart(self) -> None:
        self.team.stop()
        self._start()

    def crash(self) -> None:
        """kill -9, and a new start on the same file: nothing is finished, flushed or folded back."""
        dead = self.team.rapport
        dead.ownership.release()
        self._dead.append(dead)
        self._start()

    def crash_while_sending(self, calls: int, when: str) -> None:
        sender = self.team.rapport.sender
        sender._courier.calls.client = DyingClient(f"{self.base_url}/api/", calls, when)  # noqa: SLF001  # dies where it is wired
        with suppress(KilledError):
            sender.drain()
        self.crash()

    def calm_down(self) -> None:
        """Slack has no more troubles, and everything that waits for its time gets some."""
        self.sandbox.faults.clear()
        self.is_troubled = False
        self.wait(minutes=40)

    def is_inside(self, person: str) -> bool:
        """Whether this person is of the team now, by Slack's own flags."""
        user = self.sandbox.workspace.users[person]
        outside = ("deleted", "is_restricted", "is_ultra_restricted", "is_stranger", "is_bot")
        return user["team_id"] == TEAM and not any(user[flag] for flag in outside)

    def is_known_outside(self, person: str) -> bool:
        """Whether this person is not of the team, and Rapport was told or should have asked since."""
        untold = self.untold.get(person)
        return not self.is_inside(person) and (untold is None or self.clock.now() - untold > FRESH)

    def sleep_until(self, now: datetime) -> None:
        """The machine sleeps to an instant: then one tick."""
        self.clock.set(now)
        self.ticked_at = now
        self.team.rapport.tick()
        self.team.settle()

    def _start(self) -> None:
        self.team.start()
        self._listen()

    def _listen(self) -> None:
        self.sandbox.transport = self

    def deliver(self, envelope: Envelope) -> Ack | None:
        """As a transport: hands on to the bot, and remembers."""
        ack = self.team.transport.deliver(envelope)
        with self._delivering:
            self.requests.append(Said(envelope, ack, self.clock.now(), self.is_troubled))
        return ack

    def _command(self, person: str, command: str, text: str) -> Json:
        try:
            answer = self.sandbox.people.command(channel=GENERAL, user=person, command=command, text=text)
        except ControlError:
            return {}
        self._hear()
        return answer["ack"] or {}

    def _hear(self) -> None:
        """What is answered by other ways than the acknowledgement arrives."""
        self.team.rapport.deps.replies.settle()

    def _order(self) -> str:
        self._orders += 1
        return str(self._orders)

    def _pressable(self, person: str) -> Iterator[tuple[Json, Json, Json]]:
        for channel in (*PLACES, GENERAL, f"D{person[1:]}"):
            if channel not in self.sandbox.workspace.channels:
                continue
            for message in self.sandbox.people.messages(channel=channel, user=person):
                for block, element in elements(message.get("blocks", [])):
                    if not element.get("url"):
                        yield {**message, "channel": channel}, block, element

    def _filled(self, element: Json, taker: str, days: int) -> Any:  # noqa: ANN401  # as the element takes it
        match element["type"]:
            case "plain_text_input":
                return f"order {self._order()} was put right"
            case "users_select":
                return taker
            case "datepicker":
                return (self.clock.now() + timedelta(days=days)).date().isoformat()
        return None
