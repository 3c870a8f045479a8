"""What Slack's error codes mean for a message: whether it may be there, whether to try again, and what to do about it.

The codes are those of https://docs.slack.dev/reference/methods/chat.postMessage and chat.update.
"""

MAYBE_SENT = frozenset({"internal_error", "fatal_error"})
"""Slack failed at some point, perhaps after it had taken the message."""

NOT_NOW = frozenset(
    {
        *("ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable", "team_added_to_org"),
        *("request_timeout", "accesslimited"),
    }
)
"""Slack did not take it, and will later."""

SCOPE = frozenset({"missing_scope", "not_allowed_token_type", "no_permission", "access_denied"})
"""The app may not use this method."""

TOKEN = SCOPE | {
    *("invalid_auth", "not_authed", "token_revoked", "token_expired", "org_login_required", "ekm_access_denied"),
    "team_access_not_granted",
}
"""The app itself may not post: nothing is sent until an admin has mended it."""

GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""The message to edit is no longer there, or no longer ours to edit."""

NO_THREAD = frozenset({"thread_not_found", "cannot_reply_to_message"})
"""The message to reply to is no longer there."""

_SENTENCES = {
    "channel_not_found": "The channel does not exist, or Rapport may not see it. Choose another in /rapport settings.",
    "not_in_channel": "Rapport is not in the channel. Invite it there with /invite @Rapport.",
    "is_archived": "The channel is archived. Unarchive it, or choose another in /rapport settings.",
    "account_inactive": "That person's Slack account is deactivated. Give their customers another owner.",
    "user_disabled": "That person's Slack account is deactivated. Give their customers another owner.",
    "user_not_found": "Slack knows nobody by that id. Give their customers another owner.",
    "messages_tab_disabled": "The app may not write to people. An admin can switch that on in its App Home.",
    "restricted_action": "The workspace does not let Rapport post there. An admin can allow it.",
    "restricted_action_read_only_channel": "The channel is read-only. Let Rapport post there, or choose another.",
    "invalid_blocks": "Slack did not accept the form of the message. This is a defect of Rapport.",
    "msg_blocks_too_long": "The message was too long for Slack. This is a defect of Rapport.",
    "msg_too_long": "The message was too long for Slack. This is a defect of Rapport.",
    "message_not_found": "The message was deleted in Slack.",
    "missing_scope": "The app lacks a permission. An admin can run `rapport doctor` and reinstall the app.",
    "invalid_auth": "Slack does not accept the app's token. An admin can renew it; `rapport doctor` says how.",
    "token_revoked": "The app's token was revoked. An admin can reinstall the app; `rapport doctor` says how.",
}


def trouble(error: str) -> str:
    """Why nothing at all gets through: Slack's error code, or the kind of error on the way there."""
    why = _SENTENCES.get(error, f"The error is {error}.")
    return f"Nothing can be sent to Slack just now. {why} Rapport keeps trying, and nothing is lost."


def sentence(error: str) -> str:
    """What is the matter and what to do, for a person. Errors that are sentences already pass through."""
    if " " in error:
        return error
    return _SENTENCES.get(error, f"Slack refused it ({error}).")
