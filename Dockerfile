# One image for web, workers, beat and migrations; what differs is the command (docker-compose.yml).
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-croscore \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home portal && install -d -o portal -g portal -m 0700 /srv/state

WORKDIR /srv/portal
COPY requirements.lock .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY . .
RUN python -m compileall -q cchc_portal plans publications

USER portal
ENV PYTHONUNBUFFERED=1 CCHC_STATE_DIR=/srv/state
EXPOSE 8000
CMD ["gunicorn", "-c", "python:cchc_portal.running.web", "cchc_portal.wsgi"]
