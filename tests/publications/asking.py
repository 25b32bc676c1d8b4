"""How many queries a page takes."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

BESIDE = ("SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "BEGIN")


def own_queries(client: Client, address: str) -> int:
    """Beyond session and user, savepoints of the request aside."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len([query for query in asked.captured_queries if not query["sql"].startswith(BESIDE)])
