"""The words of organisations, their bodies, offices and changes."""

from partywork.core.terms import Term


class OrganisationKind(Term):
    """What a node of the tree is."""

    UPPER = "upper", "Đảng bộ cấp trên trực tiếp"
    COMMITTEE = "committee", "Đảng bộ cơ sở"
    SUB_ORGANISATION = "sub_organisation", "Đảng bộ bộ phận"
    CELL = "cell", "Chi bộ"


class BodyKind(Term):
    """What meets, votes and issues papers."""

    CELL = "cell", "Chi bộ"
    CELL_COMMITTEE = "cell_committee", "Chi ủy"
    COMMITTEE = "committee", "Đảng ủy"
    STANDING_COMMITTEE = "standing_committee", "Ban Thường vụ Đảng ủy"
    INSPECTION_COMMISSION = "inspection_commission", "Ủy ban Kiểm tra Đảng ủy"


class OfficeTitle(Term):
    """A post a member holds in an organisation between two days."""

    SECRETARY = "secretary", "Bí thư"
    ACTING_SECRETARY = "acting_secretary", "Phụ trách chi bộ"
    DEPUTY_SECRETARY = "deputy_secretary", "Phó bí thư"
    CELL_COMMITTEE_MEMBER = "cell_committee_member", "Chi ủy viên"
    STANDING_COMMITTEE_MEMBER = "standing_committee_member", "Ủy viên Ban Thường vụ"
    COMMITTEE_MEMBER = "committee_member", "Đảng ủy viên"
    INSPECTION_HEAD = "inspection_head", "Chủ nhiệm Ủy ban Kiểm tra"
    INSPECTION_DEPUTY = "inspection_deputy", "Phó Chủ nhiệm Ủy ban Kiểm tra"
    INSPECTION_MEMBER = "inspection_member", "Ủy viên Ủy ban Kiểm tra"
    OFFICE_HEAD = "office_head", "Chánh Văn phòng Đảng ủy"
    OFFICE_STAFF = "office_staff", "Cán bộ Văn phòng Đảng ủy"


class DecisionKind(Term):
    """By what kind of decision somebody holds an office."""

    RECOGNISED = "recognised", "Chuẩn y kết quả bầu cử"
    ASSIGNED = "assigned", "Chỉ định"


class NominationKind(Term):
    """What a decision on an office above the cells does once a second person confirms it."""

    GIVEN = "given", "Phân công giữ chức vụ"
    HANDED_OVER = "handed_over", "Bàn giao chức vụ"
    VACATED = "vacated", "Bàn giao, để khuyết chức vụ"
    RELIEVED = "relieved", "Thôi giữ chức vụ"
    WITHDRAWN = "withdrawn", "Thu hồi việc ghi sai"


class NominationStatus(Term):
    """Where a decision on an office stands that takes a second person."""

    WAITING = "waiting", "Chờ người thứ hai xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"
    REFUSED = "refused", "Không xác nhận"


class ConsentCase(Term):
    """What an organisation may be only with the consent of the committee right above it."""

    SMALL_ORGANISATION = "small_organisation", "Đảng bộ cơ sở dưới mức đảng viên"
    SUB_ORGANISATION = "sub_organisation", "Đảng bộ bộ phận trong đảng bộ cơ sở"
    LARGE_CELL = "large_cell", "Chi bộ cơ sở từ mức đảng viên lập đảng bộ"


class GroupPost(Term):
    """What a member of a tổ đảng does in it."""

    LEADER = "leader", "Tổ trưởng"
    DEPUTY = "deputy", "Tổ phó"
    MEMBER = "member", "Tổ viên"


class ReorganisationKind(Term):
    """What a decision changes in the organisation of cells."""

    RENAMED = "renamed", "Đổi tên"
    SPLIT = "split", "Chia tách"
    MERGED = "merged", "Sáp nhập, hợp nhất"
    DISSOLVED = "dissolved", "Giải thể"


class ReorganisationStatus(Term):
    """Where a reorganisation stands; a dropped one never counted."""

    PREPARED = "prepared", "Đang chuẩn bị"
    DONE = "done", "Đã thực hiện"
    DROPPED = "dropped", "Đã bỏ"
