"""What people do in Slack, one file per feature. A handler parses, calls one use case, renders, acknowledges."""

from slack_bolt import App

from bot.deps import Deps
from handlers import (
    abouts,
    asks,
    away,
    bulk_change,
    channels,
    commands,
    counters,
    custom_fields,
    customer_links,
    deadlines,
    drafts,
    due_days,
    duplicates,
    error_surface,
    exports,
    followup_buttons,
    followup_changes,
    followup_lists,
    forgetting,
    handover,
    home,
    imports,
    installation,
    language,
    list_filter,
    list_pages,
    looks,
    mail,
    merging,
    messages,
    mood,
    more,
    my_digest,
    people,
    playbooks,
    playbooks_of_many,
    practice,
    reacted,
    reaction_choices,
    reactions,
    renewals,
    report,
    resolving,
    roles,
    satisfaction,
    saved_lists,
    scribble_cards,
    scribbles,
    set_up,
    settings,
    shortcuts,
    snooze,
    status,
    stewards,
    surveys,
    templates,
    themes,
    undo,
    watched,
    watching,
    week,
    which_customer,
    workflow_steps,
)

FEATURES = (
    *(
        commands,
        followup_lists,
        due_days,
        followup_buttons,
        followup_changes,
        resolving,
        satisfaction,
        renewals,
        more,
        snooze,
    ),
    *(drafts, mail, which_customer),
    *(
        undo,
        custom_fields,
        templates,
        deadlines,
        settings,
        status,
        mood,
        language,
        my_digest,
        shortcuts,
        handover,
        looks,
        forgetting,
    ),
    *(
        away,
        stewards,
        report,
        surveys,
        counters,
        week,
        asks,
        merging,
        duplicates,
        list_pages,
        list_filter,
        exports,
        imports,
        bulk_change,
        saved_lists,
    ),
    *(playbooks, playbooks_of_many, themes, abouts),
    *(reaction_choices, reacted, watching, watched, scribble_cards, set_up, practice),
)
"""What people ask for: each request comes with its Asking."""

EVENTS = (home, people, channels, messages, scribbles, reactions, installation, customer_links, workflow_steps)
"""What Slack tells, which nobody asks for."""


last_resort, too_busy, in_words = error_surface.last_resort, error_surface.too_busy, error_surface.in_words_alone


def register(app: App, deps: Deps) -> None:
    """Errors in words, the role check in front, then every feature's listeners, those of events first."""
    error_surface.register(app, deps.client, deps.replies)
    roles.register(app, deps)
    for events in EVENTS:  # first: Bolt asks every listener in turn, and a busy channel brings more events than clicks
        events.register(app, deps)
    for feature in FEATURES:
        feature.register(app)
