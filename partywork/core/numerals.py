"""Whole numbers in Vietnamese words and in Roman numerals, as papers write them."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def in_words(number: int) -> str:
    """Return a whole number in words: «hai mươi mốt», «một nghìn không trăm linh năm».

    After tens one is «mốt» and five «lăm»; an empty ten is «linh»; billions repeat, so that a
    million of them is «một triệu tỷ».
    """
    if number < 0:
        return f"âm {in_words(-number)}"
    billions, rest = divmod(number, _BILLION)
    if not billions:
        return _below_a_billion(rest, is_first=True)
    words = [in_words(billions), "tỷ"]
    if rest:
        words.append(_below_a_billion(rest, is_first=False))
    return " ".join(words)


def roman(number: int) -> str:
    """Return the numeral of a part of a paper: «IV», «VIII»; parts are counted from one."""
    numeral = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        numeral += letters * times
    return numeral


def dong_in_words(amount: int) -> str:
    """Return an amount of money in words: «Ba trăm nghìn đồng»."""
    words = in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def _below_a_billion(number: int, *, is_first: bool) -> str:
    words: list[str] = []
    for place in (2, 1, 0):
        part = number // 1000**place % 1000
        if part or (number == 0 and place == 0):
            words += _below_a_thousand(part, is_first=is_first and not words)
            words += [_GROUPS[place]] if place else []
    return " ".join(words)


def _below_a_thousand(number: int, *, is_first: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words: list[str] = []
    if hundreds or not is_first:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        if ones:
            words += ["linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
        elif not words:
            words.append(_DIGITS[0])
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 5:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return words
