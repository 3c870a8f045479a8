# What a developer runs. `just` alone lists it.

default:
    @just --list

# format, lint, types, layers, tests: what CI runs
check: lint test

# put every file into shape
format:
    uv run --group dev ruff format .
    uv run --group dev ruff check --fix .

# format, lint, types and layers, changing nothing
lint:
    uv run --group dev ruff format --check .
    uv run --group dev ruff check .
    uv run --group dev mypy
    uv run --group dev lint-imports

# the test command of the README
test *ARGS:
    uv run --group dev pytest {{ARGS}}

# the same with branch coverage (at least 90 %)
coverage:
    uv run --group dev pytest --cov --cov-report=term-missing:skip-covered

# storage, scenarios and faults on PostgreSQL, whose programs have to be installed
postgres:
    uv run --group dev pytest --engine postgres tests/storage tests/scenarios tests/faults

# the long tier of the fault tests; what takes hours is not asked every five minutes where it is
faults:
    uv run --group dev pytest tests/faults -m "full or not full" -n 0 -o faulthandler_timeout=0

# 200 kills while letters go out, with drops before and after the final dot: ten minutes
mail-kills:
    uv run --group dev pytest tests/faults/test_killed_mailer.py -m "full or not full" -n 0 -o faulthandler_timeout=0

# changes the code one small thing at a time and shows which changes no test notices (docs/mutants.md); all, or what is named
mutants *NAMES:
    nice -n 19 uv run --group dev --with "mutmut==3.8.1" mutmut run --max-children 1 {{NAMES}}

# each surface as a picture, in build/pictures/index.html
pictures:
    uv run --group dev pytest tests/pictures

# the benchmarks, with their floors
bench:
    uv run --group dev pytest tests/bench -m bench -s -n 0

# brings the catalogues of other languages up to date with what the code says
language:
    uv run --group dev python tests/catalogues.py

# the bot in its stand-in for Slack
sandbox *ARGS:
    uv run rapport sandbox {{ARGS}}
