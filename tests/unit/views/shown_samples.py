"""What there is to see of samples, by its view."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from bot.domain.drafts import Draft
from bot.domain.samples import OF_NOTES, SAMPLES
from bot.views.samples import on_its_way, sample, sample_note
from tests.unit.views import worst as w

READER = replace(w.READER, person="U0ANA")

MESSAGES: dict[str, Callable[[], Any]] = {
    **{f"sample, {one.key}": partial(sample, one.key, READER) for one in SAMPLES if one.key not in OF_NOTES},
    "sample_note": lambda: sample_note(Draft(w.long(150), w.long(3_000), ())),
    "on_its_way": on_its_way,
}
