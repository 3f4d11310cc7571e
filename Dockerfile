# One image for runtime and worker: `node dist/scripts/start.js` (all in one) or `node dist/worker/main.js`.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN QUANHENG_SKIP_BUILD=1 npm ci
COPY . .
RUN npm run build

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    QUANHENG_HOST=0.0.0.0 \
    QUANHENG_DATA=/data
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The prepare step finds no compiler here and does nothing; what was built is copied in.
COPY scripts/prepare.mjs scripts/prepare.mjs
RUN npm ci --omit=dev && npm cache clean --force
COPY --from=build /app/dist dist
COPY templates templates
RUN mkdir -p /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD node -e "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "dist/scripts/start.js"]
