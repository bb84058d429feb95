"""The words of the archive: kinds of papers, who may read them, what a stored file is."""

from partywork.core.terms import Term


class DocumentKind(Term):
    """The named types of papers a grassroots organisation meets (Quy định 399-QĐ/TW)."""

    RESOLUTION = "resolution", "Nghị quyết"
    DECISION = "decision", "Quyết định"
    CONCLUSION = "conclusion", "Kết luận"
    WORKING_RULES = "working_rules", "Quy chế"
    REGULATION = "regulation", "Quy định"
    ANNOUNCEMENT = "announcement", "Thông báo"
    GUIDANCE = "guidance", "Hướng dẫn"
    REPORT = "report", "Báo cáo"
    PLAN = "plan", "Kế hoạch"
    PROGRAMME = "programme", "Chương trình"
    PROJECT = "project", "Đề án"
    OPTION_PAPER = "option_paper", "Phương án"
    SUBMISSION = "submission", "Tờ trình"
    OFFICIAL_LETTER = "official_letter", "Công văn"
    MINUTES = "minutes", "Biên bản"
    COPY = "copy", "Bản sao"
    MEETING_PAPER = "meeting_paper", "Tài liệu cuộc họp"


# Abbreviations of the named types (Hướng dẫn 05-HD/VPTW): quyết định and quy định share «QĐ».
CODES = {
    DocumentKind.RESOLUTION: "NQ",
    DocumentKind.DECISION: "QĐ",
    DocumentKind.CONCLUSION: "KL",
    DocumentKind.WORKING_RULES: "QC",
    DocumentKind.REGULATION: "QĐ",
    DocumentKind.ANNOUNCEMENT: "TB",
    DocumentKind.GUIDANCE: "HD",
    DocumentKind.REPORT: "BC",
    DocumentKind.PLAN: "KH",
    DocumentKind.PROGRAMME: "CTr",
    DocumentKind.PROJECT: "ĐA",
    DocumentKind.OPTION_PAPER: "PA",
    DocumentKind.SUBMISSION: "TTr",
    DocumentKind.OFFICIAL_LETTER: "CV",
    DocumentKind.MINUTES: "BB",
    DocumentKind.COPY: "BS",
}


class Issuer(Term):
    """In whose name a paper of an organisation stands: its sign and its first readers follow."""

    ORGANISATION = "organisation", "Cấp ủy, chi bộ"
    STANDING_COMMITTEE = "standing_committee", "Ban Thường vụ"
    INSPECTION_COMMISSION = "inspection_commission", "Ủy ban Kiểm tra"
    CONGRESS = "congress", "Đại hội"


class AccessClass(Term):
    """Who may read a paper once it is published; state secrets are refused, never a level."""

    OPEN = "open", "Toàn Đảng bộ"
    INTERNAL = "internal", "Nội bộ tổ chức"
    RESTRICTED = "restricted", "Hạn chế"


class FileRole(Term):
    """What a stored file is to its document."""

    RENDERED = "rendered", "Bản trình bày"
    SIGNED_COPY = "signed_copy", "Bản ký"
    ATTACHMENT = "attachment", "Tài liệu kèm theo"


class DocumentStatus(Term):
    """Where a document stands in the archive."""

    DRAFT = "draft", "Dự thảo"
    AVAILABLE = "available", "Còn hiệu lực"
    REPLACED = "replaced", "Đã được thay thế"
    WITHDRAWN = "withdrawn", "Đã thu hồi"
