# The gateway as an image: what `npm pack` packs, and the packages of the lock file that it needs to run.
#
#   docker build -t metergate .
#   docker run --read-only -p 127.0.0.1:4000:4000 -v metergate:/data -e INSECURE=1 metergate          with the embedded database, kept in the volume
#   docker run --read-only -p 127.0.0.1:4000:4000 -e INSECURE=1 -e DATABASE_URL=… -v "$PWD/schema:/srv/schema:ro" metergate
#
# INSECURE=1: nobody is asked who they are, which fits a port that only this machine reaches. Otherwise set API_KEYS_FILE or JWT_… (docs/operations.md).
# Nothing is written but /data, and that only by the embedded database. deploy/ has examples for Compose and Kubernetes.
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

# What is told to the gateway by the image. Only a container's own network can reach it until a port is published.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    DATA_DIRECTORY=/data

# Your registry belongs in /srv/schema/model. Where there is none, the demo product's is served.
WORKDIR /srv
# The user `node`, by number: Kubernetes asks for one to see that it is not root.
USER 1000:1000
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/opt/metergate/bin/metergate.cjs"]
CMD ["serve"]
