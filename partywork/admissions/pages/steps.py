"""Who acts next on a file, and which doors its page offers."""

from partywork.admissions.models import Procedure
from partywork.admissions.terms import (
    BEFORE_DECISION,
    ProcedureKind,
    ProcedureState,
    VoteOutcome,
)

_WAITS_FOR = {
    ProcedureState.PREPARING: "Chờ chi bộ hoàn thiện hồ sơ và họp xét.",
    ProcedureState.REVIEWED: "Chờ chi bộ gửi hồ sơ lên cấp trên.",
    ProcedureState.REFUSED: "Chờ chi bộ gửi đề nghị xóa tên lên cấp trên.",
    ProcedureState.UNDECIDED: (
        "Chi bộ đã biểu quyết ba lần chưa đủ hai phần ba: phải báo cáo cấp ủy cấp trên."
    ),
    ProcedureState.SENT_UP: "Chờ Đảng ủy xem xét, quyết định.",
    ProcedureState.CELEBRATED: "Chờ hoàn tất hồ sơ sau lễ kết nạp.",
    ProcedureState.COMPLETED: "Đã hoàn thành mọi bước.",
    ProcedureState.STOPPED: "Hồ sơ đã dừng.",
}


_DECIDE = {
    ProcedureKind.ADMISSION: "Ghi quyết định kết nạp",
    ProcedureKind.READMISSION: "Ghi quyết định kết nạp lại",
    ProcedureKind.CONFIRMATION: "Ghi quyết định công nhận",
}


def waits_for(procedure: Procedure) -> str:
    """Return the sentence that says who acts next."""
    if procedure.state is ProcedureState.DECIDED:
        return (
            "Chờ chi bộ tổ chức lễ kết nạp."
            if procedure.kind.admits
            else "Chờ công bố quyết định và đề nghị cấp thẻ."
        )
    return _WAITS_FOR[procedure.state]


def next_steps(
    procedure: Procedure, *, may_prepare: bool, may_decide: bool, is_ready: bool
) -> tuple[tuple[str, str], ...]:
    """Return the doors on the page of a file as (words, endpoint), the next step first.

    `is_ready` says that nothing is missing for the vote; votes are loaded.
    """
    doors: list[tuple[str, str]] = []
    state, is_admission = procedure.state, procedure.kind.admits
    if may_prepare and state is ProcedureState.PREPARING and is_ready:
        doors.append(("Ghi kết quả biểu quyết của chi bộ", "admissions.vote"))
    if may_prepare and state in (ProcedureState.REVIEWED, ProcedureState.REFUSED):
        doors.append(("Gửi hồ sơ lên cấp trên", "admissions.send"))
    if may_prepare and state is ProcedureState.UNDECIDED:
        doors.append(("Báo cáo cấp ủy cấp trên", "admissions.send"))
    if may_decide and state is ProcedureState.SENT_UP:
        doors += _decisions(procedure)
    if may_prepare and is_admission and state is ProcedureState.DECIDED:
        doors.append(("Ghi lễ kết nạp", "admissions.celebrate"))
    if (may_prepare or may_decide) and is_admission and state in BEFORE_DECISION:
        doors.append(("Dừng hồ sơ", "admissions.stop"))
    return tuple(doors)


def _decisions(procedure: Procedure) -> list[tuple[str, str]]:
    """Return what the level above may decide after the last vote of the cell."""
    outcome = procedure.votes[-1].outcome if procedure.votes else VoteOutcome.BELOW
    doors = []
    if outcome is not VoteOutcome.REFUSED:
        doors.append((_DECIDE[procedure.kind], "admissions.decide"))
    if outcome is not VoteOutcome.AGREED and not procedure.kind.admits:
        doors.append(("Ghi quyết định xóa tên", "admissions.strike_off"))
    if outcome is not VoteOutcome.BELOW:
        doors.append(("Trả lại chi bộ", "admissions.send_back"))
    return doors
