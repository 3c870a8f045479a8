"""Where the data is kept: files of SQLite, with commands of their own, or PostgreSQL, which brings its own programs."""

from bot.config import Settings
from bot.domain.errors import NotFoundError


def only_files(settings: Settings, instead: str) -> None:
    """Raise NotFoundError, saying what there is `instead`, where a command is for files and the data is elsewhere."""
    if settings.database:
        raise NotFoundError(f"The data is kept in PostgreSQL (RAPPORT_DATABASE), not in files. {instead}")
