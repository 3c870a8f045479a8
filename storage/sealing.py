"""Secrets that are stored: encrypted and signed by Fernet (AES-128-CBC, HMAC-SHA256), each for its one place.

https://cryptography.io/en/latest/fernet/. The first key seals, every key opens, so that keys can be changed while
Rapport runs on. What was sealed for one place opens nowhere else: who can write to the database cannot give one
workspace the token of another.
"""

from base64 import urlsafe_b64encode
from collections.abc import Sequence

from pydantic import SecretStr

from bot.domain.errors import StorageError

NOT_INSTALLED = (
    "SLACK_CLIENT_ID is set, but cryptography, which encrypts the tokens of workspaces, is not installed. Install it: "
    "uv sync --extra hosting (or pip install 'rapport[hosting]')."
)


class Seal:
    """`keys`: 64 hexadecimal digits each, the newest first."""

    def __init__(self, keys: Sequence[SecretStr]) -> None:
        """Raises StorageError where cryptography is not installed."""
        try:
            from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415  # an extra
        except ModuleNotFoundError as error:
            raise StorageError(NOT_INSTALLED) from error
        secrets = (urlsafe_b64encode(bytes.fromhex(key.get_secret_value())) for key in keys)
        self._fernet = MultiFernet([Fernet(secret) for secret in secrets])

    def close(self, place: str, text: str) -> str:
        """A text, sealed; "" stays "" and so tells that there is none."""
        return self._fernet.encrypt(f"{place}\n{text}".encode()).decode() if text else ""

    def open(self, place: str, sealed: str) -> str:
        """The text. Raises StorageError where no key opens it, or it was sealed for another place."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415  # as above

        if not sealed:
            return ""
        try:
            found, _, text = self._fernet.decrypt(sealed.encode()).decode().partition("\n")
        except InvalidToken as error:
            raise StorageError(f"No key opens the token of {place}: {_MENDING}") from error
        if found != place:
            raise StorageError(f"The token of {place} was stored for another workspace.")
        return text


_MENDING = "set RAPPORT_TOKEN_KEY_FILE to the file that holds the key it was stored with too, a line each."
