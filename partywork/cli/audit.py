"""Commands on the trail."""

import click

from partywork.audit.service import verify_chain
from partywork.cli.database import application


@click.group()
def audit() -> None:
    """Look after the trail."""


@audit.command()
def verify() -> None:
    """Recompute the chain; leave with 1 and the broken places if it does not hold."""
    with application():
        broken = list(verify_chain())
    if broken:
        places = ", ".join(str(sequence) for sequence in broken)
        raise click.ClickException(f"The trail was changed or cut at: {places}")
    click.echo("The trail is whole.")
