#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.desk")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        from config.settings.environment import Unusable

        if not isinstance(error, Unusable):
            raise
        # As every refusal: one line. It is no answer of the command, so never the code that means one.
        sys.exit(refused(str(error)))
    except ModuleNotFoundError as error:
        wanted = os.environ.get("DJANGO_SETTINGS_MODULE", "")
        if error.name is None or not f"{wanted}.".startswith(f"{error.name}."):
            raise
        sys.exit(refused(f"Không có bộ cấu hình {wanted}."))


def refused(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2


if __name__ == "__main__":
    main()
