"""Commands on secret ballots."""

from uuid import UUID

import click

from partywork.ballots import queries
from partywork.ballots.service.reading import recount as count_again
from partywork.cli.database import application
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.errors import NotVisible, RuleBroken


@click.group()
def ballot() -> None:
    """Look after secret ballots; what anybody answered is nowhere to be seen."""


@ballot.command()
@click.argument("ballot_id", type=click.UUID)
def recount(ballot_id: UUID) -> None:
    """Work a result out again from its published answers; leave with 1 if it does not agree."""
    with application():
        actor = system(clock.today())
        try:
            found = queries.ballot_of(actor, ballot_id)
        except NotVisible as absent:
            raise click.ClickException(f"There is no ballot {ballot_id}.") from absent
        try:
            again = count_again(actor, ballot_id)
        except RuleBroken as early:
            raise click.ClickException(f"Ballot {ballot_id} is not counted yet.") from early
    click.echo(f"{found.title}: {found.status.label}")
    for vote in found.votes:
        tally = again.tallies[vote.id]
        click.echo(
            f"{vote.position}. {vote.question}: {tally.in_favour} / {tally.against} / "
            f"{tally.other_opinion} (tán thành / không tán thành / ý kiến khác)"
        )
    if not again.agrees or again.box_agrees is False:
        raise click.ClickException("The result is not what was written down at the counting.")
    click.echo("The result agrees with what was written down at the counting.")
