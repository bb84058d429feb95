"""Files and people looked after in which two records of one person take part at once."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased

from partywork.admissions import policy
from partywork.admissions.models import Procedure, Prospect, Sponsor
from partywork.admissions.terms import OPEN_STATES, ProspectStage
from partywork.cells.rules.merging import Becomes
from partywork.cells.service.merging import Double, Pair
from partywork.core.actor import system

_OVER = (ProspectStage.ADMITTED, ProspectStage.DROPPED)


def _two_files(pair: Pair) -> Select[Procedure]:
    """Return the open file of the record that goes beside an open one of the other."""
    own = aliased(Procedure)
    other = select(own.id).where(own.member_id == pair.kept, own.state.in_(OPEN_STATES))
    return _open_files(pair).where(Procedure.member_id == pair.gone, other.exists())


def _sponsors_twice(pair: Pair) -> Select[Procedure]:
    """Return the open files that both records sponsor: two people have to introduce somebody."""
    by = {
        one: select(Sponsor.id).where(
            Sponsor.procedure_id == Procedure.id, Sponsor.member_id == one
        )
        for one in pair.both
    }
    return _open_files(pair).where(*(query.exists() for query in by.values()))


def _open_files(pair: Pair) -> Select[Procedure]:
    files = policy.visible_procedures(system(pair.day))
    return files.where(Procedure.state.in_(OPEN_STATES))


def _helps_twice(pair: Pair) -> Select[Prospect]:
    """Return who is looked after by both records."""
    first, second = Prospect.helper_id, Prospect.second_helper_id
    return policy.visible(system(pair.day)).where(
        Prospect.stage.not_in(_OVER),
        or_(
            (first == pair.kept) & (second == pair.gone),
            (first == pair.gone) & (second == pair.kept),
        ),
    )


DOUBLES = (
    Double(
        "hồ sơ kết nạp, chuyển chính thức chưa xong",
        _two_files,
        Becomes.WAITS,
        "Cả hai hồ sơ đang có thủ tục kết nạp, chuyển chính thức chưa xong. Hãy dừng một thủ tục ở "
        "trang «Phát triển đảng viên» trước.",
    ),
    Double(
        "giới thiệu vào Đảng",
        _sponsors_twice,
        Becomes.WAITS,
        "Cả hai hồ sơ cùng giới thiệu một quần chúng vào Đảng, mà phải có hai người giới thiệu. "
        "Hãy sửa người giới thiệu ở trang «Phát triển đảng viên» trước.",
    ),
    Double(
        "người giúp đỡ quần chúng",
        _helps_twice,
        Becomes.WAITS,
        "Cả hai hồ sơ cùng được phân công giúp đỡ một quần chúng. Hãy sửa người giúp đỡ ở trang "
        "«Phát triển đảng viên» trước.",
    ),
)
