"""What the one who runs Rapport sets, in the environment or a `.env` file."""

from bot.config.database_key import database_key
from bot.config.settings import ConfigError, Need, Settings, WrongVariable, load, unknown_names

__all__ = ["ConfigError", "Need", "Settings", "WrongVariable", "database_key", "load", "unknown_names"]
