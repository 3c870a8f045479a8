"""The key of the database file: from a file or from a command, never from an argument or the environment itself."""

import re
import shlex
import subprocess
from pathlib import Path

from pydantic import SecretStr

from bot.config.settings import ConfigError, Problem, Settings

COMMAND_S = 60
"""How long the command may take: it may ask a person, or a service elsewhere."""

FILE, COMMAND = "RAPPORT_DATABASE_KEY_FILE", "RAPPORT_DATABASE_KEY_COMMAND"
MAKING = "(umask 077; openssl rand -hex 32 > FILE)"
_KEY = re.compile(r"[0-9a-fA-F]{64}")


def database_key(settings: Settings) -> SecretStr | None:
    """The key, or None where the database is to be plain. Raises ConfigError, which never has anything of the key."""
    file, command = settings.database_key_file, settings.database_key_command
    if file and command:
        raise ConfigError([Problem(COMMAND, f"and {FILE} are both set: leave one out")])
    if file:
        return _key(FILE, _read(file), f"{file} must hold")
    if command:
        return _key(COMMAND, _run(command), "must print")
    return None


def _key(name: str, text: str, must: str) -> SecretStr:
    if not _KEY.fullmatch(text.strip()):
        raise ConfigError([Problem(name, f"{must} 64 hexadecimal digits and nothing else, as made by {MAKING}")])
    return SecretStr(text.strip().lower())


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise ConfigError([Problem(FILE, f"{file} cannot be read ({error.strerror}). A new key: {MAKING}")]) from None
    except UnicodeDecodeError:
        return ""


def _run(command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # what the admin wrote into the settings
            shlex.split(command), stdout=subprocess.PIPE, timeout=COMMAND_S, check=True
        )
    except subprocess.CalledProcessError as error:
        raise ConfigError([Problem(COMMAND, f"ended with exit status {error.returncode}")]) from None
    except subprocess.TimeoutExpired:
        raise ConfigError([Problem(COMMAND, f"did not answer within {COMMAND_S} seconds")]) from None
    except (OSError, ValueError):
        raise ConfigError(
            [Problem(COMMAND, "cannot be started. It is a program with arguments, without a shell")]
        ) from None
    return done.stdout.decode("ascii", "replace")
