// The search page of a ZIP: answers what is typed from the index beside it. Everything before it is in the same script.

import { Index } from "./finder/index.js";
import { showResults } from "./finder/results.js";

const form = document.querySelector("#search");
const place = document.querySelector("#results");
const held = new Set([...document.querySelectorAll("#all a")].map((one) => one.getAttribute("href")));
const ifHeld = (name) => (held.has(name) ? name : null);
let index;

function answer() {
    const query = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
    form.elements.q.value = query;
    place.replaceChildren();
    if (!query) return;
    index ??= new Index(finderFile);
    showResults(place, index, query, {
        card: (slug) => ifHeld(`guide/items/${slug}.html`),
        goods: (slug) => ifHeld(`guide/finder-goods-${slug}.html`),
        query: (text) => `#q=${encodeURIComponent(text)}`,
    });
}

form.hidden = false;
form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = new URLSearchParams({ q: form.elements.q.value.trim() });
});
addEventListener("hashchange", answer);
answer();
