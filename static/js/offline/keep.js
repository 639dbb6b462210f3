// “Keep this on my phone”: fetches packs, says what is kept, updates and removes. A pack is stored in one step when all
// of it is there; until then what was kept before stays as it is. The worker (worker.js) shows what is kept.

import { fetchPack, fetchChanges, differences, listKept, remove, StoppedError, ChangedError } from "./store.js";

const list = document.querySelector("#packs");
const state = document.querySelector("#offline-state");
const words = JSON.parse(document.querySelector("#offline-words").textContent);
const base = location.pathname;
const language = base.split("/")[1];
const LOOK_AGAIN = 4000;
// What the page itself brought; a kept copy of it brings nothing, and later looks ask for what is new.
let brought = JSON.parse(document.querySelector("#offline-offered")?.textContent ?? "null");

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const say = (row, text) => {
    row.querySelector(".state").textContent = text;
};

function sizeInWords(bytes) {
    const format = (value, unit) =>
        new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
    return bytes < 1e6 ? format(Math.max(1, Math.round(bytes / 1000)), "kilobyte") : format(bytes / 1e6, "megabyte");
}

function reasonOf(error) {
    if (error.name === "QuotaExceededError") return words.full;
    if (error instanceof ChangedError) return words.moved;
    if (error instanceof StoppedError || error instanceof TypeError) return words.broken;
    return `${words.broken} (${error.name})`;
}

function button(text, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn";
    made.textContent = text;
    made.addEventListener("click", press);
    return made;
}

// The row of a pack: the one that the page has, or a new one for what is kept and no longer offered, or in another language.
function rowOf(pack) {
    const known = list.querySelector(`[data-pack="${pack.name}"][data-language="${pack.language}"]`);
    if (known) return known;
    const row = document.querySelector("#pack-row").content.firstElementChild.cloneNode(true);
    row.dataset.pack = pack.name;
    row.dataset.language = pack.language;
    row.querySelector("b").textContent = pack.title;
    row.querySelector("b").dir = "auto";
    if (pack.language !== language) {
        row.querySelector("b").lang = pack.language;
        row.querySelector("small").textContent = words.otherLanguage;
    }
    list.append(row);
    return row;
}

// Does what somebody asked for, with the buttons of the row away meanwhile, then shows the row as it is now.
async function work(row, pack, doIt) {
    row.querySelector(".acts").replaceChildren();
    let said;
    try {
        said = await doIt((done, total) => say(row, fill(words.fetching, { done: sizeInWords(done), total: sizeInWords(total) })));
    } catch (error) {
        said = reasonOf(error);
    }
    await showRow(pack, said);
}

const keep = (row, pack) =>
    work(row, pack, async (tell) => {
        await navigator.serviceWorker.register("/sw.js");
        navigator.storage?.persist?.();
        await fetchPack(pack, tell);
        return words.done;
    });

const update = (row, pack, changes) =>
    work(row, pack, async (tell) => {
        await fetchChanges(pack, changes, tell);
        return words.done;
    });

const drop = (row, pack) =>
    work(row, pack, async () => {
        await remove(pack);
        return words.removed;
    });

async function showRow(pack, said = "") {
    const row = rowOf(pack);
    const kept = (await listKept()).find((one) => one.name === pack.name && one.language === pack.language);
    const acts = [];
    let text = said;
    if (kept?.isWhole) {
        text = `${fill(words.kept, { date: kept.dateText })} ${said}`;
        const open = document.createElement("a");
        open.className = "btn";
        open.href = kept.start;
        open.textContent = words.open;
        acts.push(open);
        if (pack.told) {
            const changes = await differences(kept).catch(() => null);
            const count = changes ? changes.wanted.length + changes.gone.length : 0;
            if (count) {
                text += ` ${fill(words.changed, { count })}`;
                acts.push(button(fill(words.update, { size: sizeInWords(changes.size) }), () => update(row, pack, changes)));
            } else if (changes && !said) text += words.isCurrent;
        }
        acts.push(button(words.remove, () => drop(row, pack)));
    } else {
        if (kept && !said) text = words.unfinished;
        if (pack.told) acts.push(button(words.keep, () => keep(row, pack)));
        else if (!said) row.remove();
    }
    for (const act of acts) act.setAttribute("aria-describedby", row.querySelector("b").id ||= `pack-${pack.language}-${pack.name}`);
    row.querySelector(".acts").replaceChildren(...acts);
    say(row, text.trim());
}

async function catalogue() {
    if (brought) {
        const first = brought;
        brought = null;
        return first;
    }
    try {
        const answer = await fetch(`${base}packs.json`, { credentials: "omit", cache: "no-cache" });
        return answer.ok ? await answer.json() : null;
    } catch {
        return null;
    }
}

async function show() {
    const offered = await catalogue();
    if (offered && !offered.isComplete) {
        state.textContent = words.preparing;
        setTimeout(() => show(), LOOK_AGAIN);
        if (!offered.packs.length) return;
    } else state.textContent = offered ? "" : words.offline;
    const packs = offered?.packs ?? [];
    const others = (await listKept()).filter((kept) => !packs.some((pack) => pack.name === kept.name && pack.language === kept.language));
    if (!offered && !others.length) state.textContent += ` ${words.nothingKept}`;
    for (const pack of [...packs, ...others.map((kept) => ({ ...kept, told: null }))]) await showRow(pack);
}

const isPossible = window.isSecureContext && "serviceWorker" in navigator && "caches" in window && "locks" in navigator;
if (isPossible) await show().catch(() => (state.textContent = words.impossible));
else state.textContent = words.impossible;
