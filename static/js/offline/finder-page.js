// The finder of a phone without network: answers the query of the address from the index that is kept.

import { Index } from "./finder/index.js";
import { showResults } from "./finder/results.js";

const here = new URL(location.href);
const guide = here.pathname.replace(/finder\/$/, "");
const offline = guide.replace(/guide\/$/, "offline/");
const query = here.searchParams.get("q")?.trim() ?? "";
const form = document.querySelector("#main form");

async function start() {
    const kept = await (await caches.open("kept")).match(`${offline}finder.pack`);
    const { files } = await kept.json();
    const ifKept = (address) => (files[address] ? address : null);
    const index = new Index(JSON.parse(files[`${offline}finder-index.json`].file.text));
    const place = document.createElement("div");
    place.className = "stack";
    form.after(place);
    showResults(place, index, query, {
        card: (slug) => ifKept(`${guide}items/${slug}/`),
        goods: (slug) => ifKept(`${guide}finder/?goods=${slug}`),
        query: (text) => `?q=${encodeURIComponent(text)}`,
    });
}

if (query && form) {
    form.elements.q.value = query;
    await start();
}
