# What a developer runs. `just` alone lists it.

default:
    @just --list

# format, lint, types, layers, tests: what CI runs
check: lint test

# put every file into shape
format:
    uv run ruff format .
    uv run ruff check --fix .

# format, lint, types and layers, changing nothing
lint:
    uv run ruff format --check .
    uv run ruff check .
    uv run mypy
    uv run lint-imports

# the test command of the README
test *ARGS:
    uv run pytest {{ARGS}}

# the same with branch coverage (at least 90 %)
coverage:
    uv run pytest --cov --cov-report=term-missing:skip-covered

# the long tier of the fault tests
faults:
    uv run pytest tests/faults -m "full or not full" -n 0

# the benchmarks, with their floors
bench:
    uv run pytest tests/bench -m bench -s -n 0

# the bot in its stand-in for Slack
sandbox *ARGS:
    uv run rapport sandbox {{ARGS}}
