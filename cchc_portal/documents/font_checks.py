"""Start-up check: the paper's typeface is there and complete, else no paper is made (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.4)."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from cchc_portal.documents.paper import fonts


@register()
def paper_fonts(**_options: Any) -> list[CheckMessage]:
    missing = fonts.missing_glyphs()
    if not missing:
        return []
    faults = "; ".join(
        f"{name} thiếu {len(lacks)} ký tự ({lacks[:12]}{'…' if len(lacks) > 12 else ''})"
        for name, lacks in missing.items()
    )
    return [
        Error(
            f"Phông chữ của văn bản tại {fonts.directory()} không đủ: {faults}.",
            hint=f"Cài phông Tinos: {fonts.INSTALL}",
            id="documents.E001",
        )
    ]
