"""Django's `migrate`, working as the role that owns the tables; the portal's own role may not change them."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from cchc_portal.running.database import as_owner


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner():
            super().handle(*args, **options)
