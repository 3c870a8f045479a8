"""`python -m bot.sentiment [fewer|balanced|more]`: scores the lines of standard input."""

import sys
from typing import cast, get_args

from bot.domain.mood import Sensitivity
from bot.sentiment import load, score_lines


def main() -> None:
    """Reads until the input ends; each answer is written at once."""
    sensitivity = sys.argv[1] if len(sys.argv) > 1 else "balanced"
    if sensitivity not in get_args(Sensitivity):
        sys.exit(f"{sensitivity} is no sensitivity: use fewer, balanced or more.")
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # because stdin is text here
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)  # type: ignore[union-attr]  # because stdout is too
    score_lines(load(), sys.stdin, sys.stdout.write, cast("Sensitivity", sensitivity))


if __name__ == "__main__":
    main()
