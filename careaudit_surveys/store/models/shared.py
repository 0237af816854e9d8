"""What all tables share: column types by name, the naming of constraints, and ownership."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    ForeignKeyConstraint,
    FromClause,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from ..types import Key, UtcDateTime

Id = Annotated[UUID, mapped_column(Key, primary_key=True)]
Ref = Annotated[UUID, mapped_column(Key)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Day = Annotated[date, mapped_column(Date)]
Word = Annotated[str, mapped_column(String(64))]
Line = Annotated[str, mapped_column(String(300))]
Words = Annotated[str, mapped_column(Text)]
Number = Annotated[int, mapped_column(Integer, primary_key=True)]
Small = Annotated[int, mapped_column(SmallInteger)]
Sealed = Annotated[bytes, mapped_column(LargeBinary)]
Blind = Annotated[bytes, mapped_column(LargeBinary(16))]

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


class Row(DeclarativeBase):
    """What all tables share: the naming of constraints."""

    metadata = MetaData(naming_convention=NAMES)


class Owned(Row):
    """A row of one organisation."""

    __abstract__ = True

    @declared_attr
    def organisation_id(cls) -> Mapped[UUID]:  # noqa: N805
        return mapped_column(Key)


def of(parent: str, ondelete: str | None = None) -> ForeignKeyConstraint:
    """Belongs to a row of `parent` of the same organisation: the database itself sees to it."""
    return ForeignKeyConstraint(
        ("organisation_id", f"{parent}_id"),
        (f"{parent}.organisation_id", f"{parent}.id"),
        ondelete=ondelete,
    )


def of_organisation() -> ForeignKeyConstraint:
    """Belongs to the organisation, and to nothing besides."""
    return ForeignKeyConstraint(("organisation_id",), ("organisation.id",))


def of_audit() -> ForeignKeyConstraint:
    """Belongs to an audit as the organisation kept it."""
    return ForeignKeyConstraint(
        ("organisation_id", "audit_digest"), ("audit.organisation_id", "audit.digest")
    )


def of_cycle_service() -> ForeignKeyConstraint:
    """Belongs to a service that takes part in the cycle."""
    columns = ("organisation_id", "cycle_id", "service_id")
    return ForeignKeyConstraint(columns, [f"cycle_service.{column}" for column in columns])


def one_of(name: str, *words: str) -> CheckConstraint:
    """The column holds one of these words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{name} IN ({listed})", name=name)


def unique_rules() -> dict[str, str]:
    """The name of each unique rule, by its columns as SQLite tells them: `table.a, table.b`."""
    rules: dict[str, str] = {}
    for table in Row.metadata.tables.values():
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint):
                rules[_told(table, constraint.columns)] = str(constraint.name)
        for index in table.indexes:
            if index.unique:
                rules[_told(table, index.columns)] = str(index.name)
    return rules


def _told(table: FromClause, columns: Iterable[ColumnElement[Any]]) -> str:
    return ", ".join(f"{table}.{column.key}" for column in columns)
