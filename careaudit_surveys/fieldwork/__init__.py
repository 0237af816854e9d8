"""What do we do with respondents? We hear them, one message at a time, and keep what they say."""

from .conversations import Beginning, Envelope, Fieldwork, Heard, NobodyKnown

__all__ = ["Beginning", "Envelope", "Fieldwork", "Heard", "NobodyKnown"]
