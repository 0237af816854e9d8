"""The survey that a conversation is held with: its pinned audit, in its cycle's words."""

from __future__ import annotations

from careaudit_surveys.audits.kept import audit_as_kept
from careaudit_surveys.audits.model import Audit
from careaudit_surveys.dialogue import State
from careaudit_surveys.store import Unit, programme
from careaudit_surveys.store.rows import Conversation, Setting
from careaudit_surveys.surveys import PREVIEW, Local, Survey, derive


class Surveys:
    """Audits and surveys in use, each made once: a conversation ends on the one it began with."""

    def __init__(self) -> None:
        self._audits: dict[str, Audit] = {}
        self._surveys: dict[tuple[str, tuple[str, str, str], Setting], Survey] = {}

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
        asked = (state.audience, state.profile, state.language)
        return self.derived(unit, conversation.audit_digest, asked, conversation.setting)

    def derived(
        self, unit: Unit, digest: str, asked: tuple[str, str, str], setting: Setting
    ) -> Survey:
        """The survey of a kept audit for (audience, profile, language) in one setting."""
        key = (digest, asked, setting)
        if key not in self._surveys:
            audience, profile, language = asked
            self._surveys[key] = derive(
                self.audit(unit, digest),
                audience,
                profile,
                digest=digest,
                language=language,
                local=_local(setting),
            )
        return self._surveys[key]


def _local(setting: Setting) -> Local:
    """What service and cycle put into the words; the product's own where they are silent."""
    reported = setting.report_on
    return Local(
        service=setting.name,
        number=setting.contact or PREVIEW.number,
        safeguarding=setting.safeguarding or PREVIEW.safeguarding,
        anchor=setting.anchor or PREVIEW.anchor,
        date=f"{reported.day} {reported:%B}" if reported else PREVIEW.date,
    )
