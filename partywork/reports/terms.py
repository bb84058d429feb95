"""The words of reports."""

from partywork.core.terms import Term


class ReportKind(Term):
    """Which report; later parts add the quarter, half-year and year."""

    MONTHLY = "monthly", "Báo cáo tháng"


class ReportStatus(Term):
    """The life of a report; «quá hạn» and «chưa gửi» are computed."""

    DRAFT = "draft", "Đang soạn thảo"
    SENT = "sent", "Đã gửi Đảng ủy"
    RETURNED = "returned", "Trả lại để bổ sung"
    ACCEPTED = "accepted", "Đã tiếp nhận"


# The states in which a report says what the Đảng ủy has, until it is returned.
SENT_STATES = (ReportStatus.SENT, ReportStatus.ACCEPTED)


class BoardMark(Term):
    """What one square of the board of cells × months says."""

    ON_TIME = "on_time", "Đúng hạn"
    LATE = "late", "Gửi trễ"
    RETURNED = "returned", "Trả lại"
    MISSING = "missing", "Chưa gửi, quá hạn"
    NOT_DUE = "not_due", "Chưa đến hạn"
    ABSENT = "absent", "Chi bộ không hoạt động"


class SectionKey(Term):
    """The text sections of the monthly report (domain: cells and meetings §6.2)."""

    IDEOLOGY = "ideology", "Tình hình tư tưởng đảng viên, quần chúng"
    POLITICAL_TASKS = "political_tasks", "Kết quả nhiệm vụ chính trị của đơn vị"
    RESOLUTION_RESULTS = "resolution_results", "Kết quả thực hiện nghị quyết tháng trước"
    PRAISE = "praise", "Đảng viên được biểu dương, nhắc nhở"
    DEVELOPMENT = "development", "Công tác phát triển đảng viên"
    INSPECTION = "inspection", "Công tác kiểm tra, giám sát"
    MASSES = "masses", "Công tác dân vận, đoàn thể"
    DIFFICULTIES = "difficulties", "Khó khăn, hạn chế, nguyên nhân"
    PROPOSALS = "proposals", "Kiến nghị với Đảng ủy"
    NEXT_MONTH = "next_month", "Nhiệm vụ tháng tới"


class FigureKey(Term):
    """The counted figures of the monthly report (domain: cells and meetings §6.2)."""

    MEMBERS_AT_START = "members_at_start", "Đảng viên đầu kỳ"
    ADMITTED = "admitted", "Tăng: kết nạp"
    TRANSFERRED_IN = "transferred_in", "Tăng: chuyển đến"
    RESTORED = "restored", "Tăng: phục hồi, khác"
    TRANSFERRED_OUT = "transferred_out", "Giảm: chuyển đi"
    DIED = "died", "Giảm: từ trần"
    STRUCK_OFF = "struck_off", "Giảm: xóa tên"
    EXPELLED = "expelled", "Giảm: khai trừ"
    RESIGNED = "resigned", "Giảm: xin ra khỏi Đảng"
    MEMBERS_AT_END = "members_at_end", "Đảng viên cuối kỳ"
    OFFICIAL = "official", "Trong đó: chính thức"
    PROBATIONARY = "probationary", "Trong đó: dự bị"
    WOMEN = "women", "Trong đó: nữ"
    EXEMPTED = "exempted", "Trong đó: được miễn sinh hoạt"
    TEMPORARILY_AWAY = "temporarily_away", "Trong đó: sinh hoạt tạm thời nơi khác"
    TEMPORARY_GUESTS = "temporary_guests", "Tạm thời đến sinh hoạt (không tính vào tổng số)"
    MEETINGS = "meetings", "Sinh hoạt chi bộ: ngày, hình thức, thời lượng"
    PREPARED = "prepared", "Họp chi ủy hoặc bí thư, phó bí thư hội ý"
    PAPERS = "papers", "Tài liệu gửi trước buổi sinh hoạt"
    RESULTS = "results", "Đăng kết quả sau buổi sinh hoạt"
    EXPECTED = "expected", "Đảng viên phải dự"
    PRESENT = "present", "Có mặt"
    EXCUSED = "excused", "Vắng có lý do"
    UNEXCUSED = "unexcused", "Vắng không lý do"
    RATE = "rate", "Tỷ lệ dự sinh hoạt"
    STATEMENTS = "statements", "Số lượt ý kiến phát biểu"
    SPEAKERS = "speakers", "Tỷ lệ đảng viên phát biểu"
    RESOLUTIONS = "resolutions", "Nghị quyết đã thông qua"
    TASKS = "tasks", "Nhiệm vụ phải thực hiện trong tháng"
    TASKS_ON_TIME = "tasks_on_time", "Nhiệm vụ xong đúng hạn"
    TASKS_LATE = "tasks_late", "Nhiệm vụ xong trễ hạn"
    TASKS_RUNNING = "tasks_running", "Nhiệm vụ đang làm, còn hạn"
    TASKS_OVERDUE = "tasks_overdue", "Nhiệm vụ quá hạn, chưa xong"
    TASKS_NOT_DONE = "tasks_not_done", "Nhiệm vụ không hoàn thành"
    TASKS_RATE = "tasks_rate", "Tỷ lệ nhiệm vụ hoàn thành"
    PROSPECTS = "prospects", "Quần chúng ưu tú đang bồi dưỡng"
    PROSPECTS_IN_CLASS = "prospects_in_class", "Quần chúng học lớp nhận thức về Đảng trong kỳ"
    ADMISSION_FILES = "admission_files", "Hồ sơ kết nạp đang làm"
    ADMISSIONS_PROPOSED = "admissions_proposed", "Hồ sơ đã đề nghị kết nạp, chờ quyết định"
    PROBATION_ENDING = "probation_ending", "Đảng viên dự bị sắp hết thời gian dự bị"
    DUES_DUE = "dues_due", "Đảng phí phải thu của tháng"
    DUES_COLLECTED = "dues_collected", "Đảng phí đã thu của tháng"
    DUES_OWED = "dues_owed", "Đảng phí còn nợ từ đầu năm"
    DUES_PASSED_UP = "dues_passed_up", "Đảng phí nộp lên trong kỳ"
