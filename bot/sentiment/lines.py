"""Scores lines of a pipe: texts or JSON in, JSON out, in order, as they come."""

import json
from collections.abc import Callable, Iterable

from bot.domain.mood import Scorer, Sensitivity


def score_lines(
    scorer: Scorer, lines: Iterable[str], write: Callable[[str], object], sensitivity: Sensitivity = "balanced"
) -> None:
    """Writes one line {"score", "label", "phrases"} (and "reason" if there is one) for each line read.

    A line is a text, or JSON {"text": text}; JSON that is broken or something else is taken as the text it is.
    """
    for line in lines:
        mood = scorer.score(_text(line.rstrip("\r\n")), sensitivity)
        answer: dict[str, object] = {"score": mood.score, "label": mood.label, "phrases": list(mood.phrases)}
        if mood.reason:
            answer["reason"] = mood.reason
        write(json.dumps(answer, ensure_ascii=False) + "\n")


def _text(line: str) -> str:
    if not line.lstrip().startswith("{"):
        return line
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return line
    text = data.get("text") if isinstance(data, dict) else None
    return text if isinstance(text, str) else line
