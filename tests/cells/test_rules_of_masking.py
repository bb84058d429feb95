from partywork.cells.rules.membership import mask_address


def test_only_the_last_part_of_an_address_is_shown():
    assert mask_address("Số 5, phố Lý Thường Kiệt, Hà Nội") == "•••, Hà Nội"


def test_an_address_of_one_part_is_hidden_whole():
    assert mask_address("53 Nguyễn Du") == "•••"
