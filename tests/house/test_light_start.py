"""A process that serves pages or runs a command loads no library that only a drawing, a list or a comparison needs."""

import subprocess
import sys

HEAVY = ("numpy", "rapidfuzz", "openpyxl", "xlrd", "xlsxwriter", "reportlab", "PIL", "weasyprint", "fontTools", "pypdf",
         "cryptography", "tablib")  # fmt: skip
STARTED = """
import sys
import django
django.setup()
from django.core.management import call_command
from django.urls import get_resolver


def walk(patterns):
    for one in patterns:
        walk(getattr(one, "url_patterns", ()))


walk(get_resolver().url_patterns)
call_command("check", "--fail-level", "CRITICAL")
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_what_is_heavy_is_loaded_when_it_is_used() -> None:
    started = subprocess.run([sys.executable, "-c", STARTED, *HEAVY], capture_output=True, text=True, check=False)
    assert started.returncode == 0, started.stderr
    loaded = started.stdout.splitlines()[-1].split()
    assert not loaded, f"imported at the start of every process, should be inside the function that uses it: {loaded}"
