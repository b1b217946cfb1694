# The image of the gateway: the content of `npm pack`, and the packages of the lock file that it
# needs to run.
#
#   docker build -t metergate .
# With the embedded database, stored in a volume:
#
#   docker run --read-only -p 127.0.0.1:4000:4000 -v metergate:/data -e INSECURE=1 metergate
#
# With your own database and registry:
#
#   docker run --read-only -p 127.0.0.1:4000:4000 -e INSECURE=1 -e DATABASE_URL=… \
#     -v "$PWD/schema:/srv/schema:ro" metergate
#
# INSECURE=1 turns authentication off, for a port that only this machine reaches. Otherwise set
# API_KEYS_FILE or JWT_… (docs/operations.md). Only the embedded database writes files, and only to
# /data. deploy/ has examples for Compose and Kubernetes.
ARG NODE=24

FROM node:${NODE}-slim AS packages
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:${NODE}-slim AS package
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm pack && tar -xzf metergate-*.tgz

FROM node:${NODE}-slim
COPY --from=package /build/package /opt/metergate
COPY --from=packages /build/node_modules /opt/metergate/node_modules
RUN mkdir /data && chown node:node /data

# The settings of the image. Only the container's own network reaches it until a port is published.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    DATA_DIRECTORY=/data

# Put your registry into /srv/schema/model, and your dashboards into /srv/schema/dashboards. Without
# a registry, the image serves the demo product's.
WORKDIR /srv
# The user `node`, by number: Kubernetes needs the number to check that it is not root.
USER 1000:1000
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/opt/metergate/bin/metergate.cjs"]
CMD ["serve"]
