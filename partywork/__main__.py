"""`python -m partywork` runs the command line."""

from partywork.cli import main

if __name__ == "__main__":
    main(prog_name="partywork")
