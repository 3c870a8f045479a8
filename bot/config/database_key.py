"""The key of the database file: from a file or from a command, never from an argument or the environment itself."""

import re

from pydantic import SecretStr

from bot.config import key_sources
from bot.config.settings import ConfigError, Settings
from bot.config.wrong_variable import WrongVariable

FILE, COMMAND = "RAPPORT_DATABASE_KEY_FILE", "RAPPORT_DATABASE_KEY_COMMAND"
MAKING = "(umask 077; openssl rand -hex 32 > FILE)"
_WANTED = f"What is encrypted opens by the key it was encrypted with alone. To make the first: {MAKING}"
_KEY = re.compile(r"[0-9a-fA-F]{64}")


def database_key(settings: Settings) -> SecretStr | None:
    """The key, or None where the database is to be plain. Raises ConfigError, which never has anything of the key."""
    file, command = settings.database_key_file, settings.database_key_command
    if file and command:
        raise ConfigError([WrongVariable(COMMAND, f"and {FILE} are both set: leave one out")])
    if file:
        return _key(FILE, key_sources.read(FILE, file, _WANTED), f"{file} must hold")
    if command:
        return _key(COMMAND, key_sources.run(COMMAND, command), "must print")
    return None


def _key(name: str, text: str, must: str) -> SecretStr:
    if not _KEY.fullmatch(text.strip()):
        raise ConfigError([WrongVariable(name, f"{must} 64 hexadecimal digits and nothing else. {_WANTED}")])
    return SecretStr(text.strip().lower())
