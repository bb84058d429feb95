"""The words of lists of people: bringing them in, asking for some, taking them out."""

from partywork.core.terms import Term


class ImportStatus(Term):
    """Where an import stands."""

    PREVIEWED = "previewed", "Đã xem trước"
    RUNNING = "running", "Đang nhập"
    DONE = "done", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"


class ImportMode(Term):
    """What a list is brought in for: people who are new, people who are known, or both."""

    ADD = "add", "Chỉ thêm người mới"
    UPDATE = "update", "Chỉ cập nhật người đã có"
    BOTH = "both", "Thêm người mới và cập nhật người đã có"

    @property
    def adds(self) -> bool:
        """Say whether people who are not in the register are added."""
        return self is not ImportMode.UPDATE

    @property
    def updates(self) -> bool:
        """Say whether records of people in the register are changed."""
        return self is not ImportMode.ADD


class RowStatus(Term):
    """What the import found in one row."""

    READY = "ready", "Sẵn sàng"
    ERROR = "error", "Có lỗi"
    DUPLICATE = "duplicate", "Trùng"
    CHANGED = "changed", "Có thay đổi"
    UNKNOWN = "unknown", "Không có trong sổ"
    IMPORTED = "imported", "Đã nhập"
    UPDATED = "updated", "Đã cập nhật"


class EducationLevel(Term):
    """The highest level of professional education, as statistics of a Đảng bộ tell them apart."""

    DOCTOR = "doctor", "Tiến sĩ"
    MASTER = "master", "Thạc sĩ"
    UNIVERSITY = "university", "Đại học"
    COLLEGE = "college", "Cao đẳng"
    VOCATIONAL = "vocational", "Trung cấp"
    OTHER = "other", "Khác"
    UNKNOWN = "unknown", "Chưa ghi"


class TheoryLevel(Term):
    """The level of political theory."""

    BACHELOR = "bachelor", "Cử nhân"
    ADVANCED = "advanced", "Cao cấp"
    INTERMEDIATE = "intermediate", "Trung cấp"
    BASIC = "basic", "Sơ cấp"
    OTHER = "other", "Khác"
    UNKNOWN = "unknown", "Chưa ghi"


class ExportFormat(Term):
    """In which form a list of people leaves the system."""

    SPREADSHEET = "xlsx", "Bảng tính Excel (.xlsx)"
    CSV = "csv", "Tệp văn bản có dấu phẩy (.csv)"
    REGISTER = "pdf", "Danh sách đảng viên để in (.pdf)"


class ExportKind(Term):
    """What leaves the system by the consent of two people; the words are the name of the file."""

    PEOPLE = "people", "Danh sách đảng viên"
    CORRECTIONS = "corrections", "Danh sách đề nghị chỉnh sửa"


class ExportStatus(Term):
    """The life of a request to take many or unmasked records out."""

    ASKED = "asked", "Chờ người thứ hai phê duyệt"
    REFUSED = "refused", "Không phê duyệt"
    APPROVED = "approved", "Đã phê duyệt, đang lập tệp"
    READY = "ready", "Tệp đã sẵn sàng"
    TAKEN = "taken", "Đã tải, tệp đã xóa"
    EXPIRED = "expired", "Quá hạn, tệp đã xóa"


class StandingKind(Term):
    """Official or probationary, whatever else befell the member."""

    IS_OFFICIAL = "is_official", "Đảng viên chính thức"
    IS_PROBATIONARY = "is_probationary", "Đảng viên dự bị"


class HolderKind(Term):
    """Whether a member holds any Party office."""

    HOLDS_ANY = "holds_any", "Có chức vụ Đảng"
    HOLDS_NONE = "holds_none", "Không giữ chức vụ"


class YesNo(Term):
    """The answer to a question of a filter."""

    YES = "yes", "Có"
    NO = "no", "Không"


class PeopleOrder(Term):
    """In which order a list of people stands."""

    NAME = "name", "Theo tên (ABC)"
    OFFICE = "office", "Theo chức vụ"


class SensitiveTopic(Term):
    """What is counted only by the organisation desk, for a reason that is kept."""

    ETHNICITY = "ethnicity", "Dân tộc"
    RELIGION = "religion", "Tôn giáo"
    DISCIPLINE = "discipline", "Hình thức kỷ luật"
