# Waymark as one image: `web` serves the pages, `worker` does the background jobs.
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/waymark
COPY requirements.txt requirements-build.txt /src/
RUN /opt/waymark/bin/pip install --no-cache-dir --require-hashes -r /src/requirements-build.txt -r /src/requirements.txt
COPY . /src
RUN /opt/waymark/bin/pip install --no-cache-dir --no-deps --no-build-isolation /src \
    && /opt/waymark/bin/pip uninstall -y hatchling editables

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3 tini && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/waymark --create-home waymark
COPY --from=build /opt/waymark /opt/waymark
ENV PATH=/opt/waymark/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    WAYMARK_ENV=production WAYMARK_DATA_DIR=/var/lib/waymark WAYMARK_STATIC_DIR=/opt/waymark/static
# Static files are collected while building; the keys are thrown away with the build step.
RUN WAYMARK_SECRET_KEY=build WAYMARK_FIELD_KEY=build WAYMARK_AUDIT_KEY=build WAYMARK_HOSTS=build \
    WAYMARK_DATA_DIR=/tmp/build WAYMARK_DATABASE_URL=sqlite:////tmp/build.sqlite3 waymark collectstatic --noinput
USER waymark
VOLUME /var/lib/waymark
EXPOSE 8000
HEALTHCHECK CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen(urllib.request.Request('http://127.0.0.1:8000/health/', headers={'Host': __import__('os').environ['WAYMARK_HOSTS'].split(',')[0], 'X-Forwarded-Proto': 'https'}), timeout=3)"]
ENTRYPOINT ["tini", "--"]
CMD ["gunicorn", "waymark.config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload", "--no-control-socket"]
