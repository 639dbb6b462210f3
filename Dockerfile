# Any image with Python 3.11 or newer, its venv module and useradd will do.
ARG BASE_IMAGE=docker.io/library/python:3.12-slim-bookworm

# 1. The packages, in a virtual environment that is copied whole.
FROM ${BASE_IMAGE} AS packages
RUN python3 -m venv /venv
COPY requirements.txt /
RUN /venv/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes \
        --requirement /requirements.txt \
    && /venv/bin/python -m pip uninstall --quiet --yes pip setuptools

# 2. The site. Everything it writes is in /data (and /tmp): the rest can be mounted read-only.
FROM ${BASE_IMAGE}
# Pango sets the pages of PDF files; the fonts are for all six languages.
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin greencustoms \
    && install --directory --owner greencustoms --group greencustoms /data
COPY --from=packages /venv /venv
COPY . /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=greencustoms.settings.production \
    STATE_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8000
RUN python -m compileall -q . && python -c "from greencustoms.core.catalogue_files import compile_catalogues; compile_catalogues(['locale'])"
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=300s --retries=3 CMD ["python", "scripts/healthcheck.py"]
ENTRYPOINT ["scripts/entrypoint.sh"]
