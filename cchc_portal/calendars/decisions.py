"""Days off and worked Saturdays that the Government has ordered and the library of holidays lacks or cannot name the order of."""

from datetime import date

from .states import DayKind

_NEW_YEAR_2026 = "Công văn số 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ"
_NATIONAL_DAY_2026 = "Công văn số 9859/VPCP-KGVX ngày 13/10/2025 của Văn phòng Chính phủ"

DECISIONS = (
    (date(2026, 1, 2), DayKind.OFF, "Nghỉ hoán đổi dịp Tết Dương lịch", _NEW_YEAR_2026),
    (date(2026, 1, 10), DayKind.WORKED, "Làm bù cho thứ Sáu, 02/01/2026", _NEW_YEAR_2026),
    (date(2026, 8, 22), DayKind.WORKED, "Làm bù cho thứ Hai, 31/08/2026", _NATIONAL_DAY_2026),
    (date(2026, 8, 31), DayKind.OFF, "Nghỉ hoán đổi dịp Quốc khánh", _NATIONAL_DAY_2026),
)
