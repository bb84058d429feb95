"""Every word of whole lives that a demo shows at least once, by the column that keeps it."""

from partywork.admissions.terms import (
    ClassKind,
    ProcedureKind,
    ProcedureState,
    ProspectStage,
    ReviewKind,
    SponsorKind,
    VoteOutcome,
)
from partywork.badges.terms import Ground, NominationStatus, PostponementReason
from partywork.cells import terms as cells
from partywork.checks.terms import DifferenceStatus
from partywork.conduct.terms import DecidedBy
from partywork.dues.terms import DuesGroup, PayingPlace, PaymentWay, ReliefPercent
from partywork.privacy.terms import (
    CorrectionStatus,
    PaperStanding,
    RequestKind,
    RequestStatus,
    RotationStatus,
)
from partywork.transfers.terms import TransferKind, TransferState

# Table, column, the words looked for.
SHOWN = (
    ("organisations", "kind", set(cells.OrganisationKind)),
    ("member_events", "kind", set(cells.EventKind)),
    ("memberships", "status", set(cells.MembershipStatus)),
    ("memberships", "joining_reason", set(cells.JoiningReason)),
    ("memberships", "leaving_reason", set(cells.LeavingReason)),
    ("members", "card_kind", set(cells.CardKind)),
    ("group_places", "post", set(cells.GroupPost)),
    ("reorganisations", "kind", set(cells.ReorganisationKind)),
    ("reorganisations", "status", set(cells.ReorganisationStatus)),
    ("nominations", "kind", set(cells.NominationKind)),
    ("nominations", "status", set(cells.NominationStatus)),
    ("appointments", "decision_kind", set(cells.DecisionKind)),
    ("member_imports", "mode", set(cells.ImportMode)),
    # Under way only while a process works at it.
    ("member_imports", "status", set(cells.ImportStatus) - {cells.ImportStatus.RUNNING}),
    ("import_rows", "status", set(cells.RowStatus)),
    (
        "export_requests",
        "status",
        set(cells.ExportStatus) - {cells.ExportStatus.APPROVED, cells.ExportStatus.EXPIRED},
    ),
    ("export_requests", "kind", set(cells.ExportKind)),
    # Keys change at the command line only, by what was confirmed.
    (
        "key_rotations",
        "status",
        set(RotationStatus) - {RotationStatus.RUNNING, RotationStatus.DONE},
    ),
    ("prospects", "stage", set(ProspectStage)),
    ("prospect_reviews", "kind", set(ReviewKind)),
    ("procedures", "kind", set(ProcedureKind)),
    ("procedures", "state", set(ProcedureState)),
    ("procedure_sponsors", "kind", set(SponsorKind)),
    ("procedure_votes", "outcome", set(VoteOutcome)),
    ("party_classes", "kind", set(ClassKind)),
    ("transfers", "kind", set(TransferKind)),
    ("transfers", "state", set(TransferState)),
    ("badge_nominations", "status", set(NominationStatus)),
    ("badge_nominations", "ground", set(Ground)),
    ("badge_nominations", "postponed_for", set(PostponementReason)),
    ("dues_declarations", "group", set(DuesGroup)),
    ("dues_declarations", "place", set(PayingPlace)),
    ("dues_reliefs", "percent", set(ReliefPercent)),
    ("dues_lines", "way", set(PaymentWay)),
    ("corrections", "status", set(CorrectionStatus)),
    ("data_requests", "kind", set(RequestKind)),
    ("data_requests", "status", set(RequestStatus)),
    # What nobody noted is «chưa kiểm tra».
    ("dossier_papers", "standing", set(PaperStanding) - {PaperStanding.UNCHECKED}),
    ("difference_lists", "status", set(DifferenceStatus)),
)

# The details of events: the kind, the name, the words looked for.
DETAILS = (
    ("disciplined", "form", set(cells.DisciplineForm) - {cells.DisciplineForm.EXPULSION}),
    ("disciplined", "decided_by", set(DecidedBy)),
    ("commended", "form", set(cells.CommendationForm)),
    ("commended", "level", set(cells.CommendationLevel)),
    ("file_supplemented", "step", set(cells.DeathStep)),
)
