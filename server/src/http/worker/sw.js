// The service worker. It keeps the requester's files of one build, so that an open tab goes on working
// without a connection and after an update, and it answers with the offline page where no other page can
// be had. It never keeps a page: pages have a nonce and belong to a person.
//
// The server puts two lines before these: the name of the BUILD and its FILES.

const OURS = "portico-";
const KEPT = OURS + BUILD;
const OFFLINE = "/offline";

self.addEventListener("install", (event) => {
  const offline = new Request(OFFLINE, { cache: "no-cache" });
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([...FILES, offline])));
});

// Runs when no tab uses the worker before this one any more: nobody needs its files then.
self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlderBuilds().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => offline()));
  } else if (pathname.startsWith("/pkg/")) {
    event.respondWith(file(request));
  }
});

async function forgetOlderBuilds() {
  const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== KEPT);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function offline() {
  return (await caches.match(OFFLINE)) ?? Response.error();
}

// Named by its contents, so what is kept is never out of date.
async function file(request) {
  const before = await caches.match(request, { ignoreVary: true });
  if (before) return before;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(KEPT)).put(request, response.clone());
  return response;
}
