"""The command line: `./run partywork …`."""

import click

from partywork.cli.accounts import create_admin
from partywork.cli.audit import audit
from partywork.cli.backup import backup, restore
from partywork.cli.ballot import ballot
from partywork.cli.database import database
from partywork.cli.demo.command import demo
from partywork.cli.keys import keys
from partywork.cli.people import import_members, import_organisations
from partywork.cli.serve import scheduler, serve


@click.group()
def main() -> None:
    """Công tác Đảng: the commands of an installation."""


main.add_command(database, "db")
main.add_command(demo)
main.add_command(serve)
main.add_command(scheduler)
main.add_command(backup)
main.add_command(restore)
main.add_command(audit)
main.add_command(ballot)
main.add_command(keys)
main.add_command(create_admin)
main.add_command(import_organisations)
main.add_command(import_members)
