"""The coverage as an Excel book: the matrix, the tasks with their totals, every answer in words."""

from collections.abc import Iterator

from cchc_portal.documents import spreadsheets
from plans.assignments.coverage import Shown
from plans.assignments.standing import AnswerState, answers, state_of
from plans.models import AssignedTask

_MATRIX = (("Cơ quan", 40), ("Loại cơ quan", 20), ("Đã trả lời", 10), ("Được giao", 10))
_TASKS = (
    ("Số", 6), ("Nhóm nhiệm vụ", 28), ("Nhiệm vụ", 60), ("Văn bản giao", 36), ("Cơ quan chủ trì", 36),
    ("Cơ quan phối hợp", 30), ("Sản phẩm", 28), ("Định kỳ", 14), ("Hạn", 12), ("Thời gian", 18),
    ("Số cơ quan được giao", 12), *((state.label, 12) for state in AnswerState),
)  # fmt: skip
_ANSWERS = (("Cơ quan", 40), ("Số", 6), ("Nhiệm vụ", 60), ("Tình trạng", 16), ("Nội dung trả lời", 60))
IN_DRAFT = "Nội dung trong dự thảo, chưa ban hành"


def written(shown: Shown) -> bytes:
    return spreadsheets.written(
        [
            spreadsheets.Sheet(
                "Ma trận",
                [*_MATRIX, *((f"Nhiệm vụ {column.number}", 12) for column in shown.columns)],
                _matrix(shown),
                "B2",
            ),
            spreadsheets.Sheet("Nhiệm vụ", _TASKS, _tasks(shown)),
            spreadsheets.Sheet("Nội dung trả lời", _ANSWERS, _answers(shown)),
        ]
    )


def _matrix(shown: Shown) -> Iterator[list[spreadsheets.Value]]:
    for row in shown.rows:
        agency = row.agency
        counts: list[spreadsheets.Value] = [
            agency.name,
            agency.get_level_display(),
            row.answered,
            len(row.leads),
        ]
        yield [*counts, *(cell.label if cell else "" for cell in row.cells)]


def _tasks(shown: Shown) -> Iterator[list[spreadsheets.Value]]:
    for column in shown.columns:
        task: AssignedTask = column.task
        words: list[spreadsheets.Value] = [
            column.number, task.group, task.content, str(task.source), task.lead_text, task.support_text,
            task.product, task.frequency, task.due_on, task.due_text, column.owed,
        ]  # fmt: skip
        yield [*words, *(column.counts[state] for state in AnswerState)]


def _answers(shown: Shown) -> Iterator[list[spreadsheets.Value]]:
    """The words of what is issued; of a draft only that it answers."""
    agencies = {row.agency.pk: row.agency.name for row in shown.rows}
    numbers = {column.task.pk: (column.number, column.task.content) for column in shown.columns}
    rows = answers().filter(task__in=list(numbers), agency__in=list(agencies)).select_related("plan")
    for row in rows.order_by("agency__sort_key", "agency_id", "task__position", "task_id", "id"):
        state = state_of(row.item_key, row.stands, row.plan.state if row.plan else None)
        if state == AnswerState.NONE:
            continue
        words = IN_DRAFT if state == AnswerState.DRAFT else row.text or row.words
        number, content = numbers[row.task_id]
        yield [agencies[row.agency_id], number, content, str(state.label), words]
