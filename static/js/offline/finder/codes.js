// Items that carry a code of the query. As guide/finder/codes.py.

import { placeOf } from "./index.js";
import { distance } from "./spelling.js";
import { writeCas } from "./text.js";

const [EXACT, EXACT_HS, PART_OF_HS, UNDER_HS, UNDER_CHAPTER, BEGINS_SO] = [100, 98, 94, 90, 82, 92];

const match = (item, score, how, kind, value, strength, typed = "") =>
    ({ item, score, why: { how, kind, value, typed }, strength });

export function matchCode(index, code) {
    if (code.kind === "hs") return matchHs(index, code);
    const found = new Map(index.marks.get(`${code.kind} ${code.key}`));
    if (found.size) {
        const kind = code.kind === "other" ? "halon" : code.kind;
        return [...found].map(([item, value]) => match(item, EXACT, "is", kind, value, "certain"));
    }
    if (code.kind === "ashrae" && code.isSure) return blends(index, code);
    if (code.kind === "annex-code" && code.key.length < 3) {
        return under(index.schedules, code.key).map(([, item, value]) =>
            match(item, BEGINS_SO, "is", code.kind, value, "certain"),
        );
    }
    return [];
}

// R-410 without its letter is R-410A, or whichever letters there are; R-13 is not R-134a.
function blends(index, code) {
    const rows = under(index.refrigerants, code.key).filter(([key]) => !/[0-9]/.test(key[code.key.length]));
    const found = new Map(rows.map(([, item, value]) => [item, value]));
    return [...found].map(([item, value]) => match(item, BEGINS_SO, "is", code.kind, value, "named"));
}

// A heading covers its subheadings; a longer national code belongs to the six digits of the Harmonized System.
function matchHs(index, code) {
    const matches = [];
    for (const [key, item, value] of under(index.hs, code.key)) {
        if (key === code.key) matches.push(match(item, EXACT_HS, "is", "hs", value, "certain"));
        else if (code.key.length >= 4) matches.push(match(item, UNDER_HS, "covers", "hs", value, "named", code.written));
        else if (code.isSure) matches.push(match(item, UNDER_CHAPTER, "chapter", "hs", value, "named", code.written));
    }
    for (let length = code.key.length - 1; length > 3; length--) {
        const shorter = code.key.slice(0, length);
        for (const [key, item, value] of under(index.hs, shorter)) {
            if (key !== shorter) continue;
            matches.push(match(item, PART_OF_HS + length / 10, "belongs", "hs", value, "certain", code.written));
        }
    }
    return matches;
}

// The rows of a sorted list whose first column begins with that text.
function under(ordered, start) {
    const found = [];
    for (let at = placeOf(ordered, start, (row) => row[0]); ordered[at]?.[0].startsWith(start); at++) found.push(ordered[at]);
    return found;
}

// The listed CAS numbers that differ from a wrong one by one digit, or by two that changed places.
export function casNear(index, code) {
    return index.cas.filter((key) => distance(key, code.key, 1) <= 1).map(writeCas);
}
