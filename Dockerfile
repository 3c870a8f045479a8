# Rapport as a container: not root, and nothing of its file system needs to be written but /data and /tmp.
# docs/deploy.md says how to run it.
ARG PYTHON=docker.io/library/python:3.13-slim-trixie

FROM ${PYTHON} AS build
RUN apt-get update -qq && apt-get install -qq -y --no-install-recommends binutils > /dev/null
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore uv==0.13.9
ENV UV_PROJECT_ENVIRONMENT=/opt/rapport UV_PYTHON_DOWNLOADS=never UV_NO_CACHE=1
WORKDIR /src
# What others wrote comes first: a new version of Rapport then builds without it.
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-default-groups --extra encryption --extra hosting --extra postgres --extra sentry --no-install-project
COPY README.md LICENSE manifest.yml ./
COPY bot bot
COPY handlers handlers
COPY jobs jobs
COPY storage storage
RUN uv sync --locked --no-default-groups --extra encryption --extra hosting --extra postgres --extra sentry --no-editable
# 51 MB less: what only phonenumbers.geocoder reads, which Rapport never imports, and what a debugger reads of SQLCipher.
# Bytecode of what is imported, because nothing can be written where it runs.
RUN rm -r /opt/rapport/lib/python*/site-packages/phonenumbers/geodata && \
    strip --strip-unneeded /opt/rapport/lib/python*/site-packages/sqlcipher3/*.so && \
    for command in run doctor import outbox backup restore encrypt manifest score; do \
        /opt/rapport/bin/rapport "$command" --help > /dev/null || exit 1; \
    done

FROM ${PYTHON}
RUN useradd --uid 10001 --no-create-home --home-dir /data rapport && install -d -o rapport -g rapport -m 0700 /data
COPY --from=build /opt/rapport /opt/rapport
ENV PATH=/opt/rapport/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 RAPPORT_DATA=/data
WORKDIR /data
VOLUME /data
USER 10001:10001
EXPOSE 3000 3001
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:3000/readyz', timeout=4)"]
ENTRYPOINT ["rapport"]
# Socket Mode, with /healthz, /readyz and /metrics on port 3000, and the page on which customers answer on 3001.
# Over HTTP, all of it on 3000: run --http 3000 --host 0.0.0.0
CMD ["run", "--probes", "3000", "--survey", "3001", "--host", "0.0.0.0"]
