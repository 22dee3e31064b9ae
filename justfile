# The daily steps; `just` lists them. Each line is an ordinary command, for whoever has no just.

bin := ".venv/bin"

_list:
    @just --list --unsorted

# Make the environment, with all that development needs
setup:
    python3 -m venv .venv
    {{bin}}/pip install --editable '.[dev]'

# The whole suite, or what is named: just test tests/search -k passages
test *arguments:
    {{bin}}/python -m pytest -n auto {{arguments}}

# The suite without its slowest files, until the first failure, what failed last time first
test-fast *arguments:
    {{bin}}/python -m pytest --exitfirst --failed-first \
        --ignore tests/test_packaging.py --ignore tests/typing --ignore tests/index/ingest/test_killing.py {{arguments}}

# The page in the Chromium of the system
test-browser *arguments:
    {{bin}}/pip install --quiet --editable '.[browser]'
    {{bin}}/python -m pytest --browser tests/web/browser {{arguments}}

# What style asks for
lint:
    {{bin}}/ruff check .
    {{bin}}/ruff format --check .

# Type checkers follow strict editable installations only; afterwards the daily one is back
types:
    rm -rf build/__editable__.*
    {{bin}}/pip install --quiet --no-deps --editable . --config-settings editable_mode=strict
    {{bin}}/mypy; code=$?; {{bin}}/pip install --quiet --no-deps --editable . && exit $code

# What the suite runs through, in the processes that it starts as well; at least 95 %
coverage *arguments:
    {{bin}}/coverage erase
    {{bin}}/coverage run -m pytest {{arguments}}
    {{bin}}/coverage combine --quiet
    {{bin}}/coverage report

# Speed beside other engines; takes long
bench-speed *arguments:
    {{bin}}/pip install --quiet --editable '.[benchmark]'
    {{bin}}/python benchmarks/speed.py {{arguments}}

# Ranking and passages beside other engines
bench-quality *arguments:
    {{bin}}/pip install --quiet --editable '.[benchmark]'
    {{bin}}/python benchmarks/quality.py {{arguments}}

# Mutated samples of every format for the sources
fuzz count="100000":
    {{bin}}/python tools/fuzz_sources.py {{count}}
