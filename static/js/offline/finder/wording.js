// Items whose names fit the words of the query. As guide/finder/wording.py.

import { LIST, OWN_NAME, isStop, isWeak, keyOf } from "./index.js";
import { likeness, spellingsNear } from "./spelling.js";
import { beginsHan, byCode, compact, hasHan, isDigits, stem } from "./text.js";
import { MOST_WORDS, namesWithWords, weightOf } from "./words.js";

const [EXACT_NAME, SAME_WORDS, PREFIX, NEAR_SPELLING, INSIDE, INSIDE_ONE, NAMED_LIST] = [99, 98, 86, 78, 62, 52, 32];
const GOOD = 70;
const LONGEST_NAME = 5;
const [LEAST_LIKE, LEAST_LIKE_KNOWN] = [0.5, 0.9];

const why = (how, name) => ({ how, kind: name.kind, value: name.value, typed: "" });
const isTelling = (word) => !isStop(word) && !isWeak(word);
const pairs = (query) => query.words.map((word, at) => [word, query.stems[at]]);

// Exact names first, then names that begin so, then names with these words, then near spellings.
export function matchWording(index, query, hasCode) {
    const matches = [...exactNames(index, query), ...hanNames(index, query)];
    if (!hasCode || query.words.some(isTelling)) {
        matches.push(...namesBeginning(index, query), ...namesInside(index, query), ...namesSharingWords(index, query));
    }
    matches.push(...listsNamed(index, query));
    if (!hasCode && !matches.some((match) => match.score >= GOOD)) matches.push(...namesSpelledAlike(index, query));
    return matches;
}

export const formsOf = (query) => [...new Set([query.compact, compact(query.rest)].filter(Boolean))];

function exactNames(index, query) {
    const matchOf = (at, score) => {
        const name = index.names[at];
        const more = name.kind === OWN_NAME ? 1 : 0;
        return { item: name.item, score: score + more, why: why("is", name), strength: "certain" };
    };
    const found = formsOf(query).flatMap((form) => (index.exact.get(form) ?? []).map((at) => matchOf(at, EXACT_NAME)));
    const stems = pairs(query).filter(([word]) => !isStop(word)).map(([, its]) => its).sort(byCode);
    const seen = new Set(found.map((match) => match.item));
    const same = (index.sameWords.get(keyOf(stems)) ?? []).map((at) => matchOf(at, SAME_WORDS));
    return [...found, ...same.filter((match) => !seen.has(match.item))];
}

// Names that go on where the query ends; figures must not go on: R-13 is not the beginning of R-134a.
function namesBeginning(index, query) {
    const start = compact(query.rest);
    if (start.length < 3 || beginsHan(start)) return [];
    const matches = [];
    for (const form of index.compactsBeginning(start)) {
        if (form === start || (isDigits(start.at(-1)) && isDigits(form[start.length]))) continue;
        const share = start.length / form.length;
        for (const at of index.exact.get(form)) {
            const name = index.names[at];
            const isNamed = share >= 0.5 || query.stems.every((its) => name.stems.includes(its));
            const score = PREFIX - 30 * (1 - share);
            matches.push({ item: name.item, score, why: why("begins", name), strength: isNamed ? "named" : "near" });
        }
    }
    return matches;
}

// Chinese is written without spaces: a name inside the query, or the query inside a name.
function hanNames(index, query) {
    const text = query.compact;
    if (!hasHan(text)) return [];
    const matches = [];
    for (const at of index.hanNames) {
        const name = index.names[at];
        const { compact: form, item } = name;
        if (form !== text && text.includes(form)) {
            matches.push({ item, score: 60 + (28 * form.length) / text.length, why: why("is", name), strength: "named" });
        } else if (text.length >= 2 && form.includes(text)) {
            matches.push({ item, score: 50 + (30 * text.length) / form.length, why: why("shares", name), strength: "named" });
        }
    }
    return matches;
}

// Whole names between the other words of the query: the more of the query such a name covers, the better.
function namesInside(index, query) {
    const words = query.words.slice(0, MOST_WORDS);
    const total = words.reduce((sum, word, at) => sum + weightOf(index, word, query.stems[at]), 0);
    const matches = [];
    for (let start = 0; start < words.length; start++) {
        for (let end = start + 1; end <= Math.min(start + LONGEST_NAME, words.length); end++) {
            const inside = words.slice(start, end);
            if (inside.length === words.length || !inside.some(isTelling)) continue;
            const stems = query.stems.slice(start, end).sort(byCode);
            for (const at of index.exact.get(inside.join("")) ?? index.sameWords.get(keyOf(stems)) ?? []) {
                const share = inside.reduce((sum, word) => sum + weightOf(index, word, stem(word)), 0) / total;
                // What stands first says more: a snow leopard fur is no leopard fur.
                const least = (inside.length > 1 ? INSIDE : INSIDE_ONE) + (start === 0 ? 3 : 0);
                const name = index.names[at];
                matches.push({ item: name.item, score: least + 26 * share, why: why("is", name), strength: "named" });
            }
        }
    }
    return matches;
}

function namesSharingWords(index, query) {
    return namesWithWords(index, query).map((found) => {
        const name = index.names[found.name];
        const how = found.isWhole ? "is" : found.isSure ? "shares" : "nearly";
        return { item: name.item, score: found.score, why: why(how, name), strength: found.strength };
    });
}

function namesSpelledAlike(index, query) {
    const matches = [];
    for (const form of formsOf(query)) {
        for (const [near, alike] of spellingsNear(index, form)) {
            for (const at of index.exact.get(near)) {
                const name = index.names[at];
                if (!isSpelledAlike(index, query, name)) continue;
                matches.push({ item: name.item, score: NEAR_SPELLING * alike, why: why("nearly", name), strength: "near" });
            }
        }
    }
    return matches;
}

// Whether what differs may be a wrong spelling: a word that is a name itself is right as it is.
function isSpelledAlike(index, query, name) {
    const asked = new Map(pairs(query).filter(([, its]) => !name.stems.includes(its)));
    const named = name.stems.filter((its) => !query.stems.includes(its));
    if (!asked.size || !named.length) return true;
    const least = [...asked.keys()].some((word) => index.exact.has(word)) ? LEAST_LIKE_KNOWN : LEAST_LIKE;
    return likeness([...asked.values()].join(""), named.join("")) >= least;
}

// All items of an annex, appendix or schedule, if the query has no words but those of its name.
function listsNamed(index, query) {
    const asked = new Set(pairs(query).filter(([word]) => !isStop(word)).map(([, its]) => its));
    if (!asked.size) return [];
    const matches = [];
    for (const [value, listed] of index.lists) {
        if (![...asked].every((its) => listed.stems.has(its))) continue;
        const score = NAMED_LIST + (8 * asked.size) / listed.stems.size;
        const reason = { how: "is", kind: LIST, value, typed: "" };
        matches.push(...listed.items.map((item) => ({ item, score, why: reason, strength: "near" })));
    }
    return matches;
}
