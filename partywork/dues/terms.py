"""The words of đảng phí: groups, grounds, ways to pay, and how a month of a member stands."""

from partywork.core.terms import Term


class DuesGroup(Term):
    """By what a member's dues are reckoned (Quy định 01-QĐ/TW năm 2026)."""

    INSURED = "insured", "Đóng bảo hiểm xã hội bắt buộc"
    ON_ALLOWANCE = "on_allowance", "Hưởng trợ cấp ốm đau, thai sản của BHXH"
    PENSIONER = "pensioner", "Hưởng lương hưu"
    STUDENT = "student", "Học sinh, sinh viên"
    NOT_INSURED = "not_insured", "Không tham gia BHXH bắt buộc"
    ABROAD = "abroad", "Sinh sống, làm việc ở nước ngoài"


class PayingPlace(Term):
    """Where a member who lives in two cells for a time pays, as the letter says."""

    OWN_CELL = "own_cell", "Chi bộ sinh hoạt chính thức"
    TEMPORARY_CELL = "temporary_cell", "Chi bộ sinh hoạt tạm thời"


class ReliefGround(Term):
    """Why a member pays less or nothing; the oldest by Party age need no decision."""

    SOCIAL_PENSION = "social_pension", "Hưởng trợ cấp hưu trí xã hội"
    POOR_HOUSEHOLD = "poor_household", "Hộ nghèo, hộ cận nghèo"
    SERIOUS_ILLNESS = "serious_illness", "Mắc bệnh hiểm nghèo"
    HARDSHIP = "hardship", "Hoàn cảnh khó khăn khác"


class ReliefPercent(Term):
    """By how much dues are lowered."""

    THIRTY = "30", "Giảm 30%"
    FIFTY = "50", "Giảm 50%"
    SEVENTY = "70", "Giảm 70%"
    ALL = "100", "Miễn toàn bộ"


class PaymentWay(Term):
    """How the money came."""

    CASH = "cash", "Nộp tiền mặt tại chi bộ"
    PORTAL = "portal", "Đã nộp qua Cổng DVCQG"


class Entry(Term):
    """What is written down for one member and month."""

    CASH = "cash", "Nộp tiền mặt tại chi bộ"
    PORTAL = "portal", "Đã nộp qua Cổng DVCQG"
    EXCUSED = "excused", "Chưa nộp, có lý do chính đáng"
    UNPAID = "unpaid", "Chưa nộp"


class Why(Term):
    """Why an amount is what it is."""

    BY_RATE = "by_rate", "Theo mức quy định"
    HIGHER = "higher", "Tự nguyện đóng cao hơn"
    REDUCED = "reduced", "Được giảm"
    PARTY_AGE = "party_age", "Miễn do tuổi Đảng"
    EXEMPT = "exempt", "Được miễn"
    PAYS_ELSEWHERE = "pays_elsewhere", "Đóng ở nơi sinh hoạt tạm thời"
    PAYS_AT_HOME = "pays_at_home", "Đóng ở chi bộ sinh hoạt chính thức"
    PAID_BEFORE = "paid_before", "Đã đóng ở chi bộ trước"
    DETAINED = "detained", "Đang bị khởi tố, tạm giam"
    UNDECLARED = "undeclared", "Chưa kê khai thu nhập"
    NO_RATE = "no_rate", "Chưa có mức, Đảng ủy quy định"


class Timing(Term):
    """When a month was paid."""

    IN_TIME = "in_time", "Đúng tháng"
    EARLY = "early", "Đóng trước"
    LATE = "late", "Đóng muộn"


class LineState(Term):
    """How a member stands with one month."""

    PAID = "paid", "Đã đóng"
    PARTLY = "partly", "Đóng chưa đủ"
    PARTLY_SO_FAR = "partly_so_far", "Mới đóng một phần"
    EXEMPT = "exempt", "Miễn"
    ELSEWHERE = "elsewhere", "Không đóng ở đây"
    WAITING = "waiting", "Chưa đóng"
    OWED = "owed", "Còn nợ"
    EXCUSED = "excused", "Chưa đóng, có lý do chính đáng"
    UNKNOWN = "unknown", "Chưa xác định mức"
