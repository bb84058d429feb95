"""The invented texts of the demo: believable work of an association, about nobody."""

from random import Random

SUBJECTS = (
    "chuyển đổi số trong công tác hội",
    "tư vấn, phản biện và giám định xã hội",
    "phổ biến kiến thức khoa học và công nghệ",
    "củng cố tổ chức và phát triển hội viên",
    "nâng cao chất lượng sinh hoạt chi bộ",
    "thực hành tiết kiệm, chống lãng phí",
    "tập hợp, phát huy đội ngũ trí thức trẻ",
    "hợp tác quốc tế về khoa học và công nghệ",
    "bảo vệ nền tảng tư tưởng của Đảng trên không gian mạng",
    "xây dựng cơ quan văn minh, an toàn",
    "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "công tác kiểm tra, giám sát trong chi bộ",
)

NEWS = (
    "Chi bộ nghe phổ biến những điểm chính của Nghị quyết số 57-NQ/TW ngày 22/12/2024 về đột phá "
    "phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia.",
    "Chi bộ nghe thông tin thời sự trong nước và quốc tế tháng qua; tình hình hoạt động của các "
    "hội thành viên và kế hoạch công tác của Liên hiệp Hội trong quý.",
    "Chi bộ nghiên cứu Nghị quyết số 45-NQ/TW ngày 24/11/2023 về tiếp tục xây dựng và phát huy "
    "vai trò của đội ngũ trí thức; liên hệ với nhiệm vụ của {unit}.",
    "Đồng chí bí thư phổ biến chương trình công tác của Đảng ủy và hướng dẫn về nền nếp sinh hoạt "
    "chi bộ thường kỳ.",
    "Chi bộ nghe thông báo kết quả hội nghị Đảng ủy, các chỉ tiêu chủ yếu và phân công của Ban "
    "Thường vụ Đảng ủy.",
    "Chi bộ trao đổi về quy định mới liên quan đến tổ chức và hoạt động của hội quần chúng, những "
    "việc {unit} cần điều chỉnh.",
)

IDEOLOGY_NOTES = (
    "Tư tưởng đảng viên ổn định, yên tâm công tác; quần chúng trong {unit} quan tâm đến việc sắp "
    "xếp tổ chức và nơi làm việc.",
    "Đảng viên và người lao động phấn khởi trước kết quả hội thảo khoa học vừa qua; còn băn khoăn "
    "về kinh phí hoạt động năm tới.",
    "Nhìn chung tư tưởng ổn định. Một số đảng viên nghỉ hưu đề nghị gửi tài liệu sớm, in chữ to.",
    "Đảng viên nhận thức đúng tình hình, không có biểu hiện lệch lạc trên mạng xã hội; dư luận "
    "quan tâm đến giá cả sinh hoạt dịp cuối tháng.",
    "Đảng viên trẻ mong được tham gia nhiều hơn vào các đề tài; quần chúng đồng tình với cách làm "
    "việc công khai của {unit}.",
)

IDEOLOGY = (
    "Tư tưởng đảng viên ổn định, thống nhất với chủ trương của Đảng ủy.",
    "Chi bộ đánh giá tình hình tư tưởng tốt; chi ủy tiếp tục nắm bắt tâm tư của người lao động.",
    "Đảng viên giữ vững lập trường, gương mẫu trong công tác và sinh hoạt.",
    "Không có vấn đề nổi cộm; chi bộ thường xuyên động viên đảng viên cao tuổi và người lao động.",
)

ASSESSMENT = (
    "Nghị quyết tháng trước được thực hiện nghiêm túc; các nhiệm vụ chủ yếu đạt tiến độ.",
    "Phần lớn nhiệm vụ hoàn thành; việc tổng hợp số liệu còn chậm do hội viên gửi muộn.",
    "Chi bộ hoàn thành các việc đã phân công; chất lượng văn bản chuẩn bị họp tốt hơn trước.",
    "Kết quả đạt yêu cầu; cần rút kinh nghiệm về phối hợp giữa chi bộ với công đoàn của {unit}.",
)

PRAISE = (
    "Biểu dương đồng chí {one} hoàn thành sớm nhiệm vụ được giao.",
    "Biểu dương đồng chí {one} tích cực đóng góp ý kiến chuyên môn; nhắc chung việc gửi báo cáo "
    "đúng hạn.",
    "Các đồng chí hoàn thành nhiệm vụ đảng viên trong tháng; đồng chí {one} được đề nghị nêu gương "
    "ở kỳ sinh hoạt sau.",
    "Chi bộ ghi nhận tinh thần trách nhiệm của đồng chí {one} trong việc tổ chức hội thảo.",
)

DIRECTION = (
    "Tập trung chuẩn bị hội thảo khoa học về {subject}, bảo đảm thiết thực, tiết kiệm.",
    "Rà soát chương trình công tác năm, bổ sung việc thực hiện chủ đề {subject}.",
    "Phối hợp với công đoàn và đoàn thanh niên của {unit} tổ chức sinh hoạt chung về {subject}.",
    "Hoàn thành báo cáo, hồ sơ của chi bộ đúng thời hạn; cập nhật danh sách đảng viên.",
    "Duy trì nền nếp sinh hoạt, gửi tài liệu cho đảng viên trước buổi họp ít nhất một ngày.",
    "Bồi dưỡng quần chúng ưu tú, tạo nguồn kết nạp đảng viên trong {unit}.",
)

GATHERED = (
    "Chi bộ thống nhất lấy chủ đề {subject} làm trọng tâm công tác tháng tới.",
    "Tiếp thu ý kiến của các đồng chí, giao chi ủy hoàn thiện kế hoạch trước ngày 15.",
    "Chi bộ thống nhất các nhiệm vụ nêu trong dự thảo nghị quyết, bổ sung việc thăm hỏi đảng viên "
    "ốm đau.",
    "Chi bộ nhất trí với dự kiến nhiệm vụ; mỗi đảng viên đăng ký một việc cụ thể với chi ủy.",
)

ANSWERS = (
    "Đề nghị các đồng chí chủ động thông tin chính thống đến hội viên.",
    "Kiến nghị về phòng họp được chi ủy tổng hợp, báo cáo lãnh đạo {unit}.",
    "Chi ủy ghi nhận đề nghị gửi tài liệu bằng bản in cho đảng viên cao tuổi.",
    "Không có kiến nghị mới; các đồng chí tiếp tục thực hiện tốt quy chế dân chủ ở cơ sở.",
)

STATEMENTS = {
    "B2": (
        "Quần chúng trong đơn vị yên tâm, đề nghị thông báo sớm kế hoạch công tác quý.",
        "Đề nghị chi bộ quan tâm hơn đến đời sống người lao động có hoàn cảnh khó khăn.",
        "Đảng viên cần nêu gương khi phát ngôn trên mạng xã hội.",
        "Nên mời báo cáo viên của Đảng ủy nói chuyện thời sự mỗi quý một lần.",
    ),
    "B3": (
        "Việc tôi phụ trách đã xong phần khảo sát, còn tổng hợp ý kiến của các hội địa phương.",
        "Tiến độ chậm vì phải chờ số liệu; tôi xin nhận trách nhiệm và hoàn thành trong tháng tới.",
        "Cách giao việc có thời hạn cụ thể giúp theo dõi dễ hơn, đề nghị duy trì.",
        "Nên có mẫu chung cho báo cáo kết quả để dễ tổng hợp.",
    ),
    "B5": (
        "Đề nghị bổ sung việc số hóa tài liệu hội thảo của ba năm gần đây.",
        "Nhiệm vụ tháng tới nhiều, nên ưu tiên những việc có thời hạn của Đảng ủy.",
        "Đồng ý với dự thảo; đề nghị ghi rõ người phối hợp của từng việc.",
        "Cần chuẩn bị sớm nội dung làm việc với các hội thành viên ở địa phương.",
        "Nên kết hợp sinh hoạt chuyên đề với buổi thường kỳ để tiết kiệm thời gian đi lại.",
    ),
    "B6": (
        "Tôi tự nhận còn chậm trong việc đọc tài liệu trước buổi sinh hoạt.",
        "Đề nghị các đồng chí đi họp đúng giờ, báo vắng trước với chi ủy.",
        "Chi ủy cần đôn đốc thường xuyên hơn giữa hai kỳ sinh hoạt.",
        "Chất lượng thảo luận đã tốt hơn, ý kiến ngắn gọn và đúng trọng tâm.",
    ),
}

TASKS = (
    ("Tổng hợp ý kiến góp ý của hội viên về {subject}", "đã tổng hợp 24 ý kiến, gửi chi ủy"),
    ("Chuẩn bị tham luận của chi bộ về {subject}", "bản thảo đã được chi ủy thông qua"),
    ("Rà soát, cập nhật danh sách và hồ sơ đảng viên", "đã đối chiếu đủ hồ sơ, bổ sung hai phiếu"),
    ("Xây dựng kế hoạch sinh hoạt chuyên đề về {subject}", "kế hoạch đã gửi các đồng chí"),
    ("Thăm hỏi đảng viên cao tuổi, đảng viên ốm đau", "đã thăm ba đồng chí"),
    ("Viết bài cho trang tin về {subject}", "đã đăng một bài"),
    ("Lập danh sách quần chúng ưu tú đề nghị học lớp nhận thức về Đảng", "đề nghị hai quần chúng"),
    ("Số hóa tài liệu hội thảo khoa học của {unit}", "đã số hóa 36 tài liệu"),
    ("Tổ chức buổi trao đổi chuyên môn về {subject}", "đã tổ chức, có 31 người dự"),
    ("Kiểm tra việc thu nộp đảng phí quý", "số liệu khớp, không có nợ đọng"),
    ("Tham mưu nội dung ký kết phối hợp với các hội địa phương", "đã trình dự thảo ba nội dung"),
    ("Chuẩn bị cơ sở vật chất cho hội thảo về {subject}", "đã hoàn tất trước hội thảo"),
)

EXCUSES = (
    "Đi công tác tại địa phương",
    "Khám, chữa bệnh theo lịch hẹn",
    "Dự lớp bồi dưỡng",
    "Việc gia đình đã báo trước",
    "Dự hội nghị của bộ, ngành",
)

CANCELLED = (
    "Chi bộ tham gia đợt công tác tập trung của cơ quan cả tháng, không bố trí được buổi họp; đã "
    "báo cáo Đảng ủy và họp bù vào tháng sau."
)

RESERVED = "Đề nghị giảm bớt một đầu việc để bảo đảm tiến độ các việc còn lại."

SECTIONS = {
    "political_tasks": (
        "{unit} hoàn thành các nhiệm vụ chuyên môn trong tháng; tổ chức hai buổi trao đổi, "
        "góp ý một dự thảo văn bản theo đề nghị của cơ quan nhà nước.",
        "Đơn vị thực hiện đúng kế hoạch năm; đã nghiệm thu một nhiệm vụ và mở một lớp tập huấn về "
        "{subject}.",
        "Các chỉ tiêu cơ bản đạt tiến độ; công tác {subject} được triển khai theo kế hoạch.",
    ),
    "development": (
        "Chi bộ phân công đảng viên giúp đỡ hai quần chúng ưu tú; chưa có hồ sơ đề nghị kết nạp.",
        "Tiếp tục theo dõi, giúp đỡ quần chúng có nguyện vọng vào Đảng; không có việc phát sinh.",
        "Chi bộ cử một quần chúng dự lớp bồi dưỡng nhận thức về Đảng do cấp trên tổ chức.",
    ),
    "inspection": (
        "Thực hiện chương trình kiểm tra, giám sát năm; trong tháng không có đơn thư phản ánh.",
        "Chi ủy giám sát thường xuyên việc thực hiện nhiệm vụ được giao; không phát hiện vi phạm.",
    ),
    "masses": (
        "Công đoàn, đoàn thanh niên hoạt động đều; thăm hỏi đoàn viên có hoàn cảnh khó khăn.",
        "Quy chế dân chủ ở cơ sở được thực hiện tốt; công đoàn phát động thi đua theo chủ đề.",
    ),
    "difficulties": (
        "Một số đảng viên công tác xa nên việc dự sinh hoạt còn phải sắp xếp; kinh phí còn ít.",
        "Việc tổng hợp số liệu từ hội viên còn chậm; chi bộ sẽ giao đầu mối theo dõi hằng tuần.",
        "Trụ sở chật, phòng họp dùng chung nên có buổi phải đổi giờ.",
    ),
    "proposals": (
        "Đề nghị Đảng ủy cử báo cáo viên thời sự xuống dự sinh hoạt quý tới.",
        "Đề nghị Đảng ủy hướng dẫn thêm về hồ sơ kết nạp đảng viên.",
        "Không có kiến nghị.",
    ),
}

RETURNED = (
    "Đề nghị chi bộ nêu rõ nguyên nhân các nhiệm vụ còn chậm và biện pháp khắc phục.",
    "Đề nghị bổ sung kết quả thực hiện nghị quyết tháng trước theo từng nhiệm vụ.",
    "Đề nghị viết cụ thể hơn phần kiến nghị, nêu rõ cơ quan giải quyết.",
)
SUPPLEMENT = " Chi bộ bổ sung: nguyên nhân chủ yếu là khâu phối hợp; đã phân công đầu mối theo dõi."

PLACES = ("Phòng họp tầng 2", "Phòng họp tầng 3", "Hội trường nhỏ", "Phòng họp số 5", "Văn phòng")

OUTLINE = (
    "TÀI LIỆU SINH HOẠT CHI BỘ {label} (nội dung minh họa)",
    "1. Thông tin thời sự trong tháng; các hoạt động của Liên hiệp Hội và hội thành viên.",
    "2. Chủ đề trao đổi: {subject}.",
    "3. Gợi ý thảo luận: kết quả thực hiện nghị quyết tháng trước; việc nào chậm, vì sao; việc "
    "cần làm trong tháng tới, ai làm, khi nào xong.",
    "4. Dự thảo nghị quyết của chi bộ do chi ủy chuẩn bị.",
)

STANDING_DECISION = "Kiện toàn Tổ giúp việc triển khai Sổ tay đảng viên điện tử"
STANDING_ARTICLES = (
    "Điều 1. Kiện toàn Tổ giúp việc triển khai Sổ tay đảng viên điện tử gồm 05 đồng chí, do một "
    "đồng chí phó bí thư làm tổ trưởng.\n"
    "Điều 2. Tổ giúp việc hướng dẫn các chi bộ đăng tài liệu, kết quả sinh hoạt; báo cáo Ban "
    "Thường vụ hằng quý.\n"
    "Điều 3. Văn phòng Đảng ủy, các chi bộ và các đồng chí có tên tại Điều 1 chịu trách nhiệm thi "
    "hành Quyết định này."
)
INSPECTION_ARTICLES = (
    "Điều 1. Ban hành Kế hoạch kiểm tra việc thu, nộp, quản lý, sử dụng đảng phí đối với 05 chi bộ "
    "trong quý tới.\n"
    "Điều 2. Các đồng chí Ủy viên Ủy ban Kiểm tra, cấp ủy các chi bộ được kiểm tra chịu trách "
    "nhiệm thi hành Quyết định này."
)
INSPECTION_NEWS = (
    "Thường trực Ủy ban Kiểm tra báo cáo kết quả giám sát việc chấp hành chế độ sinh hoạt chi bộ, "
    "thu nộp đảng phí của 05 chi bộ trong quý; không có đơn thư."
)
INSPECTION_CONCLUSION = (
    "Việc giữ nền nếp sinh hoạt cơ bản tốt; nhắc hai chi bộ gửi biên bản, báo cáo chậm."
)
INSPECTION_DECISION = "Ban hành Kế hoạch kiểm tra việc thu, nộp, quản lý đảng phí quý tới"
OVERRULED = "Chi bộ nghiêm túc tự phê bình: chuẩn bị chưa kỹ, thảo luận còn ít."

# What is put to the vote in the meeting that is open tonight: a title, then the questions.
TONIGHT_DECIDED = "Tổ chức chuyến về nguồn vào cuối tuần thứ hai của tháng tới"
TONIGHT_OPEN = "Lập tổ hỗ trợ đảng viên cao tuổi dùng Sổ tay đảng viên điện tử"
TONIGHT_OPINION = (
    "Lấy ý kiến về giờ sinh hoạt chi bộ năm tới",
    "Họp vào 14 giờ thứ Năm tuần đầu tháng",
    "Họp vào buổi sáng thứ Bảy tuần đầu tháng",
)
TONIGHT_ADMISSION = (
    "Đề nghị kết nạp quần chúng ưu tú",
    "Đề nghị kết nạp quần chúng Lê Minh Châu vào Đảng",
)
TONIGHT_PLACE = (
    "Lấy ý kiến về nơi sinh hoạt chi bộ",
    "Sinh hoạt tại phòng họp tầng 2 cả năm tới",
)
TONIGHT_STOPPED = "Phát nhầm phiếu của buổi trước; chi bộ bỏ phiếu lại ở buổi sau."
TONIGHT_ELECTION = "Bầu bổ sung chi ủy viên"
TONIGHT_QUALITY = (
    "Đánh giá chất lượng buổi sinh hoạt",
    "Buổi sinh hoạt hôm nay đạt yêu cầu của Hướng dẫn 42-HD/BTCTW",
)
TONIGHT_BALLOTS = (TONIGHT_OPINION, TONIGHT_ADMISSION, TONIGHT_PLACE, TONIGHT_QUALITY)
NOT_FINISHED = "Bỏ phiếu chưa xong, dừng lại; chi bộ bỏ phiếu lại ở buổi sau."

STANDING_NEWS = (
    "Văn phòng Đảng ủy báo cáo kết quả công tác xây dựng Đảng tháng qua và dự kiến chương trình "
    "công tác; các chi bộ cơ bản giữ nền nếp sinh hoạt thường kỳ."
)
STANDING_CONCLUSION = (
    "Nâng cao chất lượng sinh hoạt chi bộ: gửi tài liệu trước buổi họp, ghi rõ người làm và thời "
    "hạn trong nghị quyết, báo cáo Đảng ủy đúng hạn.\n"
    "Giao Văn phòng Đảng ủy tổng hợp tình hình gửi báo cáo tháng của 56 chi bộ, nhắc các chi bộ "
    "gửi chậm.\n"
    "Các đồng chí trong Ban Thường vụ dự sinh hoạt với ít nhất hai chi bộ trong quý."
)


def one_of(chance: Random, texts: tuple[str, ...], **words: str) -> str:
    """Choose one text and put the words of the cell into it."""
    return chance.choice(texts).format(subject=chance.choice(SUBJECTS), **words)
