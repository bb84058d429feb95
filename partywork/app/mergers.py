"""What points at a member, and what becomes of it when two records are made one."""

from partywork.admissions.service import doubles as admissions_doubles
from partywork.badges.service import doubles as badges_doubles
from partywork.ballots.service import doubles as ballots_doubles
from partywork.cells.rules.merging import Fate
from partywork.cells.service import doubles as cells_doubles
from partywork.cells.service.merging import Double
from partywork.dues.service import doubles as dues_doubles
from partywork.meetings.service import doubles as meetings_doubles
from partywork.transfers.service import doubles as transfers_doubles

# How people call the records that may point at a member and so keep an import from being undone.
DEPENDENTS = {
    "group_places": "tổ đảng",
    "nominations": "chức vụ chờ xác nhận",
    "difference_rows": "danh sách đang đối chiếu",
    "namesake_pairs": "kết luận hai người khác nhau",
    "users": "tài khoản",
    "attendances": "điểm danh",
    "invitations": "giấy mời",
    "document_readers": "tài liệu đã gửi",
    "statements": "ý kiến phát biểu",
    "meetings": "cuộc họp",
    "agenda_items": "nội dung chương trình",
    "assignments": "việc được giao trong cuộc họp",
    "tasks": "nhiệm vụ",
    "badge_nominations": "đề nghị tặng Huy hiệu Đảng",
    "residence_duties": "nhận xét nơi cư trú",
    "yearly_commitments": "bản cam kết hằng năm",
    "guests": "khách mời dự họp",
    "arrivals": "có mặt tại phòng họp",
    "turns": "xin phát biểu",
    "roll_entries": "biểu quyết",
    "voices": "ý kiến biểu quyết",
    "ballot_register": "danh sách bỏ phiếu",
    "tellers": "người kiểm phiếu",
    "recommendations": "kiến nghị",
    "reserved_opinions": "ý kiến bảo lưu",
    "resolutions": "nghị quyết đã ký",
    "copies": "bản trích, bản sao đã ký",
    "congress_delegates": "đại biểu dự đại hội",
    "prospects": "quần chúng ưu tú",
    "procedures": "hồ sơ kết nạp, chuyển chính thức",
    "procedure_sponsors": "giới thiệu vào Đảng",
    "sent_alerts": "nhắc việc đã gửi",
    "class_places": "danh sách cử đi học",
    "transfers": "hồ sơ chuyển sinh hoạt",
    "corrections": "đề nghị đính chính hồ sơ",
    "dues_declarations": "kê khai đảng phí",
    "dues_reliefs": "miễn, giảm đảng phí",
    "dues_lines": "sổ thu đảng phí",
    "data_requests": "yêu cầu về dữ liệu cá nhân",
    "dossier_papers": "hồ sơ giấy",
}

# What becomes of each of them when two records of one person are made one. What follows the kept
# record changes no figure: of a closed list, a confirmed paper or a counted vote the rows only say
# anew whose they are, and a second row of one thing stays with the record that goes.
ON_MERGER: dict[str, Fate] = {
    "group_places": Fate.FOLLOWS,
    "nominations": Fate.FOLLOWS,
    "difference_rows": Fate.FOLLOWS,
    "namesake_pairs": Fate.OWN_STEP,
    "users": Fate.OWN_STEP,
    "attendances": Fate.FOLLOWS,
    "invitations": Fate.FOLLOWS,
    "document_readers": Fate.FOLLOWS,
    "statements": Fate.FOLLOWS,
    "meetings": Fate.FOLLOWS,
    "agenda_items": Fate.FOLLOWS,
    "assignments": Fate.FOLLOWS,
    "tasks": Fate.FOLLOWS,
    "badge_nominations": Fate.FOLLOWS,
    "residence_duties": Fate.FOLLOWS,
    "yearly_commitments": Fate.FOLLOWS,
    "guests": Fate.FOLLOWS,
    "arrivals": Fate.FOLLOWS,
    "turns": Fate.FOLLOWS,
    "roll_entries": Fate.FOLLOWS,
    "voices": Fate.FOLLOWS,
    "ballot_register": Fate.STAYS,
    "tellers": Fate.STAYS,
    "recommendations": Fate.FOLLOWS,
    "reserved_opinions": Fate.FOLLOWS,
    "resolutions": Fate.FOLLOWS,
    "copies": Fate.FOLLOWS,
    "congress_delegates": Fate.FOLLOWS,
    "prospects": Fate.FOLLOWS,
    "procedures": Fate.FOLLOWS,
    "procedure_sponsors": Fate.FOLLOWS,
    "sent_alerts": Fate.FOLLOWS,
    "class_places": Fate.FOLLOWS,
    "transfers": Fate.FOLLOWS,
    "corrections": Fate.FOLLOWS,
    "dues_declarations": Fate.FOLLOWS,
    "dues_reliefs": Fate.FOLLOWS,
    "dues_lines": Fate.FOLLOWS,
    "data_requests": Fate.FOLLOWS,
    "dossier_papers": Fate.FOLLOWS,
}

# Where two records of one person would count twice, by package.
DOUBLES: tuple[Double, ...] = (
    *cells_doubles.DOUBLES,
    *ballots_doubles.DOUBLES,
    *admissions_doubles.DOUBLES,
    *transfers_doubles.DOUBLES,
    *badges_doubles.DOUBLES,
    *dues_doubles.DOUBLES,
    *meetings_doubles.DOUBLES,
)
