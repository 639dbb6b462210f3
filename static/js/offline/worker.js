// The service worker. It stores nothing that a reader visits: it shows what was kept on purpose (js/offline/keep.js) when
// there is no network, and takes away what was withdrawn as soon as there is one. See docs/offline.md.

const STORE = "kept";
const PATIENCE = 8000;
const PATIENCE_FOR_FILES = 3000;
const PAGE_OF_A_LANGUAGE = /^\/([a-z]{2}(?:-[a-z]{2,8})?)\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin) return;
    if (request.mode === "navigate") {
        const language = PAGE_OF_A_LANGUAGE.exec(url.pathname)?.[1];
        if (language) event.respondWith(showPage(event, url, language));
    } else if (url.pathname.startsWith("/static/js/offline/") && !url.search) {
        event.respondWith(showFile(request, url));
    }
});

// Pages

async function showPage(event, url, language) {
    const network = fetch(event.request);
    let isOver = false;
    const saved = () => savedPage(url, language).catch(() => undefined);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => (isOver ? undefined : saved()));
    event.waitUntil(network.then(contact, () => {}).catch(() => {}));
    try {
        const answer = (await Promise.race([network, late])) ?? (await network);
        return answer.status < 500 ? answer : ((await saved()) ?? answer);
    } catch {
        return (await saved()) ?? (await notKept(language)) ?? Response.error();
    } finally {
        isOver = true;
    }
}

async function savedPage(url, language) {
    for (const pack of await packs(language)) {
        const files = await filesOf(pack);
        const found = files?.[url.pathname + url.search] ?? files?.[url.pathname];
        if (found?.file?.html) return written(found.file, files[`/${language}/offline/frame`].file, pack);
    }
    return undefined;
}

// The scripts of kept pages.
async function showFile(request, url) {
    const network = fetch(request);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_FOR_FILES)).then(() => savedFile(url));
    try {
        return (await Promise.race([network, late])) ?? (await network);
    } catch {
        return (await savedFile(url)) ?? Response.error();
    }
}

async function savedFile(url) {
    for (const pack of await packs()) {
        const found = (await filesOf(pack))?.[url.pathname]?.file;
        if (found) return new Response(found.text, { headers: headers(found.type) });
    }
    return undefined;
}

// Something else than what is kept: say so, and list what is.
async function notKept(language) {
    const kept = await packs();
    const pack = kept.find((one) => one.language === language) ?? kept[0];
    const frame = (await filesOf(pack))?.[`/${pack?.language}/offline/frame`]?.file;
    if (!frame) return undefined;
    const links = kept.map((one) => `<li><a href="${escaped(one.start)}" dir="auto">${escaped(one.title)}</a></li>`);
    const { notKept: title, notKeptText: text } = frame.words;
    const html = `<div class="head"><h1>${escaped(title)}</h1></div><p>${escaped(text)}</p><ul class="dots">${links.join("")}</ul>`;
    return written({ title, html, lang: frame.lang, dir: frame.dir }, frame, null);
}

function written(file, frame, pack) {
    const saved = pack ? frame.words.saved.replace("{date}", pack.dateText) : "";
    const scripts = (file.scripts ?? []).map((address) => `<script type="module" src="${escaped(address)}"></script>`);
    const values = {
        TITLE: escaped(file.title),
        LANG: escaped(file.lang),
        DIR: escaped(file.dir),
        SAVED: saved ? `<p class="note care" role="status">${escaped(saved)}</p>` : "",
        PAGE: file.html,
        SCRIPTS: scripts.join(""),
    };
    const html = frame.html.replace(/%%([A-Z]+)%%/g, (_, name) => values[name]);
    return new Response(html, { headers: { ...headers("text/html; charset=utf-8"), "Content-Security-Policy": frame.policy } });
}

const headers = (type) => ({
    "Content-Type": type,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
});

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

// What is kept: for each pack its files, and beside them what is told about it. A pack without the latter is not whole.

async function packs(language = "") {
    const store = await caches.open(STORE);
    const found = [];
    for (const { url } of await store.keys()) {
        if (!url.endsWith(".meta")) continue;
        const told = await (await store.match(url)).json();
        if (!language || told.language === language) found.push(told);
    }
    return found.sort((a, b) => b.date.localeCompare(a.date) || a.name.localeCompare(b.name));
}

const address = (pack, kind) => `/${pack.language}/offline/${pack.name}.${kind}`;
const read = new Map();

async function filesOf(pack) {
    if (!pack) return undefined;
    const known = read.get(address(pack, "pack"));
    if (known?.mark === pack.mark) return known.files;
    const found = await (await caches.open(STORE)).match(address(pack, "pack"));
    const files = found && (await found.json()).files;
    read.set(address(pack, "pack"), { mark: pack.mark, files });
    return files;
}

// The network answered: drop what is no longer published, and note that the rest is what the site says today.

async function contact() {
    const kept = await packs();
    for (const language of new Set(kept.map((pack) => pack.language))) {
        const answer = await fetch(`/${language}/offline/packs.json`, { credentials: "omit", cache: "no-cache" });
        if (!answer.ok) continue;
        const catalogue = await answer.json();
        for (const pack of kept.filter((one) => one.language === language)) {
            const row = catalogue.packs.find((one) => one.name === pack.name);
            if (row) await navigator.locks.request(STORE, () => compare(pack, row));
            else if (catalogue.isComplete) await navigator.locks.request(STORE, () => forget(pack));
        }
    }
}

async function forget(pack) {
    const store = await caches.open(STORE);
    await store.delete(address(pack, "meta"));
    await store.delete(address(pack, "pack"));
}

async function compare(pack, row) {
    const store = await caches.open(STORE);
    const told = await (await store.match(address(pack, "meta")))?.json();
    if (!told || row.version === told.seen) {
        // Nothing has changed on the site since the last look. If it is what is kept, it is so as of today.
        if (told?.version === row.version && row.told.date > told.date) await note(store, { ...told, ...row.told });
        return;
    }
    const answer = await fetch(`/${pack.language}/offline/${pack.name}/hashes.json`, { credentials: "omit", cache: "no-cache" });
    if (!answer.ok) return;
    const { files: now } = await answer.json();
    const { files } = await (await store.match(address(pack, "pack"))).json();
    const left = Object.entries(files).filter(([name]) => now[name]);
    if (left.length < Object.keys(files).length) {
        await store.put(address(pack, "pack"), new Response(JSON.stringify({ files: Object.fromEntries(left) })));
    }
    const isSame = left.length === Object.keys(now).length && left.every(([name, file]) => file.hash === now[name][0]);
    await note(store, { ...told, ...(isSame ? row.told : {}), seen: row.version, mark: `${told.mark}-` });
}

const note = (store, told) => store.put(address(told, "meta"), new Response(JSON.stringify(told)));
