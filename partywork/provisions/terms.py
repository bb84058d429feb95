"""The words of provisions: how certain a rule is, and the keys code may ask for."""

from collections.abc import Mapping
from types import MappingProxyType

from partywork.core.terms import Term


class Certainty(Term):
    """How far the value rests on the text of a rule."""

    TEXT = "text", "Theo nguyên văn văn bản"
    SECONDARY = "secondary", "Theo tài liệu trích dẫn, cần đối chiếu văn bản gốc"
    LOCAL = "local", "Theo mẫu địa phương, Đảng ủy xác nhận"
    PROPOSED = "proposed", "Đề xuất ban đầu, Đảng ủy quyết định"


class ProvisionKind(Term):
    """How a value is typed and edited."""

    INTEGER = "integer", "Số nguyên"
    FLAG = "flag", "Có/không"
    TEXT = "text", "Chữ"
    CHOICE = "choice", "Lựa chọn"
    TABLE = "table", "Bảng"


class ProvisionKey(Term):
    """Every value the rules leave open or may change; the label is what the office reads."""

    CELL_MIN_OFFICIAL = "cell.min_official", "Số đảng viên chính thức tối thiểu của chi bộ"
    CELL_COMMITTEE_MIN = "cell.committee_min", "Số đảng viên chính thức để có chi ủy"
    CELL_COMMITTEE_MAX = "cell.committee_max", "Số chi ủy viên tối đa"
    CELL_DEPUTIES_MAX = "cell.deputies_max", "Số phó bí thư chi bộ tối đa"
    ORGANISATION_MIN = "organisation.min_members", "Số đảng viên để lập đảng bộ cơ sở"
    ORGANISATION_CONSENT = (
        "organisation.consent",
        "Cần cấp trên đồng ý: đảng bộ cơ sở dưới mức, chi bộ cơ sở từ mức, đảng bộ bộ phận",
    )
    TERM_WARN_MONTHS = "organisation.term_warn_months", "Nhắc trước khi hết nhiệm kỳ (tháng)"
    PROBATION_MONTHS = "probation.months", "Số tháng dự bị"
    PROBATION_CHECKED_FROM = (
        "probation.checked_from",
        "Kiểm tra đủ tháng dự bị của người vào Đảng từ năm",
    )
    PROBATION_ENDS_IN_MONTH = (
        "probation.ends_in_month",
        "Tháng không có ngày trùng thì hết dự bị vào ngày cuối tháng",
    )
    VOTE_EXCUSED_DEDUCTED = (
        "vote.excused_deducted",
        "Trừ đảng viên vắng có lý do khỏi tổng số tính biểu quyết",
    )
    VOTE_BLOCK_WITHOUT_MAJORITY = (
        "vote.block_without_majority",
        "Chặn biểu quyết khi số có mặt không quá nửa tổng số",
    )
    VOTE_WARN_UNDER_TWO_THIRDS = (
        "vote.warn_under_two_thirds",
        "Cảnh báo khi số có mặt dưới hai phần ba",
    )
    VOTE_CHANNELS = "vote.channels", "Việc được biểu quyết, bỏ phiếu trên màn hình"
    VOTE_THRESHOLDS = "vote.thresholds", "Số tán thành cần có của từng loại nội dung"
    BALLOT_MIN_VOTERS = "vote.ballot_min_voters", "Số người ít nhất để bỏ phiếu kín trên màn hình"
    BALLOT_ENVELOPE_DAYS = "vote.envelope_days", "Giữ phong bì phiếu sau khi kiểm phiếu (ngày)"
    MEETING_MIN_MINUTES = "meeting.min_minutes", "Thời lượng tối thiểu buổi thường kỳ (phút)"
    MEETING_LATE_AFTER = "meeting.late_after", "Tính là đến muộn sau giờ khai mạc (phút)"
    MEETING_COMBINED_MINUTES = (
        "meeting.combined_minutes",
        "Thời lượng thường kỳ kết hợp chuyên đề (phút)",
    )
    MEETING_THEMES_A_QUARTER = (
        "meeting.themes_a_quarter",
        "Số buổi sinh hoạt chuyên đề ít nhất mỗi quý",
    )
    PAPERS_DAYS_BEFORE = "meeting.papers_days_before", "Gửi tài liệu trước buổi sinh hoạt (ngày)"
    PAPERS_WHOLE_DAY = "meeting.papers_whole_day", "Cách tính «trước 01 ngày»"
    RESULTS_DAYS_AFTER = "meeting.results_days_after", "Đăng kết quả sau buổi sinh hoạt (ngày)"
    PAPERS_FOLLOWED = (
        "meeting.papers_followed",
        "Theo dõi việc đăng tài liệu lên Sổ tay đảng viên",
    )
    ANSWER_DAYS = "meeting.answer_days", "Hạn trả lời kiến nghị khi không ghi ngày (ngày)"
    MEETING_MISSING_FROM_DAY = (
        "meeting.missing_from_day",
        "Nhắc chi bộ chưa họp từ ngày",
    )
    ABSENCE_REMIND_MONTHS = (
        "meeting.absence_remind_months",
        "Nhắc nhở khi vắng không lý do trong năm từ (tháng)",
    )
    ABSENCE_SERIOUS_MONTHS = (
        "meeting.absence_serious_months",
        "Gặp, nhắc nhở trực tiếp khi vắng không lý do trong năm từ (tháng)",
    )
    QUALITY_GOOD = "quality.good", "Xếp loại Tốt từ (điểm)"
    QUALITY_FAIR = "quality.fair", "Xếp loại Khá từ (điểm)"
    QUALITY_AVERAGE = "quality.average", "Xếp loại Trung bình từ (điểm)"
    QUALITY_EXCUSED_STREAK = (
        "quality.excused_streak",
        "Số buổi liên tiếp được vắng có lý do mà không trừ điểm",
    )
    QUALITY_NOT_APPLICABLE = (
        "quality.not_applicable",
        "Điểm chuyên đề trong tháng không có chuyên đề",
    )
    QUALITY_ROUTE = "quality.confirmation_route", "Xác nhận điểm khi không có cấp ủy viên dự"
    AGENDA_REGULAR = "agenda.regular", "Chương trình sinh hoạt thường kỳ"
    AGENDA_COMBINED = "agenda.combined", "Chương trình sinh hoạt thường kỳ kết hợp chuyên đề"
    AGENDA_THEMATIC = "agenda.thematic", "Chương trình sinh hoạt chuyên đề"
    AGENDA_REVIEW = "agenda.review", "Chương trình kiểm điểm, xếp loại cuối năm"
    AGENDA_CONGRESS = "agenda.congress", "Chương trình đại hội chi bộ"
    AGENDA_DELEGATES = "agenda.congress_of_delegates", "Chương trình đại hội đại biểu Đảng bộ"
    AGENDA_GROUP = "agenda.group", "Chương trình sinh hoạt tổ đảng"
    AGENDA_CELL_COMMITTEE = (
        "agenda.cell_committee",
        "Chương trình họp chi ủy, hội ý bí thư và phó bí thư",
    )
    AGENDA_BODY = "agenda.body", "Chương trình hội nghị Đảng ủy, họp bất thường"
    AGENDA_STANDING_COMMITTEE = "agenda.standing_committee", "Chương trình họp Ban Thường vụ"
    AGENDA_INSPECTION = "agenda.inspection", "Chương trình họp Ủy ban Kiểm tra"
    REPORT_MONTHLY_DUE_DAY = "report.monthly_due_day", "Hạn gửi báo cáo tháng (ngày)"
    REPORT_UPWARD_DUE_DAY = "report.upward_due_day", "Hạn Đảng ủy báo cáo cấp trên (ngày)"
    ONLINE_ALLOWED = "online.allowed", "Cho phép họp trực tuyến khi có văn bản đồng ý"
    SIGNATURE_FOR_CELL = "paper.cell_signature", "Quyền hạn ký nghị quyết chi bộ"
    AUTHORITY = "paper.authority", "Thẩm quyền ban hành văn bản"
    SIGN_INSPECTION = "paper.sign_inspection", "Ký hiệu văn bản của Ủy ban Kiểm tra"
    SIGN_CONGRESS = "paper.sign_congress", "Ký hiệu văn bản của đại hội"
    RECIPIENTS_CELL = "paper.recipients_cell", "Nơi nhận văn bản của chi bộ"
    RECIPIENTS_COMMITTEE = "paper.recipients_committee", "Nơi nhận văn bản của Đảng ủy"
    RECIPIENTS_DECISION = (
        "paper.recipients_decision",
        "Nơi nhận quyết định của Đảng ủy, Ban Thường vụ, Ủy ban Kiểm tra",
    )
    DECISION_GROUNDS = "paper.decision_grounds", "Căn cứ chung của quyết định"
    BADGE_MILESTONES = "badge.milestones", "Các mốc tuổi Đảng được xét tặng Huy hiệu (năm)"
    BADGE_BATCHES = "badge.batches", "Các đợt trao tặng Huy hiệu Đảng (ngày/tháng)"
    BADGE_EARLY_MONTHS = "badge.early_months", "Xét tặng Huy hiệu sớm, mốc thường (tháng)"
    BADGE_SENIOR_YEARS = "badge.senior_years", "Mốc cao tuổi Đảng được xét sớm hơn, từ (năm)"
    BADGE_EARLY_MONTHS_SENIOR = (
        "badge.early_months_senior",
        "Xét tặng Huy hiệu sớm, mốc cao (tháng)",
    )
    BADGE_POSTHUMOUS_MONTHS = "badge.posthumous_months", "Truy tặng Huy hiệu sớm (tháng)"
    BADGE_AFTER_REPRIMAND = "badge.after_reprimand", "Xét Huy hiệu sau khiển trách (tháng)"
    BADGE_AFTER_WARNING = "badge.after_warning", "Xét Huy hiệu sau cảnh cáo (tháng)"
    BADGE_AFTER_REMOVAL = "badge.after_removal", "Xét Huy hiệu sau cách chức (tháng)"
    BADGE_LIST_DAYS = "badge.list_days", "Lập danh sách trước đợt Huy hiệu (ngày)"
    BADGE_DECLARATION_DAYS = "badge.declaration_days", "Nhận tờ khai trước đợt Huy hiệu (ngày)"
    BADGE_CELL_DAYS = "badge.cell_days", "Chi bộ xét trước đợt Huy hiệu (ngày)"
    BADGE_SUBMISSION_DAYS = "badge.submission_days", "Trình Đảng ủy trước đợt Huy hiệu (ngày)"
    BADGE_BASE_WAGE = "badge.base_wage", "Lương cơ sở để tính tiền kèm Huy hiệu (đồng)"
    BADGE_MONEY_30 = "badge.money_30", "Tiền kèm Huy hiệu 30 năm (số lần lương cơ sở)"
    BADGE_MONEY_40 = "badge.money_40", "Tiền kèm Huy hiệu 40 năm (số lần lương cơ sở)"
    BADGE_MONEY_45 = "badge.money_45", "Tiền kèm Huy hiệu 45 năm (số lần lương cơ sở)"
    BADGE_MONEY_50 = "badge.money_50", "Tiền kèm Huy hiệu 50 năm (số lần lương cơ sở)"
    BADGE_MONEY_55 = "badge.money_55", "Tiền kèm Huy hiệu 55 năm (số lần lương cơ sở)"
    BADGE_MONEY_60 = "badge.money_60", "Tiền kèm Huy hiệu 60 năm (số lần lương cơ sở)"
    BADGE_MONEY_65 = "badge.money_65", "Tiền kèm Huy hiệu 65 năm (số lần lương cơ sở)"
    BADGE_MONEY_70 = "badge.money_70", "Tiền kèm Huy hiệu 70 năm (số lần lương cơ sở)"
    BADGE_MONEY_75 = "badge.money_75", "Tiền kèm Huy hiệu 75 năm (số lần lương cơ sở)"
    BADGE_MONEY_80 = "badge.money_80", "Tiền kèm Huy hiệu 80 năm (số lần lương cơ sở)"
    BADGE_MONEY_85 = "badge.money_85", "Tiền kèm Huy hiệu 85 năm (số lần lương cơ sở)"
    BADGE_MONEY_90 = "badge.money_90", "Tiền kèm Huy hiệu 90 năm (số lần lương cơ sở)"
    CONDUCT_PROMPT_MONTHS = (
        "conduct.prompt_months",
        "Số tháng vắng không lý do hoặc chưa đóng đảng phí thì chi bộ xem xét",
    )
    CONDUCT_PROMPT_PERIOD = "conduct.prompt_period", "Cách tính «trong năm» khi xem xét"
    DUES_WAGE_PERMILLE = "dues.wage_permille", "Đảng phí theo tiền lương đóng BHXH (phần nghìn)"
    DUES_ALLOWANCE_PERMILLE = (
        "dues.allowance_permille",
        "Đảng phí theo trợ cấp ốm đau, thai sản (phần nghìn)",
    )
    DUES_PENSION_PERMILLE = "dues.pension_permille", "Đảng phí theo lương hưu (phần nghìn)"
    DUES_STUDENT = "dues.student", "Đảng phí của học sinh, sinh viên (đồng một tháng)"
    DUES_NOT_INSURED = (
        "dues.not_insured",
        "Đảng phí của đảng viên không tham gia BHXH bắt buộc (đồng một tháng)",
    )
    DUES_ABROAD = "dues.abroad", "Đảng phí của đảng viên ở nước ngoài (đồng một tháng)"
    DUES_ROUNDING = "dues.rounding", "Làm tròn đảng phí đến (đồng)"
    DUES_SHARE_UP = "dues.share_up", "Tỷ lệ đảng phí chi bộ nộp lên (phần trăm)"
    DUES_EXEMPT_PARTY_AGE = "dues.exempt_party_age", "Miễn đảng phí từ số năm tuổi Đảng"
    DUES_EXEMPT_NEXT_MONTH = (
        "dues.exempt_next_month",
        "Miễn do tuổi Đảng tính từ tháng sau tháng đủ năm",
    )
    DUES_RELIEF_MONTHS = "dues.relief_months", "Thời hạn tối đa một lần miễn, giảm (tháng)"
    DUES_REGISTER_MONTHS_BACK = (
        "dues.register_months_back",
        "Sổ đảng phí của chi bộ bắt đầu sớm nhất trước tháng này (số tháng)",
    )
    DUES_DETAINED_PAY = (
        "dues.detained_pay",
        "Thu đảng phí của đảng viên đang bị khởi tố, tạm giam",
    )
    TRANSFER_DAYS = "transfer.days", "Hạn làm thủ tục chuyển sinh hoạt (ngày làm việc)"
    TRANSFER_LETTER_DAYS = (
        "transfer.letter_days",
        "Hạn nộp giấy giới thiệu cho nơi đến (ngày làm việc)",
    )
    TRANSFER_REMINDER_DAYS = "transfer.reminder_days", "Nhắc chuyển sinh hoạt sau (ngày)"
    TRANSFER_BEFORE_DEADLINE = (
        "transfer.before_deadline",
        "Nhắc trước hạn chuyển sinh hoạt (ngày)",
    )
    TRANSFER_BEFORE_END = (
        "transfer.before_end",
        "Nhắc trước khi hết sinh hoạt tạm thời (ngày)",
    )
    TRANSFER_SHORTEST_STAY = (
        "transfer.shortest_stay",
        "Sinh hoạt tạm thời ít nhất (tháng)",
    )
    TRANSFER_LONGEST_STAY = "transfer.longest_stay", "Sinh hoạt tạm thời dưới (tháng)"
    TRANSFER_LONGEST_STUDY = (
        "transfer.longest_study",
        "Sinh hoạt tạm thời khi đi học nhiều nhất (tháng)",
    )
    PEOPLE_AGE_BANDS = "people.age_bands", "Các nhóm tuổi đời khi thống kê (năm cuối mỗi nhóm)"
    PEOPLE_PARTY_AGE_BANDS = (
        "people.party_age_bands",
        "Các nhóm tuổi Đảng khi thống kê (năm cuối mỗi nhóm)",
    )
    PEOPLE_SMALL_COUNT = (
        "people.small_count",
        "Không nêu số người dưới mức này khi thống kê một chi bộ",
    )
    EXPORT_FREE_ROWS = "people.export_rows", "Số đảng viên được tải một lần không cần phê duyệt"
    EXPORT_DAY_ROWS = (
        "people.export_day_rows",
        "Số đảng viên một người được tải trong một ngày không cần phê duyệt",
    )
    ROTATION_HOURS = (
        "people.rotation_hours",
        "Đề nghị đổi khóa đã xác nhận phải thực hiện trong (giờ)",
    )
    EXPORT_HOURS = "people.export_hours", "Tệp danh sách đã phê duyệt có hiệu lực (giờ)"
    PREVIEW_DAYS = (
        "people.preview_days",
        "Danh sách chỉ xem trước hoặc đã hoàn tác được giữ lại (ngày)",
    )
    READMISSION_MONTHS = "admission.readmission_months", "Kết nạp lại sau khi ra khỏi Đảng (tháng)"
    READMISSION_MOST = "admission.readmission_most", "Số lần được kết nạp lại"
    READMISSION_CONSENT = (
        "admission.readmission_consent",
        "Kết nạp lại phải được cấp ủy cấp trên đồng ý bằng văn bản",
    )
    READMISSION_EXCLUSIONS = (
        "admission.readmission_exclusions",
        "Trường hợp không xem xét kết nạp lại",
    )
    READMISSION_FORMS = "admission.readmission_forms", "Số mẫu giấy tờ theo bước kết nạp lại"
    ADMISSION_LISTING_AGE = (
        "admission.listing_age",
        "Tuổi thấp nhất khi đưa vào danh sách quần chúng ưu tú",
    )
    ADMISSION_AGE_MIN = "admission.age_min", "Tuổi thấp nhất khi chi bộ xét kết nạp"
    ADMISSION_AGE_MAX = "admission.age_max", "Tuổi cao nhất khi chi bộ xét kết nạp"
    ADMISSION_SPONSOR_MONTHS = (
        "admission.sponsor_months",
        "Người giới thiệu cùng công tác, cư trú ít nhất (tháng)",
    )
    ADMISSION_CERTIFICATE_MONTHS = (
        "admission.certificate_months",
        "Giá trị giấy chứng nhận lớp nhận thức về Đảng (tháng)",
    )
    ADMISSION_REVIEW_MONTHS = (
        "admission.review_months",
        "Chi bộ rà soát quần chúng ưu tú ít nhất mỗi (tháng)",
    )
    ADMISSION_MOST_VOTES = "admission.most_votes", "Số lần chi bộ được biểu quyết một hồ sơ"
    ADMISSION_DECISION_DAYS = (
        "admission.decision_days",
        "Quyết định kết nạp sau khi nhận đủ hồ sơ (ngày làm việc)",
    )
    ADMISSION_CEREMONY_DAYS = (
        "admission.ceremony_days",
        "Tổ chức lễ kết nạp sau quyết định (ngày làm việc)",
    )
    ADMISSION_DECLARATION_DAYS = (
        "admission.declaration_days",
        "Khai lý lịch, phiếu đảng viên sau lễ kết nạp (ngày làm việc)",
    )
    ADMISSION_EDUCATION = "admission.education", "Học vấn của người vào Đảng"
    ADMISSION_FORMS = "admission.forms", "Số mẫu giấy tờ theo bước kết nạp"
    CONFIRMATION_REVIEW_DAYS = (
        "confirmation.review_days",
        "Chi bộ xét công nhận chính thức sau khi hết dự bị (ngày làm việc)",
    )
    CONFIRMATION_PREPARE_DAYS = (
        "confirmation.prepare_days",
        "Nộp bản tự kiểm điểm, nhận xét trước ngày hết dự bị (ngày)",
    )
    CONFIRMATION_DECISION_DAYS = (
        "confirmation.decision_days",
        "Quyết định công nhận chính thức sau khi nhận hồ sơ (ngày làm việc)",
    )
    CONFIRMATION_REMINDERS = (
        "confirmation.reminders",
        "Nhắc trước ngày hết dự bị (các số ngày)",
    )
    CONFIRMATION_CLASS_MONTHS = (
        "confirmation.class_months",
        "Nhắc học lớp đảng viên mới vào các tháng dự bị thứ",
    )
    CONFIRMATION_FORMS = "confirmation.forms", "Số mẫu giấy tờ theo bước chuyển chính thức"
    HOLIDAYS_A_YEAR = "calendar.holidays_a_year", "Số ngày nghỉ lễ, tết trong một năm"
    PRIVACY_REPLY_DAYS = "privacy.reply_days", "Phản hồi yêu cầu về dữ liệu cá nhân (ngày làm việc)"
    PRIVACY_ACCESS_DAYS = (
        "privacy.access_days",
        "Cho xem, cung cấp, chỉnh sửa dữ liệu cá nhân (ngày)",
    )
    PRIVACY_WITHDRAWAL_DAYS = (
        "privacy.withdrawal_days",
        "Rút lại đồng ý, hạn chế, phản đối xử lý dữ liệu (ngày)",
    )
    PRIVACY_DELETION_DAYS = "privacy.deletion_days", "Xóa dữ liệu cá nhân (ngày)"
    PRIVACY_EXTENSION_DAYS = (
        "privacy.extension_days",
        "Gia hạn một lần khi thực hiện yêu cầu về dữ liệu (ngày)",
    )
    PRIVACY_MAIL_DAYS = "privacy.mail_days", "Giữ dòng ghi thư điện tử đã gửi (ngày)"
    PRIVACY_PURPOSES = "privacy.purposes", "Mục đích, căn cứ xử lý từng nhóm thông tin"
    PRIVACY_NOTICE = "privacy.notice", "Thông báo xử lý dữ liệu cá nhân"
    PRIVACY_PAPERS = "privacy.papers", "Danh mục giấy tờ trong hồ sơ đảng viên"


class PapersDay(Term):
    """How «trước 01 ngày» is counted."""

    CALENDAR_DAY = "calendar_day", "Theo ngày lịch"
    HOURS_24 = "hours_24", "Đủ 24 giờ"


class CellSignature(Term):
    """On whose behalf the resolution of a cell is signed."""

    CELL = "T/M CHI BỘ", "T/M CHI BỘ"
    CELL_COMMITTEE = "T/M CHI ỦY", "T/M CHI ỦY"


class Threshold(Term):
    """How many in favour are needed, out of the roll and not of those present."""

    MAJORITY = "majority", "Quá nửa tổng số"
    TWO_THIRDS = "two_thirds", "Từ hai phần ba tổng số"


class PromptPeriod(Term):
    """Within what the months are counted after which a cell considers striking off."""

    CALENDAR_YEAR = "calendar_year", "Trong năm dương lịch"
    TWELVE_MONTHS = "twelve_months", "Trong 12 tháng gần nhất"


class NotApplicable(Term):
    """What becomes of points that a month cannot earn, such as those of a theme."""

    RESCALE = "rescale", "Quy đổi về thang 100"
    FULL = "full", "Tính đủ điểm"


class ConfirmationRoute(Term):
    """Who confirms the quality of a meeting for the level above."""

    ATTENDED = "attended", "Cấp ủy viên cấp trên dự buổi sinh hoạt xác nhận"
    OFFICE = "office", "Văn phòng Đảng ủy xác nhận khi không có cấp ủy viên dự"
    NONE = "none", "Không cần xác nhận khi không có cấp ủy viên dự"


CHOICES: Mapping[ProvisionKey, type[Term]] = MappingProxyType(
    {
        ProvisionKey.PAPERS_WHOLE_DAY: PapersDay,
        ProvisionKey.SIGNATURE_FOR_CELL: CellSignature,
        ProvisionKey.CONDUCT_PROMPT_PERIOD: PromptPeriod,
        ProvisionKey.QUALITY_NOT_APPLICABLE: NotApplicable,
        ProvisionKey.QUALITY_ROUTE: ConfirmationRoute,
    }
)

# What stays closed until a body has permitted it: where a «no» becomes a «yes» somebody answers.
PERMISSIONS = frozenset({ProvisionKey.VOTE_CHANNELS, ProvisionKey.ONLINE_ALLOWED})

AGENDAS = frozenset(key for key in ProvisionKey if key.value.startswith("agenda."))

# Texts that fill a page.
LONG_TEXTS = frozenset(
    {
        ProvisionKey.PRIVACY_PURPOSES,
        ProvisionKey.PRIVACY_NOTICE,
        ProvisionKey.PRIVACY_PAPERS,
    }
)

# The money that goes with a badge, by its years.
BADGE_MONEY: Mapping[int, ProvisionKey] = MappingProxyType(
    {
        int(key.value.rpartition("_")[2]): key
        for key in ProvisionKey
        if key.value.startswith("badge.money_")
    }
)

# Lists that are typed as text: how they must look, and how to put it in words.
LISTS: Mapping[ProvisionKey, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            (ProvisionKey.MEETING_MIN_MINUTES, ProvisionKey.MEETING_COMBINED_MINUTES),
            (
                r"(?!.*dưới (\d+) .*dưới \1 )"
                r"[1-9]\d{0,2}(; dưới [1-9]\d? đảng viên: [1-9]\d{0,2})*",
                "Hãy ghi số phút; chi bộ ít đảng viên có mức riêng thì ghi thêm, mỗi số đảng viên "
                "một mức, ví dụ «90; dưới 10 đảng viên: 60».",
            ),
        ),
        ProvisionKey.PRIVACY_PURPOSES: (
            r"[^|\n]+( \| [^|\n]+){4}(\r?\n[^|\n]+( \| [^|\n]+){4})*",
            "Mỗi dòng một nhóm, năm phần: «Nhóm | Mục đích | Căn cứ | Ai xem | Lưu bao lâu».",
        ),
        ProvisionKey.PRIVACY_PAPERS: (
            r"[A-Z]\d{2} \| [^\n]+(\r?\n[A-Z]\d{2} \| [^\n]+)*",
            "Mỗi dòng một giấy tờ, ví dụ «A01 | Lý lịch của người xin vào Đảng».",
        ),
        ProvisionKey.CONFIRMATION_REMINDERS: (
            r"\d{1,3}(, \d{1,3})*",
            "Hãy ghi các số ngày, cách nhau bằng dấu phẩy, ví dụ «90, 60, 30».",
        ),
        ProvisionKey.CONFIRMATION_CLASS_MONTHS: (
            r"\d{1,2}(, \d{1,2})*",
            "Hãy ghi các số tháng, cách nhau bằng dấu phẩy, ví dụ «6, 9».",
        ),
        ProvisionKey.ADMISSION_FORMS: (
            r"\d{1,2} \| [^\n]+(\r?\n\d{1,2} \| [^\n]+)*",
            "Mỗi dòng một bước, ví dụ «3 | Mẫu 1-KNĐ».",
        ),
        ProvisionKey.CONFIRMATION_FORMS: (
            r"\d{1,2} \| [^\n]+(\r?\n\d{1,2} \| [^\n]+)*",
            "Mỗi dòng một bước, ví dụ «2 | Mẫu 10-KNĐ».",
        ),
        ProvisionKey.PEOPLE_AGE_BANDS: (
            r"\d{1,2}(, \d{1,2})*",
            "Hãy ghi năm cuối của mỗi nhóm, cách nhau bằng dấu phẩy, ví dụ «30, 40, 50, 60».",
        ),
        ProvisionKey.PEOPLE_PARTY_AGE_BANDS: (
            r"\d{1,2}(, \d{1,2})*",
            "Hãy ghi năm cuối của mỗi nhóm, cách nhau bằng dấu phẩy, ví dụ «9, 19, 29».",
        ),
        ProvisionKey.BADGE_MILESTONES: (
            r"\d{1,2}(, \d{1,2})*",
            "Hãy ghi các số năm, cách nhau bằng dấu phẩy, ví dụ «30, 40, 45».",
        ),
        **dict.fromkeys(
            BADGE_MONEY.values(),
            (
                r"chưa quy định|\d{1,2}(,\d{1,2})?",
                "Hãy ghi số lần lương cơ sở, ví dụ «1,5», hoặc «chưa quy định».",
            ),
        ),
        ProvisionKey.BADGE_BATCHES: (
            r"(0[1-9]|1\d|2[0-8])/(0[1-9]|1[0-2])(, (0[1-9]|1\d|2[0-8])/(0[1-9]|1[0-2]))*",
            "Hãy ghi các ngày/tháng, cách nhau bằng dấu phẩy, ví dụ «03/02, 19/05».",
        ),
    }
)

# What the first word of a key belongs to, in the order of the page.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "quality": "Chấm điểm buổi sinh hoạt",
        "cell": "Tổ chức và đảng viên",
        "organisation": "Tổ chức và đảng viên",
        "probation": "Tổ chức và đảng viên",
        "people": "Tổ chức và đảng viên",
        "transfer": "Tổ chức và đảng viên",
        "admission": "Phát triển đảng viên",
        "confirmation": "Phát triển đảng viên",
        "badge": "Huy hiệu Đảng",
        "conduct": "Kỷ luật, xem xét tư cách",
        "meeting": "Sinh hoạt",
        "agenda": "Sinh hoạt",
        "online": "Sinh hoạt",
        "vote": "Biểu quyết",
        "report": "Báo cáo",
        "paper": "Văn bản",
        "dues": "Đảng phí",
        "privacy": "Dữ liệu cá nhân",
        "calendar": "Ngày làm việc",
    }
)


def group_of(key: ProvisionKey) -> str:
    """Return the heading under which a key is listed."""
    return GROUPS[key.value.partition(".")[0]]
