"""The menu below the menu: what the list of people leads to, and never too many doors at once."""

MEMBERS = 'nav[aria-label="Trong mục Đảng viên"] a'
BELOW = 'nav[aria-label="Trong mục Danh sách"] a'


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
