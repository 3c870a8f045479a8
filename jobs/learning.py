"""The mood scorer learns from the workspace's labels, in the background, and never becomes worse than what ships."""

from bot.deps import Deps
from bot.use_cases.session import Session
from jobs.job import Act
from storage import learned
from storage.learned import Model


def learn(deps: Deps, session: Session) -> Act | None:
    """Refit when labels were given, changed or taken away since; about a second for 1,000 labels."""
    seen = learned.fingerprint(session.uow)
    if seen == (learned.seen(session.uow) or NOTHING):
        return None
    labels, now = learned.labels(session.uow), session.now

    def refit() -> None:
        made = deps.scorer.learn(labels)
        deps.database.write(lambda uow: learned.save(uow, Model(made, seen, now)))

    return refit


def recall(deps: Deps) -> None:
    """Score by what the workspace's owner has learned: this process or another one."""
    with deps.database.reading() as uow:
        model = learned.load(uow)
    deps.scorer.recall(model.json if model else "")


NOTHING = "0:None:0"
"""The fingerprint of no labels at all."""
