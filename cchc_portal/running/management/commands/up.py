"""Run the whole portal in one process tree; Ctrl-C stops it in order."""

import contextlib
import os
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from cchc_portal.running import database, postgres, valkey
from cchc_portal.running.portal import Portal
from cchc_portal.running.state import AlreadyRunning
from cchc_portal.running.tree import Failed, Stopped


class Command(BaseCommand):
    help = "Chạy toàn bộ cổng: cơ sở dữ liệu, hàng đợi, trang web, tiến trình nền, bộ hẹn giờ."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        portal = Portal(settings.STATE_DIR, os.environ, self.say)
        portal.state.make()
        try:
            portal.state.hold()
        except AlreadyRunning as held:
            raise CommandError(
                f"Cổng đang chạy với thư mục {portal.state.root} (tiến trình {held}). Hãy dừng tiến trình đó trước."
            ) from held
        try:
            portal.run()
        except Stopped:
            self.say("Đang dừng…")
        except (Failed, database.UnusableDatabase, postgres.NoPostgres, valkey.NoValkey) as error:
            raise CommandError(str(error)) from error
        finally:
            portal.stop()
        self.say("Đã dừng.")

    def say(self, line: str) -> None:
        # A closed terminal must not keep the tree from stopping in order.
        with contextlib.suppress(OSError):
            self.stdout.write(line)
            self.stdout.flush()
