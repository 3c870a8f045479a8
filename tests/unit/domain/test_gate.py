"""The rule of the gate, for each who and what."""

from itertools import product

import pytest

from bot.domain.gate import UNKNOWN, Answer, Audience, answer, of_channel, of_person
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK
from bot.domain.people import INSIDE, Person, Role
from bot.domain.slack_channel import Outsider, SlackChannel, Trouble
from jobs.sending.renderers import RENDERERS

READS = {Role.GUEST, Role.STRANGER}
OPEN = {Trouble.SHARED, Trouble.OUTSIDERS}


def channel(trouble: Trouble) -> SlackChannel:
    outsiders = (Outsider("U0GUS", "Gus", Role.GUEST),) if trouble is Trouble.OUTSIDERS else ()
    return SlackChannel(FEEDBACK, "C1", "feedback", trouble, outsiders=outsiders)


@pytest.mark.parametrize(("role", "is_about_customers", "is_edit"), [*product(Role, [True, False], [True, False])])
def test_of_a_person(role: Role, is_about_customers: bool, is_edit: bool) -> None:  # noqa: FBT001  # parameters
    given = answer(of_person(Person("U1", "A", role=role)), is_about_customers=is_about_customers, is_edit=is_edit)

    if role in INSIDE:
        assert given is Answer.SHOW
    elif role in READS and is_edit and is_about_customers:
        assert given is Answer.NEUTRAL
    else:
        assert given is Answer.NOTHING


@pytest.mark.parametrize("trouble", Trouble)
def test_of_a_channel(trouble: Trouble) -> None:
    audience = of_channel(channel(trouble))
    post = answer(audience, is_about_customers=True, is_edit=False)
    edit = answer(audience, is_about_customers=True, is_edit=True)

    if trouble is Trouble.NONE:
        assert (post, edit) == (Answer.SHOW, Answer.SHOW)
    else:
        assert (post, edit) == (Answer.NOTHING, Answer.NEUTRAL if trouble in OPEN else Answer.NOTHING)


@pytest.mark.parametrize(("is_about_customers", "is_edit"), [*product([True, False], repeat=2)])
def test_unknown_is_no(is_about_customers: bool, is_edit: bool) -> None:  # noqa: FBT001  # parameters
    assert answer(UNKNOWN, is_about_customers=is_about_customers, is_edit=is_edit) is Answer.NOTHING


def test_why_not_is_a_sentence_that_names_who_reads_it() -> None:
    said = of_channel(channel(Trouble.OUTSIDERS)).outside

    assert said == "#feedback is read by Gus (a guest), while customers' data is for the team alone."
    assert Audience().outside == ""


def test_every_kind_of_message_has_its_renderer() -> None:
    assert set(RENDERERS) == set(MessageKind)
