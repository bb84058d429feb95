"""Which step comes now after a meeting, and which file may be a template."""

import pytest

from partywork.closing.rules import WORD, Link, StepFact, arrange, check_template_kind, in_words
from partywork.closing.terms import Paper, StepState
from partywork.core.errors import RuleBroken

GO = Link("Làm", "/")


def test_the_first_step_the_reader_can_do_is_now() -> None:
    steps = arrange(
        [
            StepFact(Paper.MINUTES, True, "Xong."),
            StepFact(Paper.RESOLUTION, False, "Chờ ký."),
            StepFact(Paper.TASKS, False, "Chưa giao.", GO),
            StepFact(Paper.QUALITY, False, "Chưa chấm.", GO),
            StepFact(Paper.REPORT, False, "Không có.", is_needless=True),
        ]
    )

    assert [step.state for step in steps] == [
        StepState.DONE,
        StepState.NEXT,
        StepState.NOW,
        StepState.NEXT,
        StepState.DONE,
    ]
    assert in_words(steps) == "Còn 3 việc để hoàn thiện hồ sơ buổi họp."


def test_nothing_is_left_when_every_paper_is_there() -> None:
    steps = arrange([StepFact(Paper.MINUTES, True, "Xong.", GO)])

    assert in_words(steps) == "Các văn bản của buổi họp đã đủ."


def test_a_template_is_a_word_document() -> None:
    check_template_kind(WORD)

    with pytest.raises(RuleBroken, match="DOCX"):
        check_template_kind("application/pdf")
