"""Files of customers that somebody asked to import: carried out, and begun anew where that was interrupted."""

import logging

from bot.deps import Deps
from bot.domain.errors import RapportError, StorageError, without_text
from bot.domain.given_file import ABANDONED, LARGEST, GivenFile, State
from bot.slack.downloads import download
from bot.use_cases.file_imports import give_up, read_file, take_in, told, try_out
from bot.use_cases.session import Session
from jobs.job import Act
from storage import imports

logger = logging.getLogger(__name__)

DEFECT = "This is a defect of Rapport; please tell the admin, whose log says more."


def take_up(deps: Deps, session: Session) -> Act | None:
    """What was interrupted, by a stop or a crash: nothing of it was stored."""
    waiting = imports.interrupted(session.uow, session.now - ABANDONED)

    def again() -> None:
        for one in waiting:
            carry_out(deps, one)

    return again if waiting else None


def carry_out(deps: Deps, import_id: int) -> None:
    """Import a file, and have whoever gave it told; why not, where it cannot be. Raises StorageError: it waits then."""
    with deps.database.reading() as uow:
        given = imports.get(uow, import_id)
    if given is None or given.state is not State.ASKED:
        return
    try:
        _take_in(deps, given)
    except StorageError:
        raise
    except RapportError as error:
        _give_up(deps, given, error.sentence)
    except Exception as error:  # whoever waits for it must hear of it
        logger.error("the import %d failed", import_id, exc_info=without_text(error))  # noqa: TRY400  # as that says
        _give_up(deps, given, DEFECT)


def _take_in(deps: Deps, given: GivenFile) -> None:
    content = download(deps.client, given.slack_file, given.person, LARGEST)
    person = deps.person(given.person)
    with deps.reading(person) as session:
        read = read_file(session, given, content)
        try_out(session, given, read)  # every row is read by then: the transaction only stores
    deps.write(person, lambda session: take_in(session, given, read))


def _give_up(deps: Deps, given: GivenFile, why: str) -> None:
    with deps.reading(deps.person(given.person)) as session:
        now = told(session, given.id)
    if now and now.state is State.ASKED:
        deps.write(deps.person(given.person), lambda session: give_up(session, given.id, why))
