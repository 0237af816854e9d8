"""CareAudit: an audit becomes a conversation, and its answers become findings."""

__version__ = "0.1.0"
