"""The pages that somebody sees who adds Rapport to a workspace: nothing on them comes from elsewhere."""

from html import escape

HEADERS = (
    ("cache-control", "no-store"),
    ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
)
"""Of every page: addresses have codes and states in them."""

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
PATHS = {INSTALL_PATH, REDIRECT_PATH}

CONTENT_TYPE = "text/html; charset=utf-8"

AGAIN = '<p><a class="button" href="install">Add to Slack</a></p>'
"""From beside it, whatever stands before it in the address."""

_STYLE = (
    "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;color:#1d1c1d;"
    "background:#fff}.button{display:inline-block;background:#4a154b;color:#fff;padding:.7rem 1.2rem;border-radius:4px;"
    "text-decoration:none;font-weight:600}code{background:#f4f4f4;padding:.1rem .3rem}"
)

_REASONS = {
    "access_denied": (
        "Nothing was installed",
        "You pressed Cancel, or may not add apps to that workspace: then ask an admin of it.",
    ),
    "invalid_browser": (
        "Please begin here once more",
        "This page did not begin in this browser, or its cookies are blocked. Nothing was installed.",
    ),
    "invalid_state": (
        "Please begin here once more",
        "Too much time has passed, or this page was loaded twice. Nothing was changed by that.",
    ),
    "too_many": ("Please try again in a few minutes", "Too many people are adding Rapport at this moment."),
    "slack_silent": ("Please try again in a minute", "Slack could not be asked just now. Nothing was installed."),
}
_OTHERWISE = """Slack did not give Rapport access. Nothing was installed. Please try again; if it happens again, tell
whoever runs this Rapport ({reason})."""


def welcome(address: str) -> str:
    """Where it begins. `address` leads to Slack."""
    return _page(
        "Rapport looks after your customers, in Slack",
        "<p>Log what happened with a customer where your team already talks. Negative feedback reaches somebody who "
        "can help within seconds, and nobody forgets a follow-up.</p>"
        f'<p><a class="button" href="{escape(address)}">Add to Slack</a></p>'
        "<p>Slack shows next what Rapport asks for, and in which workspace.</p>",
    )


def installed(workspace: str, *, again: bool) -> str:
    """It is in a workspace. `again`: what the workspace told Rapport before is still there."""
    before = "<p>All that your team told Rapport before is still there; what waited is being sent.</p>" if again else ""
    return _page(
        f"Rapport is in {workspace}",
        f"{before}<p>Next, in Slack:</p><ol><li>Type <code>/rapport help</code> in any channel.</li>"
        "<li>Make a channel for alerts, <code>#customer-feedback</code>, and one for the team, "
        "<code>#customer-team</code>; or choose yours with <code>/rapport settings</code>.</li>"
        "<li>Log the first contact: <code>/touchpoint Dana Reyes: called about the renewal</code></li></ol>"
        "<p>You can close this page.</p>",
    )


def installed_for_all(organisation: str, manage: str) -> str:
    """It may be used in all of an organisation. `manage`: where an admin adds it to workspaces."""
    return _page(
        f"Rapport is approved for {organisation}",
        "<p>One step is left: an admin of the organisation adds it to the workspaces that want it.</p>"
        f'<p><a class="button" href="{escape(manage)}">Choose workspaces</a></p>',
    )


def failed(reason: str) -> str:
    """It was not installed: why, and what to do. `reason`: Slack's or Bolt's word."""
    title, sentence = _REASONS.get(reason, ("That did not work", _OTHERWISE.format(reason=reason[:60])))
    return _page(title, f"<p>{escape(sentence)}</p>{AGAIN}")


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>{body}</main>"
        "</body></html>"
    )
