// From what was typed to an answer: the best hits first. As guide/finder/ranking.py, scores.py and subjects.py.

import { casNear, matchCode } from "./codes.js";
import { NOTE, isStop } from "./index.js";
import { readQuery } from "./query.js";
import { spellingsNear, wordsNear } from "./spelling.js";
import { compact, hasHan, rules, stem, wordsOf } from "./text.js";
import { formsOf, matchWording } from "./wording.js";

const [MOST_HITS, MOST_NEAR, TIE, REASONS] = [60, 6, 1.5, 3];
const RANK = { certain: 0, named: 1, near: 2 };

export function find(index, typed) {
    const query = readQuery(typed);
    const matched = new Map();
    for (const code of query.codes) {
        const key = JSON.stringify(code);
        if (!matched.has(key)) matched.set(key, [code, matchCode(index, code)]);
    }
    const ofCodes = [...matched.values()];
    const matches = ofCodes.flatMap(([, found]) => found);
    const ranked = rank([...matches, ...matchWording(index, query, matches.length > 0)]);
    const isNamed = ranked.some((one) => one.strength !== "near");
    const hits = ranked.slice(0, MOST_HITS);
    return {
        query: query.text,
        wasCut: query.wasCut,
        recognised: ofCodes
            .filter(([code, found]) => code.isSure || found.length)
            .map(([code, found]) => ({ ...code, isListed: found.length > 0 })),
        hits,
        total: ranked.length,
        isAmbiguous: isTie(ranked) || codesDiffer(ofCodes),
        near: isNamed ? [] : near(index, query, hits),
        categories: index.file.categories.filter(({ words }) => words.some((word) => isNamedIn(query, word))),
        chapters: index.file.chapters.filter(({ titles }) => titles.some((title) => isTitleIn(query, title))),
    };
}

// Rounded to two places as Python does: what lies in the middle goes to the even one.
export function rounded(value) {
    const isMiddle = Number.isInteger(value * 8) && !Number.isInteger(value * 4);
    if (!isMiddle) return Number(value.toFixed(2));
    const below = Math.floor(value * 100);
    return (below % 2 ? below + 1 : below) / 100;
}

// The best of each kind of proof counts: the first in full, each further one a little.
function gather(matches) {
    const found = new Map();
    for (const match of matches) {
        if (!found.has(match.item)) found.set(match.item, { item: match.item, matches: [] });
        found.get(match.item).matches.push(match);
    }
    for (const one of found.values()) {
        const bestOfKind = new Map();
        for (const { why, score } of one.matches) bestOfKind.set(why.kind, Math.max(bestOfKind.get(why.kind) ?? 0, score));
        const [best, ...others] = [...bestOfKind.values()].sort((a, b) => b - a);
        one.score = best + others.reduce((sum, score) => sum + score, 0) / 40;
        one.rounded = rounded(one.score);
        one.strength = one.matches.reduce(
            (best, { strength }) => (RANK[strength] < RANK[best] ? strength : best),
            "near",
        );
        const ordered = [...one.matches].sort((a, b) => RANK[a.strength] - RANK[b.strength] || b.score - a.score);
        one.whys = [...new Map(ordered.map(({ why }) => [JSON.stringify(why), why])).values()].slice(0, REASONS);
    }
    return [...found.values()];
}

// The best first, at a tie by name. Beside a certain hit there is no room for guesses.
function rank(matches) {
    const scored = gather(matches).sort((a, b) => b.rounded - a.rounded || a.item - b.item);
    const [best] = scored;
    if (!best) return [];
    if (best.strength !== "certain") return scored.filter((one) => one.score >= 0.6 * best.score);
    return scored.filter((one) => one.strength === "certain" || (one.strength !== "near" && one.score >= 55));
}

const isTie = (ranked) => ranked.length > 1 && ranked[0].score - ranked[1].score < TIE;

// Whether two codes of the query belong to different items, as on a box with a false label.
function codesDiffer(ofCodes) {
    const sets = ofCodes
        .filter(([code, found]) => found.length && code.isSure)
        .map(([, found]) => new Set(found.map((match) => match.item)));
    return sets.length > 1 && ![...sets[0]].some((item) => sets.every((items) => items.has(item)));
}

// Spellings to try instead, those of other items than the hits first found.
function near(index, query, hits) {
    const suggestions = [];
    for (const code of query.codes) {
        if (code.kind !== "cas" || !code.isSure) continue;
        for (const written of casNear(index, code)) {
            for (const [item, text] of index.marks.get(`cas ${written.replaceAll("-", "")}`)) suggestions.push({ text, item });
        }
    }
    const spellings = formsOf(query).flatMap((form) => spellingsNear(index, form, 0.68)).sort((a, b) => b[1] - a[1]);
    for (const [form] of spellings) {
        const name = index.names[index.exact.get(form)[0]];
        suggestions.push({ text: name.value, item: name.item });
    }
    for (const its of query.stems) {
        for (const [other] of wordsNear(index, its, 3)) {
            const at = index.postings.get(other).find((place) => index.names[place].kind !== NOTE);
            if (at !== undefined) suggestions.push({ text: index.names[at].value, item: index.names[at].item });
        }
    }
    const seen = new Set(hits.map((hit) => hit.item));
    const fresh = new Map();
    for (const suggestion of suggestions.reverse()) if (!seen.has(suggestion.item)) fresh.set(suggestion.item, suggestion);
    return [...fresh.values()].reverse().slice(0, MOST_NEAR);
}

function isNamedIn(query, word) {
    if (hasHan(word)) return query.compact.includes(compact(word));
    const stems = wordsOf(word).map(stem).filter((its) => !isStop(its));
    return stems.length > 0 && stems.every((its) => query.stems.includes(its));
}

function isTitleIn(query, title) {
    const stems = wordsOf(title).map(stem).filter((its) => !rules.general.includes(its));
    return stems.length > 0 && stems.every((its) => query.stems.includes(its));
}
