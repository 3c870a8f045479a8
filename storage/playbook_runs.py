"""Playbooks on their way with customers, and the follow-ups of their steps (bot/domain/playbook_run.py)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

from bot.domain.playbook import Beginning, Doer
from bot.domain.playbook_run import RESUMABLE, Cause, Ending, Facts, Run, RunState, Task, ending
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant, instant_text
from storage.playbooks import steps_of, steps_text
from storage.sight import IN_SIGHT


def add(uow: UnitOfWork, run: Run) -> int:
    """Store one and give its id."""
    cause = run.cause
    return uow.insert(
        "INSERT INTO playbook_runs (customer_id, playbook_id, name, begins, steps, cause, caused_at, life_id,"  # noqa: S608  # question marks
        " about_followup, renewal, quiet_since, base, begun_by, begun_at, state, ended_at, ended_why)"
        f" VALUES ({', '.join('?' * 17)})",
        (
            *(run.customer_id, run.playbook_id, run.name, run.begins, steps_text(run.steps), cause.key or None),
            *(instant_text(cause.at), cause.life_id, cause.followup_id, day_text(cause.renewal)),
            *(day_text(cause.quiet_since), day_text(run.base), run.begun_by, instant_text(run.begun_at), run.state),
            *(instant_text(run.ended_at), run.ended_why),
        ),
    )


def set_state(uow: UnitOfWork, run_id: int, state: RunState, at: datetime | None, why: Ending | None) -> None:
    """It is over, or goes on."""
    uow.execute(
        "UPDATE playbook_runs SET state = ?, ended_at = ?, ended_why = ? WHERE id = ?",
        (state, instant_text(at), why, run_id),
    )


def are_in_use(uow: UnitOfWork) -> bool:
    """Whether a lead has ever changed or switched on a playbook, or somebody begun one. Asked every minute."""
    row = uow.row("SELECT EXISTS (SELECT 1 FROM playbooks) OR EXISTS (SELECT 1 FROM playbook_runs) AS found")
    return bool(row and row["found"])


def get(uow: UnitOfWork, run_id: int) -> Run | None:
    """One of them."""
    row = uow.row(f"SELECT * FROM playbook_runs WHERE id = ? AND {IN_SIGHT}", (run_id,))  # noqa: S608  # a constant
    return _read(row) if row else None


def names(uow: UnitOfWork, run_ids: Iterable[int]) -> dict[int, str]:
    """What these playbooks were called when they began."""
    found: dict[int, str] = {}
    for portion in portions(run_ids):
        where, parameters = one_of("id", portion)
        rows = uow.rows(f"SELECT id, name FROM playbook_runs WHERE {where}", parameters)  # noqa: S608  # question marks
        found |= {row["id"]: row["name"] for row in rows}
    return found


def name_of(uow: UnitOfWork, run_id: int) -> str:
    """The same of one; "" where it is gone."""
    return names(uow, [run_id]).get(run_id, "")


def of_customer(uow: UnitOfWork, customer_id: int, limit: int) -> list[Run]:
    """The last that were begun with a customer, the running ones first."""
    rows = uow.rows(
        f"SELECT * FROM playbook_runs WHERE customer_id = ? AND state <> ? AND {IN_SIGHT}"  # noqa: S608  # a constant
        " ORDER BY CASE WHEN state = 'running' THEN 0 ELSE 1 END, id DESC LIMIT ?",
        (customer_id, RunState.NOT_BEGUN, limit),
    )
    return [_read(row) for row in rows]


def running(uow: UnitOfWork, customer_id: int, playbook_id: int | None = None) -> list[Run]:
    """Those on their way with a customer; of one playbook there is at most one."""
    which, of_it = ("", ()) if playbook_id is None else (" AND playbook_id = ?", (playbook_id,))
    rows = uow.rows(
        f"SELECT * FROM playbook_runs WHERE customer_id = ? AND state = 'running'{which} ORDER BY id",  # noqa: S608  # ours
        (customer_id, *of_it),
    )
    return [_read(row) for row in rows]


def having(uow: UnitOfWork, customer_ids: Iterable[int], playbook_id: int) -> set[int]:
    """Those of these customers with whom a playbook is on its way."""
    found: set[int] = set()
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        rows = uow.rows(
            f"SELECT customer_id FROM playbook_runs WHERE state = 'running' AND playbook_id = ? AND {where}",  # noqa: S608  # question marks
            (playbook_id, *parameters),
        )
        found |= {row["customer_id"] for row in rows}
    return found


def running_count(uow: UnitOfWork) -> dict[int, int]:
    """By playbook with how many customers it is on its way."""
    rows = uow.rows(
        f"SELECT playbook_id, count(*) AS n FROM playbook_runs WHERE state = 'running' AND {IN_SIGHT}"  # noqa: S608  # a constant
        " GROUP BY playbook_id"
    )
    return {row["playbook_id"]: row["n"] for row in rows}


def settled_causes(uow: UnitOfWork, keys: Iterable[str]) -> set[tuple[int, str]]:
    """(playbook, cause) of those of these causes that have had their effect."""
    found = set()
    for portion in portions(keys):
        where, parameters = one_of("cause", portion)
        rows = uow.rows(f"SELECT playbook_id, cause FROM playbook_runs WHERE {where}", parameters)  # noqa: S608  # question marks
        found |= {(row["playbook_id"], row["cause"]) for row in rows}
    return found


_FACTS = """
SELECT r.id, r.state, c.removed_at IS NOT NULL AS is_gone, c.lost_on IS NOT NULL AS is_lost, c.do_not_contact,
    r.begins NOT LIKE 'stage:%' OR r.cause IS NULL OR r.begins = 'stage:' || c.stage AS is_at_stage,
    EXISTS (SELECT 1 FROM life l WHERE l.id = r.life_id AND l.undone_at IS NOT NULL) AS is_undone,
    EXISTS (SELECT 1 FROM followups f WHERE f.id = r.about_followup AND f.status = 'open') AS is_open_again,
    r.renewal IS NOT NULL AND r.renewal <> coalesce(c.renewal, '') AS is_other_renewal,
    r.quiet_since IS NOT NULL AND (EXISTS (SELECT 1 FROM touchpoints t WHERE t.customer_id = r.customer_id
        AND t.undone_at IS NULL AND t.happened_on > r.quiet_since) OR EXISTS (SELECT 1 FROM followups g
        WHERE g.customer_id = r.customer_id AND g.kind = 'check-in' AND g.status = 'done'
        AND g.origin LIKE 'check-in:%' AND g.closed_at >= r.begun_at)) AS is_in_touch,
    NOT EXISTS (SELECT 1 FROM playbook_tasks k CROSS JOIN followups o
        WHERE k.run_id = r.id AND o.id = k.followup_id AND o.status = 'open') AS is_all_done,
    EXISTS (SELECT 1 FROM playbook_tasks k CROSS JOIN followups o WHERE k.run_id = r.id AND o.id = k.followup_id
        AND r.state = 'running' AND o.status = 'open' AND ((k.who = 'owner' AND k.named <> coalesce(c.owner, ''))
        OR (k.who = 'backup' AND k.named <> coalesce(c.backup_owner, '')))) AS is_renamed
FROM playbook_runs r JOIN customers c ON c.id = r.customer_id
WHERE r.customer_id NOT IN (SELECT customer_id FROM forgotten_customers) AND """
"""CROSS JOIN, as SQLite otherwise begins with every open follow-up: 33 s for 5,000 runs instead of 0.14 s."""

_CHANGES = (
    "state = 'ended' OR is_gone OR is_lost OR do_not_contact = 1 OR NOT (is_at_stage) OR is_undone OR is_open_again"
    " OR is_other_renewal OR is_in_touch OR is_all_done OR is_renamed"
)


@dataclass(frozen=True)
class Look:
    """What there is to look after. `to_end` and `to_resume` with what decides it; `renamed`: others are named now."""

    to_end: dict[int, Facts]
    to_resume: dict[int, Facts]
    is_renamed: bool


def look(uow: UnitOfWork, ended_since: datetime, run_id: int | None = None) -> Look:
    """Runs on their way of which something is another now, and those that ended since for what may be so no more.

    `run_id`: only this one is looked at.
    """
    where, reasons = one_of("r.ended_why", RESUMABLE)
    this, only = ("", ()) if run_id is None else (" AND r.id = ?", (run_id,))
    of_these = f"(r.state = 'running' OR (r.state = 'ended' AND r.ended_at >= ? AND {where})){this}"
    rows = uow.rows(
        f"SELECT * FROM ({_FACTS} {of_these}) AS x WHERE {_CHANGES} ORDER BY id",  # noqa: S608  # ours
        (instant_text(ended_since), *reasons, *only),
    )
    found = [(row, Facts(**{name: bool(row[name]) for name in Facts.__dataclass_fields__})) for row in rows]
    return Look(
        {
            row["id"]: facts
            for row, facts in found
            if row["state"] == "running" and (ending(facts) or facts.is_all_done)
        },
        {row["id"]: facts for row, facts in found if row["state"] == "ended" and not ending(facts)},
        any(row["is_renamed"] for row in rows),
    )


def add_task(uow: UnitOfWork, run_id: int, task: Task) -> None:
    """The follow-up of a step."""
    uow.execute(
        "INSERT INTO playbook_tasks (run_id, step, followup_id, who, named, given_to) VALUES (?, ?, ?, ?, ?, ?)",
        (run_id, task.step, task.followup_id, task.who, task.named, task.given_to),
    )


def tasks_of(uow: UnitOfWork, run_ids: Collection[int]) -> dict[int, list[Task]]:
    """The tasks of these runs, in the order of their steps."""
    found: dict[int, list[Task]] = {one: [] for one in run_ids}
    for portion in portions(run_ids):
        where, parameters = one_of("run_id", portion)
        for row in uow.rows(f"SELECT * FROM playbook_tasks WHERE {where} ORDER BY run_id, step", parameters):  # noqa: S608  # question marks
            found[row["run_id"]].append(_task(row))
    return found


def runs_of(uow: UnitOfWork, followup_ids: Iterable[int]) -> dict[int, tuple[Run, int]]:
    """Follow-up -> the run whose step it is, and which step."""
    found: dict[int, tuple[Run, int]] = {}
    for portion in portions(followup_ids):
        where, parameters = one_of("k.followup_id", portion)
        rows = uow.rows(
            f"SELECT r.*, k.followup_id, k.step FROM playbook_tasks k JOIN playbook_runs r ON r.id = k.run_id"  # noqa: S608  # question marks
            f" WHERE {where}",
            parameters,
        )
        found |= {row["followup_id"]: (_read(row), row["step"]) for row in rows}
    return found


def with_others_named(uow: UnitOfWork) -> list[tuple[int, Task, str]]:
    """(run, task, who is named now) of open steps for owner or backup, where another one is named by now."""
    rows = uow.rows(
        "SELECT * FROM (SELECT k.*, CASE WHEN k.who = 'owner' THEN coalesce(c.owner, '')"  # noqa: S608  # a constant
        " ELSE coalesce(c.backup_owner, '') END AS named_now"
        " FROM playbook_runs r CROSS JOIN customers c CROSS JOIN playbook_tasks k CROSS JOIN followups f"
        " WHERE c.id = r.customer_id AND k.run_id = r.id AND f.id = k.followup_id"
        " AND r.state = 'running' AND f.status = 'open'"
        " AND k.who IN ('owner', 'backup')"
        f" AND r.{IN_SIGHT}) AS x WHERE named <> named_now ORDER BY run_id, step"
    )
    return [(row["run_id"], _task(row), row["named_now"]) for row in rows]


def set_given(uow: UnitOfWork, run_id: int, task: Task) -> None:
    """Who is named for a step now, and who got it."""
    uow.execute(
        "UPDATE playbook_tasks SET named = ?, given_to = ? WHERE run_id = ? AND step = ?",
        (task.named, task.given_to, run_id, task.step),
    )


def _task(row: Row) -> Task:
    return Task(row["step"], row["followup_id"], Doer(row["who"]), row["named"], row["given_to"])


def _read(row: Row) -> Run:
    cause = Cause(
        *(row["cause"] or "", row["customer_id"], instant(row["caused_at"]), row["life_id"], row["about_followup"]),
        *(day(row["renewal"]), day(row["quiet_since"])),
    )
    return Run(
        *(row["id"], row["customer_id"], row["playbook_id"], row["name"], Beginning(row["begins"])),
        *(steps_of(row["steps"]), cause, day(row["base"]), row["begun_by"], instant(row["begun_at"])),
        *(RunState(row["state"]), instant(row["ended_at"]), Ending(row["ended_why"]) if row["ended_why"] else None),
    )
