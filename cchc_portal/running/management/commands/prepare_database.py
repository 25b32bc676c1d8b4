"""Roles (when an administrator's address is given), tables and the cache table: all that must stand before the portal works."""

import os
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from cchc_portal.running import database


class Command(BaseCommand):
    help = "Chuẩn bị cơ sở dữ liệu: vai trò, bảng, bộ nhớ đệm."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        application = os.environ.get("DATABASE_URL", "")
        owner = database.owner_url()
        if not owner or not application:
            raise CommandError(
                "Hãy đặt DATABASE_URL (vai trò của cổng) và DATABASE_OWNER_URL (vai trò sở hữu các bảng)."
            )
        try:
            if admin := os.environ.get("DATABASE_ADMIN_URL"):
                database.prepare(admin, database.Addresses(owner, application))
        except database.UnusableDatabase as error:
            raise CommandError(str(error)) from error
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        role = str(connection.settings_dict["USER"])
        with database.as_owner():
            call_command("createcachetable", verbosity=options["verbosity"])
            self._close_bookkeeping(role)

    def _close_bookkeeping(self, application: str) -> None:
        """The list of applied migrations is the owner's to write."""
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(application)
            cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {name}")
