"""What Slack's error codes mean for a message: whether it may be there, whether to try again, and what to do about it.

The codes are those of https://docs.slack.dev/reference/methods, for what delivers something (chat.postMessage,
chat.update, views.*) or finds the way (conversations.open, .info, .join, .history). A code that stands nowhere here
is not final: nobody knows what Slack means by it.
"""

MAYBE_SENT = frozenset({"internal_error", "fatal_error"})
"""Slack failed at some point, perhaps after it had taken the message."""

SCOPE = frozenset({"missing_scope", "not_allowed_token_type"})
"""The app may not use this method."""

TOKEN = SCOPE | {
    *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "app_uninstalled"),
    *("team_access_not_granted", "org_login_required", "ekm_access_denied", "two_factor_setup_required"),
}
"""The app itself may not post: nothing is sent until an admin has mended it.

`account_inactive` is among them: it says that the app was removed or its bot user deleted. Posting to somebody whose
account is deactivated works (https://github.com/slackapi/python-slack-sdk/issues/1156).
"""

REMOVED = frozenset({"account_inactive", "app_uninstalled", "token_revoked"})
"""Of those: the app is no longer in the workspace, or its bot user is not."""

TOO_MANY = frozenset({"ratelimited", "rate_limited"})
"""Too many calls: they are answered later."""

NOBODY = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
"""Slack knows nobody of that id, or does not tell of them."""

TOO_LONG = frozenset({"msg_blocks_too_long", "msg_too_long", "view_too_large"})
"""More than Slack takes in one message or view."""

MALFORMED = TOO_LONG | {
    *("invalid_blocks", "invalid_blocks_format", "invalid_attachments", "invalid_arguments", "block_mismatch"),
    *("invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large", "no_text", "too_many_attachments"),
}
"""The form of the message is not to Slack's liking; a plainer one may be."""

DELETED = frozenset({"message_not_found"})
"""The message to edit is no longer there."""

NOT_OURS = "cant_update_message"
"""Somebody else's: what Rapport posted is so only once it was deleted and has replies, where Slackbot's words stand."""

NOT_EDITABLE = frozenset(
    {
        *(NOT_OURS, "edit_window_closed", "is_inactive", "is_archived"),
        *("channel_not_found", "not_in_channel", "user_not_in_channel", "team_not_found"),
    }
)
"""The message to edit is there, and cannot be edited: not ours, too old for the team's settings, its channel closed."""

NO_THREAD = frozenset({"thread_not_found", "cannot_reply_to_message", "restricted_action_non_threadable_channel"})
"""The message to reply to is no longer there, or takes no replies."""

DM_GONE = frozenset({"channel_not_found", "is_archived", "not_in_channel", "user_not_in_channel", "is_inactive"})
"""Of a direct message: it is not the one any more that it was, and can be opened anew."""

FINAL = MALFORMED | DELETED | NOT_EDITABLE | NO_THREAD | DM_GONE | {
    *("restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel"),
    *("messages_tab_disabled", "cannot_dm_bot", "user_not_found", "user_disabled", "user_not_visible"),
    *("invalid_user_combination", "method_not_supported_for_channel_type", "channel_type_not_supported"),
    *("no_permission", "access_denied", "enterprise_is_restricted", "is_bot", "user_is_restricted", "too_many_members"),
    *("invalid_arg_name", "invalid_array_arg", "invalid_charset", "invalid_form_data", "invalid_post_type"),
    *("missing_post_type", "invalid_json", "json_not_object", "unknown_method", "method_deprecated"),
    *("deprecated_endpoint", "invalid_ts_oldest", "invalid_ts_latest"),
    *("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "push_limit_reached", "not_found"),
    *("hash_conflict", "duplicate_external_id"),
}  # fmt: skip  # one kind a line
"""Asked again, Slack would say the same."""

_DEACTIVATED = "That person's Slack account is deactivated. Give their customers another owner."
_ARCHIVED = "The channel is archived. Unarchive it, or choose another in /rapport settings."
_FORM = "Slack did not accept the form of the message. This is a defect of Rapport."
_LENGTH = "The message was too long for Slack. This is a defect of Rapport."
_REMOVED = (
    "The app was removed from the workspace. An admin can install it again and give Rapport its new token; "
    "`rapport doctor` says how."
)
_SENTENCES = {
    "channel_not_found": "The channel does not exist, or Rapport may not see it. Choose another in /rapport settings.",
    "not_in_channel": "Rapport is not in the channel. Invite it there with /invite @Rapport.",
    "is_archived": _ARCHIVED,
    "is_inactive": _ARCHIVED,
    "user_disabled": _DEACTIVATED,
    "user_not_found": "Slack knows nobody by that id. Give their customers another owner.",
    "messages_tab_disabled": "The app may not write to people. An admin can switch that on in its App Home.",
    "restricted_action": "The workspace does not let Rapport post there. An admin can allow it.",
    "no_permission": "Rapport may not post there. Invite it with /invite @Rapport, or choose another channel.",
    "access_denied": "Rapport may not post there. Invite it with /invite @Rapport, or choose another channel.",
    "restricted_action_read_only_channel": "The channel is read-only. Let Rapport post there, or choose another.",
    "invalid_blocks": _FORM,
    "msg_blocks_too_long": _LENGTH,
    "msg_too_long": _LENGTH,
    "message_not_found": "The message was deleted in Slack.",
    "cant_update_message": "Slack does not let Rapport edit that message.",
    "edit_window_closed": "The workspace's settings do not let a message so old be edited.",
    "missing_scope": "The app lacks a permission. An admin can run `rapport doctor` and reinstall the app.",
    "invalid_auth": "Slack does not accept the app's token. An admin can renew it; `rapport doctor` says how.",
    "not_authed": "Slack does not accept the app's token. An admin can renew it; `rapport doctor` says how.",
    "token_expired": "The app's token has expired. An admin can renew it; `rapport doctor` says how.",
    "token_revoked": "The app's token was revoked. An admin can reinstall the app; `rapport doctor` says how.",
    "account_inactive": _REMOVED,
    "app_uninstalled": _REMOVED,
    "team_access_not_granted": "The app may no longer use this workspace. An admin of the organisation can grant it.",
}


def trouble(error: str) -> str:
    """Why nothing at all gets through: Slack's error code, or the kind of error on the way there."""
    why = _SENTENCES.get(error, f"The error is {error}.")
    return f"Nothing can be sent to Slack just now. {why} Rapport keeps trying, and nothing is lost."


def sentence(error: str) -> str:
    """What is the matter and what to do, for a person. Errors that are sentences already pass through."""
    if " " in error:
        return error
    if error in _SENTENCES or error in FINAL | TOKEN:
        return _SENTENCES.get(error, f"Slack refused it ({error}).")
    return f"Slack did not take it for a whole day, and Rapport does not know why ({error})."
