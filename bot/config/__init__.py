"""What the one who runs Rapport sets, in the environment or a `.env` file."""

from bot.config.database_key import database_key
from bot.config.settings import ConfigError, Need, Problem, Settings, load, unknown_names

__all__ = ["ConfigError", "Need", "Problem", "Settings", "database_key", "load", "unknown_names"]
