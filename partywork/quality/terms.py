"""The words of the quality sheet (Hướng dẫn 42-HD/BTCTW, 28/10/2025)."""

from partywork.core.terms import Term


class QualityGroup(Term):
    """The seven groups of the framework, in the order of the sheet."""

    TIME = "time", "Chấp hành thời gian, thời lượng"
    ATTENDANCE = "attendance", "Tỷ lệ đảng viên dự sinh hoạt"
    PREPARATION = "preparation", "Công tác chuẩn bị"
    CONDUCT = "conduct", "Tổ chức sinh hoạt"
    PRINCIPLES = "principles", "Thực hiện nguyên tắc tổ chức, sinh hoạt đảng"
    RESULTS = "results", "Kết quả lãnh đạo thực hiện kết luận, nghị quyết kỳ trước"
    CLOSING = "closing", "Kết thúc sinh hoạt"


class QualityLevel(Term):
    """How a meeting is called by its points."""

    GOOD = "good", "Tốt"
    FAIR = "fair", "Khá"
    AVERAGE = "average", "Trung bình"
    POOR = "poor", "Kém"


class Measure(Term):
    """What a line of the sheet is answered by: a figure of the system, or people's judgement."""

    JUDGEMENT = "judgement", "Chi bộ tự đánh giá"
    DURATION = "duration", "Số phút sinh hoạt"
    ATTENDANCE = "attendance", "Tỷ lệ dự, vắng không lý do"
    EXCUSED_STREAK = "excused_streak", "Không ai vắng có lý do quá số buổi liên tiếp"
    COMMITTEE_MET = "committee_met", "Chi ủy họp hoặc hội ý trước"
    INVITED = "invited", "Đã mời toàn thể đảng viên"
    PAPERS_IN_TIME = "papers_in_time", "Tài liệu gửi trước đúng hạn"
    PAPERS_ON_HANDBOOK = "papers_on_handbook", "Tài liệu có trên Sổ tay trước giờ họp"
    THEME = "theme", "Có sinh hoạt chuyên đề"
    SPEAKERS = "speakers", "Tỷ lệ đảng viên phát biểu"
    MINUTES_COMPLETE = "minutes_complete", "Biên bản ghi đủ các mục"
    RESULTS = "results", "Tỷ lệ nhiệm vụ kỳ trước hoàn thành"
    CONCLUDED = "concluded", "Có kết luận, nghị quyết được thông qua"
    ASSIGNED = "assigned", "Biên bản, nghị quyết, phân công được thông qua"
    POSTED_IN_TIME = "posted_in_time", "Đăng kết quả đúng hạn"


class SheetStatus(Term):
    """The life of a sheet: marks at the meeting, official once the posting clock has run."""

    PROVISIONAL = "provisional", "Điểm tạm tính"
    OFFICIAL = "official", "Điểm chính thức"
