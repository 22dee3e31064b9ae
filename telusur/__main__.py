"""`python -m telusur` is the command `telusur`."""

from telusur.search.cli import run

if __name__ == "__main__":
    run()
