# The worker, the portal and the command line. Debian, not Alpine: Temporal's native bridge wants glibc.
FROM node:20.19.5-bookworm-slim AS production-packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:20.19.5-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:20.19.5-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=production-packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
USER node
# Reports stream through it, so the heap stays small however large the batch is.
CMD ["node", "--max-old-space-size=1024", "dist/worker/main.js"]
