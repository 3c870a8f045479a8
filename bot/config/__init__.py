"""What the one who runs Rapport sets, in the environment or a `.env` file."""

from bot.config.database_key import database_key
from bot.config.former_rules import former_rules
from bot.config.settings import ConfigError, Need, Settings, load, over_http, unknown_names
from bot.config.token_keys import token_keys
from bot.config.wrong_variable import WrongVariable

__all__ = [
    "ConfigError",
    "Need",
    "Settings",
    "WrongVariable",
    "database_key",
    "former_rules",
    "load",
    "over_http",
    "token_keys",
    "unknown_names",
]
