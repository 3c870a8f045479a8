"""What the workspace's mood scorer learned, and the labels it learns from.

The model holds words of the labelled texts, so it goes when they go: labels of undone entries do not count, and erasing
a customer's texts changes what was seen, whereupon the model is made anew (jobs/learning.py).
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.mood import TextLabel
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


@dataclass(frozen=True)
class Model:
    """A learned model as JSON, which labels it has `seen` (a fingerprint), and since when it is in use."""

    json: str
    seen: str
    learned_at: datetime


def load(uow: UnitOfWork) -> Model | None:
    """The model in use."""
    row = uow.row("SELECT model, seen, learned_at FROM learned WHERE model != ''")
    return Model(row["model"], row["seen"], instant(row["learned_at"])) if row else None


def seen(uow: UnitOfWork) -> str:
    """The fingerprint of the labels that the model in use has seen; "" where there is none."""
    row = uow.row("SELECT seen FROM learned WHERE model != ''")
    return str(row["seen"]) if row else ""


def save(uow: UnitOfWork, model: Model) -> None:
    """Use this model from now on."""
    uow.execute(
        "INSERT INTO learned (id, model, seen, learned_at) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " model = excluded.model, seen = excluded.seen, learned_at = excluded.learned_at",
        (model.json, model.seen, instant_text(model.learned_at)),
    )


def reset(uow: UnitOfWork, now: datetime) -> None:
    """Forget the model; labels given until now are not learned from again."""
    moment = instant_text(now)
    uow.execute(
        "INSERT INTO learned (id, model, seen, learned_at, reset_at) VALUES (1, '', '', ?, ?) ON CONFLICT (id)"
        " DO UPDATE SET model = '', seen = '', learned_at = excluded.learned_at, reset_at = excluded.reset_at",
        (moment, moment),
    )


def fingerprint(uow: UnitOfWork) -> str:
    """Changes whenever a label that counts is given, changed or taken away."""
    row = uow.row(
        "SELECT count(*) AS n, max(labelled_at) AS last, coalesce(sum(touchpoint_id), 0) AS ids FROM counting_labels"
    )
    return f"{row['n']}:{row['last']}:{row['ids']}" if row else ""


def labels(uow: UnitOfWork) -> list[TextLabel]:
    """Every label that counts, with its text, oldest first."""
    rows = uow.rows("SELECT text, label, labelled_at FROM counting_labels ORDER BY labelled_at")
    return [TextLabel(row["text"], row["label"], instant(row["labelled_at"])) for row in rows]
