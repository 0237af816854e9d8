"""The tables. Each class says what one of its rows is.

Every row names its organisation. Columns of type `Sealed` hold what `sealing` made of a person's
own data; the rest may be read by whoever holds the database.
"""

from .audited import Audit, Cycle, CycleService, Organisation, RecordCount, Service
from .conversations import Answer, Conversation, Inbound, Outbox
from .followed_up import Alert, CallBack, Look, Remark, Route
from .respondents import Address, DataKey, ExceptionApplied, Respondent, StopLedger, Tombstone
from .shared import Row, unique_rules

__all__ = [
    "Address",
    "Alert",
    "Answer",
    "Audit",
    "CallBack",
    "Conversation",
    "Cycle",
    "CycleService",
    "DataKey",
    "ExceptionApplied",
    "Inbound",
    "Look",
    "Organisation",
    "Outbox",
    "RecordCount",
    "Remark",
    "Respondent",
    "Route",
    "Row",
    "Service",
    "StopLedger",
    "Tombstone",
    "unique_rules",
]
