// Words and names that are spelled nearly as what was typed. As guide/finder/spelling.py.

import { isDigits, isLetters } from "./text.js";
import { isWeak } from "./index.js";

const LEAST_LIKENESS = 0.78;
const SHORT = 8;

// Letters added, left out, changed, or changed places with their neighbour: optimal string alignment.
export function distance(a, b, most = Infinity) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        let least = i;
        for (let j = 1; j <= b.length; j++) {
            const cost = a[i - 1] === b[j - 1] ? 0 : 1;
            let value = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
            row.push(value);
            least = Math.min(least, value);
        }
        // A swap may still come from the row before.
        if (least > most && Math.min(...last) > most) return most + 1;
        [before, last] = [last, row];
    }
    return last[b.length];
}

export function likeness(a, b, least = 0) {
    const longest = Math.max(a.length, b.length);
    if (!longest) return 1;
    return 1 - distance(a, b, Math.ceil(longest * (1 - least)) + 1) / longest;
}

const sorted = (word) => [...word].sort().join("");

// Whether one word may be meant by the other: the more letters, the more of them may be wrong.
export function isLikely(word, other, errors) {
    const shortest = Math.min(word.length, other.length);
    if (shortest <= SHORT && word[0] !== other[0] && sorted(word.slice(0, 2)) !== sorted(other.slice(0, 2))) return false;
    if (sorted(word) === sorted(other)) return errors <= 2;
    if (shortest < 5 || (shortest < 8 && errors > 1)) return false;
    return 1 - errors / Math.max(word.length, other.length) >= LEAST_LIKENESS;
}

export function wordsNear(index, word, limit = 8) {
    if (word.length < 4 || !isLetters(word)) return [];
    const most = word.length < 13 ? 2 : word.length < 18 ? 3 : 4;
    const lengths = [word.length - most, word.length + most];
    const pools = word.length > SHORT
        ? [index.wordsByLength]
        : [...new Set([word[0], word[1]])].map((letter) => index.wordsByLetter.get(letter)).filter(Boolean);
    const found = pools
        .flatMap((pool) => pool.between(...lengths))
        .map((other) => [other, distance(word, other, most)])
        .filter(([, errors]) => errors <= most)
        .sort((a, b) => a[1] - b[1])
        .slice(0, limit * 4);
    return found
        .filter(([other, errors]) => isLikely(word, other, errors))
        .slice(0, limit)
        .map(([other, errors]) => [other, 1 - errors / Math.max(word.length, other.length)]);
}

const figuresIn = (text) => [...text].filter(isDigits).join("");

// Compact names with their likeness to a compact text. Figures must be the same: R-143a is not R-134a.
export function spellingsNear(index, text, least = 0.82, limit = 8) {
    if (text.length < 5 || isDigits(text)) return [];
    const figures = figuresIn(text);
    return index.namesByLength
        .between(Math.ceil(text.length * least), Math.floor(text.length / least))
        .map((form) => [form, likeness(text, form, least)])
        .filter(([, alike]) => alike >= least)
        .sort((a, b) => b[1] - a[1])
        .slice(0, limit * 4)
        .filter(([form]) => figuresIn(form) === figures)
        .slice(0, limit);
}

export const isWorthCorrecting = (word) => word.length >= 4 && !isWeak(word);
