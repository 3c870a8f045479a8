"""The team's own fields: what there is."""

from collections.abc import Sequence

from bot.domain.custom_fields import CustomField
from bot.use_cases.session import Session
from storage import custom_fields


def fields_of(session: Session) -> Sequence[CustomField]:
    """The fields there are, in the order of forms."""
    return custom_fields.all_of(session.uow)
