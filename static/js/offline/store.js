// What is kept on the phone: for each pack one entry with all its files, and one that tells about it (the worker reads
// both). The second is written last and taken away first: a pack without it is not whole.

const STORE = "kept";
const OF_EVERYBODY = { credentials: "omit", cache: "no-cache" };
const MOST_SINGLE_FILES = 40;

export class StoppedError extends Error {}
export class ChangedError extends Error {}

const base = (pack) => `/${pack.language}/offline/`;
const address = (pack, kind) => `${base(pack)}${pack.name}.${kind}`;
const locked = (doIt) => navigator.locks.request(STORE, doIt);
const json = (value) => new Response(JSON.stringify(value));

async function readJson(url) {
    const answer = await fetch(url, OF_EVERYBODY).catch(() => null);
    if (!answer?.ok) throw answer?.status === 404 ? new ChangedError(url) : new StoppedError(url);
    try {
        return await answer.json();
    } catch {
        throw new StoppedError(url);
    }
}

// Every pack that was begun; `isWhole` says that it may be read.
export async function listKept() {
    const store = await caches.open(STORE);
    const found = new Map();
    for (const { url } of await store.keys()) {
        const match = /\/([a-z-]+)\/offline\/([\w-]+)\.(meta|begun)$/.exec(url);
        if (!match) continue;
        const [, language, name, kind] = match;
        const told = await (await store.match(url)).json();
        const known = found.get(`${language} ${name}`);
        found.set(`${language} ${name}`, { ...told, ...(known?.isWhole ? known : {}), isWhole: kind === "meta" || Boolean(known?.isWhole) });
    }
    return [...found.values()];
}

// Fetches the whole pack. `tell(done, total)` gets bytes.
export async function fetchPack(pack, tell) {
    const store = await caches.open(STORE);
    const { language, name, title } = pack;
    await store.put(address(pack, "begun"), json({ language, name, title }));
    const fetched = JSON.parse(await readAll(`${base(pack)}${name}.json?v=${pack.version}`, pack.length, pack.size, tell));
    await fetchParts(fetched.files);
    await keep(pack, fetched.files, pack.told);
}

// The index of the finder is a file of its own.
async function fetchParts(files) {
    for (const file of Object.values(files).filter((one) => one.from && !one.file)) {
        const answer = await fetch(`${file.from}?v=${file.hash}`, OF_EVERYBODY).catch(() => null);
        if (!answer?.ok) throw new StoppedError(file.from);
        const text = await answer.text().catch(() => {
            throw new StoppedError(file.from);
        });
        if ((await digest(text)) !== file.hash) throw new ChangedError(file.from);
        file.file = { type: "application/json", text };
    }
}

async function digest(text) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
    return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Reads a file in pieces. How far it is is told in bytes as they travel, which a browser does not say: it is estimated
// from the length of the text.
async function readAll(url, length, size, tell) {
    const answer = await fetch(url, OF_EVERYBODY).catch(() => null);
    if (!answer?.ok) throw answer?.status === 404 ? new ChangedError(url) : new StoppedError(url);
    const decoder = new TextDecoder();
    const reader = answer.body.getReader();
    let [text, done] = ["", 0];
    try {
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
            text += decoder.decode(piece.value, { stream: true });
            done += piece.value.length;
            tell(Math.min(size, Math.round((done / length) * size)), size);
        }
    } catch {
        throw new StoppedError(url);
    }
    if (done !== length) throw new StoppedError(url);
    return text + decoder.decode();
}

async function keep(pack, files, told) {
    const store = await caches.open(STORE);
    await locked(async () => {
        // Each `put` is all or nothing; what is told about the pack follows, so it is never newer than the pack.
        await store.put(address(pack, "pack"), json({ files }));
        await store.put(address(pack, "meta"), json({ ...told, seen: told.version, mark: `${told.version} ${Date.now()}` }));
        await store.delete(address(pack, "begun"));
    });
}

export async function remove(pack) {
    const store = await caches.open(STORE);
    await locked(async () => {
        for (const kind of ["meta", "pack", "begun"]) await store.delete(address(pack, kind));
    });
    if (!(await listKept()).length) {
        await caches.delete(STORE);
        for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    }
}

// What the site has that is not kept as it is there, and what it has no more.
export async function differences(pack) {
    const now = await readJson(`${base(pack)}${pack.name}/hashes.json`);
    const { files } = await keptFiles(pack);
    const wanted = Object.keys(now.files).filter((name) => files[name]?.hash !== now.files[name][0]);
    const gone = Object.keys(files).filter((name) => !now.files[name]);
    return { now, wanted, gone, size: wanted.reduce((sum, name) => sum + now.files[name][1], 0) };
}

async function keptFiles(pack) {
    return (await (await caches.open(STORE)).match(address(pack, "pack"))).json();
}

// Fetches only what differs, puts it together with what is kept, and stores the whole in one step.
export async function fetchChanges(pack, { now, wanted, size }, tell) {
    if (wanted.length > MOST_SINGLE_FILES) return fetchPack(pack, tell);
    const { files } = await keptFiles(pack);
    const fresh = {};
    let done = 0;
    for (const name of wanted) {
        const [hash, bytes] = now.files[name];
        const file = await readJson(`${base(pack)}${pack.name}/file.json?path=${encodeURIComponent(name)}&v=${hash}`);
        if (file.hash !== hash) throw new ChangedError(name);
        fresh[name] = file;
        tell((done += bytes), size);
    }
    await fetchParts(fresh);
    const names = Object.keys(now.files);
    return keep(pack, Object.fromEntries(names.map((name) => [name, fresh[name] ?? files[name]])), now.told);
}
