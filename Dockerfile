# One image for web, worker and beat: docker-compose.yml says which is which.
FROM node:22-slim AS front
WORKDIR /portal
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev

FROM python:3.11-slim-bookworm
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-inter fonts-noto-core \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /portal
COPY pyproject.toml constraints.txt ./
COPY house house
RUN python -c "from house.install import requirements; print(*requirements(dev=False), sep='\n')" > wanted.txt \
  && pip install --no-cache-dir -c constraints.txt -r wanted.txt \
  && rm wanted.txt
COPY . .
COPY --from=front /portal/node_modules node_modules
ENV PYTHONUNBUFFERED=1 DATA_DIR=/data STATIC_ROOT=/portal/.static
RUN python -c "from house import frontend; frontend.build()" \
  && SECRET_KEY=for-this-step-only python manage.py collectstatic --noinput -v0 \
  && useradd --uid 1000 portal && mkdir /data && chown portal /data
USER portal
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "lis_portal.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--worker-tmp-dir=/dev/shm", "--access-logfile=-"]
