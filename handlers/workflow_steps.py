"""Rapport's steps of Workflow Builder: each run reads its inputs, does one thing, and tells Slack what came of it.

Slack sends a run again that was not acknowledged; by its id it has one effect and the same outputs. What a step refuses
is kept likewise, because Slack ends the workflow there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.deps import Deps
from bot.domain.carried import is_person_id
from bot.domain.channel import Channel, Severity, is_channel, is_severity, read_channel, read_severity
from bot.domain.errors import NotToldError, NotUnderstoodError, RapportError, StorageError
from bot.domain.outbox import FEEDBACK
from bot.domain.saying import say
from bot.domain.touchpoints import TEXT_LENGTH, TouchpointKind
from bot.domain.workflow_steps import CREATE_FOLLOWUP, FIND_CUSTOMER, LOG_COMPLAINT, LOG_TOUCHPOINT, Outputs
from bot.reading.dates import DateWords
from bot.reading.doubts import DoubtError
from bot.reading.said_day import DATE_EXAMPLES, PAST_EXAMPLES, Tense
from bot.reading.slack_text import unescape
from bot.slack.delivery import classify
from bot.use_cases.log_touchpoint import NewTouchpoint
from bot.use_cases.session import Session
from bot.use_cases.workflow_steps import find_by_step, log_by_step, plan_by_step
from handlers.asking import Asking
from handlers.roles import checked

Body = dict[str, Any]
Use = Callable[[Session], Outputs]

ENDED = frozenset({"execution_not_in_running_state", "function_execution_not_found"})
"""Slack was told already how this run ended, or has given it up."""


@dataclass(frozen=True)
class Run:
    """A run of a step, in the name of the one who asks."""

    asking: Asking
    inputs: dict[str, Any]

    def text(self, name: str) -> str:
        """An input in plain words; "" where none was given."""
        given = self.inputs.get(name)
        return unescape(str(given)).strip() if isinstance(given, str | int) else ""

    def person(self, name: str) -> str | None:
        """Whom an input gives work to. Raises NotAllowedError where they cannot have it."""
        return self.asking.giving_to(_person_id(self.text(name), say("Who does it"))) if self.text(name) else None

    def day(self, tense: Tense) -> date | None:
        """The day, None where none was given. Raises NotUnderstoodError, as the others do without quoting."""
        words, asking = self.text("day"), self.asking
        if not words:
            return None
        now: time = asking.deps.clock.now().astimezone(ZoneInfo(asking.person.tz)).time()
        try:
            said = DateWords(asking.today, asking.person.locale, now).said(words, tense)
        except DoubtError:
            said = None
        if said is None:
            raise NotUnderstoodError(
                say(
                    "The step's day is none that can be meant there. Nothing was done. These work: {examples}.",
                    examples=PAST_EXAMPLES if tense == "past" else DATE_EXAMPLES,
                )
            )
        return said.day

    def channel(self) -> str:
        """By what channel the customer was in touch."""
        words = self.text("channel")
        if words and not is_channel(words):
            raise NotUnderstoodError(
                say(
                    "The step's channel is not known. Nothing was done. These work: {channels}.",
                    channels=", ".join(Channel),
                )
            )
        return read_channel(words) if words else Channel.OTHER

    def severity(self) -> Severity | None:
        """How bad a complaint is."""
        words = self.text("severity")
        if words and not is_severity(words):
            raise NotUnderstoodError(
                say(
                    "The step's severity is not known. Nothing was done. These work: {severities}.",
                    severities=", ".join(Severity),
                )
            )
        return read_severity(words) if words else None


def _log(run: Run, kind: TouchpointKind) -> Use:
    asking, text = run.asking, run.text("text")
    new = NewTouchpoint(
        kind=kind,
        text=text,
        mood=asking.deps.mood(text[:TEXT_LENGTH], asking.rules),
        source="workflow",
        happened_on=run.day("past"),
        channel=run.channel(),
        severity=run.severity(),
    )
    alerts_to = asking.deps.addresses.destination(FEEDBACK, asking.rules)
    return partial(log_by_step, wanted=run.text("customer"), new=new, alerts_to=alerts_to)


def _plan(run: Run) -> Use:
    assignee = run.person("assignee") or run.asking.person.id
    return partial(
        plan_by_step, wanted=run.text("customer"), title=run.text("text"), due=run.day("future"), assignee=assignee
    )


def _find(run: Run) -> Use:
    return partial(find_by_step, wanted=run.text("customer"))


PREPARES: dict[str, Callable[[Run], Use]] = {
    LOG_TOUCHPOINT.id: partial(_log, kind=TouchpointKind.TOUCHPOINT),
    LOG_COMPLAINT.id: partial(_log, kind=TouchpointKind.COMPLAINT),
    CREATE_FOLLOWUP.id: _plan,
    FIND_CUSTOMER.id: _find,
}
"""Id of a step -> reads what a run asks for, outside the transaction; what it gives does it, within."""


def register(app: App, deps: Deps) -> None:
    """One listener for each step."""
    for step in PREPARES:

        @app.function(step)
        def run(body: Body, context: BoltContext) -> None:
            _run(deps, body, context)


def _run(deps: Deps, body: Body, context: BoltContext) -> None:
    """What fails because Slack or the database is away is raised: Slack sends it again."""
    execution = body["event"]["function_execution_id"]
    try:
        outputs = _outputs(deps, body, context)
    except (NotToldError, StorageError):
        raise
    except RapportError as error:
        _end(deps.client, "functions.completeError", function_execution_id=execution, error=error.sentence)
    else:
        _end(deps.client, "functions.completeSuccess", function_execution_id=execution, outputs=outputs)


def _outputs(deps: Deps, body: Body, context: BoltContext) -> dict[str, str]:
    """Raises RapportError with what the workflow's people are told, NotToldError where Slack knows nobody just now."""
    event, rules = body["event"], deps.settings()
    inputs = event.get("inputs") or {}
    person = deps.person(_person_id(str(inputs.get("person") or ""), say("For whom")), rules)
    deps.speak_to(person)
    asking = Asking(deps, checked(person, body, rules.admins_only), rules, body, context)
    use = PREPARES[event["function"]["callback_id"]](Run(asking, inputs))
    return dict(asking.answered_once(use)["outputs"])


def _person_id(given: str, field: str) -> str:
    if not is_person_id(given):
        raise NotUnderstoodError(
            say("The step names no person for “{field}”. Nothing was done; choose a colleague there.", field=field)
        )
    return given


def _end(client: WebClient, method: str, **arguments: object) -> None:
    """Tell Slack how the run ended. Raises what the client raises: then all of it comes again."""
    try:
        client.api_call(method, json=arguments)
    except SlackApiError as error:
        if classify(error).error not in ENDED:
            raise
