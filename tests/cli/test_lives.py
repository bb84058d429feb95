"""The reasons for what the demo lacks are about columns that there are."""

from tests.cli.lives import BY_CHANCE, KEPT, NOT_SHOWN


def test_reasons_are_given_for_columns_there_are():
    kept = {(table, column) for table, column, _ in KEPT}

    assert {*NOT_SHOWN, *BY_CHANCE} <= kept
    assert NOT_SHOWN.keys() & BY_CHANCE.keys() == set()
