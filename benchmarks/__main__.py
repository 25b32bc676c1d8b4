"""Prints each figure beside its bound; leaves with 1 where one is missed."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from benchmarks import (  # noqa: E402 - Django must be set up first
    annexed,
    asked_again,
    drafting,
    hand_written,
    issued_again,
    measure,
    morning,
    naive,
    nation,
    pages_beside_papers,
    plans,
    signing,
    stacks,
)
from cchc_portal.documents import paper  # noqa: E402


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    bound: float
    at_least: bool = False
    remark: str = ""

    @property
    def holds(self) -> bool:
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "đạt" if self.holds else "KHÔNG ĐẠT"
        return f"{self.name:<52} {self.value:>7.2f}  ({sign} {self.bound:g})  {verdict}  {self.remark}"


def speed(name: str, rows: int, bound: float, rounds: int) -> Figure:
    plan = plans.with_rows(rows) if rows else plans.plan_001()
    ratio, ours, theirs = measure.cpu_ratio(paper.pdf, naive.pdf, plan, rounds=rounds)
    return Figure(name, ratio, bound, remark=f"{1000 * ours:.0f} ms so với {1000 * theirs:.0f} ms CPU")


def against_hand_written() -> str:
    """No bound: a page by hand with fewer boxes than the law's form has."""
    ratio, _, _ = measure.cpu_ratio(paper.pdf, hand_written.pdf, plans.plan_001(), rounds=9)
    return f"{'Kế hoạch 001 so với trang HTML viết tay đơn giản hơn':<52} {ratio:>7.2f}  (để tham khảo)"


def from_the_shelf() -> Figure:
    ratio, ours, theirs = issued_again.ratio()
    remark = f"{1000 * ours:.0f} ms so với {1000 * theirs:.0f} ms CPU"
    return Figure("Phụ lục 600 dòng không đổi, ban hành lại, CPU", ratio, 0.05, remark=remark)


def growth() -> Figure:
    short, long = measure.growth(paper.pdf, *(plans.with_rows(rows) for rows in (300, 3000)))
    return Figure(
        "3.000 dòng so với 300 dòng, CPU", long / short, 12, remark=f"{long:.1f} s so với {short:.1f} s"
    )


def memory(rows: int) -> Figure:
    plan = plans.with_rows(rows) if rows else plans.plan_001()
    ours, theirs = measure.peak_memory(paper.pdf, plan), measure.peak_memory(naive.pdf, plan)
    name = f"Bộ nhớ cao nhất, {f'{rows} dòng' if rows else 'kế hoạch 001'}"
    return Figure(name, ours / theirs, 1.1, remark=f"{ours // 1024} MiB so với {theirs // 1024} MiB")


def throughput() -> Figure:
    plan = plans.plan_001()
    ratio, ours, theirs = measure.throughput(paper.pdf, naive.pdf, plan, count=16, workers=2)
    remark = f"{ours:.1f} so với {theirs:.1f} văn bản/giây"
    return Figure("Hai tiến trình, văn bản mỗi giây", ratio, 1.7, at_least=True, remark=remark)


def renders_again() -> Figure:
    return Figure("Hỏi lại bản không đổi 5 lần: số lần dựng thêm", asked_again.renders_of(6) - 1, 0)


def editor() -> Iterator[Figure]:
    """The drafting page by the size of the plan; cost may grow with the rows, never faster than they do."""
    requests = drafting.measure()
    print(
        "\nTrang soạn thảo theo số dòng của kế hoạch (mỗi yêu cầu: dung lượng trước khi nén, truy vấn, CPU máy chủ):"
    )
    for request in requests:
        print(request, flush=True)
        yield Figure(f"{request.name}: CPU tăng so với số dòng", request.factor, 1)
    largest = requests[0].costs[-1]
    yield Figure(f"{requests[0].name} {largest.size} dòng: truy vấn", largest.queries, drafting.MOST_QUERIES)
    yield Figure(f"{requests[0].name} {largest.size} dòng: KiB", largest.kib, drafting.MOST_KIB)


def signatures() -> Iterator[Figure]:
    """Milliseconds as they would be on the machine that the bounds were set on."""
    sign, verify, with_rsa = signing.small_plan(plans.plan_001())
    for name, cost, bound, there in (
        ("Ký số P-256, ms CPU (quy về máy mốc)", sign, 25, signing.STOCK_SIGN_MS),
        ("Kiểm tra P-256, ms CPU (quy về máy mốc)", verify, 8, signing.STOCK_VERIFY_MS),
    ):
        remark = f"ở đây {cost.ours:.0f} ms so với pyHanko {cost.stock:.0f} ms"
        yield Figure(name, cost.on_reference(there), bound, remark=remark)
    remark = f"{with_rsa.ours:.0f} ms so với {with_rsa.stock:.0f} ms"
    yield Figure("Ký số RSA so với pyHanko, CPU", with_rsa.ours / with_rsa.stock, 0.35, remark=remark)


def papers() -> Iterator[Figure]:
    paper.warm()
    naive.pdf(plans.plan_001())
    print(
        "Tỷ lệ so với HTML(string).write_pdf() trên cùng trình thông dịch, trong cùng một lần chạy, cùng một văn bản:"
    )
    yield speed("Kế hoạch 001, CPU", 0, 0.65, 15)
    yield speed("Phụ lục 60 dòng, CPU", 60, 0.65, 7)
    yield speed("Phụ lục 600 dòng, CPU", 600, 0.62, 3)
    yield from_the_shelf()
    yield growth()
    yield memory(0)
    yield memory(600)
    yield throughput()
    print(against_hand_written())


def stack() -> Iterator[Figure]:
    share, seconds, rendering = stacks.share()
    remark = f"{1000 * seconds:.0f} ms so với {rendering:.1f} s CPU"
    yield Figure("Ghép 100 văn bản đã phát hành so với dựng lại, %", 100 * share, 2, remark=remark)


def with_database() -> Iterator[Figure]:
    with asked_again.private_database():
        yield renders_again()
        yield from editor()


def with_servers() -> Iterator[Figure]:
    with asked_again.private_database():
        quiet, busy = pages_beside_papers.p95()
    remark = f"{1000 * busy:.0f} ms so với {1000 * quiet:.0f} ms"
    yield Figure("Trang web khi đang dựng hai kế hoạch lớn, p95", busy / quiet, 1.5, remark=remark)


def annex() -> Iterator[Figure]:
    """All items of a province's year as one table: a sheet at once, PDF and Word by a worker of the long queue."""
    with asked_again.private_database() as cluster:
        rows, seconds = annexed.sheet_seconds(cluster)
        yield Figure(f"Phụ lục tổng hợp {rows} dòng, XLSX, giây", seconds, annexed.MOST_SHEET_SECONDS)
        whole = annexed.frozen()
    pdf, tenth = annexed.cost(whole), annexed.cost(annexed.part_of(whole, 10))
    remark = f"{pdf.seconds:.1f} s so với {tenth.seconds:.1f} s"
    growth = pdf.seconds / tenth.seconds
    yield Figure(f"{rows} dòng so với một phần mười, PDF, CPU", growth, annexed.MOST_GROWTH, remark=remark)
    yield Figure(f"{rows} dòng, PDF, MiB", pdf.mib, annexed.MOST_MIB)
    word = annexed.cost(whole, word=True)
    remark = f"{1000 * word.seconds / rows:.1f} ms một dòng, PDF {1000 * pdf.seconds / rows:.1f} ms"
    yield Figure(f"{rows} dòng, Word so với PDF, CPU", word.seconds / pdf.seconds, 1, remark=remark)
    yield Figure(f"{rows} dòng, Word, MiB", word.mib, annexed.MOST_MIB)


def nationwide() -> Iterator[Figure]:
    """Sở Nội vụ's pages on one simulated province beside the same among 34, then the clock's runs over all of them."""
    with asked_again.private_database() as cluster:
        for name, alone, among in nation.one_and_many(cluster):
            remark = f"{1000 * among.cpu:.0f} ms so với {1000 * alone.cpu:.0f} ms CPU"
            yield Figure(
                f"{name}: cả nước so với một tỉnh", among.cpu / alone.cpu, nation.MOST_GROWTH, remark=remark
            )
            yield Figure(f"{name}: truy vấn", among.queries, nation.MOST_QUERIES)
        for name, at in (
            ("Nhắc việc cả nước một buổi sáng", nation.MORNING),
            ("Mở năm mới cho cả nước", nation.YEAR_OPENS),
        ):
            seconds, mib = morning.cost(at, nation.provinces())
            yield Figure(f"{name}, giây", seconds, nation.MOST_SECONDS)
            yield Figure(f"{name}, MiB", mib, nation.MOST_MIB)


PARTS = {
    "papers": papers,
    "signatures": signatures,
    "stack": stack,
    "database": with_database,
    "servers": with_servers,
    "annex": annex,
    "nation": nationwide,
}


def main(chosen: list[str]) -> int:
    """All parts, or those that are named: `python -m benchmarks nation`."""
    missed = 0
    for figure in chain.from_iterable(PARTS[name]() for name in chosen or PARTS):
        print(figure, flush=True)
        missed += not figure.holds
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
