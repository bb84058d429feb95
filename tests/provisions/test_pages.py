from datetime import date

import pytest

from partywork.ballots.terms import Channel, VoteSubject
from partywork.provisions import service
from partywork.provisions.terms import Certainty, ProvisionKey

FROM = {"valid_from": "2027-01-01", "certainty": Certainty.PROPOSED.value, "article": "Điều 1"}
NEW_YEAR = date(2027, 1, 1)


def test_everybody_signed_in_reads_what_is_in_force(make, browse):
    for actor in (make.plain_member(make.cell()), make.administrator()):
        words = browse(actor).get("/provisions").words

        assert all(key.label in words for key in ProvisionKey)
        assert "24-QĐ/TW, 30/07/2021" in words


def test_every_value_says_why_it_is_so(make, browse):
    browser = browse(make.office())

    for key in ProvisionKey:
        page = browser.get(f"/provisions/{key.value}")
        assert "Vì sao có số này?" in page.words
        assert page.soup.find("a", href=f"/provisions/{key.value}/change")


@pytest.mark.parametrize(
    "key",
    [
        ProvisionKey.CELL_MIN_OFFICIAL,
        ProvisionKey.VOTE_WARN_UNDER_TWO_THIRDS,
        ProvisionKey.PAPERS_WHOLE_DAY,
        ProvisionKey.SIGNATURE_FOR_CELL,
        ProvisionKey.AGENDA_REGULAR,
        ProvisionKey.AUTHORITY,
        ProvisionKey.RECIPIENTS_CELL,
    ],
)
def test_what_the_form_shows_is_what_is_kept(make, browse, key):
    browser = browse(make.office())
    form = browser.get(f"/provisions/{key.value}/change").soup.find(
        "form", action=f"/provisions/{key.value}/change"
    )
    sent = {**FROM, "submission_key": form.find("input", {"name": "submission_key"})["value"]}
    value = form.find(attrs={"name": "value"})
    if value.name == "textarea":
        sent["value"] = value.get_text().removeprefix("\r\n").removeprefix("\n")
    elif value.name == "select":
        sent["value"] = value.find("option", selected=True)["value"]
    elif value["type"] == "checkbox":
        ticked = form.find_all("input", {"name": "value", "checked": True})
        sent["value"] = [box["value"] for box in ticked]
    else:
        sent["value"] = value["value"]

    browser.post(f"/provisions/{key.value}/change", sent)

    newest, before = service.history(key)
    assert newest.valid_from == NEW_YEAR
    assert newest.value == before.value


def test_the_office_changes_a_number(make, browse):
    browse(make.office()).post("/provisions/report.monthly_due_day/change", {**FROM, "value": "20"})

    assert service.value(ProvisionKey.REPORT_MONTHLY_DUE_DAY, NEW_YEAR) == 20


def test_the_office_unticks_a_flag(make, browse):
    browse(make.office()).post("/provisions/online.allowed/change", FROM)

    assert service.value(ProvisionKey.ONLINE_ALLOWED, NEW_YEAR) is False


def test_the_office_rewrites_the_agenda(make, browse):
    browse(make.office()).post(
        "/provisions/agenda.body/change", {**FROM, "value": "A1 | Điểm danh\nB1 | Thảo luận"}
    )

    assert service.value(ProvisionKey.AGENDA_BODY, NEW_YEAR) == [
        {"code": "A1", "title": "Điểm danh"},
        {"code": "B1", "title": "Thảo luận"},
    ]


def test_a_spoilt_agenda_names_the_line_and_keeps_what_was_typed(make, browse):
    page = browse(make.office()).post(
        "/provisions/agenda.body/change", {**FROM, "value": "A1 | Điểm danh\nThảo luận"}, expect=422
    )

    assert "Dòng 2" in page.soup.find(id="value-error").get_text()
    assert "Thảo luận" in page.soup.find("textarea", {"name": "value"}).get_text()


def test_the_office_ticks_the_matrix(make, browse):
    browse(make.office()).post(
        "/provisions/paper.authority/change",
        {**FROM, "value": ["cell.resolution", "cell.minutes"]},
    )

    matrix = service.value(ProvisionKey.AUTHORITY, NEW_YEAR)
    allowed = [(body, paper) for body in matrix for paper in matrix[body] if matrix[body][paper]]
    assert allowed == [("cell", "resolution"), ("cell", "minutes")]


def test_what_may_be_voted_where_is_a_table_in_words(make, browse):
    office = browse(make.office())

    shown = office.get("/provisions/vote.channels").words
    form = office.get("/provisions/vote.channels/change")

    assert "Lấy ý kiến, thăm dò" in shown
    assert "Bầu cấp ủy, bí thư, phó bí thư không" in shown
    labels = {one["aria-label"] for one in form.soup.select("input[type=checkbox]")}
    assert "Xếp loại chất lượng: Bỏ phiếu kín trên màn hình tại hội trường" in labels
    assert len(labels) == len(VoteSubject) * len(Channel)
    assert form.soup.find("input", {"name": "article"})["value"] == ""
    assert "phải ghi văn bản cho phép" in form.words


def test_opening_a_channel_without_who_permitted_it_is_refused_and_keeps_the_ticks(make, browse):
    office = browse(make.office())
    sent = {**FROM, "value": ["trust.hall_open"], "article": ""}

    nameless = office.post("/provisions/vote.channels/change", sent, expect=422)
    sent |= {"article": "Quyết định 12-QĐ/ĐU"}
    undecided = office.post("/provisions/vote.channels/change", sent, expect=422)
    office.post("/provisions/vote.channels/change", {**sent, "note": "Ban Thường vụ, 01/12/2026"})

    assert "số, ngày, cơ quan" in nameless.soup.find(id="article-error").get_text()
    assert nameless.soup.find("input", {"value": "trust.hall_open"}).has_attr("checked")
    assert "ngày nào" in undecided.soup.find(id="note-error").get_text()
    table = service.value(ProvisionKey.VOTE_CHANNELS, NEW_YEAR)
    assert [key for key, row in table.items() if any(row.values())] == ["trust"]


def test_the_office_says_how_many_must_agree_row_by_row(make, browse):
    office = browse(make.office())
    address = "/provisions/vote.thresholds"
    form = office.get(f"{address}/change").soup
    rows = {field["name"]: field["value"] for field in form.select("input[name$=basis]")} | {
        field["name"]: field.find("option", selected=True)["value"]
        for field in form.select("select[name$=needs]")
    }
    assert len(rows) == len(VoteSubject) * 2

    refused = office.post(f"{address}/change", {**FROM, **rows, "value-0-basis": ""}, expect=422)
    office.post(f"{address}/change", {**FROM, **rows, "value-12-needs": "two_thirds"})

    assert "bắt buộc" in refused.words
    table = service.value(ProvisionKey.VOTE_THRESHOLDS, NEW_YEAR)
    before = service.value(ProvisionKey.VOTE_THRESHOLDS, date(2026, 12, 31))
    assert table == {**before, "opinion": {**before["opinion"], "needs": "two_thirds"}}
    shown = office.get(address).words
    assert "Đề nghị khai trừ Từ hai phần ba tổng số (69-QĐ/TW, Điều 15" in shown


@pytest.mark.parametrize("value", ["", "ba", "99", "-1"])
def test_a_number_out_of_bounds_is_refused_at_its_field(make, browse, value):
    page = browse(make.office()).post(
        "/provisions/report.monthly_due_day/change", {**FROM, "value": value}, expect=422
    )

    assert page.soup.find(id="value-error")


@pytest.mark.parametrize("who", ["committee", "inspector", "administrator"])
def test_others_read_but_do_not_change(make, browse, who):
    browser = browse(getattr(make, who)())

    page = browser.get("/provisions/online.allowed")
    assert page.soup.find("a", href="/provisions/online.allowed/change") is None
    browser.get("/provisions/online.allowed/change", expect=403)


def test_a_key_that_does_not_exist_is_not_found(make, browse):
    browse(make.office()).get("/provisions/no.such.key", expect=404)
    browse(make.office()).get("/provisions/no.such.key/change", expect=404)


REST = {"first_on": "04/02/2027", "last_on": "10/02/2027", "name": "Tết Nguyên đán"}


def test_the_office_writes_down_tet_and_clocks_run_over_it_at_once(make, browse, today):
    today(date(2026, 12, 1))
    office = browse(make.office())
    assert "Năm 2027 chưa nhập đủ ngày nghỉ" in office.get("/provisions/holidays").words

    office.post("/provisions/holidays/add", REST)

    page = office.get("/provisions/holidays")
    assert page.words.count("Tết Nguyên đán") >= 7
    assert "trùng thứ bảy" in page.words
    assert date(2027, 2, 4) in service.holidays()


def test_a_day_written_down_by_mistake_is_taken_out_again(make, browse, today):
    today(date(2026, 12, 1))
    office = browse(make.office())
    office.post("/provisions/holidays/add", {**REST, "last_on": ""})

    office.post("/provisions/holidays/remove", {"day": "04/02/2027"}, page="/provisions/holidays")
    office.post("/provisions/holidays/remove", {"day": "04/02/2027"}, page="/provisions/holidays")

    assert date(2027, 2, 4) not in service.holidays()
    assert "không có ngày này" in office.get("/provisions/holidays").words


def test_a_rest_that_cannot_be_keeps_what_was_typed(make, browse, today):
    today(date(2026, 12, 1))
    wrong = {**REST, "last_on": "01/02/2027"}

    page = browse(make.office()).post("/provisions/holidays/add", wrong, expect=422)

    assert "Ngày cuối không được trước ngày đầu." in page.words
    assert page.soup.find("input", {"name": "name"})["value"] == "Tết Nguyên đán"


def test_others_read_the_table_and_do_not_change_it(make, browse, today):
    today(date(2026, 12, 1))
    reader = browse(make.secretary(make.cell()))

    words = reader.get("/provisions/holidays").words

    assert "Quốc khánh" in words
    assert "Ghi ngày nghỉ" not in words
    reader.get("/provisions/holidays/add", expect=403)
