"""What a file is, judged by its bytes: county systems save HTML and CSV as ``.xls``."""

import io
import zipfile

import olefile

from lingcha.intake.issues import Rejected

_HEAD = 4096
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
# Part of a zip container -> what kind of document it is.
_ZIP_KINDS = (
    ("word/document.xml", "E_FORMAT_WORD", ""),
    ("xl/workbook.bin", "E_FORMAT_OTHER_SHEET", ".xlsb"),
    ("content.xml", "E_FORMAT_OTHER_SHEET", ".ods"),
)


def sniff(content: bytes) -> str:
    """``xlsx`` (also .xlsm), ``xls`` or ``text``; raises Rejected for everything else."""
    if not content:
        raise Rejected("E_EMPTY_FILE")
    if content.startswith(b"PK"):
        return _zip(content)
    if content.startswith(olefile.MAGIC):
        return _ole(content)
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(b"%PDF"):
        raise Rejected("E_FORMAT_PDF")
    if content.startswith(_ARCHIVES):
        raise Rejected("E_FORMAT_ARCHIVE")
    if head.startswith((b"mime-version:", b"from:", b"content-type: multipart")):
        raise Rejected("E_FORMAT_MHTML")
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta", b"<body")) or (
        head.startswith(b"<?xml") and b"<html" in head
    ):
        raise Rejected("E_FORMAT_HTML")
    if head.startswith((b"<?xml", b"<workbook")):
        raise Rejected("E_FORMAT_XML")
    return "text"


def _zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.replace("\\", "/") for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Rejected("E_ZIP_DAMAGED") from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    for part, code, kind in _ZIP_KINDS:
        if part in names:
            raise Rejected(code, kind=kind)
    raise Rejected("E_FORMAT_ARCHIVE")


def _ole(content: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            names = {entry[0].lower() for entry in ole.listdir()}
    except (OSError, ValueError, IndexError) as error:
        raise Rejected("E_XLS_DAMAGED") from error
    if names & {"encryptedpackage", "encryptioninfo"}:
        raise Rejected("E_ENCRYPTED")
    if names & {"workbook", "book"}:
        return "xls"
    if "worddocument" in names:
        raise Rejected("E_FORMAT_WORD")
    raise Rejected("E_FORMAT_UNKNOWN")
