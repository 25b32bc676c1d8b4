"""What a "bản in tra cứu" has in the bottom margin of every page, and the original has not (Nghị định 30/2020/NĐ-CP knows no such
box): the code, a QR of the page that checks it, the portal's address."""

from dataclasses import dataclass
from functools import cached_property

import segno

from cchc_portal.vietnam import lookup_codes


@dataclass(frozen=True)
class Lookup:
    """`site` is the portal's public address, as in the settings."""

    code: str
    site: str
    notes: tuple[str, ...] = ()  # what has become of the document since its issue

    @property
    def address(self) -> str:
        return f"{self.site.rstrip('/')}/kiem-tra/{self.code}/"

    @property
    def typed_at(self) -> str:
        """Where a person types the code: without the protocol, as people say it."""
        return f"{self.site.rstrip('/').partition('://')[2]}/kiem-tra/"

    @property
    def printed_code(self) -> str:
        return lookup_codes.printed(self.code)

    @cached_property
    def side(self) -> int:
        """Modules along one edge."""
        return len(self._modules)

    @cached_property
    def path(self) -> str:
        """The dark modules as one SVG path, a stroke for each run along a row."""
        return "".join(
            f"M{start} {row}h{end - start}v1h-{end - start}z"
            for row, modules in enumerate(self._modules)
            for start, end in _runs(modules)
        )

    @cached_property
    def _modules(self) -> tuple[bytes, ...]:
        made = segno.make_qr(self.address, error="m", boost_error=False)
        return tuple(bytes(row) for row in made.matrix)


def _runs(modules: bytes) -> list[tuple[int, int]]:
    """(first, beyond the last) of each run of dark modules."""
    edges = [at for at in range(len(modules) + 1) if _dark(modules, at) != _dark(modules, at - 1)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _dark(modules: bytes, at: int) -> bool:
    return 0 <= at < len(modules) and modules[at] == 1
