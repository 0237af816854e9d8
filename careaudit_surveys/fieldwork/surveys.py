"""The survey that a conversation is held with: its pinned audit, in its cycle's words."""

from __future__ import annotations

from uuid import UUID

from careaudit_surveys.audits.kept import audit_as_kept
from careaudit_surveys.audits.model import Audit
from careaudit_surveys.dialogue import State
from careaudit_surveys.store import Unit, programme, reading
from careaudit_surveys.store.rows import Conversation
from careaudit_surveys.surveys import PREVIEW, Local, Survey, derive


class Surveys:
    """Audits and surveys in use, each made once: a conversation ends on the one it began with."""

    def __init__(self) -> None:
        self._audits: dict[str, Audit] = {}
        self._surveys: dict[tuple[object, ...], Survey] = {}

    def audit(self, unit: Unit, digest: str) -> Audit:
        """The audit kept under this digest; LookupError if none is."""
        if digest not in self._audits:
            source = programme.audit_source(unit, digest)
            if source is None:
                raise LookupError("the audit that this conversation is pinned to is not kept here")
            self._audits[digest] = audit_as_kept(source)
        return self._audits[digest]

    def survey(self, unit: Unit, conversation: Conversation, state: State) -> Survey:
        """What a conversation asks. However its answers are filed, those asked stay the same."""
        return self.derived(
            unit,
            conversation.audit_digest,
            (state.audience, state.profile, state.language),
            conversation.service_id,
            conversation.cycle_id,
        )

    def derived(
        self,
        unit: Unit,
        digest: str,
        asked: tuple[str, str, str],
        service_id: UUID,
        cycle_id: UUID,
    ) -> Survey:
        """The survey of a kept audit for (audience, profile, language) in one service and cycle."""
        local = local_words(unit, service_id, cycle_id)
        key = (digest, asked, *vars(local).values())
        if key not in self._surveys:
            audience, profile, language = asked
            self._surveys[key] = derive(
                self.audit(unit, digest),
                audience,
                profile,
                digest=digest,
                language=language,
                local=local,
            )
        return self._surveys[key]


def local_words(unit: Unit, service_id: UUID, cycle_id: UUID) -> Local:
    """What service and cycle put into the words; the product's own where they are silent."""
    there = reading.setting(unit, service_id, cycle_id)
    return Local(
        service=there.name,
        number=there.contact or PREVIEW.number,
        safeguarding=there.safeguarding or PREVIEW.safeguarding,
        anchor=there.anchor or PREVIEW.anchor,
        date=f"{there.report_on.day} {there.report_on:%B}" if there.report_on else PREVIEW.date,
    )
