"""Commands on accounts."""

import sys

import click

from partywork.accounts.service.accounts import create_administrator
from partywork.cli.database import application
from partywork.core.errors import RuleBroken


@click.command("create-admin")
@click.argument("user_name", metavar="USER")
@click.option("--name", required=True, help="Full name of the administrator.")
@click.option("--decision", required=True, help="Number of the decision that names them.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create_admin(user_name: str, name: str, decision: str, password_stdin: bool) -> None:
    """Create the account of a system administrator, who sees no Party content."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with application():
        try:
            create_administrator(
                user_name, full_name=name, password=password, decision_number=decision
            )
        except RuleBroken as refusal:
            raise click.ClickException(refusal.message) from refusal
    click.echo(f"The account {user_name} may sign in.")
