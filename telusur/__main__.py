"""`python -m telusur` is the command `telusur`."""

from telusur.search.cli import main

if __name__ == "__main__":
    main()
