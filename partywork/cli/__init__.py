"""The command line: `./run partywork …`."""

import click

from partywork.cli.database import database


@click.group()
def main() -> None:
    """Công tác Đảng: the commands of an installation."""


main.add_command(database, "db")
