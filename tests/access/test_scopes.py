"""Every scoped table has a policy, and every policy keeps two cells apart."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select

import partywork
from partywork.accounts.models import InspectionCase, Mandate, SignInAttempt, User, UserSession
from partywork.admissions.models import (
    CellVote,
    ClassLetter,
    ClassPlace,
    PartyClass,
    Procedure,
    Prospect,
    ProspectReview,
    Readmission,
    Sponsor,
    StepRecord,
)
from partywork.audit.models import AuditEntry
from partywork.badges.models import BadgeSubmission
from partywork.ballots.models import (
    Envelope,
    RegisterLine,
    ReservedOpinion,
    RollEntry,
    Tracker,
    Vote,
)
from partywork.bulletins.models import Bulletin, BulletinLine
from partywork.cells.models import (
    Appointment,
    Body,
    CellWatch,
    Member,
    Nomination,
    Organisation,
    SavedFilter,
    TermExtension,
    TermOfOffice,
)
from partywork.checks.models import DifferenceList, DifferenceRow
from partywork.core.actor import Actor, system
from partywork.core.db import Base, OrganisationOwned, Scoped, db
from partywork.meetings.models import Addendum, Delegate, Minutes
from partywork.notifications.models import Mail, MailWish, Notice
from partywork.privacy.models import KeyRotation
from partywork.reports.models import FrozenFigure, Report, ReportComment, ReportSection
from partywork.transfers.models import TransferPaper, TransferReminder
from tests.access.sides import TODAY, Side
from tests.access.world import World

Visible = Callable[[Actor], Select[Any]]

# Tables no policy names: they are read only as part of a record that has one.
PARTS = {
    ProspectReview: Prospect,
    StepRecord: Procedure,
    Readmission: Procedure,
    Sponsor: Procedure,
    CellVote: Procedure,
    ClassPlace: PartyClass,
    RollEntry: Vote,
    ReservedOpinion: Vote,
    Addendum: Minutes,
    ReportSection: Report,
    FrozenFigure: Report,
    ReportComment: Report,
}

# Read by the door itself, to tell who somebody is, and by nobody else.
IDENTITY = {Mandate}

# What is no secret to people of the Đảng bộ: the tree and who leads what.
PUBLIC = {Organisation, Body, TermOfOffice, TermExtension, Appointment}

# What the technical administrator looks after: none of it tells of a person's Party life.
TECHNICAL = {Organisation, Body, TermOfOffice, TermExtension, User, KeyRotation}


def _policies() -> dict[str, Visible]:
    found = {}
    for module in pkgutil.walk_packages(partywork.__path__, "partywork."):
        if module.name.endswith(".policy") or ".policy." in module.name:
            policy = importlib.import_module(module.name)
            for name, function in inspect.getmembers(policy, inspect.isfunction):
                if name.startswith("visible") and function.__module__ == module.name:
                    found[f"{module.name.removeprefix('partywork.')}.{name}"] = function
    return found


POLICIES = _policies()


def _models(visible: Visible) -> list[type[Any]]:
    """Return what is read; a record may come with its part."""
    return [described["entity"] for described in visible(system(TODAY)).column_descriptions]


def _scoped() -> set[type[Any]]:
    return {m.class_ for m in Base.registry.mappers if issubclass(m.class_, Scoped)}


def test_every_scoped_table_has_a_policy_or_is_part_of_a_record_that_has() -> None:
    covered = {model for visible in POLICIES.values() for model in _models(visible)}

    assert _scoped() == covered | set(PARTS) | IDENTITY
    assert not covered & (set(PARTS) | IDENTITY)
    assert set(PARTS.values()) <= covered


def _is_of(row: Any, side: Side) -> bool:
    people = {person.id for person in side.people}
    transfers = {keys.get("transfer_id") for keys in side.objects.values()}
    classes = {keys.get("class_id") for keys in side.objects.values()}
    users = {actor.user_id for actor in (side.secretary, side.deputy, side.plain)}
    if isinstance(row, OrganisationOwned):
        return row.organisation_id == side.organisation.id
    if isinstance(row, AuditEntry):
        return row.organisation_path == side.organisation.path
    if isinstance(row, (RegisterLine, Envelope, Tracker)):
        return any(row.ballot_id == ids.get("ballot_id") for ids in side.objects.values())
    owner = {
        Member: lambda: row.id in people,
        User: lambda: row.id in users,
        UserSession: lambda: row.user_id in users,
        SavedFilter: lambda: row.user_id in users,
        Notice: lambda: row.recipient_id in people,
        MailWish: lambda: row.recipient_id in people,
        Organisation: lambda: row.id == side.organisation.id,
        SignInAttempt: lambda: False,
        TransferPaper: lambda: row.transfer_id in transfers,
        ClassLetter: lambda: row.class_id in classes,
    }
    return owner[type(row)]()


def _rows(world: World, visible: Visible, actor: Actor) -> list[Any]:
    with world.app.app_context():
        rows = db.session.execute(visible(actor)).unique()
        return [one for row in rows for one in row if one is not None]


# Tables of which the world has no row in the cells, or whose rows nobody but their owner reads.
WITHOUT_ROWS = {
    BadgeSubmission,
    Bulletin,
    BulletinLine,
    CellWatch,
    Delegate,
    DifferenceList,
    DifferenceRow,
    InspectionCase,
    KeyRotation,
    Mail,
    Nomination,
    Notice,
    SavedFilter,
    SignInAttempt,
    TransferReminder,
    UserSession,
}


# What somebody did themself: the system, which has no account, did nothing of the kind.
OF_ONESELF = {"audit.policy.visible_own"}


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_two_cells_do_not_see_each_other(world: World, name: str) -> None:
    visible = POLICIES[name]
    model = _models(visible)[0]
    everything = _rows(world, visible, system(TODAY))
    nobody = Actor(user_id=None, member_id=None, name="", day=TODAY)

    assert _rows(world, visible, nobody) == []
    if model in PUBLIC:
        return
    for mine, theirs in ((world.a, world.b), (world.b, world.a)):
        has_rows = model not in WITHOUT_ROWS and name not in OF_ONESELF
        if has_rows and not model.__name__.startswith(("Import", "MemberImport")):
            assert any(_is_of(row, theirs) for row in everything), "the world lacks such a row"
        for actor in (mine.secretary, mine.deputy, mine.plain):
            seen = _rows(world, visible, actor)
            assert not [row for row in seen if _is_of(row, theirs)]


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_the_administrator_sees_no_content(world: World, name: str) -> None:
    visible = POLICIES[name]
    administrator = world.principals["q"]
    assert administrator is not None

    seen = _rows(world, visible, administrator)

    if not set(_models(visible)) <= TECHNICAL:
        assert not [row for row in seen if not _is_own(row, administrator)]


def _is_own(row: Any, actor: Actor) -> bool:
    return isinstance(row, UserSession) and row.user_id == actor.user_id
