"""The kinds of organisations with what may stand under what, the mark of this register, the state of the tree."""

import secrets

from django.db import migrations

# code, name, rank, holds members, grass-roots, may be root, stands under
KINDS = [
    ("above", "đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng", 10, False, False, True, []),
    ("area", "khu vực do ban của tỉnh quản lý", 10, False, False, True, []),
    ("committee", "đảng bộ cơ sở", 20, False, True, True, ["above", "area"]),
    ("grass_cell", "chi bộ cơ sở", 30, True, True, True, ["above", "area"]),
    ("part", "đảng bộ bộ phận", 40, False, False, False, ["committee"]),
    ("cell", "chi bộ", 50, True, False, False, ["committee", "part"]),
]


def forward(apps, schema_editor):
    kinds = apps.get_model("members", "Kind")
    made = {}
    for code, name, rank, holds, grass, root, under in KINDS:
        made[code] = kinds.objects.create(
            code=code, name=name, rank=rank, holds_members=holds, is_grass_roots=grass, may_be_root=root
        )
        made[code].may_stand_under.set([made[other] for other in under])
    apps.get_model("members", "Register").objects.create(mark=secrets.token_hex(16))
    apps.get_model("members", "TreeState").objects.create(generation=0)


class Migration(migrations.Migration):
    dependencies = [("members", "0003_history_is_kept")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
