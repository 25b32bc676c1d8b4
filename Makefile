# The portal's commands. `make run` and `make test` install what is missing first.
SHELL := /bin/bash
PY := .venv/bin/python
UV := .venv/bin/uv
COMPILE := $(UV) pip compile --python-version 3.11 --generate-hashes --no-header -q --no-annotate

.DEFAULT_GOAL := help
.PHONY: help run test lint bench lock

help:  ## Danh sách lệnh
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/'

run:  ## Cài những gì còn thiếu rồi chạy toàn bộ cổng (dừng: Ctrl-C)
	@deploy/install run
	@exec $(PY) manage.py up

test:  ## Cài cả công cụ kiểm thử (Chromium) rồi chạy toàn bộ bài thử
	@deploy/install test
	@$(PY) -m pytest -n 2 -ra --durations=10 $(PYTEST)

lint:  ## Kiểm tra mã nguồn, kiểu dữ liệu, hướng nhập giữa các tầng, bản ghi thay đổi bảng
	@deploy/install test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run

bench:  ## Đo tốc độ dựng văn bản và trang soạn thảo
	@deploy/install test
	$(PY) -m benchmarks

lock:  ## Khóa lại phiên bản các gói sau khi sửa pyproject.toml
	@deploy/install test
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --group dev pyproject.toml -o requirements-dev.lock
