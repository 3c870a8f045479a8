"""Who recommended whom in a file, which may name customers who stand further below, by the ids they had elsewhere."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.customer_columns import is_own_id, read_own_id
from bot.domain.saying import say
from bot.reading.import_cells import Read
from bot.reading.import_columns import Columns
from bot.reading.notes import Note
from bot.use_cases.customers import edit_customer
from bot.use_cases.imported import FILLED, Imported, Intake
from bot.use_cases.session import Session
from storage import audit, customers, search


class Links:
    """What a file says of who its customers are, and of who recommended them; followed once all of it is stored."""

    def __init__(self, session: Session, columns: Columns, intake: Intake) -> None:
        self._session, self._columns, self._intake = session, columns, intake
        self._ids: dict[str, int] = {}
        self._referred: list[tuple[int, int, str]] = []

    def own_id(self, read: Read) -> int | None:
        """The id that a row says its customer has in this workspace."""
        said = read.links.get("id")
        return read_own_id(self._intake.workspace, said) if said else None

    def note(self, line: int, customer_id: int, read: Read) -> None:
        """Who a row was, and who recommended them; kept only where the file says that of somebody."""
        if "referred_by" not in self._columns.holds:
            return
        if said := read.links.get("id"):
            self._ids[said] = customer_id
        if words := read.links.get("referred_by"):
            self._referred.append((line, customer_id, words))

    def follow(self, before: int, entry: Callable[[], audit.AuditEntry], done: Imported) -> None:
        """Store who recommended whom. `before`: the last id before the file; `entry`: that of the whole import."""
        for line, customer_id, words in self._referred:
            referrer = self._ids.get(words) or self._elsewhere(words)
            customer = customers.get(self._session.uow, customer_id)
            if customer is None or (referrer and customer.referred_by == referrer):
                continue
            heading = self._columns.heading("referred_by")
            if referrer is None or referrer == customer_id:
                done.lost.add(Note(line, heading, say("I don't know which customer this is.")))
            elif customer.referred_by and not self._intake.replaces:
                done.remarks.add(
                    Note(line, heading, say("{name} has something else here, which was kept.", name=customer.name))
                )
            elif customer_id > before:
                customers.update(self._session.uow, replace(customer, referred_by=referrer))
            else:
                after = replace(customer, referred_by=referrer)
                saved = edit_customer(self._session, after, although_known=True, action=FILLED)
                audit.make_part(self._session.uow, saved.undo_id, entry().id)

    def _elsewhere(self, words: str) -> int | None:
        """Somebody who does not stand in the file: by the id they have here, else the only one who is called so."""
        if is_own_id(words):
            own_id = read_own_id(self._intake.workspace, words)
            return own_id if own_id and customers.get(self._session.uow, own_id) else None
        found = search.exact(self._session.uow, words)
        return found[0].id if len(found) == 1 else None
