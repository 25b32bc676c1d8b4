"""`manage.py render_plan FILE --out plan.pdf`: a plan file on paper, without a database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cchc_portal.documents import paper, snapshots
from cchc_portal.vietnam.layout import RULE_SETS


class Command(BaseCommand):
    help = "Trình bày một tệp kế hoạch thành văn bản PDF, Word hoặc HTML."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP", help="tệp kế hoạch (YAML)")
        parser.add_argument("--out", type=Path, required=True, help="tệp ra: .pdf, .docx hoặc .html")
        parser.add_argument("--rules", choices=sorted(RULE_SETS), help="bộ quy tắc trình bày")
        parser.add_argument("--draft", action="store_true", help="in dấu DỰ THẢO")
        parser.add_argument(
            "--electronic", action="store_true", help="bản điện tử: để trống số, ngày ở phụ lục"
        )

    def handle(self, *, file: Path, out: Path, rules: str | None, **options: Any) -> None:
        snapshot = self._read(file)
        marks = frozenset({"draft"} if options["draft"] else ())
        match out.suffix.lower():
            case ".pdf":
                data = paper.pdf(snapshot, marks=marks, rules=rules, electronic=options["electronic"])
            case ".docx":
                data = paper.docx(snapshot, marks=marks, rules=rules)
            case ".html":
                page = paper.html(snapshot, marks=marks, rules=rules, electronic=options["electronic"])
                data = page.encode()
            case other:
                raise CommandError(f"Không lập được tệp “{other}”: chọn .pdf, .docx hoặc .html.")
        try:
            out.write_bytes(data)
        except OSError as problem:
            raise CommandError(
                f"Không ghi được tệp {out}. Kiểm tra thư mục, quyền ghi và chỗ trống trên đĩa."
            ) from problem
        self.stdout.write(f"Đã lập {out} ({len(data):,} byte).".replace(",", "."))

    def _read(self, file: Path) -> dict[str, Any]:
        try:
            return snapshots.read_bytes(file.read_bytes(), name=str(file))
        except OSError as problem:
            raise CommandError(f"Không mở được tệp {file}. Kiểm tra tên tệp và quyền đọc.") from problem
        except snapshots.SnapshotErrors as problems:
            raise CommandError(str(problems)) from problems
