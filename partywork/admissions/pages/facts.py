"""What the page of a file tells in pairs: words and a value."""

from partywork.admissions.models import Procedure
from partywork.admissions.rules.checklists import File
from partywork.admissions.rules.limits import Limits
from partywork.admissions.rules.people import certificate_ends
from partywork.admissions.rules.readmission import earliest_review
from partywork.admissions.terms import Step
from partywork.core.display import day as on_screen


def person_of(procedure: Procedure) -> tuple[tuple[str, str], ...]:
    """Return who a file is about, where and with whose help."""
    about = procedure.member or procedure.prospect
    if about is None:
        return ()
    helper = procedure.helper.full_name if procedure.helper else ""
    return (
        ("Chi bộ", procedure.organisation_name),
        ("Ngày sinh", on_screen(about.born_on)),
        ("Đơn vị công tác", about.workplace or ""),
        ("Đảng viên giúp đỡ", helper),
    )


def facts_of(procedure: Procedure, file: File, limits: Limits) -> tuple[tuple[str, str], ...]:
    """Return the days and numbers of the file that are there."""
    certificate = file.done.get(Step.AWARENESS)
    until = (
        certificate_ends(certificate.done_on, limits.certificate_months) if certificate else None
    )
    agreed = ""
    if procedure.committee_members:
        agreed = f"{procedure.committee_in_favour}/{procedure.committee_members} cấp ủy viên"
    pairs = (
        ("Giấy chứng nhận lớp nhận thức có giá trị đến", on_screen(until)),
        ("Văn bản đồng ý về tuổi", procedure.consent_number or ""),
        ("Gửi hồ sơ lên cấp trên", on_screen(procedure.sent_up_on)),
        ("Trả lại chi bộ", on_screen(procedure.returned_on)),
        ("Lý do trả lại", procedure.return_reason or ""),
        ("Đảng ủy tán thành", agreed),
        ("Quyết định số", procedure.decision_number or ""),
        ("Ngày quyết định", on_screen(procedure.decided_on)),
        ("Cơ quan quyết định", procedure.deciding_body or ""),
        ("Ngày tổ chức lễ kết nạp", on_screen(procedure.ceremony_on)),
        ("Biên bản lễ", procedure.ceremony_minutes or ""),
        ("Lý do dừng", procedure.stopping_reason or ""),
    )
    return tuple((words, value) for words, value in pairs if value)


def past_of(procedure: Procedure, limits: Limits) -> tuple[tuple[str, str], ...]:
    """Return how somebody left who asks to come back, and from when the cell may review them."""
    past = procedure.readmission
    if past is None:
        return ()
    earliest = earliest_review(past.left_on, limits.readmission.months)
    is_known = procedure.member_id is not None and procedure.decided_on is None
    pairs = (
        ("Ra khỏi Đảng ngày", on_screen(past.left_on)),
        ("Hình thức", past.leaving.label),
        ("Quyết định ra khỏi Đảng số", past.leaving_decision),
        ("Văn bản xác nhận được xem xét", past.exception_paper),
        ("Số lần đã kết nạp lại", str(past.times_before)),
        ("Chi bộ xét từ ngày", on_screen(earliest)),
        ("Xác nhận không thuộc trường hợp loại trừ", on_screen(past.confirmed_on)),
        ("Hồ sơ đảng viên cũ", "Đã tìm thấy trong danh sách" if is_known else ""),
    )
    return tuple((words, value) for words, value in pairs if value)
