"""What Slack says where a workspace has no Work Objects, or takes none of this form."""

from typing import Protocol

NONE_HERE = frozenset(
    {
        *("feature_not_enabled", "feature_disabled", "unknown_method", "invalid_arguments", "invalid_arg_name"),
        *("invalid_metadata", "invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large"),
        *("not_allowed_token_type", "missing_scope", "method_deprecated", "access_denied"),
    }
)
"""Codes of chat.unfurl, chat.postMessage and entity.presentDetails; https://docs.slack.dev/reference/methods."""


class WorkObjects(Protocol):
    """Remembers for a day that there are none."""

    def may_be(self) -> bool:
        """Whether Slack may take one now."""

    def refused(self) -> None:
        """Slack took none just now."""
