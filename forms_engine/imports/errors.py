"""What can be wrong with a file of rows.

Invalid
`-- UnreadableFile   422  the file is damaged, too large or of another kind
"""

from __future__ import annotations

from builder.exceptions import Invalid, Problem


def gettext_noop(message: str) -> str:
    """Mark a text for translation at the edge; parsing knows no Django."""
    return message


class UnreadableFile(Invalid):
    """The file cannot be read as rows."""

    code = "unreadable_file"

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message, problems=[Problem("file", code, message)])
