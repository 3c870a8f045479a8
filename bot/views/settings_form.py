"""The form of `/rapport settings`."""

from bot.domain.settings import WorkspaceSettings
from bot.views import ids
from bot.views.blocks import days_input, field, modal, option, people_select, plain, select, time_input
from bot.views.message import Block, View

SENSITIVITIES = {
    "fewer": "Fewer alerts: only what is clearly negative",
    "balanced": "Balanced",
    "more": "More alerts: miss as little as possible",
}


def settings_form(rules: WorkspaceSettings) -> View:
    """Everything a lead or admin sets, as it stands."""
    alerts = [option(words, name) for name, words in SENSITIVITIES.items()]
    fields = [
        field(
            "Alerts go to", _channel("feedback_channel", rules.feedback_channel), optional=True, hint=_UNSET_FEEDBACK
        ),
        field("What nobody has goes to", _channel("team_channel", rules.team_channel), optional=True, hint=_UNSET_TEAM),
        field("Leads", _people("leads", sorted(rules.leads)), optional=True, hint="They may change these settings."),
        field("Customers without an owner go to", people_select("default_owner", rules.default_owner), optional=True),
        field("Daily digest at", time_input("digest_at", rules.digest_at), hint="In each person's own time zone."),
        field("A late digest is sent until", time_input("digest_until", rules.digest_until)),
        field("Working days", days_input("working_days", rules.working_days)),
        field("Alert sensitivity", select("sensitivity", alerts, rules.sensitivity)),
    ]
    return modal(ids.SETTINGS_FORM, "Rapport settings", fields, submit="Save")


_UNSET_FEEDBACK = "Empty: #customer-feedback where there is one, else a direct message to the default owner."
_UNSET_TEAM = "Empty: #customer-team where there is one, else a direct message to the default owner."


def _channel(action_id: str, chosen: str | None) -> Block:
    element: Block = {
        "type": "conversations_select",
        "action_id": action_id,
        "placeholder": plain("Choose a channel"),
        "filter": {
            "include": ["public", "private"],
            "exclude_external_shared_channels": True,
            "exclude_bot_users": True,
        },
    }
    return {**element, "initial_conversation": chosen} if chosen else element


def _people(action_id: str, chosen: list[str]) -> Block:
    element: Block = {"type": "multi_users_select", "action_id": action_id, "placeholder": plain("Choose people")}
    return {**element, "initial_users": chosen} if chosen else element
