// Shows what the finder answers, with the look of the site. `addressOf` says where a card, a list or a query stands, and
// null where it is not kept: then it is not shown.

import { find } from "./ranking.js";
import { labelOf, textOf } from "./reasons.js";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function element(tag, content = [], attributes = {}) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...[content].flat());
    return made;
}

const link = (href, text) => element("a", text, { href, dir: "auto" });

function section(id, heading, content) {
    const head = element("div", element("h2", heading, { id, dir: "auto" }), { class: "sec-head" });
    return element("section", [head, ...content], { class: "stack", "aria-labelledby": id });
}

export function showResults(place, index, query, addressOf) {
    const { texts } = index.file;
    const answer = find(index, query);
    const hits = answer.hits
        .map((hit) => ({ ...hit, ...index.summary(hit.item) }))
        .map((hit) => ({ ...hit, href: addressOf.card(hit.slug) }))
        .filter((hit) => hit.href);
    const gone = answer.hits.length - hits.length;
    const total = answer.total - gone;
    const said = [];
    if (answer.wasCut) said.push(element("p", texts.wasCut, { class: "fine" }));
    for (const code of answer.recognised) {
        const told = fill(texts.recognised, { label: labelOf(code, texts), value: code.written });
        const more = code.isWrong ? texts.wrongDigit : code.isListed ? "" : texts.notListed;
        said.push(element("p", `${told} ${more}`));
    }
    if (answer.isAmbiguous && hits.length > 1) {
        said.push(element("div", element("p", [element("b", texts.ambiguous), ` ${texts.compare}`]), { class: "note care" }));
    }
    if (!hits.length) said.push(element("p", texts.notControlled, { class: "none" }));
    const rows = hits.map((hit) => {
        const reasons = hit.whys.slice(0, 2).map((why) => textOf(why, texts)).join("; ");
        return element("li", [
            element("h3", link(hit.href, hit.name)),
            element("p", [...hit.lists, hit.danger].join(". "), { dir: "auto" }),
            element("p", `${texts.foundBy} ${reasons}`, { class: "fine", dir: "auto" }),
        ]);
    });
    if (rows.length) said.push(element("ul", rows, { class: "hits" }));
    if (total > hits.length) {
        said.push(element("p", fill(texts.first, { shown: hits.length, total }), { class: "fine" }));
    }
    const heading = hits.length ? fill(texts.items, { count: total, query: answer.query }) : fill(texts.notInList, { query: answer.query });
    const parts = [section("found", heading, said)];
    const near = answer.near
        .filter(({ item }) => addressOf.card(index.items[item]))
        .map(({ text }) => element("li", link(addressOf.query(text), text)));
    if (near.length) parts.push(section("near", texts.near, [element("ul", near, { class: "names" })]));
    const kinds = [...answer.categories.map(({ slug, name }) => [slug, name]), ...answer.chapters.map(({ slug, title }) => [slug, title])]
        .map(([slug, name]) => [addressOf.goods(slug), name])
        .filter(([href]) => href)
        .map(([href, name]) => element("li", link(href, name)));
    if (kinds.length) parts.push(section("kinds", texts.kinds, [element("ul", kinds, { class: "names" })]));
    place.replaceChildren(...parts);
}
