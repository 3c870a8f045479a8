"""The key of the database file: from a file or from a command, never from an argument or the environment itself."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from pydantic import SecretStr

from bot.config.settings import ConfigError, Settings, WrongVariable

COMMAND_S = 60
"""How long the command may take: it may ask a person, or a service elsewhere."""

QUIET_S = 2
"""After so long it is said what is waited for."""

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
        return _key(FILE, _read(file), f"{file} must hold")
    if command:
        return _key(COMMAND, _run(command), "must print")
    return None


def _key(name: str, text: str, must: str) -> SecretStr:
    if not _KEY.fullmatch(text.strip()):
        raise ConfigError([WrongVariable(name, f"{must} 64 hexadecimal digits and nothing else. {_WANTED}")])
    return SecretStr(text.strip().lower())


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise ConfigError([WrongVariable(FILE, f"{file} cannot be read ({error.strerror}). {_WANTED}")]) from None
    except UnicodeDecodeError:
        return ""


def _run(command: str) -> str:
    try:
        with subprocess.Popen(  # noqa: S603  # what the admin wrote into the settings
            shlex.split(command), stdout=subprocess.PIPE
        ) as running:
            printed = _printed_by(running)
    except (OSError, ValueError):
        raise ConfigError(
            [WrongVariable(COMMAND, "cannot be started. It is a program with arguments, without a shell")]
        ) from None
    if running.returncode:
        raise ConfigError([WrongVariable(COMMAND, f"ended with exit status {running.returncode}")])
    return printed.decode("ascii", "replace")


def _printed_by(running: subprocess.Popen[bytes]) -> bytes:
    try:
        return running.communicate(timeout=QUIET_S)[0]
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"Waiting up to {COMMAND_S} seconds for the program of {COMMAND}.\n")
    try:
        return running.communicate(timeout=COMMAND_S - QUIET_S)[0]
    except subprocess.TimeoutExpired:
        running.kill()
        raise ConfigError([WrongVariable(COMMAND, f"did not answer within {COMMAND_S} seconds")]) from None
