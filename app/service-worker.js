// Keeps one whole build of the page, so that it opens without a network after one visit. The build writes the first two
// lines: the build's name, and each of its files with the hash that it must have, so that no two builds mix.
const BUILD = "";
const FILES = {};

const CACHE = `twinlock-${BUILD}`;

self.addEventListener("install", (event) => {
  event.waitUntil(keep());
});

// The page has just loaded these files, so that they come from the browser's own cache where that has them.
async function keep() {
  const cache = await caches.open(CACHE);
  const put = async (from, [path, integrity]) => {
    const response = await fetch(path, { cache: from, integrity });
    if (!response.ok) throw new Error(path);
    await cache.put(path, response);
  };
  const entries = Object.entries(FILES);
  await Promise.all(entries.map((entry) => put("force-cache", entry).catch(() => put("reload", entry))));
}

// Other builds go when this one takes over, which is when no page of theirs is left, or when the user says so.
self.addEventListener("activate", (event) => {
  const isOther = (name) => name.startsWith("twinlock-") && name !== CACHE;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(isOther).map((name) => caches.delete(name)))),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const scope = self.registration.scope;
  const [address] = request.url.split(/[?#]/);
  if (request.method !== "GET" || !address.startsWith(scope)) return;
  // Some hosts send index.html on to the folder, and no such answer may open a page.
  const path = [scope, `${scope}index.html`].includes(address) ? "./" : address.slice(scope.length);
  if (!(path in FILES)) return;
  event.respondWith(kept(path, request));
});

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}
