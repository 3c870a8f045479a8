"""Who is asking, from which place, and the key that makes their request count once."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from slack_bolt import BoltContext

from bot.deps import Deps
from bot.domain.calendar import local_date
from bot.domain.custom_fields import CustomField
from bot.domain.errors import NotAllowedError, RapportError, RepeatedError, StorageError, UnsureError, Who, raise_all
from bot.domain.listing import Listing
from bot.domain.people import Person, check_can_be_given
from bot.domain.rights import Extent, Right, check_may, extent_of
from bot.domain.saying import say
from bot.domain.settings import WorkspaceSettings
from bot.reading.customer_fields import Reader
from bot.use_cases.custom_fields import fields_of
from bot.use_cases.lists import place
from bot.use_cases.looks import new_looks, note_looks
from bot.use_cases.once import Answer, Told, check_not_refused, once
from bot.use_cases.scribbles import settle
from bot.use_cases.session import Session
from bot.views.message import Message, View
from bot.views.pages import page
from bot.views.settings_page import PAGE
from handlers.opening import in_modal, open_view, replace_view

Body = dict[str, Any]

ASKING = "asking"
"""In a request's context: the Asking behind it."""

IS_SAVED = "is_saved"
"""In a request's context, once its unit of work is committed: what fails after that must not say otherwise."""

FROM_HOME = "home"
"""Among the ids of a form or page: it was opened from the Home tab, where what comes of it is shown."""

ORIGIN = "origin"
"""Among the ids of a form or page: the name of where it was opened from (bot/slack/replies.py)."""

OVER_SETTINGS = "over_settings"
"""Among the ids of a form: it was opened from the page of the settings, which shows what comes of it."""

SCRIBBLE = "scribble"
"""Among the ids of a form: the card of something written in plain words, which is settled when the form is sent."""

PLACE = "place"
"""Among the ids of a form: the list or card in an ephemeral message that it was opened from."""


@dataclass(frozen=True)
class Asking:
    """One request of a person: a command, a click or a form. `rules`: those in force as it came in."""

    deps: Deps
    person: Person
    rules: WorkspaceSettings
    body: Body
    context: BoltContext

    @staticmethod
    def of(context: BoltContext) -> "Asking":
        """The one behind this request, as handlers/roles.py put it there."""
        asking: Asking = context[ASKING]
        return asking

    @property
    def key(self) -> str:
        """Slack's own id of the request; a view that is replaced keeps its id, and gets another hash."""
        if self.body.get("type") == "event_callback":
            return f"function:{self.body['event']['function_execution_id']}"
        if self.is_form:
            return f"view_submission:{self.body['view']['id']}:{self.body['view'].get('hash', '')}"
        return f"{self.body.get('type', 'command')}:{self.body['trigger_id']}"

    @property
    def is_form(self) -> bool:
        """Whether somebody sends a form."""
        return bool(self.body.get("type") == "view_submission")

    def check(self, right: Right) -> None:
        """Raise NotAllowedError unless they may do it, at least to what is their own."""
        check_may(self.person, right, self.rules.admins_only)

    def may(self, right: Right) -> bool:
        """Whether they may do it without limits."""
        return extent_of(self.person, right, self.rules.admins_only) is Extent.ALL

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session of theirs that only reads; whose card is drawn in it is noted."""
        with self.deps.reading(self.person) as session:
            yield session
            now, opened = session.now, new_looks(session)
        if opened:
            self.deps.database.write(lambda uow: note_looks(uow, self.person, opened, now))

    def once(self, use: Callable[[Session], Message]) -> Message:
        """Do something in one unit of work; the same request again gives the same message.

        A refused command or click stays refused; a refused form is mended and comes again.
        """
        return Message(**self.answered_once(use))

    def answered_once(self, use: Callable[[Session], Told]) -> Answer:
        """The same for what is no message: its answer, as JSON."""
        if self.is_form and SCRIBBLE in self.view_ids:
            use = partial(_settling, int(self.view_ids[SCRIBBLE]), use)
        session_of = partial(self.deps.session, person=self.person)
        answered = once(self.key, session_of, use, keeps_refusals=not self.is_form)
        answer, has_mail = self.deps.answer_to(self.key), False
        while answer is None:
            try:
                answer, has_mail = self.deps.database.write(answered)
            except (RepeatedError, RapportError) as error:
                answer = self._given_all_the_same(error)
        if has_mail:
            self.deps.wake()
        check_not_refused(answer)
        self.context[IS_SAVED] = True
        return answer

    def _given_all_the_same(self, error: RepeatedError | RapportError) -> Answer | None:
        """The answer that the key tells of; None: nothing was stored after all. Raises the error where it stands."""
        try:
            answer = self.deps.answer_to(self.key)
        except StorageError:
            raise error from None
        if answer is None and not isinstance(error, UnsureError):
            raise error
        return answer

    def look(self, use: Callable[[Session], Message]) -> Message:
        """Look something up."""
        with self.reading() as session:
            return use(session)

    def open(self, view: View) -> str:
        """Open a form or page over the conversation, or over the form clicked in, and give its id.

        Raises NotOpenedError.
        """
        return open_view(self.deps.client, self.body, self.with_origin(view))

    def with_origin(self, view: View) -> View:
        """The view with what tells where it was opened from; over another view that is where the other one was."""
        ids = json.loads(view.get("private_metadata") or "{}")
        return {**view, "private_metadata": json.dumps({**ids, **self._origin()})}

    def _origin(self) -> dict[str, Any]:
        if self.is_home:
            return {FROM_HOME: True}
        if url := self.body.get("response_url"):
            place = {PLACE: str(self.place)} if self.place and self.is_ephemeral else {}
            return {ORIGIN: self.deps.replies.keep(url), **place}
        kept = {name: value for name, value in self.view_ids.items() if name in {FROM_HOME, ORIGIN}}
        return {**kept, OVER_SETTINGS: True} if self.view_ids.get(PAGE) else kept

    @property
    def view_ids(self) -> dict[str, Any]:
        """The ids that the form or page of this request was opened with."""
        ids: dict[str, Any] = json.loads((self.body.get("view") or {}).get("private_metadata") or "{}")
        return ids

    def reply(self, message: Message, *, replace: bool = False, title: str = "Rapport") -> None:
        """Answer a click, to the one who clicked only.

        In a form or on the Home tab it opens as a page; elsewhere it is an ephemeral message, with `replace` in place
        of the ephemeral one that was clicked.
        """
        if url := self.body.get("response_url"):
            self.deps.replies.send(url, message.payload(), replace=replace and self.is_ephemeral)
        elif self.is_page and replace:
            replace_view(self.deps.client, self.body, self.with_origin(page(title, message)))
        else:
            self.open(page(title, message))

    def giving_to(self, user_id: str | None, *, field: str = "assignee") -> str | None:
        """Somebody to give work to. Raises NotAllowedError for guests, strangers, bots and the deactivated.

        Asks Slack, so it is called before the unit of work.
        """
        if user_id:
            check_can_be_given(self._found(user_id, field), field)
        return user_id or None

    def giving_to_each(self, people: Iterable[tuple[str, str | None]]) -> None:
        """The same for several (field, person) of one form. Raises one NotAllowedError for all of them."""
        wrong = []
        for field, person in people:
            try:
                self.giving_to(person, field=field)
            except NotAllowedError as error:
                wrong.append(error)
        raise_all(wrong)

    def _found(self, user_id: str, field: str) -> Person:
        try:
            return self.deps.person(user_id, self.rules)
        except NotAllowedError as error:  # its sentence is meant for the one who asks
            raise NotAllowedError(
                say("Slack could not say just now who "),
                Who(user_id),
                say(" is. Please try again in a minute."),
                field=field,
            ) from error

    @property
    def today(self) -> date:
        """The local day of the one who asks."""
        return local_date(self.deps.clock.now(), self.person.tz)

    @property
    def reader(self) -> Reader:
        """Reads what the one who asks writes about a customer."""
        return Reader.of(self.person, self.today, self.rules.country, self.custom_fields)

    @cached_property
    def custom_fields(self) -> Sequence[CustomField]:
        """The team's own fields, in the order of forms."""
        with self.reading() as session:
            return fields_of(session)

    @property
    def is_ephemeral(self) -> bool:
        """Whether the clicked message is one that only this person sees."""
        return bool(self.body.get("container", {}).get("is_ephemeral"))

    @property
    def is_home(self) -> bool:
        """Whether the click was on the Home tab."""
        return bool((self.body.get("view") or {}).get("type") == "home")

    @property
    def is_page(self) -> bool:
        """Whether the click was in a form or page over the conversation."""
        return in_modal(self.body)

    @property
    def is_public(self) -> bool:
        """Whether the click was on a message that the outbox edits: everybody sees there what came of it."""
        return self.body.get("container", {}).get("type") == "message" and not self.is_ephemeral

    @property
    def place(self) -> Listing | None:
        """The list or card that the clicked element stands in, if any."""
        return place((self.body.get("actions") or [{}])[0].get("block_id", ""))

    @property
    def value(self) -> str:
        """What the clicked element carries. It says what is meant, never who may."""
        action = self.body["actions"][0]
        chosen = action.get("selected_option") or {}
        return str(chosen.get("value") or action.get("value") or "")


def _settling(scribble_id: int, use: Callable[[Session], Told], session: Session) -> Told:
    settle(session, scribble_id)
    return use(session)
