"""Whose view an answer is, and in which profile they are asked."""

from __future__ import annotations

AUDIENCES = ("person", "relative", "advocate", "staff", "leader")
"""Whose view an answer is. An advocate is asked the relative's questions and counted apart."""

PROFILES = ("easy", "standard", "core")
"""Easy words and few options; everything; or the core questions alone."""


def asked_as(audience: str) -> str:
    """Whose questions an audience is asked: an advocate is asked the relative's."""
    return "relative" if audience == "advocate" else audience
