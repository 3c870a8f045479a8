"""The promises of Rapport (product.md, section 1) as questions to an office (office.py): what is not as it should be?

Each is asked of what stands in the database and in Slack, not of the code that is to keep it. `Watch` asks all of them
after an act and remembers what it needs for the next time.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.world.staff import BOT_USER
from bot.sandbox.world.state import Json
from storage.instants import instant_text
from tests.faults.circumstances import CUSTOMERS, EVERYBODY, ORDER
from tests.faults.facts import Facts, facts
from tests.faults.office import Office
from tests.team import action_ids, words

OPEN = ("pending", "sending", "unknown")


@dataclass
class Watch:
    """Asks after each act. `wrong` raises nothing: it gives the sentences of what is broken."""

    office: Office
    heard: int = 0
    answered: int = 0
    views: dict[str, set[str]] = field(default_factory=dict)
    before: Facts | None = None

    def wrong(self) -> list[str]:
        now = facts(self.office.team)
        found = [f"{name}: {what}" for name, promise in PROMISES.items() for what in promise(self, now)]
        self.answered = len(self.office.requests)
        self.before, self.office.just_asked = now, {}
        log = self.office.sandbox.traffic.entries(limit=1)
        self.heard = log[-1]["n"] if log else 0
        return found

    def effects(self) -> Counter[str]:
        """How much there is of everything that a request can cause."""
        now = facts(self.office.team)
        posts = sum(row["edits"] is None for row in now.outbox)
        counted = {"touchpoints": len(now.touchpoints), "follow-ups": len(now.followups)}
        return Counter({**counted, "audit": len(now.audit), "posts": posts})


def confirmed_means_stored(watch: Watch, now: Facts) -> Iterator[str]:
    """What somebody was told is logged is there once, and its alert is on its way or in Slack, or says why not."""
    stored = Counter(order for row in now.touchpoints for order in ORDER.findall(row["text"]))
    for order in watch.office.confirmed:
        if stored[order] != 1:
            yield f"order {order} was logged and is there {stored[order]} times"
    alerts = {row["subject"] for row in now.outbox if row["kind"] == "alert"}
    carried = defaultdict(list)
    for followup in now.followups.values():
        carried[followup["touchpoint_id"]].append(str(followup["id"]))
    for touchpoint in now.touchpoints:
        if touchpoint["kind"] == "complaint" and not alerts & set(carried[touchpoint["id"]]):
            yield f"no alert for the complaint {touchpoint['id']}"
    for row in now.outbox:
        if row["state"] in {"failed", "skipped"} and not row["error"]:
            yield f"message {row['id']} was {row['state']} without a reason"


def posted_once(watch: Watch, now: Facts) -> Iterator[str]:
    """A message that was sent is in Slack once; one that was not is not there at all."""
    there = Counter[str]()
    for channel in watch.office.sandbox.workspace.channels.values():
        for message in channel.messages.values():
            if message.metadata:
                there[message.metadata["event_payload"]["key"]] += 1
    for row in now.outbox:
        if row["edits"] is not None:
            continue
        number = there[row["key"]]
        if number > 1:
            yield f"message {row['id']} ({row['kind']}) is in Slack {number} times"
        elif row["state"] == "sent" and not number:
            yield f"message {row['id']} ({row['kind']}) was sent and is not in Slack"
        elif row["state"] in {"pending", "skipped", "failed"} and number and "may have posted" not in row["error"]:
            yield f"message {row['id']} ({row['kind']}) is {row['state']} and in Slack"


def reminded_once_on_the_right_day(watch: Watch, now: Facts) -> Iterator[str]:
    """Every row of the ledger says what became of it, and nobody has two digests of a day, or none that was due."""
    outbox = {row["id"]: row for row in now.outbox}
    for row in now.ledger:
        carrier = outbox.get(row["outbox_id"])
        if row["state"] in {"skipped", "failed"} and not row["reason"]:
            yield f"reminder {row['id']} was {row['state']} without a reason"
        elif row["state"] in {"sent", "late"} and (not carrier or carrier["state"] != "sent"):
            yield f"reminder {row['id']} is {row['state']} and its message is not"
        elif row["state"] == "queued" and (not carrier or carrier["state"] not in OPEN):
            yield f"reminder {row['id']} waits for a message that is settled"
    digests = [row for row in now.outbox if row["kind"] == "digest" and row["edits"] is None]
    for subject, number in Counter(row["subject"] for row in digests).items():
        if number > 1:
            yield f"{number} digests {subject}"
    noted = {(row["recipient"], row["local_date"]) for row in now.ledger if row["kind"] == "digest"}
    for person in now.people:
        day = _due_day(watch.office, now, person)
        if day and (person["id"], day) not in noted:
            yield f"no word of the digest of {person['id']} on {day}"


def _due_day(office: Office, now: Facts, person: Json) -> str | None:
    """The local day whose digest was due for this person at the last tick, by Slack's and the form's own words."""
    if person["role"] not in {"member", "lead", "admin"} or person["fetched_at"] >= instant_text(office.ticked_at):
        return None
    local = office.ticked_at.astimezone(ZoneInfo(person["tz"]))
    at = time.fromisoformat(now.settings.get("digest_at", "09:00"))
    changed = (row["at"] for row in now.audit if row["action"].startswith("setting"))
    if any(moment >= instant_text(office.ticked_at) for moment in changed):
        return None
    days = now.settings.get("working_days", [0, 1, 2, 3, 4])
    return local.date().isoformat() if local.weekday() in days and local.time() >= at else None


def one_owner_at_a_time(watch: Watch, now: Facts) -> Iterator[str]:
    """Nobody claims what somebody has; and every alert in Slack that is up to date names the one who has it."""
    owner: dict[int, str | None] = {}
    for entry in now.audit:
        if entry["subject_kind"] != "followup" or entry["after"] is None or entry["before"] is None:
            owner.clear()
            continue
        before, after = json.loads(entry["before"]), json.loads(entry["after"])
        had = owner.get(entry["subject_id"], before.get("assignee"))
        if entry["action"] == "follow-up claimed" and had is not None:
            yield f"follow-up {entry['subject_id']} was claimed from {had}"
        owner[entry["subject_id"]] = after.get("assignee")
    for followup_id, person in owner.items():
        if now.followups[followup_id]["assignee"] != person:
            yield f"{person} was given follow-up {followup_id} and {now.followups[followup_id]['assignee']} has it"
    for row, message in _alerts_up_to_date(watch.office, now):
        followup = now.followups[int(row["subject"])]
        said = words(message)
        if followup["status"] == "open" and "Withdrawn" not in said:
            expected = f"<@{followup['assignee']}>" if followup["assignee"] else "*Nobody has this yet*"
            if expected not in said:
                yield f"alert {row['id']} does not say {expected}: {said[-300:]}"
        if (followup["status"] == "open" and not followup["assignee"]) != ("claim" in action_ids(message)):
            yield f"alert {row['id']} offers the wrong buttons for a follow-up that is {followup['status']}"


def _alerts_up_to_date(office: Office, now: Facts) -> Iterator[tuple[Json, Json]]:
    """Alerts that stand where they can be edited and may be read, and that nothing waits to change."""
    waiting = {row["edits"] for row in now.outbox if row["edits"] and row["state"] in OPEN}
    channels = office.sandbox.workspace.channels
    for row in now.outbox:
        if row["kind"] != "alert" or row["edits"] is not None or row["state"] != "sent" or row["id"] in waiting:
            continue
        channel = channels[row["channel"]]
        message = channel.messages.get(row["ts"])
        can_edit = not channel.is_archived and BOT_USER in channel.members
        if message and can_edit and _may_be_read(office, channel.id) and _carries(message.body):
            yield row, message.body


def nobody_is_guessed(watch: Watch, now: Facts) -> Iterator[str]:
    """A text is with the customer who was named exactly; for a name that is nobody's, with whom was chosen, or not."""
    for row in now.touchpoints:
        for order in ORDER.findall(row["text"]):
            named = watch.office.confirmed.get(order)
            if named and row["customer"] != named:
                yield f"order {order} was said of {named} and is with {row['customer']}"
            typed = watch.office.just_asked.get(order)
            if typed and row["customer"].casefold() != typed.casefold():
                yield f"order {order} was said of nobody known and is with {row['customer']}"


def everything_is_in_the_audit_log(watch: Watch, now: Facts) -> Iterator[str]:
    """What was logged, planned or changed has its entry; and what was undone is as it was before."""
    logged = {row["subject_id"] for row in now.audit if row["action"].endswith(" logged")}
    for row in now.touchpoints:
        if row["id"] not in logged:
            yield f"touchpoint {row['id']} is not in the audit log"
    made = {row["subject_id"] for row in now.audit if row["subject_kind"] == "followup"}
    for followup in now.followups.values():
        if followup["touchpoint_id"] not in logged and followup["id"] not in made:
            yield f"follow-up {followup['id']} is not in the audit log"
    if watch.before:
        changed = _states(now) != _states(watch.before)
        if changed and len(now.audit) == len(watch.before.audit):
            yield "a follow-up was changed without an entry in the audit log"
        undone = {row["id"] for row in watch.before.audit if row["undone_at"] is None}
        for row in now.audit:
            if row["id"] in undone and row["undone_at"]:
                yield from _not_as_before(row, now)


def _states(now: Facts) -> dict[int, tuple[Any, ...]]:
    names = ("status", "assignee", "snoozed_until", "back_at", "severity", "outcome", "due")
    return {one: tuple(row[name] for name in names) for one, row in now.followups.items()}


def _not_as_before(entry: Json, now: Facts) -> Iterator[str]:
    if entry["action"].endswith(" logged"):
        [row] = [row for row in now.touchpoints if row["id"] == entry["subject_id"]]
        if not row["undone_at"]:
            yield f"undone, and touchpoint {row['id']} still counts"
    elif entry["subject_kind"] == "followup" and entry["before"] and entry["action"].startswith("follow-up"):
        followup, before = now.followups[entry["subject_id"]], json.loads(entry["before"])
        for name in ("status", "assignee", "snoozed_until", "severity"):
            if followup[name] != before.get(name):
                yield f"undone, and the {name} of follow-up {followup['id']} is not what it was"


def inside_means_inside(watch: Watch, _now: Facts) -> Iterator[str]:
    """No word of a customer goes, by post, edit, form, Home or answer, where somebody from outside reads it."""
    office = watch.office
    for entry in office.sandbox.traffic.entries(after=watch.heard, kind="api"):
        about = entry["args"]
        if not entry["ok"] or not _carries(about):
            continue
        if entry["name"] in {"chat.postMessage", "chat.update", "chat.postEphemeral"}:
            if not _may_be_read(office, str(about["channel"])):
                yield f"{entry['name']} to {about['channel']}: {json.dumps(about)[:200]}"
        elif entry["name"] == "views.publish" and office.is_known_outside(str(about["user_id"])):
            yield f"the Home tab of {about['user_id']} tells of customers"
    for person in EVERYBODY:
        views = {view["id"] + view["hash"] for view in office.sandbox.workspace.views.stacks.get(person, [])}
        new, watch.views[person] = views - watch.views.get(person, set()), views
        shown = [one for one in office.sandbox.workspace.views.stacks.get(person, []) if one["id"] + one["hash"] in new]
        if office.is_known_outside(person) and any(_carries(view) for view in shown):
            yield f"a form of {person} tells of customers"
    for said in office.requests[watch.answered :]:
        asker = said.envelope.payload.get("user_id")
        typed, told = str(said.envelope.payload.get("text")), _told(said.ack and said.ack.body)
        if asker and office.is_known_outside(asker) and any(one not in typed for one in told):
            yield f"{asker} was told of {told}"


def _may_be_read(office: Office, channel_id: str) -> bool:
    """Whether only people of the team read this place (a guest who was put into a channel: somebody's decision)."""
    channel = office.sandbox.workspace.channels.get(channel_id)
    if channel is None:
        return True
    if channel.is_im:
        return office.is_inside(channel.user or "")
    return not channel.is_ext_shared


def _carries(about: Any) -> bool:  # noqa: ANN401  # JSON
    """Whether it tells of a customer."""
    return bool(_told(about))


def _told(about: Any) -> list[str]:  # noqa: ANN401  # JSON
    """Which customers and orders it names."""
    text = json.dumps(about, ensure_ascii=False, default=str)
    return [*(found[0] for found in ORDER.finditer(text)), *(name for name in CUSTOMERS if name in text)]


def no_defect_was_met(watch: Watch, now: Facts) -> Iterator[str]:
    """Nothing went wrong that Rapport calls its own defect."""
    lines, watch.office.errors.lines = watch.office.errors.lines, []
    yield from (line for line in lines if not line.startswith(EXPECTED))
    for row in now.outbox:
        if "defect of Rapport" in row["error"]:
            yield f"message {row['id']} ({row['kind']}): {row['error']}"
    for said in watch.office.requests[watch.answered :]:
        if "Something went wrong" in json.dumps(said.ack and said.ack.body):
            yield f"somebody was answered: {said.ack}"


EXPECTED = ("Failed to",)
"""How lines begin that others log when Slack is in trouble."""


Promise = Callable[[Watch, Facts], Iterator[str]]

PROMISES: dict[str, Promise] = {
    "1. Confirmed means stored": confirmed_means_stored,
    "1. Posted once": posted_once,
    "2. The right person once on the right day": reminded_once_on_the_right_day,
    "3. One owner at a time": one_owner_at_a_time,
    "4. Never guess a customer": nobody_is_guessed,
    "5. Undo, and the audit log": everything_is_in_the_audit_log,
    "6. Inside means inside": inside_means_inside,
    "No defect": no_defect_was_met,
}
