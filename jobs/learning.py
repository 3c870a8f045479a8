"""The mood scorer learns from the workspace's labels, in the background, and never becomes worse than what ships."""

from datetime import datetime

from bot.deps import Deps
from storage import learned
from storage.learned import Model


def learn(deps: Deps, now: datetime) -> None:
    """Refit when labels were given, changed or taken away since; about a second for 1,000 labels."""
    with deps.database.reading() as uow:
        seen, model = learned.fingerprint(uow), learned.load(uow)
        if seen == (model.seen if model else NOTHING):
            return
        labels = learned.labels(uow)
    made = deps.scorer.learn(labels)
    deps.database.write(lambda uow: learned.save(uow, Model(made, seen, now)))


def recall(deps: Deps) -> None:
    """Score by what the workspace's owner has learned: this process or another one."""
    with deps.database.reading() as uow:
        model = learned.load(uow)
    deps.scorer.recall(model.json if model else "")


NOTHING = "0:None:0"
"""The fingerprint of no labels at all."""
