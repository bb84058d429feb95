"""The words of prospects, of the two procedures and of their steps."""

from partywork.core.terms import Term


class ProspectStage(Term):
    """How far a quần chúng ưu tú has come; it follows from what was recorded, never typed."""

    WATCHED = "watched", "Theo dõi, giúp đỡ"
    IN_CLASS = "in_class", "Học lớp nhận thức"
    PREPARING = "preparing", "Làm hồ sơ"
    IN_REVIEW = "in_review", "Chi bộ xét"
    PROPOSED = "proposed", "Đề nghị kết nạp"
    DECIDED = "decided", "Có quyết định, chờ lễ"
    ADMITTED = "admitted", "Đã kết nạp"
    DROPPED = "dropped", "Thôi theo dõi"


# The columns of the pipeline: the stages in which work goes on.
OPEN_STAGES = (
    ProspectStage.WATCHED,
    ProspectStage.IN_CLASS,
    ProspectStage.PREPARING,
    ProspectStage.IN_REVIEW,
    ProspectStage.PROPOSED,
    ProspectStage.DECIDED,
)

# The stages that committees above the cell learn of: the file has gone up.
FILED_STAGES = (ProspectStage.PROPOSED, ProspectStage.DECIDED, ProspectStage.ADMITTED)


class ReviewKind(Term):
    """How often a cell looks at a prospect."""

    MONTHLY = "monthly", "Nhận xét tháng"
    YEARLY = "yearly", "Nhận xét năm"


class ContactField(Term):
    """What is kept sealed of a prospect and shown one at a time."""

    PHONE = "phone", "Số điện thoại"
    EMAIL = "email", "Thư điện tử"
    RESIDENCE = "residence", "Nơi cư trú"
    CITIZEN_ID = "citizen_id", "Số căn cước"


class ClassKind(Term):
    """The two classes people are sent to."""

    AWARENESS = "awareness", "Lớp bồi dưỡng nhận thức về Đảng"
    NEW_MEMBER = "new_member", "Lớp bồi dưỡng đảng viên mới"

    @property
    def in_text(self) -> str:
        """The words inside a sentence; «Đảng» keeps its capital."""
        return self.label[0].lower() + self.label[1:]


class ProcedureKind(Term):
    """The procedures that make members: for the first time, again, and for good."""

    ADMISSION = "admission", "Kết nạp đảng viên"
    READMISSION = "readmission", "Kết nạp lại vào Đảng"
    CONFIRMATION = "confirmation", "Chuyển đảng chính thức"

    @property
    def admits(self) -> bool:
        """Say whether a decision of this kind ends in a ceremony and begins a probation."""
        return self is not ProcedureKind.CONFIRMATION


class Leaving(Term):
    """How somebody left the Party who asks to be admitted again."""

    STRUCK_OFF = "struck_off", "Bị xóa tên"
    PROBATIONER_STRUCK_OFF = "probationer_struck_off", "Bị xóa tên khi là đảng viên dự bị"
    RESIGNED = "resigned", "Xin ra khỏi Đảng"
    EXPELLED = "expelled", "Bị khai trừ"


class ProcedureState(Term):
    """How far a file has come."""

    PREPARING = "preparing", "Đang làm hồ sơ"
    REVIEWED = "reviewed", "Chi bộ đã thông qua"
    REFUSED = "refused", "Chi bộ đề nghị xóa tên"
    UNDECIDED = "undecided", "Ba lần chưa đủ hai phần ba"
    SENT_UP = "sent_up", "Đã gửi cấp ủy cấp trên"
    DECIDED = "decided", "Đã có quyết định"
    CELEBRATED = "celebrated", "Đã tổ chức lễ kết nạp"
    COMPLETED = "completed", "Đã hoàn thành"
    STOPPED = "stopped", "Dừng"


OPEN_STATES = tuple(
    state
    for state in ProcedureState
    if state not in (ProcedureState.COMPLETED, ProcedureState.STOPPED)
)

# The states in which an admission may still be stopped.
BEFORE_DECISION = tuple(
    state
    for state in OPEN_STATES
    if state not in (ProcedureState.DECIDED, ProcedureState.CELEBRATED)
)


class VoteOutcome(Term):
    """What a vote of the cell came to, out of all official members."""

    AGREED = "agreed", "Đủ hai phần ba tán thành"
    REFUSED = "refused", "Đủ hai phần ba không tán thành"
    BELOW = "below", "Chưa đủ hai phần ba"


class SponsorKind(Term):
    """Who introduces a candidate."""

    MEMBER = "member", "Đảng viên chính thức"
    YOUTH_UNION = "youth_union", "Ban Chấp hành Đoàn cơ sở"
    TRADE_UNION = "trade_union", "Ban Chấp hành Công đoàn cơ sở"


class Step(Term):
    """The steps of admission, those of readmission alone, then those of confirmation."""

    LISTED = "listed", "Chi bộ đưa vào danh sách, phân công đảng viên giúp đỡ"
    EDUCATION = "education", "Xác nhận học vấn đủ điều kiện, đã đối chiếu văn bằng"
    AWARENESS = "awareness", "Học lớp bồi dưỡng nhận thức về Đảng"
    APPLICATION = "application", "Đơn tự nguyện xin vào Đảng (viết tay)"
    BIOGRAPHY = "biography", "Lý lịch của người xin vào Đảng"
    VERIFICATION = "verification", "Thẩm tra lý lịch, cấp ủy cơ sở kết luận"
    SPONSORSHIP = "sponsorship", "Giấy giới thiệu của đảng viên chính thức"
    UNION = "union", "Nghị quyết giới thiệu của Đoàn hoặc Công đoàn cơ sở"
    OPINIONS = "opinions", "Tổng hợp ý kiến đoàn thể và chi ủy nơi cư trú"
    CELL_VOTE = "cell_vote", "Chi bộ họp xét và biểu quyết từng người"
    APPRAISAL = "appraisal", "Đảng ủy bộ phận báo cáo thẩm định"
    DECISION = "decision", "Đảng ủy biểu quyết, cấp có thẩm quyền quyết định kết nạp"
    CEREMONY = "ceremony", "Tổ chức lễ kết nạp, từng người một"
    DECLARATION = "declaration", "Phân công giúp đỡ; khai lý lịch và phiếu đảng viên"
    REGISTERED = "registered", "Nhập cơ sở dữ liệu; thu đảng phí từ tháng kết nạp"

    ELIGIBILITY = "eligibility", "Xem xét điều kiện kết nạp lại"
    FORMER_PAPERS = "former_papers", "Giấy tờ về việc ra khỏi Đảng trước đây"
    APPLICATION_AGAIN = "application_again", "Đơn xin kết nạp lại vào Đảng (viết tay)"
    UPPER_CONSENT = "upper_consent", "Cấp ủy cấp trên đồng ý bằng văn bản"

    NEW_MEMBER_CLASS = "new_member_class", "Học lớp bồi dưỡng đảng viên mới"
    SELF_REVIEW = "self_review", "Bản tự kiểm điểm của đảng viên dự bị"
    HELPER_REMARKS = "helper_remarks", "Nhận xét của đảng viên được phân công giúp đỡ"
    LOCAL_OPINIONS = "local_opinions", "Ý kiến Đoàn, Công đoàn và chi ủy nơi cư trú"
    CONFIRMATION_VOTE = "confirmation_vote", "Chi bộ xét và biểu quyết công nhận chính thức"
    CONFIRMATION_DECISION = (
        "confirmation_decision",
        "Đảng ủy biểu quyết, cấp có thẩm quyền quyết định công nhận",
    )
    ANNOUNCED = "announced", "Công bố quyết định tại buổi sinh hoạt gần nhất"
    CARD = "card", "Đề nghị cấp thẻ đảng viên"


class LineState(Term):
    """What the day says of one line of a checklist."""

    DONE = "done", "Đã có"
    DONE_LATE = "done_late", "Đã có, chậm"
    LATE = "late", "Quá hạn"
    NOW = "now", "Đang làm"
    WAITING = "waiting", "Chưa đến bước này"
    NOT_NEEDED = "not_needed", "Không áp dụng"
