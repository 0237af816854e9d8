"""What is asked? A survey is derived from an audit, for one audience in one profile."""

from .derive import CannotAsk, derive
from .model import PREVIEW, Local, Question, Survey

__all__ = ["PREVIEW", "CannotAsk", "Local", "Question", "Survey", "derive"]
