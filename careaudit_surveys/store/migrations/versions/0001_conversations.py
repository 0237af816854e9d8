"""Conversations, who holds them, what they are about, and what they leave behind."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.LargeBinary(16)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_table(
        "audit",
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("digest", sa.String(length=80), nullable=False),
        sa.Column("ref", sa.String(length=300), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_audit_organisation_id"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "digest", name="pk_audit"),
    )
    op.create_table(
        "service",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("contact", sa.String(length=300)),
        sa.Column("safeguarding", sa.String(length=300)),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_service_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service"),
        sa.UniqueConstraint("organisation_id", "id", name="uq_service_organisation_id_id"),
        sa.UniqueConstraint("organisation_id", "name", name="uq_service_organisation_id_name"),
    )
    op.create_table(
        "stop_ledger",
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("blind", sa.LargeBinary(length=16), nullable=False),
        sa.Column("stopped_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_stop_ledger_organisation_id"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "channel", "blind", name="pk_stop_ledger"),
    )
    op.create_table(
        "tombstone",
        sa.Column("respondent_id", KEY, nullable=False),
        sa.Column("erased_at", MOMENT, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_tombstone_organisation_id"
        ),
        sa.PrimaryKeyConstraint("respondent_id", name="pk_tombstone"),
    )
    op.create_table(
        "cycle",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("audit_digest", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("opens_on", sa.Date()),
        sa.Column("closes_on", sa.Date()),
        sa.Column("report_on", sa.Date()),
        sa.Column("anchor", sa.String(length=64)),
        sa.Column("release", sa.String(length=64), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.CheckConstraint("release IN ('lines', 'total')", name=op.f("ck_cycle_release")),
        sa.CheckConstraint("state IN ('planned', 'open', 'closed')", name=op.f("ck_cycle_state")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "audit_digest"],
            ["audit.organisation_id", "audit.digest"],
            name="fk_cycle_organisation_id_audit_digest",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_cycle_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cycle"),
        sa.UniqueConstraint("organisation_id", "id", name="uq_cycle_organisation_id_id"),
        sa.UniqueConstraint("organisation_id", "name", name="uq_cycle_organisation_id_name"),
    )
    op.create_table(
        "respondent",
        sa.Column("id", KEY, nullable=False),
        sa.Column("service_id", KEY, nullable=False),
        sa.Column("audience", sa.String(length=64), nullable=False),
        sa.Column("needs", sa.LargeBinary()),
        sa.Column("stopped_at", MOMENT),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name="fk_respondent_organisation_id_service_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_respondent"),
        sa.UniqueConstraint("organisation_id", "id", name="uq_respondent_organisation_id_id"),
    )
    op.create_table(
        "address",
        sa.Column("id", KEY, nullable=False),
        sa.Column("respondent_id", KEY, nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("blind", sa.LargeBinary(length=16), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "respondent_id"],
            ["respondent.organisation_id", "respondent.id"],
            name="fk_address_organisation_id_respondent_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_address"),
        sa.UniqueConstraint("organisation_id", "channel", "blind", "nth", name="uq_address_blind"),
        sa.UniqueConstraint("respondent_id", "channel", name="uq_address_respondent_id_channel"),
    )
    op.create_table(
        "cycle_service",
        sa.Column("organisation_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("service_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "cycle_id"],
            ["cycle.organisation_id", "cycle.id"],
            name="fk_cycle_service_organisation_id_cycle_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name="fk_cycle_service_organisation_id_service_id",
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "cycle_id", "service_id", name="pk_cycle_service"
        ),
    )
    op.create_table(
        "data_key",
        sa.Column("respondent_id", KEY, nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "respondent_id"],
            ["respondent.organisation_id", "respondent.id"],
            name="fk_data_key_organisation_id_respondent_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("respondent_id", name="pk_data_key"),
    )
    op.create_table(
        "exception_applied",
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("respondent_id", KEY, nullable=False),
        sa.Column("criterion", sa.String(length=300), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("applied_by", sa.String(length=300), nullable=False),
        sa.Column("applied_at", MOMENT, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "cycle_id"],
            ["cycle.organisation_id", "cycle.id"],
            name="fk_exception_applied_organisation_id_cycle_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "respondent_id"],
            ["respondent.organisation_id", "respondent.id"],
            name="fk_exception_applied_organisation_id_respondent_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "cycle_id", "respondent_id", "criterion", name="pk_exception_applied"
        ),
    )
    op.create_index(
        "ix_exception_applied_respondent_id", "exception_applied", ["respondent_id"], unique=False
    )
    op.create_table(
        "conversation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("respondent_id", KEY, nullable=False),
        sa.Column("service_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("audit_ref", sa.String(length=300), nullable=False),
        sa.Column("audit_digest", sa.String(length=80), nullable=False),
        sa.Column("audience", sa.String(length=64), nullable=False),
        sa.Column("profile", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=64), nullable=False),
        sa.Column("mode", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=64), nullable=False),
        sa.Column("end", sa.String(length=64)),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("heard_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "audit_digest"],
            ["audit.organisation_id", "audit.digest"],
            name="fk_conversation_organisation_id_audit_digest",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "cycle_id", "service_id"],
            ["cycle_service.organisation_id", "cycle_service.cycle_id", "cycle_service.service_id"],
            name="fk_conversation_organisation_id_cycle_id_service_id",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "respondent_id"],
            ["respondent.organisation_id", "respondent.id"],
            name="fk_conversation_organisation_id_respondent_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
        sa.UniqueConstraint("organisation_id", "id", name="uq_conversation_organisation_id_id"),
    )
    op.create_index(
        "ix_conversation_organisation_id_cycle_id",
        "conversation",
        ["organisation_id", "cycle_id"],
        unique=False,
    )
    op.create_index(
        "ix_conversation_respondent_id_opened_at",
        "conversation",
        ["respondent_id", "opened_at"],
        unique=False,
    )
    op.create_index(
        "uq_conversation_running",
        "conversation",
        ["respondent_id", "cycle_id"],
        unique=True,
        sqlite_where=sa.text('"end" IS NULL'),
        postgresql_where=sa.text('"end" IS NULL'),
    )
    op.create_table(
        "record_count",
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("service_id", KEY, nullable=False),
        sa.Column("criterion", sa.String(length=300), nullable=False),
        sa.Column("numerator", sa.Integer()),
        sa.Column("denominator", sa.Integer()),
        sa.Column("value", sa.String(length=64)),
        sa.Column("counted_by", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=300)),
        sa.Column("counted_at", MOMENT, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "cycle_id", "service_id"],
            ["cycle_service.organisation_id", "cycle_service.cycle_id", "cycle_service.service_id"],
            name="fk_record_count_organisation_id_cycle_id_service_id",
        ),
        sa.PrimaryKeyConstraint("cycle_id", "service_id", "criterion", name="pk_record_count"),
    )
    op.create_table(
        "alert",
        sa.Column("id", KEY, nullable=False),
        sa.Column("service_id", KEY, nullable=False),
        sa.Column("conversation_id", KEY),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.String(length=300), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("raised_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("acknowledged_at", MOMENT),
        sa.Column("acknowledged_by", sa.String(length=300)),
        sa.Column("closed_at", MOMENT),
        sa.Column("closed_by", sa.String(length=300)),
        sa.Column("outcome", sa.LargeBinary()),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name="fk_alert_conversation_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name="fk_alert_organisation_id_service_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
    )
    op.create_index("ix_alert_conversation_id", "alert", ["conversation_id"], unique=False)
    op.create_index(
        "ix_alert_organisation_id_closed_at",
        "alert",
        ["organisation_id", "closed_at"],
        unique=False,
    )
    op.create_table(
        "answer",
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("value", sa.String(length=300)),
        sa.Column("words", sa.LargeBinary()),
        sa.Column("criterion", sa.String(length=300)),
        sa.Column("result", sa.String(length=300)),
        sa.Column("audience", sa.String(length=64), nullable=False),
        sa.Column("service_id", KEY, nullable=False),
        sa.Column("cycle_id", KEY, nullable=False),
        sa.Column("superseded_in", sa.Integer()),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "conversation_id"],
            ["conversation.organisation_id", "conversation.id"],
            name="fk_answer_organisation_id_conversation_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "turn", "position", name="pk_answer"),
    )
    op.create_index(
        "ix_answer_counting",
        "answer",
        ["service_id", "cycle_id", "criterion", "result", "audience", "counts"],
        unique=False,
        sqlite_where=sa.text("counts = 1 AND criterion IS NOT NULL"),
        postgresql_where=sa.text("counts AND criterion IS NOT NULL"),
    )
    op.create_table(
        "inbound",
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("provider_id", sa.String(length=300), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "conversation_id"],
            ["conversation.organisation_id", "conversation.id"],
            name="fk_inbound_organisation_id_conversation_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "turn", name="pk_inbound"),
        sa.UniqueConstraint("organisation_id", "channel", "provider_id", name="uq_inbound_heard"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("token", sa.String(length=64)),
        sa.Column("leased_until", MOMENT),
        sa.Column("provider_id", sa.String(length=300)),
        sa.Column("sent_at", MOMENT),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.CheckConstraint(
            "state IN ('ready', 'leased', 'sent', 'delivered',"
            " 'undelivered', 'unknown', 'failed', 'cancelled')",
            name=op.f("ck_outbox_state"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "conversation_id"],
            ["conversation.organisation_id", "conversation.id"],
            name="fk_outbox_organisation_id_conversation_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "turn", "position", name="pk_outbox"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["organisation_id", "channel", "due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('ready', 'leased')"),
        postgresql_where=sa.text("state IN ('ready', 'leased')"),
    )
    op.create_index(
        "ix_outbox_provider_id",
        "outbox",
        ["provider_id"],
        unique=False,
        sqlite_where=sa.text("provider_id IS NOT NULL"),
        postgresql_where=sa.text("provider_id IS NOT NULL"),
    )
    op.create_table(
        "remark",
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("service_id", KEY, nullable=False),
        sa.Column("question", sa.String(length=300)),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT),
        sa.Column("read_by", sa.String(length=300)),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "conversation_id"],
            ["conversation.organisation_id", "conversation.id"],
            name="fk_remark_organisation_id_conversation_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name="fk_remark_organisation_id_service_id",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "turn", name="pk_remark"),
    )
    op.create_index(
        "ix_remark_organisation_id_read_at_kept_at",
        "remark",
        ["organisation_id", "read_at", "kept_at"],
        unique=False,
    )
