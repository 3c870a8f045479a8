"""`rapport sandbox`: Rapport without Slack."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli import logs
from bot.cli.loading import without_collecting
from bot.domain.errors import RapportError


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=3900, show_default=True, help="0 takes a free one.")
@click.option("--open/--no-open", "open_page", default=True, help="Open the page in the browser.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), default=Path("data/sandbox"),
              show_default=True, help="Folder of the sandbox's database.")  # fmt: skip
@click.option("--fresh", "is_fresh", is_flag=True, help="Begin with the made-up business as new.")
@click.option("--empty", "is_empty", is_flag=True, help="Begin with nothing, to see how Rapport is set up.")
@click.option("--bot/--no-bot", "with_bot", default=True, help="Only the stand-in, for a bot started elsewhere.")
@click.option("--now", metavar="ISO", help="What time it is in the sandbox, such as 2026-11-23T09:00.")
@click.option("--request-url", metavar="URL", help="Deliver by signed HTTP to this address instead of Socket Mode.")
def sandbox(
    port: int,
    data: Path,
    now: str | None,
    request_url: str | None,
    *,
    open_page: bool,
    is_fresh: bool,
    is_empty: bool,
    with_bot: bool,
) -> None:
    """Start a stand-in for Slack on this machine, with a made-up business and the real bot connected to it."""
    try:
        with without_collecting():
            from bot.sandbox import run  # noqa: PLC0415  # because a server without the sandbox extra lacks its libraries
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise RapportError(
            f"The sandbox needs {library}, which is not installed. Install it with: uv sync --extra sandbox "
            "(or pip install 'rapport[sandbox]')."
        ) from error
    logs.start("WARNING")
    run.serve(
        port=port,
        data=data,
        is_fresh=is_fresh,
        is_empty=is_empty,
        with_bot=with_bot,
        open_page=open_page,
        now=_instant(now) if now else None,
        say=click.echo,
        request_url=request_url,
    )


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter("must be a time such as 2026-11-23T09:00 (UTC) or …T09:00+01:00") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
