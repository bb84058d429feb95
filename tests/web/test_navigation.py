"""The menu below the menu: what the list of people leads to, and never too many doors at once."""

MEMBERS = 'nav[aria-label="Trong mục Đảng viên"] li a'
BELOW = 'nav[aria-label="Trong mục Danh sách"] li a'


def test_the_office_finds_rare_work_below_the_list(make, browse):
    office = browse(make.office())

    page = office.get("/members")

    assert [one.get_text(strip=True) for one in page.soup.select(BELOW)][:3] == [
        "Cơ cấu",
        "Xuất danh sách",
        "Nhập danh sách",
    ]


def test_work_below_the_list_keeps_its_neighbours_in_sight(make, browse):
    page = browse(make.office()).get("/checks/")

    (here,) = page.soup.select(f"{BELOW}[aria-current]")
    assert here.get_text(strip=True) == "Kiểm tra dữ liệu"


def test_nobody_gets_more_than_eight_doors_about_people(make, browse):
    for actor in (make.office(), make.secretary(make.cell("Chi bộ một"))):
        page = browse(actor).get("/members")
        assert 2 < len(page.soup.select(MEMBERS)) <= 8


def test_other_places_show_nothing_below_the_list(make, browse):
    page = browse(make.office()).get("/dues/")

    assert page.soup.select(MEMBERS)
    assert not page.soup.select(BELOW)


def test_a_phone_folds_the_doors_behind_the_one_where_one_is(make, browse):
    page = browse(make.office()).get("/dues/")

    folded = page.soup.select_one('nav[aria-label="Trong mục Đảng viên"] details')
    assert folded.summary.get_text(strip=True) == "Đảng viên: Đảng phí"
    assert len(folded.find_all("a")) == len(page.soup.select(MEMBERS))


def test_the_frame_leaves_the_words_of_a_page_alone(make, browse):
    cell = make.cell("Chi bộ một")

    page = browse(make.secretary(cell)).get("/privacy/requests/new")

    assert page.soup.select_one(".head p").get_text(strip=True) == cell.name
