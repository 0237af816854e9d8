"""Whom alerts go to, calls that people ask for, and who looked at what.

An alert raised before this went to no one in particular and was no test.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.LargeBinary(16)
MOMENT = sa.DateTime(timezone=True)

LOOKS_STAY = {
    "sqlite": (
        "CREATE TRIGGER look_is_never_changed BEFORE UPDATE ON look "
        "BEGIN SELECT RAISE(ABORT, 'who looked is never changed'); END",
        "CREATE TRIGGER look_is_never_removed BEFORE DELETE ON look "
        "BEGIN SELECT RAISE(ABORT, 'who looked is never removed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION look_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'who looked is never changed or removed'; END $$",
        "CREATE TRIGGER look_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON look "
        "FOR EACH STATEMENT EXECUTE FUNCTION look_stays()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "route",
        sa.Column("id", KEY, nullable=False),
        sa.Column("service_id", KEY, nullable=False),
        sa.Column("people", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("replaced_at", MOMENT),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name="fk_route_organisation_id_service_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_route"),
        sa.UniqueConstraint("organisation_id", "id", name="uq_route_organisation_id_id"),
    )
    op.create_index(
        "uq_route_in_use",
        "route",
        ["service_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    with op.batch_alter_table("alert") as alert:
        alert.add_column(sa.Column("test", sa.Boolean(), nullable=False, server_default=sa.false()))
        alert.add_column(sa.Column("route_id", KEY))
        alert.add_column(sa.Column("went_to", sa.String(length=64)))
        alert.create_foreign_key(
            "fk_alert_organisation_id_route_id",
            "route",
            ["organisation_id", "route_id"],
            ["organisation_id", "id"],
        )
        alert.create_check_constraint(op.f("ck_alert_went_to"), "went_to IN ('first', 'second')")
    op.create_table(
        "call_back",
        sa.Column("id", KEY, nullable=False),
        sa.Column("respondent_id", KEY, nullable=False),
        sa.Column("service_id", KEY, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("done_by", sa.String(length=300)),
        sa.Column("outcome", sa.LargeBinary()),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "respondent_id"],
            ["respondent.organisation_id", "respondent.id"],
            name="fk_call_back_organisation_id_respondent_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name="fk_call_back_organisation_id_service_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_call_back"),
    )
    op.create_index(
        "uq_call_back_open",
        "call_back",
        ["respondent_id"],
        unique=True,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_index(
        "ix_call_back_organisation_id_done_at",
        "call_back",
        ["organisation_id", "done_at"],
        unique=False,
    )
    op.create_table(
        "look",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("seen_id", KEY, nullable=False),
        sa.Column("turn", sa.Integer()),
        sa.Column("seen_by", sa.String(length=300), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("organisation_id", KEY, nullable=False),
        sa.CheckConstraint("kind IN ('alert', 'call_back', 'remark')", name=op.f("ck_look_kind")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_look_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_look"),
    )
    op.create_index(
        "ix_look_organisation_id_seen_id", "look", ["organisation_id", "seen_id"], unique=False
    )
    for command in LOOKS_STAY[op.get_bind().dialect.name]:
        op.execute(command)
