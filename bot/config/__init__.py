"""What the one who runs Rapport sets, in the environment or a `.env` file."""

from bot.config.database_key import database_key
from bot.config.settings import ConfigError, Need, Settings, WrongVariable, load, over_http, unknown_names
from bot.config.token_keys import token_keys

__all__ = [
    "ConfigError",
    "Need",
    "Settings",
    "WrongVariable",
    "database_key",
    "load",
    "over_http",
    "token_keys",
    "unknown_names",
]
