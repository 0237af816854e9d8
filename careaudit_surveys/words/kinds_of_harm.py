"""The kinds of harm that an alert names, wherever it comes from."""

from __future__ import annotations

KINDS = (
    "physical",
    "domestic",
    "sexual",
    "psychological",
    "financial",
    "modern_slavery",
    "discriminatory",
    "organisational",
    "neglect",
    "self_neglect",
    "suicide",
    "medical",
    "threat",
    "child",
    "whistleblowing",
    "unsafe",
)
"""The ten types of the Care Act guidance, then what else a person must learn of at once."""
