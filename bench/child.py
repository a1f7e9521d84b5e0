"""One timed step in a process of its own: `python -m bench.child MODULE FUNCTION ARGUMENTS-AS-JSON`.

Prints one line of JSON: what the step answered, and the peak memory of this process.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import traceback


def main() -> None:
    module, function, arguments = sys.argv[1:4]
    if os.environ.get("DATABASE_URL"):
        import django
        from django.conf import settings

        # The plain tables of the other side belong to no app of the product.
        settings.INSTALLED_APPS.append("bench")
        django.setup()
    try:
        said = getattr(importlib.import_module(module), function)(**json.loads(arguments))
    except ModuleNotFoundError as missing:
        said = {"missing": missing.name}
    except Exception as error:
        traceback.print_exc()
        said = {"failed": f"{type(error).__name__}: {str(error)[:120]}"}
    # Kilobytes on Linux.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write("\n" + json.dumps({**(said or {}), "memory": memory}) + "\n")


if __name__ == "__main__":
    main()
