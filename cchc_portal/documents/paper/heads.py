"""How large the head of a paper is printed (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, khoản 1, 2: a name stands on one line, 12 to 13)."""

from collections.abc import Iterable

from cchc_portal.vietnam.layout import RuleSet

from . import fonts

LONG_PLACE = 16  # "Thành phố Hồ Chí Minh" needs the smaller size to stay on one line


def needs_compact(rules: RuleSet, superior: Iterable[str], issuer: Iterable[str], place: str) -> bool:
    """The pair of sizes 12/13 where a line of the agency's name, or a long place, does not fit at 13/14."""
    sizes, (left, _) = rules.sizes, rules.columns.header
    return (
        len(place) > LONG_PLACE
        or any(fonts.width_mm(line, sizes.superior) > left for line in superior)
        or any(fonts.width_mm(line, sizes.issuer, bold=True) > left for line in issuer)
    )
