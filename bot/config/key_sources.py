"""A key from a file or from a command, never from an argument or the environment itself."""

import shlex
import subprocess
import sys
from pathlib import Path

from bot.config.settings import ConfigError
from bot.config.wrong_variable import WrongVariable

COMMAND_S = 60
"""How long the command may take: it may ask a person, or a service elsewhere."""

QUIET_S = 2
"""After so long it is said what is waited for."""


def read(name: str, file: Path, wanted: str) -> str:
    """What a file holds; "" where that is no text. Raises ConfigError, with what is `wanted`."""
    try:
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise ConfigError([WrongVariable(name, f"{file} cannot be read ({error.strerror}). {wanted}")]) from None
    except UnicodeDecodeError:
        return ""


def run(name: str, command: str) -> str:
    """What a command prints. Raises ConfigError."""
    try:
        with subprocess.Popen(  # noqa: S603  # what the admin wrote into the settings
            shlex.split(command), stdout=subprocess.PIPE
        ) as running:
            printed = _printed_by(name, running)
    except (OSError, ValueError):
        raise ConfigError(
            [WrongVariable(name, "cannot be started. It is a program with arguments, without a shell")]
        ) from None
    if running.returncode:
        raise ConfigError([WrongVariable(name, f"ended with exit status {running.returncode}")])
    return printed.decode("ascii", "replace")


def _printed_by(name: str, running: subprocess.Popen[bytes]) -> bytes:
    try:
        return running.communicate(timeout=QUIET_S)[0]
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"Waiting up to {COMMAND_S} seconds for the program of {name}.\n")
    try:
        return running.communicate(timeout=COMMAND_S - QUIET_S)[0]
    except subprocess.TimeoutExpired:
        running.kill()
        raise ConfigError([WrongVariable(name, f"did not answer within {COMMAND_S} seconds")]) from None
