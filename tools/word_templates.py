"""Write the Word templates that the product comes with, in the look of Party papers.

Needed only to change them: `.venv/bin/python tools/word_templates.py`, then commit the files. The
office may replace each of them with its own on the page of Word templates.
"""

from pathlib import Path

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FOLDER = Path(__file__).resolve().parent.parent / "partywork" / "closing" / "word"
FACE = "Times New Roman"
WIDTH = 165
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def begin():
    """An empty sheet: A4, margins 20/20/30/15 mm, size 14 (Hướng dẫn 05-HD/VPTW)."""
    paper = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    paper.core_properties.author = "Công tác Đảng"
    paper.core_properties.title = ""
    paper.core_properties.comments = ""
    return paper


def say(place, words, *, bold=False, italic=False, size=None, align=None, first=False):
    """One paragraph; in a cell the first one takes the paragraph that is there."""
    line = place.paragraphs[0] if first else place.add_paragraph()
    run = line.add_run(words)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    line.alignment = align
    return line


def text(paper, words, *, bold=False):
    """A paragraph of running text: justified, its first line set in by 10 mm."""
    line = say(paper, words, bold=bold, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    line.paragraph_format.first_line_indent = Mm(10)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(6)
    return line


def tag(paper, words):
    """A line that only steers; it leaves no paragraph behind."""
    paper.add_paragraph(words)


def pair(paper, left, right):
    """Two columns without a frame."""
    table = paper.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.width = Mm(WIDTH / 2)
        for at, (words, look) in enumerate(lines):
            say(cell, words, first=at == 0, align=look.pop("align", CENTRE), **look)


def heading(paper, name):
    """Whose paper it is, the Party's name, the name of the paper and what it is about."""
    pair(
        paper,
        [
            ("{%p for line in page.heading.superior_lines %}", {}),
            ("{{ line }}", {}),
            ("{%p endfor %}", {}),
            ("{%p for line in page.heading.issuer_lines %}", {}),
            ("{{ line }}", {"bold": True}),
            ("{%p endfor %}", {}),
            ("*", {}),
            ("{%p if page.heading.symbol %}", {}),
            ("Số {{ page.heading.symbol }}", {}),
            ("{%p endif %}", {}),
        ],
        [
            ("ĐẢNG CỘNG SẢN VIỆT NAM", {"bold": True, "size": 15}),
            ("{%p if page.heading.place_and_day %}", {}),
            (
                "{{ page.heading.place_and_day.place }}, {% if page.heading.place_and_day.day %}"
                "{{ page.heading.place_and_day.day|day_in_heading }}{% else %}"
                "ngày      tháng      năm         {% endif %}",
                {"italic": True},
            ),
            ("{%p endif %}", {}),
            ("{%p if page.heading.draft_label %}", {}),
            ("{{ page.heading.draft_label }}", {"italic": True}),
            ("{%p endif %}", {}),
        ],
    )
    line = say(paper, name, bold=True, size=16, align=CENTRE)
    line.paragraph_format.space_before = Pt(22)
    say(paper, "{{ page.summary }}", bold=True, align=CENTRE)
    say(paper, "-----", align=CENTRE)


def signed(paper, left, right):
    """Two signatures side by side, with room for the hand."""
    say(paper, "")
    sides = (
        [(head, {"bold": True}), *(("", {}) for _ in range(4)), (name, {"bold": True})]
        for head, name in (left, right)
    )
    pair(paper, *sides)


def taker_and_chair(paper, taker="page.minutes_taker.name", chair="page.chair.name"):
    """Who wrote and who presided."""
    signed(
        paper,
        ("NGƯỜI GHI BIÊN BẢN", f"{{{{ {taker} }}}}"),
        ("CHỦ TRÌ HỘI NGHỊ", f"{{{{ {chair} }}}}"),
    )


def recipients_and_signature(paper):
    """Nơi nhận on the left, the signature on the right."""
    say(paper, "")
    left = {"align": WD_ALIGN_PARAGRAPH.LEFT}
    pair(
        paper,
        [
            ("Nơi nhận:", left | {"italic": True}),
            ("{%p for line in page.recipients.lines %}", dict(left)),
            ("- {{ line }}{{ '.' if loop.last else ';' }}", left | {"size": 12}),
            ("{%p endfor %}", dict(left)),
        ],
        [
            ("{{ page.signature.authority }}", {"bold": True}),
            ("{{ page.signature.office }}", {}),
            ("", {}),
            ("", {}),
            ("", {}),
            ("", {}),
            ("{{ page.signature.name }}", {"bold": True}),
        ],
    )


def table(paper, columns, rows, cells):
    """A table with one row for each of `rows`; `columns` are pairs of a head and millimetres."""
    grid = paper.add_table(rows=0, cols=len(columns), style="Table Grid")
    grid.autofit = False
    head = grid.add_row()
    repeat = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeat)
    for cell, (words, _) in zip(head.cells, columns, strict=True):
        say(cell, words, first=True, bold=True, size=13, align=CENTRE)
    for steering in (f"{{%tr for row in {rows} %}}", None, "{%tr endfor %}"):
        row = grid.add_row()
        if steering:
            row.cells[0].paragraphs[0].add_run(steering)
            continue
        for at, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            say(cell, words, first=True, size=13, align=CENTRE if at == 0 else None)
    for at, (_, width) in enumerate(columns):
        grid.columns[at].width = Mm(width)


def names(values):
    """How many, and who in brackets; «không» for nobody."""
    return (
        f"{{% if {values} %}}{{{{ {values}|length|count_in_text }}}} "
        f"({{{{ {values}|join(', ') }}}}){{% else %}}không{{% endif %}}"
    )


def named(person):
    """«đồng chí Lê Minh, Bí thư»."""
    return (
        f"đồng chí {{{{ {person}.name }}}}"
        f"{{% if {person}.office %}}, {{{{ {person}.office }}}}{{% endif %}}"
    )


def minutes():
    """Biên bản."""
    paper = begin()
    heading(paper, "BIÊN BẢN")
    text(
        paper,
        "Thời gian: {{ page.hours }} ({{ page.duration }} phút). Địa điểm: {{ page.place }}. "
        "Hình thức: {{ page.mode }}.",
    )
    text(paper, f"Chủ trì: {named('page.chair')}. Thư ký: {named('page.minutes_taker')}.")
    text(
        paper,
        "Tổng số {{ page.voters }}: {{ page.members }} (chính thức {{ page.official }}, dự bị "
        "{{ page.probationary }}). Có mặt: {{ page.present }} (chính thức "
        "{{ page.present_official }}, dự bị {{ page.present_probationary }}). Vắng có lý do: "
        "{% for one in page.excused %}{{ one.name }}{% if one.reason %} ({{ one.reason }})"
        "{% endif %}{{ '' if loop.last else '; ' }}{% else %}không{% endfor %}. Vắng không lý "
        f"do: {names('page.unexcused')}. Được miễn sinh hoạt: {names('page.exempt')}. Công tác "
        f"đặc biệt: {names('page.special_duty')}. Sinh hoạt tạm thời nơi khác: "
        f"{names('page.temporarily_away')}. Sinh hoạt tạm thời đến dự: "
        f"{names('page.temporarily_here')}. Dự trực tuyến: {names('page.online')}.",
    )
    text(
        paper,
        "Cấp ủy cấp trên dự: {{ page.superiors|map(attribute='name')|join(', ') or 'không' }}. "
        "Khách mời: {{ page.guests|map(attribute='name')|join(', ') or 'không' }}.",
    )
    tag(paper, "{%p if page.dues %}")
    text(paper, "Đảng phí: {{ page.dues }}")
    tag(paper, "{%p endif %}")
    text(paper, "Chương trình: {{ page.agenda|join('; ') }}.")
    text(paper, "NỘI DUNG", bold=True)
    tag(paper, "{%p for part in page.parts %}")
    tag(paper, "{%p if part.letter %}")
    text(paper, "{{ part.letter }}- {{ part.title|upper }}", bold=True)
    tag(paper, "{%p endif %}")
    tag(paper, "{%p for item in part.items %}")
    text(paper, "{{ loop.index }}. {{ item.title }}", bold=True)
    for values, words in (
        ("item.paragraphs", "{{ one }}"),
        ("item.remarks", "- Đồng chí {{ one.name }}: {{ one.text }}"),
        ("item.conclusions", "Kết luận: {{ one }}"),
    ):
        tag(paper, f"{{%p for one in {values} %}}")
        text(paper, words)
        tag(paper, "{%p endfor %}")
    tag(paper, "{%p if item.vote %}")
    text(
        paper,
        "Biểu quyết {{ item.vote.question }} ({{ item.vote.method }}): tổng số {{ page.voters }} "
        "tính biểu quyết {{ item.vote.roll }}; tán thành {{ item.vote.in_favour }}, không tán "
        "thành {{ item.vote.against }}, ý kiến khác {{ item.vote.other_opinion }}; đạt tỷ lệ "
        "{{ percent(item.vote.in_favour, item.vote.roll) }}. {{ item.vote.outcome }}",
    )
    tag(paper, "{%p for one in item.vote.reserved %}")
    text(paper, "Ý kiến bảo lưu của đồng chí {{ one.name }}: {{ one.text }}")
    for end in ("endfor", "endif", "endfor", "endfor"):
        tag(paper, f"{{%p {end} %}}")
    tag(paper, "{%p if page.recommendations %}")
    text(paper, "KIẾN NGHỊ VÀ TRẢ LỜI", bold=True)
    tag(paper, "{%p endif %}")
    tag(paper, "{%p for row in page.recommendations %}")
    text(
        paper,
        "{{ loop.index }}. {% if row.asked_by %}Đồng chí {{ row.asked_by }}{% else %}Chi bộ"
        "{% endif %} kiến nghị với {{ row.asked_of }}: {{ row.text }}"
        "{% if row.answer %} Trả lời đã đọc tại cuộc họp: {{ row.answer }}{% endif %}",
    )
    tag(paper, "{%p endfor %}")
    tag(paper, "{%p if page.assignments %}")
    text(paper, "PHÂN CÔNG NHIỆM VỤ", bold=True)
    tag(paper, "{%p endif %}")
    tag(paper, "{%p for row in page.assignments %}")
    text(
        paper,
        "{{ loop.index }}. Đồng chí {{ row.name }}: {{ row.task }}; hạn "
        "{{ row.due_on|day_in_text }}.",
    )
    tag(paper, "{%p endfor %}")
    tag(paper, "{%p if page.quality_points is not none %}")
    text(
        paper,
        "Chất lượng buổi sinh hoạt: {{ page.quality_points }}/100 điểm, xếp loại: "
        "{{ page.quality_level }}.",
    )
    tag(paper, "{%p endif %}")
    text(
        paper,
        "{% if page.is_read_out %}Biên bản đã được đọc và thông qua tại cuộc họp. {% endif %}"
        "Hội nghị kết thúc lúc {{ page.end }}.",
    )
    taker_and_chair(paper)
    return paper


def resolution():
    """Nghị quyết."""
    paper = begin()
    heading(paper, "NGHỊ QUYẾT")
    tag(paper, "{%p for one in page.opening %}")
    text(paper, "{{ one }}")
    tag(paper, "{%p endfor %}")
    tag(paper, "{%p for part in page.parts %}")
    text(paper, "{{ part.numeral }}- {{ part.title|upper }}", bold=True)
    tag(paper, "{%p for clause in part.clauses %}")
    text(
        paper,
        "{% if part.clauses|length > 1 %}{{ loop.index }}. {% endif %}{{ clause.text }}",
    )
    tag(paper, "{%p for row in clause.rows %}")
    text(paper, "- {{ row.task }}: đồng chí {{ row.leads|join(', ') }}; {{ row.result }}.")
    for _ in range(3):
        tag(paper, "{%p endfor %}")
    text(paper, "{{ page.closing }}")
    recipients_and_signature(paper)
    return paper


def decision():
    """Quyết định."""
    paper = begin()
    heading(paper, "QUYẾT ĐỊNH")
    tag(paper, "{%p for one in page.grounds %}")
    text(paper, "- {{ one }}{{ ',' if loop.last else ';' }}")
    tag(paper, "{%p endfor %}")
    deciding = say(paper, "{{ page.deciding }}", bold=True, align=CENTRE)
    deciding.paragraph_format.space_before = Pt(6)
    say(paper, "QUYẾT ĐỊNH", bold=True, align=CENTRE)
    tag(paper, "{%p for article in page.articles %}")
    article = text(paper, "{{ article.name }}.", bold=True)
    article.add_run(" {{ article.text }}")
    tag(paper, "{%p for point in article.points %}")
    text(paper, "{{ point }}")
    for _ in range(2):
        tag(paper, "{%p endfor %}")
    recipients_and_signature(paper)
    return paper


def tasks():
    """Danh sách nhiệm vụ."""
    paper = begin()
    heading(paper, "DANH SÁCH NHIỆM VỤ")
    text(
        paper,
        "Nhiệm vụ được giao tại buổi họp ngày {{ page.held_on|day_in_text }}: "
        "{{ page.assignments|length|count_in_text }}.",
    )
    table(
        paper,
        (("TT", 12), ("Nhiệm vụ", 63), ("Người thực hiện", 45), ("Thời hạn", 25), ("Kết quả", 20)),
        "page.assignments",
        (
            "{{ loop.index }}",
            "{{ row.task }}",
            "{{ row.name }}",
            "{{ row.due_on|day_in_text }}",
            "",
        ),
    )
    taker_and_chair(paper)
    return paper


def attendance():
    """Danh sách dự họp."""
    paper = begin()
    heading(paper, "DANH SÁCH DỰ HỌP")
    text(
        paper,
        "Ngày {{ page.held_on|day_in_text }}, tại {{ page.place }}. Tổng số {{ page.voters }}: "
        "{{ page.members }}; có mặt {{ page.present }}; vắng có lý do "
        "{{ page.excused|length|count_in_text }}; vắng không lý do "
        "{{ page.unexcused|length|count_in_text }}.",
    )
    table(
        paper,
        (("TT", 12), ("Họ và tên", 58), ("Chức vụ", 35), ("Điểm danh", 60)),
        "page.attendance_rows",
        (
            "{{ loop.index }}",
            "{{ row.name }}",
            "{{ row.office }}",
            "{{ row.mark }}{% if row.note %}, {{ row.note|inside_a_sentence }}{% endif %}",
        ),
    )
    taker_and_chair(paper)
    return paper


def quality():
    """Phiếu chấm điểm."""
    paper = begin()
    heading(paper, "PHIẾU CHẤM ĐIỂM CHẤT LƯỢNG")
    text(
        paper,
        "{{ page.standing }} của buổi họp ngày {{ page.held_on|day_in_text }}: "
        "{{ page.total }}/100 điểm, xếp loại: {{ page.level }}.",
    )
    tag(paper, "{%p for part in page.parts %}")
    text(paper, "{{ loop.index }}. {{ part.title }}: {{ part.points }} điểm", bold=True)
    tag(paper, "{%p for row in part.rows %}")
    text(
        paper,
        "{{ row.code }}. {{ row.title }}: {{ row.points }}/{{ row.most }}"
        "{% if row.origin %}. {{ row.origin }}{% endif %}",
    )
    tag(paper, "{%p endfor %}")
    tag(paper, "{%p endfor %}")
    tag(paper, "{%p if page.confirmation %}")
    text(paper, "{{ page.confirmation }}")
    tag(paper, "{%p endif %}")
    taker_and_chair(paper, "page.minutes_taker", "page.chair")
    return paper


def report():
    """Báo cáo tháng."""
    paper = begin()
    heading(paper, "BÁO CÁO")
    text(
        paper,
        "Kỳ báo cáo: từ ngày {{ page.period_from|day_in_text }} đến ngày "
        "{{ page.period_to|day_in_text }}.",
    )
    text(paper, "SỐ LIỆU TRONG KỲ", bold=True)
    table(
        paper,
        (("TT", 12), ("Nội dung", 113), ("Số liệu", 40)),
        "page.figures",
        (
            "{{ loop.index }}",
            "{{ row.label }}{% if row.note %} (chi bộ ghi chú: {{ row.note }}){% endif %}",
            "{{ row.value }}",
        ),
    )
    tag(paper, "{%p for section in page.sections %}")
    text(paper, "{{ section.title|upper }}", bold=True)
    tag(paper, "{%p for one in section.paragraphs %}")
    text(paper, "{{ one }}")
    tag(paper, "{%p else %}")
    text(paper, "Không có nội dung báo cáo.")
    tag(paper, "{%p endfor %}")
    tag(paper, "{%p endfor %}")
    recipients_and_signature(paper)
    return paper


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for write in (minutes, resolution, decision, tasks, attendance, quality, report):
        write().save(FOLDER / f"{write.__name__}.docx")
