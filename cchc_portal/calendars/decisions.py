"""Days off and worked Saturdays that the Government has ordered and the library of holidays lacks or cannot name the order of."""

from datetime import date

from .states import DayKind

_TET_2024 = "Công văn số 8662/VPCP-KGVX ngày 03/11/2023 của Văn phòng Chính phủ"
_VICTORY_2024 = "Công văn số 2450/VPCP-KGVX ngày 12/4/2024 của Văn phòng Chính phủ"
_HOLIDAYS_2025 = "Công văn số 8726/VPCP-KGVX ngày 26/11/2024 của Văn phòng Chính phủ"
_NEW_YEAR_2026 = "Công văn số 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ"
_HOLIDAYS_2026 = "Công văn số 9859/VPCP-KGVX ngày 13/10/2025 của Văn phòng Chính phủ"
_TET, _NATIONAL_DAY = "Tết Nguyên đán", "Quốc khánh"

DECISIONS = (
    *((date(2024, 2, day), DayKind.OFF, _TET, _TET_2024) for day in (8, 9, 10, 11, 12, 13, 14)),
    (date(2024, 4, 29), DayKind.OFF, "Nghỉ hoán đổi dịp 30/4 và 01/5", _VICTORY_2024),
    (date(2024, 5, 4), DayKind.WORKED, "Làm bù cho thứ Hai, 29/04/2024", _VICTORY_2024),
    *((date(2024, 9, day), DayKind.OFF, _NATIONAL_DAY, _TET_2024) for day in (2, 3)),
    *((date(2025, 1, day), DayKind.OFF, _TET, _HOLIDAYS_2025) for day in (27, 28, 29, 30, 31)),
    (date(2025, 4, 26), DayKind.WORKED, "Làm bù cho thứ Sáu, 02/05/2025", _HOLIDAYS_2025),
    (date(2025, 5, 2), DayKind.OFF, "Nghỉ hoán đổi dịp 30/4 và 01/5", _HOLIDAYS_2025),
    *((date(2025, 9, day), DayKind.OFF, _NATIONAL_DAY, _HOLIDAYS_2025) for day in (1, 2)),
    (date(2026, 1, 2), DayKind.OFF, "Nghỉ hoán đổi dịp Tết Dương lịch", _NEW_YEAR_2026),
    (date(2026, 1, 10), DayKind.WORKED, "Làm bù cho thứ Sáu, 02/01/2026", _NEW_YEAR_2026),
    *((date(2026, 2, day), DayKind.OFF, _TET, _HOLIDAYS_2026) for day in (16, 17, 18, 19, 20)),
    (date(2026, 8, 22), DayKind.WORKED, "Làm bù cho thứ Hai, 31/08/2026", _HOLIDAYS_2026),
    (date(2026, 8, 31), DayKind.OFF, "Nghỉ hoán đổi dịp Quốc khánh", _HOLIDAYS_2026),
    *((date(2026, 9, day), DayKind.OFF, _NATIONAL_DAY, _HOLIDAYS_2026) for day in (1, 2)),
)
