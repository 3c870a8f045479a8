"""Which of the scopes in manifest.yml the app has: every answer of Slack's tells, unless a proxy leaves it out.

https://docs.slack.dev/reference/scopes: the header `x-oauth-scopes`.
"""

from dataclasses import dataclass

from slack_sdk.web import SlackResponse

from bot.slack import manifest


@dataclass(frozen=True)
class Scopes:
    """`lacking` are wanted and not there, `spare` are there and not wanted."""

    lacking: tuple[str, ...]
    spare: tuple[str, ...]


def scopes_of(answer: SlackResponse) -> Scopes | None:
    """None: the answer does not tell."""
    has = {scope.strip() for scope in header(answer, "x-oauth-scopes").split(",")} - {""}
    wanted = set(manifest.read()["oauth_config"]["scopes"]["bot"])
    return Scopes(tuple(sorted(wanted - has)), tuple(sorted(has - wanted))) if has else None


def header(answer: SlackResponse, name: str) -> str:
    """A header of the answer, in whatever case it came; "" where it has none."""
    found = next((value for key, value in (answer.headers or {}).items() if key.lower() == name), "")
    return found if isinstance(found, str) else ",".join(found)
