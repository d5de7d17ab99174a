"""Names and kinds of uploaded files: what a stranger sent, made harmless."""

from __future__ import annotations

import mimetypes
import re
import unicodedata

LONGEST = 180
INLINE_KINDS = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)


def safe_name(name: str) -> str:
    """Return the last part of a name without anything that hides, reorders or leads elsewhere."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    plain = re.sub(r'[<>:"|?*]', "_", visible).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST] or "file"
    return f"{stem[: LONGEST - len(suffix) - 1] or 'file'}.{suffix[:20]}"


def suffix_of(name: str) -> str:
    """Return the lower-case ending of a name, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def kind_of(name: str, head: bytes) -> str:
    """Return the media type: from the content for what may be shown in place, otherwise from the name."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    # A name must not make content look like an image that it is not.
    return "application/octet-stream" if guessed in INLINE_KINDS else guessed
