"""What others do with the same workbook: reading it, and writing twelve plain columns with one foreign key."""

from __future__ import annotations

import time
from datetime import datetime
from functools import cache
from typing import Any

from bench import workbook
from bench.importing import counted
from bench.running import load

FIELDS = (
    "source_id", "full_name", "other_names", "sex", "birth_on", "card12", "card8", "profile_number", "committee",
    "unit", "admitted_on", "official_on",
)  # fmt: skip


@cache
def tables() -> tuple[Any, Any]:
    """(unit, person): models of the bench alone; their tables are made here, with the thousand units in them."""
    from django.db import connection, models

    class Unit(models.Model):
        name = models.CharField(max_length=80, unique=True)

        class Meta:
            app_label = "bench"

    class Person(models.Model):
        source_id = models.CharField(max_length=40, unique=True)
        full_name = models.CharField(max_length=120)
        other_names = models.CharField(max_length=160, blank=True, default="")
        sex = models.CharField(max_length=3)
        birth_on = models.DateField(null=True)
        card12 = models.CharField(max_length=12)
        card8 = models.CharField(max_length=8)
        profile_number = models.CharField(max_length=40)
        committee = models.CharField(max_length=80)
        unit = models.ForeignKey(Unit, models.PROTECT)
        admitted_on = models.DateField(null=True)
        official_on = models.DateField(null=True)

        class Meta:
            app_label = "bench"

    with connection.schema_editor() as editor:
        editor.create_model(Unit)
        editor.create_model(Person)
    Unit.objects.bulk_create([Unit(name=workbook.unit(number)[1]) for number in range(workbook.UNITS)])
    return Unit, Person


def defaults(file: str) -> dict[str, Any]:
    """Step: openpyxl read-only, `ModelResource` as it comes."""
    from import_export import fields, resources, widgets

    units, person = tables()

    class People(resources.ModelResource):
        unit = fields.Field("unit", "unit", widgets.ForeignKeyWidget(units, "name"))

        class Meta:
            model = person
            import_id_fields = ("source_id",)
            fields = FIELDS

    return _imported(People(), file, person)


def tuned(file: str) -> dict[str, Any]:
    """Step: the same in bulk, everything cached, no diff."""
    from import_export import fields, instance_loaders, resources, widgets

    units, person = tables()

    class People(resources.ModelResource):
        unit = fields.Field("unit", "unit", widgets.CachedForeignKeyWidget(units, "name"))

        class Meta:
            model = person
            import_id_fields = ("source_id",)
            fields = FIELDS
            use_bulk = True
            batch_size = 1000
            skip_diff = True
            report_skipped = False
            instance_loader_class = instance_loaders.CachedInstanceLoader

    return _imported(People(), file, person)


def _imported(resource: Any, file: str, person: Any) -> dict[str, Any]:
    import tablib

    load("openpyxl")
    begun = time.perf_counter()
    data = tablib.Dataset(*_read(file)[1:], headers=FIELDS)
    read = time.perf_counter()
    with counted() as asked:
        resource.import_data(data, dry_run=False, raise_errors=True)
    end = time.perf_counter()
    if person.objects.count() != len(data):
        raise ValueError("the other side has not written every row")
    return {"seconds": end - begun, "reading": read - begun, "queries": asked[0]}


def _read(file: str) -> list[tuple[Any, ...]]:
    import openpyxl

    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    return [tuple(map(_normal, row)) for row in book.worksheets[0].iter_rows(values_only=True)]


def _normal(value: Any) -> Any:
    """Text trimmed and in NFC, dates without a time, blanks as empty text."""
    import unicodedata

    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    return "" if value is None else value


def openpyxl_read(file: str) -> dict[str, Any]:
    load("openpyxl")
    begun = time.perf_counter()
    rows = _read(file)
    return {"seconds": time.perf_counter() - begun, "rows": len(rows)}


def calamine_read(file: str) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook

    begun = time.perf_counter()
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    return {"seconds": time.perf_counter() - begun, "rows": len(rows)}


def _members() -> list[Any]:
    from kit import names
    from members.models import Member

    return [
        Member(
            source_id=row[0], full_name=row[1], fold=names.fold(row[1]), sort_key=names.sort_key(row[1]),
            other_names=row[2] or "", sex="m", birth_on=row[4], birth_precision="d", profile_number=row[7],
        )
        for row in workbook.rows(10_000)
    ]  # fmt: skip


def bulk_create() -> dict[str, Any]:
    from members.models import Member

    rows = _members()
    begun = time.perf_counter()
    Member.unscoped.bulk_create(rows, batch_size=1000)
    return {"seconds": time.perf_counter() - begun}


def copy() -> dict[str, Any]:
    """Step: the same rows through psycopg's COPY, one transaction."""
    from django.db import connection, transaction

    from members.models import Member

    columns = [field for field in Member._meta.concrete_fields if not field.primary_key]
    rows = [[getattr(one, field.attname) for field in columns] for one in _members()]
    names = ", ".join(f'"{field.column}"' for field in columns)
    begun = time.perf_counter()
    statement = f"COPY {Member._meta.db_table} ({names}) FROM STDIN"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(statement) as into:
        for row in rows:
            into.write_row(row)
    return {"seconds": time.perf_counter() - begun}
