"""The forms engine's tables, one file per noun."""

from .comment import Comment
from .form import Form
from .form_counter import FormCounter
from .form_version import FormVersion
from .import_batch import ImportBatch, ImportProblem
from .saved_view import SavedView

__all__ = ["Comment", "Form", "FormCounter", "FormVersion", "ImportBatch", "ImportProblem", "SavedView"]
