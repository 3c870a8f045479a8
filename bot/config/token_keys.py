"""The keys that the tokens of many workspaces are stored with, the newest first: from a file or from a command."""

import re

from pydantic import SecretStr

from bot.config import key_sources
from bot.config.settings import ConfigError, Settings
from bot.config.wrong_variable import WrongVariable

FILE, COMMAND = "RAPPORT_TOKEN_KEY_FILE", "RAPPORT_TOKEN_KEY_COMMAND"
MAKING = "(umask 077; openssl rand -hex 32 > FILE)"
_WANTED = (
    "64 hexadecimal digits in a line, the newest key in the first line, and nothing else. Tokens are stored with it. "
    f"To make one: {MAKING}"
)
_KEYS = re.compile(r"[0-9a-fA-F]{64}(\s+[0-9a-fA-F]{64})*")


def token_keys(settings: Settings) -> list[SecretStr]:
    """At least one. Raises ConfigError, which never has anything of the keys."""
    file, command = settings.token_key_file, settings.token_key_command
    if file and command:
        raise ConfigError([WrongVariable(COMMAND, f"and {FILE} are both set: leave one out")])
    if command:
        return _keys(COMMAND, key_sources.run(COMMAND, command), "must print")
    if not file:
        raise ConfigError([WrongVariable(FILE, f"is missing: the name of a file that holds {_WANTED}")])
    return _keys(FILE, key_sources.read(FILE, file, f"It must hold {_WANTED}"), f"{file} must hold")


def _keys(name: str, text: str, must: str) -> list[SecretStr]:
    if not _KEYS.fullmatch(text.strip()):
        raise ConfigError([WrongVariable(name, f"{must} {_WANTED}")])
    return [SecretStr(key.lower()) for key in text.split()]
