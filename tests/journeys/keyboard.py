"""Working with the keyboard alone: Tab from place to place, arrows in choices, focus in sight.

What is pressed and typed counts as much as with a mouse.
"""

from playwright.sync_api import Locator, Page, expect

from tests.support.live import Person

SOON = 20_000
_WHERE = (
    "one => { const here = document.activeElement; return here === one ? 'there' :"
    " here.matches('.skip[href=\"#noi-dung\"]') ? 'past the frame' : ''; }"
)
_IS_CALLED = "one => one.labels && one.labels[0] ? one.labels[0].innerText : one.ariaLabel"
# What shows the focus of a choice that is drawn as a button is the button.
_SHOWN = "const shown = one.matches('.visually-hidden') ? one.nextElementSibling : one;"
_IS_MARKED = (
    f"one => {{ {_SHOWN} const look = getComputedStyle(shown);"
    " return look.outlineStyle !== 'none' || look.boxShadow !== 'none'; }"
)
_IS_UNCOVERED = (
    f"one => {{ {_SHOWN} const box = shown.getBoundingClientRect();"
    " const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
    " return top !== null && (shown.contains(top) || top.contains(shown)); }"
)


def by_keys(
    person: Person,
    words: str,
    key: str = "Enter",
    within: str = "main",
    *,
    in_place: bool = False,
    back: bool = False,
) -> None:
    """Come to a link or button with the keyboard alone, see where one is, and press it."""
    walk_to(person.page, person.control(words, within), back=back)
    person.clicks += 1
    with person.drawing() if in_place else person.page.expect_navigation():
        person.page.keyboard.press(key)
    if in_place:
        expect(person.page.locator(":focus")).to_have_count(1, timeout=SOON)
    person.look()


def press_by_keys(person: Person, words: str, key: str = "Enter", within: str = "main") -> None:
    """Press what changes this page or leads to another place on it; the focus is not lost."""
    walk_to(person.page, person.control(words, within))
    person.clicks += 1
    person.page.keyboard.press(key)
    expect(person.page.locator(":focus")).to_have_count(1, timeout=SOON)


def type_by_keys(person: Person, field: Locator, words: str) -> None:
    """Come to a field and write these words in place of what it holds."""
    field = field.filter(visible=True).first
    walk_to(person.page, field)
    person.typed.append((field.evaluate(_IS_CALLED), words))
    person.page.keyboard.press("ControlOrMeta+a")
    person.page.keyboard.type(words)
    expect(field).to_have_value(words)


def choose_by_keys(person: Person, group: Locator, answer: str) -> None:
    """Come to a group of choices and go to one of them with the arrows."""
    person.clicks += 1
    radios = group.get_by_role("radio")
    chosen = group.locator("input:checked")
    if not chosen.count():
        walk_to(person.page, radios.first)
        person.page.keyboard.press("Space")
    else:
        walk_to(person.page, chosen)
    wanted = group.get_by_label(answer, exact=True)
    for _ in range(radios.count()):
        if wanted.is_checked():
            break
        person.page.keyboard.press("ArrowRight")
    expect(wanted).to_be_checked(timeout=SOON)
    _is_in_sight(wanted)


def select_by_keys(person: Person, field: Locator, option: str) -> None:
    """Come to a list and go down to one of its lines."""
    person.clicks += 1
    walk_to(person.page, field)
    chosen = field.locator("option:checked")
    for _ in range(field.locator("option").count()):
        if chosen.inner_text().strip() == option:
            break
        person.page.keyboard.press("ArrowDown")
    expect(chosen).to_have_text(option)


def walk_to(page: Page, target: Locator, *, back: bool = False) -> None:
    """Press Tab until the target has the focus, which must be plain to see.

    On a new page one goes past its frame by the link that is there for this.
    """
    for _ in range(150):
        where = target.evaluate(_WHERE)
        if where == "there":
            break
        page.keyboard.press("Enter" if where else "Shift+Tab" if back else "Tab")
    else:
        raise AssertionError(f"the keyboard does not reach {target}")
    _is_in_sight(target)


def _is_in_sight(target: Locator) -> None:
    assert target.evaluate(_IS_MARKED), f"one does not see the focus on {target}"
    assert target.evaluate(_IS_UNCOVERED), f"something covers the focus on {target}"
