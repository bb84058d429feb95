"""The words of the month's steps."""

from partywork.core.terms import Term


class StepKey(Term):
    """The steps of a cell's month, in the order in which they are done."""

    PREPARE = "prepare", "Họp chi ủy hoặc hội ý, chuẩn bị nội dung"
    INVITE = "invite", "Gửi giấy mời"
    PAPERS = "papers", "Gửi tài liệu"
    DUES = "dues", "Ghi tình hình thu nộp đảng phí"
    MEET = "meet", "Sinh hoạt chi bộ"
    CONFIRM = "confirm", "Xác nhận biên bản"
    SIGNED_COPY = "signed_copy", "Đính kèm biên bản bản ký"
    RESOLUTION = "resolution", "Ký và phát hành nghị quyết"
    POST = "post", "Đăng kết quả lên Sổ tay đảng viên"
    REPORT = "report", "Gửi báo cáo tháng lên Đảng ủy"


class StepState(Term):
    """How the page draws a step."""

    DONE = "done", "Xong"
    NOW = "now", "Đang làm"
    NEXT = "next", "Chưa làm"
