"""«Vì sao có số này?»: the rule of every figure and the paper it rests on."""

from datetime import date

from partywork.core import display
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.reports.terms import FigureKey

_LOCAL = "theo mẫu địa phương, Đảng ủy xác nhận"
_MOVEMENT = (
    "Đếm theo ngày bắt đầu, ngày kết thúc sinh hoạt trong danh sách đảng viên của chi bộ; "
    f"cuối kỳ = đầu kỳ + tăng − giảm ({_LOCAL})."
)
_JOINED = (
    "Người bắt đầu sinh hoạt tại chi bộ trong kỳ. Kết nạp: đảng viên dự bị vừa có quyết định kết "
    f"nạp; phục hồi: người đã từng sinh hoạt tại chi bộ; còn lại là chuyển đến ({_LOCAL})."
)
_LEFT = (
    "Người thôi sinh hoạt tại chi bộ trong kỳ, theo lý do đã ghi; chưa ghi lý do thì tính là "
    f"chuyển đi ({_LOCAL})."
)
_COMPOSITION = (
    f"Đếm theo tình trạng của đảng viên vào ngày cuối kỳ; chính thức + dự bị = tổng số ({_LOCAL})."
)
_ATTENDANCE = (
    "Cộng kết quả điểm danh các buổi sinh hoạt trong kỳ. Phải dự = đảng viên chính thức và dự bị, "
    "trừ người được miễn, đi công tác đặc biệt, sinh hoạt tạm thời nơi khác "
    "(Hướng dẫn 42-HD/BTCTW; cách tính theo mẫu địa phương, Đảng ủy xác nhận)."
)
_OPINIONS = f"Đếm ý kiến đã ghi trong biên bản các buổi sinh hoạt trong kỳ ({_LOCAL})."
_TASKS = (
    "Nhiệm vụ đến hạn hoặc hoàn thành trong tháng, và nhiệm vụ giao trước đó chưa xong khi vào "
    "tháng; đúng hạn, trễ hạn tính theo ngày hoàn thành, xét đến ngày cuối kỳ "
    "(Hướng dẫn 42-HD/BTCTW; cách tính theo mẫu địa phương, Đảng ủy xác nhận)."
)

_PROSPECTS = (
    "Đếm theo sổ theo dõi quần chúng ưu tú và hồ sơ kết nạp của chi bộ, đến ngày cuối kỳ; "
    f"không nêu tên quần chúng ({_LOCAL})."
)
_DUES = (
    "Theo sổ thu đảng phí của chi bộ (Quy định 01-QĐ/TW, 03/02/2026, theo báo chí dẫn). Phải thu, "
    "đã thu là của tháng báo cáo"
)

_EXPLANATIONS = {
    FigureKey.MEMBERS_AT_START: _MOVEMENT,
    FigureKey.ADMITTED: _JOINED,
    FigureKey.TRANSFERRED_IN: _JOINED,
    FigureKey.RESTORED: _JOINED,
    FigureKey.TRANSFERRED_OUT: _LEFT,
    FigureKey.DIED: _LEFT,
    FigureKey.STRUCK_OFF: _LEFT,
    FigureKey.EXPELLED: _LEFT,
    FigureKey.RESIGNED: _LEFT,
    FigureKey.MEMBERS_AT_END: _MOVEMENT,
    FigureKey.OFFICIAL: _COMPOSITION,
    FigureKey.PROBATIONARY: _COMPOSITION,
    FigureKey.WOMEN: _COMPOSITION,
    FigureKey.EXEMPTED: _COMPOSITION,
    FigureKey.TEMPORARILY_AWAY: _COMPOSITION,
    FigureKey.TEMPORARY_GUESTS: (
        "Đảng viên của tổ chức khác tạm thời đến sinh hoạt vào ngày cuối kỳ; đã tính ở nơi sinh "
        f"hoạt chính thức nên không tính vào tổng số ({_LOCAL})."
    ),
    FigureKey.MEETINGS: (
        "Các buổi sinh hoạt chi bộ đã kết thúc trong kỳ; thời lượng từ giờ khai mạc đến giờ kết "
        "thúc. Chi bộ họp thường lệ mỗi tháng một lần (Điều lệ Đảng, Điều 24.2)."
    ),
    FigureKey.PREPARED: (
        "Ngày chi ủy họp, hoặc bí thư và phó bí thư hội ý, ghi khi chuẩn bị buổi sinh hoạt "
        "(Hướng dẫn 42-HD/BTCTW, II.2.1)."
    ),
    FigureKey.PAPERS: (
        "So giờ gửi giấy mời và tài liệu cuối cùng với giờ họp: phải gửi trước ít nhất {papers} "
        "ngày (Hướng dẫn 42-HD/BTCTW, II.2.1). Buổi không có tài liệu là chưa đúng hạn."
    ),
    FigureKey.RESULTS: (
        "So ngày đăng kết quả lên Sổ tay đảng viên với ngày họp: chậm nhất {results} ngày sau buổi "
        "sinh hoạt (Hướng dẫn 42-HD/BTCTW)."
    ),
    FigureKey.EXPECTED: _ATTENDANCE,
    FigureKey.PRESENT: _ATTENDANCE,
    FigureKey.EXCUSED: _ATTENDANCE,
    FigureKey.UNEXCUSED: (
        f"{_ATTENDANCE} Số tháng cộng dồn từ đầu năm: ba tháng trong năm không có lý do chính đáng "
        "thì chi bộ xem xét (Điều lệ Đảng, Điều 8)."
    ),
    FigureKey.RATE: _ATTENDANCE,
    FigureKey.STATEMENTS: _OPINIONS,
    FigureKey.SPEAKERS: f"{_OPINIONS} Tỷ lệ = số người đã phát biểu trên số người có mặt.",
    FigureKey.RESOLUTIONS: (
        "Nghị quyết chi bộ thông qua trong kỳ; số chỉ có sau khi ký và phát hành "
        "(Hướng dẫn 05-HD/VPTW)."
    ),
    FigureKey.TASKS: _TASKS,
    FigureKey.TASKS_ON_TIME: _TASKS,
    FigureKey.TASKS_LATE: _TASKS,
    FigureKey.TASKS_RUNNING: _TASKS,
    FigureKey.TASKS_OVERDUE: _TASKS,
    FigureKey.TASKS_NOT_DONE: _TASKS,
    FigureKey.TASKS_RATE: f"{_TASKS} Tỷ lệ = số đã xong trên tổng số.",
    FigureKey.PROSPECTS: _PROSPECTS,
    FigureKey.PROSPECTS_IN_CLASS: (
        f"Quần chúng trong danh sách cử đi học lớp mở trong kỳ. {_PROSPECTS}"
    ),
    FigureKey.ADMISSION_FILES: f"Hồ sơ chưa gửi cấp ủy cấp trên. {_PROSPECTS}",
    FigureKey.ADMISSIONS_PROPOSED: (
        f"Hồ sơ đã gửi cấp ủy cấp trên, chưa có quyết định. {_PROSPECTS}"
    ),
    FigureKey.PROBATION_ENDING: (
        "Đảng viên dự bị hết 12 tháng kể từ ngày lễ kết nạp trong thời gian bắt đầu nhắc việc sau "
        "kỳ báo cáo (Điều lệ Đảng, Điều 5)."
    ),
    FigureKey.DUES_DUE: f"{_DUES}.",
    FigureKey.DUES_COLLECTED: f"{_DUES}.",
    FigureKey.DUES_OWED: (
        f"{_DUES}; nợ là các tháng đã qua từ đầu năm chưa nộp đủ mà không có lý do chính đáng."
    ),
    FigureKey.DUES_PASSED_UP: (
        f"{_DUES}; nộp lên là số tiền của các quý đã quyết toán có ngày nộp trong kỳ."
    ),
}


def explanations_on(day: date) -> dict[FigureKey, str]:
    """Return the rule of every figure, with the numbers of days that provisions set on a day."""
    papers = display.count(provisions.value(ProvisionKey.PAPERS_DAYS_BEFORE, day))
    results = display.count(provisions.value(ProvisionKey.RESULTS_DAYS_AFTER, day))
    return {key: text.format(papers=papers, results=results) for key, text in _EXPLANATIONS.items()}
