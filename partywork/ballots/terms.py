"""The words of votes."""

from partywork.core.terms import Term


class VoteKind(Term):
    """How a vote is taken."""

    OPEN = "open", "Biểu quyết công khai"
    SECRET = "secret", "Bỏ phiếu kín"


class VoteSubject(Term):
    """What is voted on; the threshold follows from it."""

    RESOLUTION = "resolution", "Thông qua nghị quyết"
    ORDINARY = "ordinary", "Nội dung thường"
    ADMISSION = "admission", "Kết nạp đảng viên"
    CONFIRMATION = "confirmation", "Công nhận đảng viên chính thức"
    STRIKE_OFF = "strike_off", "Xóa tên đảng viên dự bị"
    EXPULSION = "expulsion", "Đề nghị khai trừ"
    DISCIPLINE = "discipline", "Khiển trách, cảnh cáo, cách chức"
    COMMITTEE_ELECTION = "committee_election", "Bầu cấp ủy, bí thư, phó bí thư"
    DELEGATE_ELECTION = "delegate_election", "Bầu đại biểu dự đại hội cấp trên"
    TRUST = "trust", "Lấy phiếu tín nhiệm"
    RATING = "rating", "Xếp loại chất lượng"
    QUALITY = "quality", "Chất lượng buổi sinh hoạt"
    OPINION = "opinion", "Lấy ý kiến, thăm dò"


class VoteStatus(Term):
    """The life of a vote: never opened twice, never changed after closing."""

    PREPARED = "prepared", "Chưa biểu quyết"
    OPEN = "open", "Đang biểu quyết"
    PASSED = "passed", "Được thông qua"
    FAILED = "failed", "Không được thông qua"
    STOPPED = "stopped", "Đã dừng, không có kết quả"


class Choice(Term):
    """What a person answers to one question."""

    IN_FAVOUR = "in_favour", "Tán thành"
    AGAINST = "against", "Không tán thành"
    OTHER = "other", "Ý kiến khác"
    INVALID = "invalid", "Không hợp lệ"


class BallotWay(Term):
    """On what people vote secretly."""

    SCREEN = "screen", "Phiếu kín trên màn hình"
    PAPER = "paper", "Phiếu kín bằng giấy"
    BOTH = "both", "Phiếu giấy và màn hình"


class Channel(Term):
    """How and where people may vote on a subject; on paper in the hall they always may.

    What may not be voted on openly is voted on by secret ballot.
    """

    OPEN = "open", "Biểu quyết công khai, giơ tay"
    HALL_OPEN = "hall_open", "Biểu quyết công khai trên màn hình tại hội trường"
    HALL_SCREEN = "hall_screen", "Bỏ phiếu kín trên màn hình tại hội trường"
    ONLINE_OPEN = "online_open", "Biểu quyết công khai khi dự trực tuyến"
    ONLINE_SECRET = "online_secret", "Bỏ phiếu kín khi dự trực tuyến"


class BallotStatus(Term):
    """The life of a ballot: opened once, closed once, counted once."""

    PREPARED = "prepared", "Đang chuẩn bị"
    OPEN = "open", "Đang bỏ phiếu"
    CLOSED = "closed", "Đã đóng hòm phiếu"
    COUNTED = "counted", "Đã kiểm phiếu"
    STOPPED = "stopped", "Đã dừng, phải bỏ phiếu lại"


# What is promised to a voter, and what is not (protocol «hai phong bì, ba chìa khóa»).
PROMISE = (
    "Hệ thống ghi ai đã bỏ phiếu tách khỏi bỏ phiếu thế nào. Phiếu được niêm phong; chỉ mở được "
    "khi hai trong ba người kiểm phiếu cùng mở, sau khi đóng hòm. Người xem cơ sở dữ liệu hay bản "
    "sao lưu không biết đồng chí chọn gì."
)
LIMITS = (
    "Hệ thống không chống được: người cố ý sửa phần mềm đang chạy trên máy chủ; thiết bị của đồng "
    "chí bị cài mã độc; người đứng cạnh nhìn hoặc ép; hai người kiểm phiếu cùng người quản trị "
    "thông đồng; kết quả tự nó lộ ý kiến (ví dụ 100 % đồng ý)."
)
