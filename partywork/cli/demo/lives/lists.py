"""Lists that go out, lists that are compared, lists by which records are brought up to date."""

from datetime import date, timedelta

from partywork.cells.models import Member
from partywork.cells.policy import visible_members
from partywork.cells.service import export_making, export_requests, filters, importing, undoing
from partywork.cells.terms import ExportFormat, ImportMode
from partywork.checks.models import DifferenceList
from partywork.checks.rules.presence import OF_OURS
from partywork.checks.service import comparing, loading, presence, printing
from partywork.checks.terms import Decision, Look, Presence
from partywork.cli.demo.lives.stage import DESK, SECOND, Stage
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db


def tell(stage: Stage) -> None:
    """Take lists out, compare one half through, update by another."""
    _exports(stage)
    _comparisons(stage)
    _updates(stage)


def _exports(stage: Stage) -> None:
    """Keep a filter; one list waits for the second person, one was refused.

    Of the lists agreed to one is ready, one was taken, one was left lying until it was emptied.
    """
    filters.save(stage.desk(), name="Đảng viên nữ", asked={"gioi_tinh": "female"})
    officer, second = stage.act("bithu-cb12"), stage.act(DESK)
    for reason, answer in (
        ("Rà soát thông tin liên lạc đầu năm", "approve"),
        ("Lập danh sách mời dự lễ 3/2", "take"),
        ("Lập danh sách chúc mừng ngày 7/11", "leave"),
        ("Gửi hội viên ngoài Đảng", "refuse"),
        ("Chuẩn bị đổi thẻ đảng viên", ""),
    ):
        asked = export_requests.ask(
            officer,
            {"loai": "is_official"},
            export_format=ExportFormat.SPREADSHEET,
            is_unmasked=True,
            reason=reason,
        )
        if not answer:
            continue
        is_approved = answer != "refuse"
        export_requests.decide(
            second,
            asked.id,
            asked.version,
            is_approved=is_approved,
            refusal="" if is_approved else "Không cung cấp dữ liệu ra ngoài Đảng.",
        )
        if is_approved:
            for _done in export_making.prepare(asked.id):
                pass
        if answer == "take":
            export_making.take(officer, asked.id)
        elif answer == "leave":
            asked.valid_until = clock.now() - timedelta(hours=1)
            export_making.expire()
    export_requests.ask(
        stage.act(SECOND),
        {"tinh_trang": "exempted"},
        export_format=ExportFormat.CSV,
        is_unmasked=True,
        reason="Thăm hỏi đảng viên cao tuổi",
    )


_HEADER = "Họ và tên,Ngày sinh,Số thẻ,Nghề nghiệp,Quê quán"


def _comparisons(stage: Stage) -> None:
    """Compare the list of another source, half decided; of a second one no column is known."""
    names = [*stage.helpers("CB11", 4), *stage.helpers("CB12", 4)]
    keys = [one.id for one in names]
    query = visible_members(system(stage.today)).where(Member.id.in_(keys))
    people = sorted(db.session.scalars(query), key=lambda one: (one.name_sort_key, one.born_on))
    rows = [
        f"{one.full_name},{one.born_on:%d/%m/%Y},{one.card_number},Kỹ sư,Xã Hạ Lam"
        for one in people
    ]
    rows.append(f"Đinh Hữu Lượng,{date(1979, 4, 8):%d/%m/%Y},20260088,Kỹ sư,Xã Hạ Lam")
    compared = _load(stage, "CSDL đảng viên (bản xuất)", "\n".join([_HEADER, *rows]))
    different = comparing.open_page(stage.desk(), compared.id).people
    for person, right in zip(different, Decision, strict=False):
        fields = [one.field for one in person.fields]
        comparing.decide(
            stage.desk(),
            person.row_id,
            version=person.version,
            decisions=dict.fromkeys(fields, right),
            bases=dict.fromkeys(fields, "Lý lịch đảng viên"),
        )
    desk = stage.desk()
    (stranger,) = comparing.open_page(desk, compared.id, look=Look.THEIRS).people
    presence.decide_theirs(
        desk,
        stranger.row_id,
        version=stranger.version,
        presence=Presence.STRIKE,
        basis="Sổ đảng viên",
    )
    missing = comparing.open_page(desk, compared.id, look=Look.OURS).only_ours
    for one, what in zip(missing, OF_OURS, strict=False):
        presence.decide_ours(
            desk, compared.id, one.member_id, version=0, presence=what, basis="Sổ đảng viên"
        )
    printing.ask_whole(
        stage.desk(), compared.id, reason="Gửi cơ quan quản lý dữ liệu để chỉnh sửa theo công văn"
    )
    unknown = ["Họ và tên,Nghề nghiệp,Quê quán,Năm"]
    unknown += [f"{one.full_name},Kỹ sư,Xã Hạ Lam,{one.born_on.year}" for one in people]
    _load(stage, "Danh sách hưởng chế độ", "\n".join(unknown))


def _load(stage: Stage, source: str, text: str) -> DifferenceList:
    return loading.load(
        stage.desk(), file_name="danh sach.csv", source=source, content=text.encode()
    )


_NEW = (
    "Họ và tên,Ngày sinh,Giới tính,Ngày vào Đảng,Ngày chính thức,Chi bộ,Tình trạng,Nghề nghiệp",
    "Tăng Thị Bích Liên,14/02/1988,Nữ,19/05/2015,19/05/2016,"
    "Chi bộ Hội Khoa học Lịch sử Việt Nam,Chính thức,Giảng viên",
)


def _updates(stage: Stage) -> None:
    """Update records by a list, take another such list back, leave a third one looked at only."""
    people = stage.helpers("CB33", 3)
    rows = [f"{one.name},{one.born_on:%d/%m/%Y},Chuyên gia" for one in people]
    rows.append("Hà Văn Khuyết,01/01/1970,Chuyên gia")
    text = "\n".join(["Họ và tên,Ngày sinh,Nghề nghiệp", *rows])
    for is_kept in (False, True):
        batch = importing.preview(
            stage.desk(), file_name="cap nhat.csv", content=text.encode(), mode=ImportMode.UPDATE
        )
        for _done in importing.commit_import(stage.desk(), batch.id):
            pass
        if not is_kept:
            undoing.undo(stage.desk(), batch.id)
    both = "\n".join([*_NEW, *(f"{one.name},{one.born_on:%d/%m/%Y},,,,,,Kỹ sư" for one in people)])
    importing.preview(
        stage.desk(), file_name="bo sung.csv", content=both.encode(), mode=ImportMode.BOTH
    )
