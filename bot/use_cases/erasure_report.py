"""What came of an erasure, once that is clear: told to the leads, who see to what Rapport cannot do."""

from dataclasses import replace

from bot.domain.forgetting import REPORTED_WITHIN, Forgetting, Report, Shown, State
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.domain.permalink import permalink
from bot.use_cases.forgetting import forgetting_of
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.session import Session
from storage import forgettings, outbox

_GONE = "message_not_found"
"""What Slack says of a message that somebody deleted."""

MOST_FILES = 50
"""So many exports are named, the latest."""

ON_ITS_WAY = frozenset({"pending", "sending", "unknown"})


def is_clear(session: Session, found: Forgetting) -> bool:
    """Whether it can be told: Slack took or refused each edit, or had time enough; and the disk is swept."""
    if found.state is not State.ERASED or found.erased_at is None:
        return False
    if session.now >= found.erased_at + REPORTED_WITHIN:
        return True
    edits = forgettings.last_edits(session.uow, found.id).values()
    return found.swept_at is not None and not any(edit.state in ON_ITS_WAY for edit in edits)


def tell(session: Session, forgetting_id: int, workspace_url: str, backups: tuple[str, ...]) -> None:
    """Keep the report and tell whoever asked, and the leads. `backups`: the files that may still hold the customer."""
    found = forgetting_of(session, forgetting_id)
    if found.told_at:
        return
    edits = forgettings.last_edits(session.uow, found.id)
    posts = [post for post in forgettings.posts(session.uow, found.id) if post.ts and post.channel]
    stays = [(post, why) for post in posts if (why := _why_it_stays(post, edits.get(post.id)))]
    shown = tuple(Shown(_link(session, workspace_url, post), why) for post, why in stays)
    exports = [post for post in outbox.of_kind(session.uow, MessageKind.EXPORTED) if post.ts and post.channel]
    files = tuple(_link(session, workspace_url, post) for post in exports)
    report = replace(
        found.report, edited=len(posts) - len(stays), still_shown=shown, backups=backups, files=files[-MOST_FILES:]
    )
    forgettings.told(session.uow, found.id, report, session.now)
    for person in {found.asked_by, *leads_to_tell(session)}:
        outbox.put(session.uow, kind=MessageKind.ERASURE, subject=str(found.id), recipient=person, now=session.now)


def report_of(session: Session, forgetting_id: int) -> tuple[Forgetting, Report] | None:
    """For its message; None where a restored backup does not know of it."""
    found = forgettings.get(session.uow, forgetting_id)
    return (found, found.report) if found and found.told_at else None


def _why_it_stays(post: OutboxRow, edit: OutboxRow | None) -> str:
    """Slack's code; "" where the message does not show them any more, or is gone."""
    if post.error == _GONE or edit is None or edit.state == "sent" or edit.error == _GONE:
        return ""
    return edit.error or "Slack has not taken it yet"


def _link(session: Session, workspace_url: str, post: OutboxRow) -> str:
    parent = outbox.get(session.uow, post.thread_of) if post.thread_of else None
    thread = parent.ts if parent and parent.channel == post.channel else None
    return permalink(workspace_url, post.channel or "", post.ts or "", thread)
