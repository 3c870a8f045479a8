"""What Slack remembers of an app that others install: codes, tokens and refresh tokens, over all workspaces.

https://docs.slack.dev/authentication/installing-with-oauth, https://docs.slack.dev/authentication/using-token-rotation
"""

import secrets
from dataclasses import dataclass, field

from bot.domain.clock import Clock
from bot.sandbox.errors import SlackError
from bot.sandbox.world.staff import Team

CLIENT_ID, CLIENT_SECRET = "1111.2222", "sandbox-secret"
CODE_S = 10 * 60
TOKEN_S = 12 * 60 * 60
REFRESHES = 2
"""So many tokens of one installation work at a time where they rotate: the newest."""


@dataclass(frozen=True, slots=True)
class Grant:
    """To one workspace, or to all of its organisation; who allowed it."""

    team: Team
    installer: str
    is_for_all: bool = False

    @property
    def owner(self) -> str:
        """The id of what the app is installed in."""
        return self.team.organisation or self.team.id if self.is_for_all else self.team.id


@dataclass(slots=True)
class Token:
    """A bot's token; `until`: on the sandbox's monotonic clock."""

    value: str
    grant: Grant
    until: float | None = None
    is_revoked: bool = False


@dataclass
class Grants:
    """Of one app. `redirect_url`: where the app has people sent back to. `rotates`: whether its tokens expire."""

    clock: Clock
    redirect_url: str = ""
    rotates: bool = False
    _codes: dict[str, tuple[Grant, float]] = field(default_factory=dict)
    _tokens: dict[str, Token] = field(default_factory=dict)
    _refreshers: dict[str, Grant] = field(default_factory=dict)

    def allow(self, grant: Grant) -> str:
        """Somebody pressed Allow: the code that the app exchanges, once."""
        code = secrets.token_urlsafe(16)
        self._codes[code] = (grant, self.clock.monotonic() + CODE_S)
        return code

    def exchange(self, code: str) -> tuple[Token, str]:
        """A code's token and the refresh token ("" where tokens do not rotate). Raises SlackError `invalid_code`."""
        grant, until = self._codes.pop(code, (None, 0.0))
        if grant is None or self.clock.monotonic() > until:
            raise SlackError("invalid_code")
        return self._issue(grant)

    def refresh(self, refresher: str) -> tuple[Token, str]:
        """A new token; the refresh token is used up. Raises SlackError `invalid_refresh_token`."""
        grant = self._refreshers.pop(refresher, None)
        if grant is None:
            raise SlackError("invalid_refresh_token")
        return self._issue(grant)

    def revoke(self, value: str) -> None:
        """This token works no more."""
        self._tokens[value].is_revoked = True

    def revoke_all(self, team: Team) -> None:
        """The app was taken out of a workspace."""
        for token in self._tokens.values():
            token.is_revoked = token.is_revoked or token.grant.owner == team.id
        self._refreshers = {key: grant for key, grant in self._refreshers.items() if grant.owner != team.id}

    def token(self, value: str) -> Token | None:
        """A token that was given out, working or not."""
        return self._tokens.get(value)

    def check(self, token: Token) -> None:
        """Raises SlackError where it works no more."""
        if token.is_revoked:
            raise SlackError("account_inactive")
        if token.until is not None and self.clock.monotonic() > token.until:
            raise SlackError("token_expired")

    def is_given(self, team: Team) -> bool:
        """Whether the app is in this workspace because somebody there allowed it."""
        return any(self._covers(token, team) for token in self._tokens.values())

    def is_for_all(self, team: Team) -> bool:
        """Whether it is there because it is in all of its organisation."""
        return any(self._covers(token, team) and token.grant.is_for_all for token in self._tokens.values())

    def clear(self) -> None:
        """Nobody has installed the app."""
        self._codes.clear()
        self._tokens.clear()
        self._refreshers.clear()
        self.rotates = False

    @staticmethod
    def _covers(token: Token, team: Team) -> bool:
        return not token.is_revoked and token.grant.owner in {team.id, team.organisation}

    def _issue(self, grant: Grant) -> tuple[Token, str]:
        until = self.clock.monotonic() + TOKEN_S if self.rotates else None
        token = Token(f"xoxb-{secrets.token_hex(16)}", grant, until)
        self._tokens[token.value] = token
        if self.rotates:
            working = [one for one in self._tokens.values() if one.grant.owner == grant.owner and not one.is_revoked]
            for old in working[:-REFRESHES]:
                old.is_revoked = True
        refresher = f"xoxe-1-{secrets.token_hex(16)}" if self.rotates else ""
        if refresher:
            self._refreshers[refresher] = grant
        return token, refresher
