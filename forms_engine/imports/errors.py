"""What can be wrong with a file of rows.

Invalid
`-- UnreadableFile   422  the file is damaged, too large or of another kind
"""

from __future__ import annotations

from builder.exceptions import Invalid, Problem, translated


class UnreadableFile(Invalid):
    """The file cannot be read as rows."""

    code = "unreadable_file"

    def __init__(self, code: str, message: str) -> None:
        super().__init__(translated(message), problems=[Problem("file", code, message)])
