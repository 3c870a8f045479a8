"""What people do in Slack, one file per feature. A handler parses, calls one use case, renders, acknowledges."""

from slack_bolt import App

from bot.deps import Deps
from handlers import (
    channels,
    choose,
    commands,
    customer_lists,
    customers,
    drafts,
    due_days,
    error_surface,
    followup_lists,
    followups,
    home,
    installation,
    lifecycle,
    log,
    mood,
    more,
    my_digest,
    people,
    roles,
    settings,
    shortcuts,
    snooze,
    status,
    thanks,
    undo,
)

FEATURES = (
    *(commands, log, followups, followup_lists, due_days, lifecycle, more, snooze, thanks, customers),
    *(customer_lists, drafts),
    *(choose, undo, home, settings, status, mood, my_digest, people, channels, installation, shortcuts),
)


last_resort, too_busy = error_surface.last_resort, error_surface.too_busy


def register(app: App, deps: Deps) -> None:
    """Errors in words, the role check in front, then every feature's listeners."""
    error_surface.register(app, deps.client, deps.replies)
    roles.register(app, deps)
    for feature in FEATURES:
        feature.register(app, deps)
