"""The library in which poppler looks up whom to trust, told of one authority; what `certutil -A` does, by the library itself."""

import ctypes
import subprocess
import sys
from pathlib import Path


class _Item(ctypes.Structure):
    _fields_ = (("type", ctypes.c_uint), ("data", ctypes.c_char_p), ("len", ctypes.c_uint))


class _Trust(ctypes.Structure):
    _fields_ = (("ssl", ctypes.c_uint), ("email", ctypes.c_uint), ("objects", ctypes.c_uint))


def trusting(folder: Path, *authorities: bytes) -> str:
    """Where pdfsig finds it. In a process of its own: the library can be opened once."""
    folder.mkdir(exist_ok=True)
    for certificate in authorities:
        subprocess.run([sys.executable, __file__, str(folder)], input=certificate, check=True)
    return f"sql:{folder}"


def _make(folder: Path, certificate: bytes) -> None:
    nss = ctypes.CDLL("libnss3.so")
    for name in ("CERT_GetDefaultCertDB", "CERT_NewTempCertificate", "PK11_GetInternalKeySlot"):
        getattr(nss, name).restype = ctypes.c_void_p
    _done(nss.NSS_InitReadWrite(f"sql:{folder}".encode()))
    slot = ctypes.c_void_p(nss.PK11_GetInternalKeySlot())
    nss.PK11_InitPin(slot, None, None)
    book = ctypes.c_void_p(nss.CERT_GetDefaultCertDB())
    item = _Item(0, certificate, len(certificate))
    made = ctypes.c_void_p(nss.CERT_NewTempCertificate(book, ctypes.byref(item), None, 0, 1))
    _done(nss.PK11_ImportCert(slot, made, ctypes.c_ulong(0), b"goc", 0))
    trust = _Trust()
    _done(nss.CERT_DecodeTrustString(ctypes.byref(trust), b"CT,C,C"))
    _done(nss.CERT_ChangeCertTrust(book, made, ctypes.byref(trust)))
    nss.CERT_DestroyCertificate(made)
    nss.PK11_FreeSlot(slot)
    nss.NSS_Shutdown()


def _done(answer: int) -> None:
    if answer:
        raise OSError(f"NSS: {ctypes.CDLL('libnspr4.so').PR_GetError()}")


if __name__ == "__main__":
    _make(Path(sys.argv[1]), sys.stdin.buffer.read())
