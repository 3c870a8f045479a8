"""Everything of a customer as two files: JSON for a machine, and a page to read that needs nothing else."""

import html
import json
import re
from collections.abc import Mapping
from typing import Any

from bot.domain.access import Access, Part, Row

NESTED = frozenset({"before", "after", "answer", "line", "mood_phrases", "kept"})
"""Columns that hold JSON."""

TITLES = {
    "customers": "The record",
    "customer_keys": "Names and addresses",
    "customer_tags": "Tags",
    "customer_values": "The team's own fields",
    "life": "Stages",
    "details": "Remembered",
    "touchpoints": "Contacts",
    "followups": "To do",
    "resolutions": "Complaints put right",
    "mood_labels": "Moods, as people said",
    "merges": "Merged records",
    "audit": "Changes",
    "looks": "Who looked",
    "ledger": "Reminders",
    "outbox": "Messages in Slack",
    "requests": "Answers kept for a day",
    "kept_lines": "Lines kept for a day",
    "scribbles": "Written to Rapport",
    "reactions": "Messages that somebody reacted to",
    "originals": "Messages that follow-ups were made of",
    "forgotten_customers": "To be forgotten",
}
"""Table -> what stands over it on the page, in their order there; others come behind."""

OF_THE_MACHINE = frozenset(
    {
        *("id", "customer_id", "touchpoint_id", "followup_id", "subject_kind", "subject_id", "part_of"),
        *("sort_key", "folded", "position", "key", "spared_by", "joined_to", "origin", "outbox_id", "edits"),
        *("priority", "attempts", "thread_of", "forgetting_id"),
    }
)
"""Columns that say nothing to a person: the page leaves them to the JSON."""

YES_OR_NO = frozenset({"wishes_ok", "email_ok", "do_not_contact"})

_INSTANT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d\.\d+\+00:00$")
"""As storage/instants.py writes them; to the minute it is enough for a reader."""

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d1c1d}"
    "h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .2rem;border-bottom:1px solid #ccc}"
    "p{margin:.2rem 0 .6rem;color:#555}dl{margin:0 0 1rem;padding:.6rem .8rem;background:#f6f6f4;border-radius:6px;"
    "display:grid;grid-template-columns:minmax(7rem,11rem) 1fr;gap:.1rem 1rem}dt{color:#666}"
    "dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}"
    "@media(max-width:480px){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}"
)


def as_json(access: Access) -> str:
    """All of it by table, times in UTC; people by their ids in Slack, whose names stand at the end."""
    told = {
        "customer": access.name,
        "as of": access.at.isoformat(),
        **{part.table: [_read(row) for row in part.rows] for part in access.parts},
        "what each part is": {part.table: part.holds for part in access.parts},
        "people": dict(access.people),
        "fields": {str(number): name for number, name in access.fields.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)


def as_page(access: Access) -> str:
    """HTML that loads nothing; whatever people wrote is only text in it."""
    title = f"What Rapport keeps of {access.name}"
    order = list(TITLES)
    behind = len(order)
    parts = "".join(
        _part(part, access)
        for part in sorted(access.parts, key=lambda part: order.index(part.table) if part.table in TITLES else behind)
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head><body>"
        f'<h1 dir="auto">{html.escape(title)}</h1><p>As of {access.at:%d %B %Y, %H:%M} UTC. Times are in UTC.</p>'
        f"{parts}</body></html>\n"
    )


def _part(part: Part, access: Access) -> str:
    rows = "".join(_row(row, access) for row in part.rows)
    title = TITLES.get(part.table, part.table.replace("_", " ").capitalize())
    return f"<h2>{html.escape(title)} ({len(part.rows)})</h2><p>{html.escape(part.holds.capitalize())}.</p>{rows}"


def _row(row: Row, access: Access) -> str:
    shown = (
        (name, value)
        for name, value in _read(row).items()
        if name not in OF_THE_MACHINE and value not in (None, "", [], {})
    )
    lines = "".join(
        f'<dt>{html.escape(name.replace("_", " "))}</dt><dd dir="auto">{html.escape(_words(name, value, access))}</dd>'
        for name, value in shown
    )
    return f"<dl>{lines}</dl>"


def _words(name: str, value: Any, access: Access) -> str:  # noqa: ANN401  # whatever a column holds
    if name == "field_id":
        return access.fields.get(value, str(value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=1)
    if name in YES_OR_NO:
        return "yes" if value else "no"
    text = _INSTANT.sub(lambda found: f"{found[1]}, {found[2]}", str(value))
    return f"{access.people[text]} ({text})" if text in access.people else text


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _parsed(value) if name in NESTED else value for name, value in row.items()}


def _parsed(value: Any) -> Any:  # noqa: ANN401  # as above
    """JSON where it is that; a line that was kept may be plain words."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value
