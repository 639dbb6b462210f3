// Items some of whose names have words of the query, in any order, each perhaps spelled a little differently.
// As guide/finder/words.py.

import { NOTE, isStop, isWeak } from "./index.js";
import { isWorthCorrecting, wordsNear } from "./spelling.js";
import { beginsHan, isDigits, stem } from "./text.js";

const WEAK = 0.12;
const UNKNOWN = 0.35;
const LEAST = 30;
export const MOST_WORDS = 12;

const weightOfKind = (kind) => (kind === NOTE ? 0.55 : 1);

export function namesWithWords(index, query) {
    const words = askedWords(query);
    if (!words.some(([word]) => /\p{L}/u.test(word))) return [];
    const weights = words.map(([word, its]) => weightOf(index, word, its));
    const asked = { figures: query.figures, weights, total: weights.reduce((a, b) => a + b, 0), most: Math.max(...weights) };
    const [ofNames, ofItems] = likenessOf(index, candidates(index, words));
    const best = new Map();
    for (const [at, places] of ofNames) {
        const { item } = index.names[at];
        const found = scoreName(index, asked, at, places, ofItems.get(item));
        if (found && (!best.has(item) || found.score > best.get(item).score)) best.set(item, found);
    }
    return [...best.values()];
}

// The words that say what is looked for, with their stems; all of them if none does. Chinese has its own way.
function askedWords(query) {
    const words = query.words.map((word, at) => [word, query.stems[at]]).filter(([word]) => !beginsHan(word));
    const telling = words.filter(([word]) => !isStop(word));
    const unique = new Map((telling.length ? telling : words).map((pair) => [pair.join("\n"), pair]));
    return [...unique.values()].slice(0, MOST_WORDS);
}

export function weightOf(index, word, its) {
    if (isWeak(word)) return WEAK;
    return index.postings.has(its) ? index.weight(its) : UNKNOWN;
}

// For each word of the query the words of the index that it may stand for, with how alike they are.
function candidates(index, words) {
    const choices = words.map(([word, its]) => {
        const found = new Map(index.postings.has(its) ? [[its, 1]] : []);
        if (!found.size && word.length >= 3 && !isDigits(word[0])) {
            for (const other of wordsBeginning(index, word, its)) found.set(other, 0.7 + (0.25 * word.length) / other.length);
        }
        if (isWorthCorrecting(word) && Math.max(0, ...found.values()) < 0.9) {
            for (const [other, alike] of wordsNear(index, its)) found.set(other, Math.max(found.get(other) ?? 0, alike));
        }
        return found;
    });
    // Two words of the query that are one in the index: sea horse and seahorse.
    for (let place = 0; place + 1 < words.length; place++) {
        const joined = stem(words[place][0] + words[place + 1][0]);
        if (index.postings.has(joined)) {
            choices[place].set(joined, 1);
            choices[place + 1].set(joined, 1);
        }
    }
    return choices;
}

function wordsBeginning(index, word, its) {
    const found = index.wordsBeginning(word);
    return found.length || its.length <= 4 ? found : index.wordsBeginning(its);
}

// For each name, and for each item over all its names, how well each word of the query is met.
function likenessOf(index, choices) {
    const [ofNames, ofItems] = [new Map(), new Map()];
    choices.forEach((found, place) => {
        for (const [its, alike] of found) {
            for (const at of index.postings.get(its)) {
                const name = index.names[at];
                if (!ofNames.has(at)) ofNames.set(at, new Map());
                ofNames.get(at).set(its, [place, alike]);
                const share = alike * weightOfKind(name.kind);
                if (!ofItems.has(name.item)) ofItems.set(name.item, new Map());
                const shares = ofItems.get(name.item);
                if (share > (shares.get(place) ?? 0)) shares.set(place, share);
            }
        }
    });
    return [ofNames, ofItems];
}

const sumOf = (pairs, weights) => [...pairs].reduce((sum, [place, alike]) => sum + weights[place] * alike, 0);

// How much of the query the item and this name cover, and how much of the name the query covers.
function scoreName(index, asked, at, met, metByItem) {
    const name = index.names[at];
    const places = new Map();
    for (const [place, alike] of met.values()) places.set(place, Math.max(alike, places.get(place) ?? 0));
    if (Math.max(...[...places.keys()].map((place) => asked.weights[place])) <= WEAK && WEAK < asked.most) return null;
    const ofItem = sumOf(metByItem, asked.weights) / asked.total;
    const ofQuery = sumOf(places, asked.weights) / asked.total;
    const known = [...met].reduce((sum, [its, [, alike]]) => sum + index.weights.get(its) * alike, 0);
    const ofName = Math.min(known / index.nameWeights[at], 1);
    const kindWeight = weightOfKind(name.kind);
    let score = 30 * ofItem + kindWeight * (30 * ofQuery + 28 * ofName);
    if (score < LEAST) return null;
    if (asked.figures.length && asked.figures.join("\n") === name.figures.join("\n")) score += 0.5;
    const isSure = Math.min(...[...met.values()].map(([, alike]) => alike)) === 1;
    const isWhole = isSure && kindWeight === 1 && ofName >= 0.99;
    const isAll = ofQuery >= 0.99 && (ofName >= 0.3 || 2 * met.size >= name.stems.length);
    const isMost = ofItem >= 0.7 && ofName >= 0.5;
    const isNamed = isWhole || (isSure && kindWeight === 1 && (isAll || isMost));
    return { name: at, score, strength: isNamed ? "named" : "near", isSure, isWhole };
}
