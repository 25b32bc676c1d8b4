"""Stored files: by province and by the hash of their bytes; written once, checked when read."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings


class DamagedFile(Exception):
    """The bytes on disk are missing or are not those that were stored."""


def file_path(province_id: int, digest: str) -> Path:
    return Path(settings.FILES_DIR) / str(province_id) / digest[:2] / digest


def store(province_id: int, content: bytes) -> str:
    """Keep `content` and return its SHA-256; the same bytes are kept once. Whole or not at all, also when power fails."""
    digest = hashlib.sha256(content).hexdigest()
    path = file_path(province_id, digest)
    if _is_whole(path, digest):
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as unfinished:
        try:
            unfinished.write(content)
            unfinished.flush()
            os.fsync(unfinished.fileno())
            os.replace(unfinished.name, path)
        except BaseException:
            os.unlink(unfinished.name)
            raise
    _write_through(path.parent)
    return digest


def store_parts(province_id: int, parts: Iterable[bytes]) -> str:
    """As `store`, for an upload that is never held in memory as a whole."""
    folder = Path(settings.FILES_DIR) / str(province_id)
    folder.mkdir(parents=True, exist_ok=True)
    hashed = hashlib.sha256()
    with NamedTemporaryFile(dir=folder, delete=False) as unfinished:
        try:
            for part in parts:
                hashed.update(part)
                unfinished.write(part)
            unfinished.flush()
            os.fsync(unfinished.fileno())
            path = file_path(province_id, hashed.hexdigest())
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(unfinished.name, path)
        except BaseException:
            os.unlink(unfinished.name)
            raise
    _write_through(path.parent)
    return hashed.hexdigest()


def _is_whole(path: Path, digest: str) -> bool:
    """A damaged file is written anew."""
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def _write_through(folder: Path) -> None:
    """A new name is safe only when its folder is on the disk too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def load(province_id: int, digest: str) -> bytes:
    try:
        content = file_path(province_id, digest).read_bytes()
    except OSError as error:
        raise DamagedFile(f"Không đọc được tệp {digest[:12]}.") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise DamagedFile(f"Tệp {digest[:12]} không còn đúng như khi được lưu.")
    return content
