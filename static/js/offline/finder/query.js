// What was typed: cleaned, its codes recognised, its other words ready for comparing. As guide/finder/query.py.

import {
    compact, digitsOf, eventKey, figuresOf, isCas, plainCode, refrigerantKey, rules, stem, withoutSigns, wordsOf, writeCas,
    writeHs, writeRefrigerant,
} from "./text.js";

const LONGEST = 200;
const BLANKS = /[\s\x1c-\x1f\x85]+/g;

const code = (kind, key, written, more = {}) => ({ kind, key, written, isSure: true, isWrong: false, ...more });

function clean(typed) {
    const signs = Array.from(typed);
    const head = Array.from(
        withoutSigns(signs.slice(0, LONGEST * 4).join("")).replace(BLANKS, " ").trim(),
    );
    return [head.slice(0, LONGEST).join("").trim(), signs.length > LONGEST * 4 || head.length > LONGEST];
}

export function readQuery(typed) {
    const [text, wasCut] = clean(typed);
    const plain = Array.from(Array.from(text.normalize("NFKC")).slice(0, LONGEST).join("").trim());
    const codeText = plainCode(plain.join("")).replace(/(?<=[0-9])O(?=[0-9])/g, "0");
    const { codes, left } = sureCodes(codeText);
    for (const other of possibleCodes(codeText, codes)) {
        if (!codes.some((one) => one.kind === other.kind && one.key === other.key && one.written === other.written
            && one.isSure === other.isSure && one.isWrong === other.isWrong)) codes.push(other);
    }
    const rest = plain.slice(0, left.length).map((sign, at) => (left[at] === "\0" ? " " : sign)).join("");
    const words = wordsOf(rest);
    return { text, wasCut, codes, rest, compact: compact(text), words, stems: words.map(stem), figures: figuresOf(words) };
}

// The codes that stand in the text beyond doubt, and the text with NUL signs in their place.
function sureCodes(text) {
    const codes = [];
    for (const [name, read] of SURE) {
        // Each pattern is looked for in the text as it was before it, as Python does.
        for (const match of text.matchAll(rules.pattern[name])) {
            const found = read(match.groups);
            if (!found) continue;
            codes.push(found);
            const end = match.index + match[0].length;
            text = text.slice(0, match.index) + "\0".repeat(match[0].length) + text.slice(end);
        }
    }
    return { codes, left: text };
}

const casCode = (digits) => code("cas", digits, writeCas(digits), { isWrong: !isCas(digits) });

function readNamedCas(groups) {
    const digits = digitsOf(groups.digits);
    return digits.length >= 5 && digits.length <= 10 ? casCode(digits) : null;
}

function readUn(groups) {
    const digits = digitsOf(groups.digits);
    return code("un", digits, digits);
}

const readHs = (groups) => hsCode(digitsOf(groups.digits));

function hsCode(digits, isSure = true) {
    const chapter = digits.slice(0, 2);
    if (digits.length < 2 || digits.length > 12 || chapter < "01" || chapter > "98") return null;
    return code("hs", digits, writeHs(digits), { isSure });
}

function readRefrigerant(groups) {
    const key = refrigerantKey(groups.code.replace(/\s*-\s*10/g, "-10"));
    return key ? code("ashrae", key, writeRefrigerant(key)) : null;
}

function readBasel(groups) {
    const key = groups.code.replace(/[ -]/g, "");
    return code("basel-code", key, key);
}

function readSchedule(groups) {
    const parts = [groups.list, groups.part, groups.number].filter(Boolean);
    return code("annex-code", parts.join(""), parts.join("."));
}

const SURE = [
    ["casNamed", readNamedCas],
    ["cas", (groups) => casCode(groups.a + groups.b + groups.c)],
    ["unNamed", readUn],
    ["plate", readUn],
    ["halon", (groups) => code("other", `halon${groups.code}`, groups.code)],
    ["refrigerant", readRefrigerant],
    ["schedule", readSchedule],
    ["hsNamed", readHs],
    ["hsDotted", readHs],
    ["basel", readBasel],
];

// What the text may hold besides: it may be nothing but a code without a word that names its kind.
function possibleCodes(text, sure) {
    const codes = [];
    for (const { groups } of text.matchAll(rules.pattern.event)) {
        codes.push(code("event-code", eventKey(groups.code), groups.code, { isSure: false }));
    }
    if (!sure.length) {
        if (rules.whole.numeric.test(text)) codes.push(...numericCodes(text));
        const key = rules.whole.refrigerantAlone.test(text) ? refrigerantKey(text) : "";
        if (key && (key.length < 4 || !/^[0-9]+$/.test(key))) {
            codes.push(code("ashrae", key, writeRefrigerant(key), { isSure: false }));
        }
        const match = rules.whole.scheduleAlone.exec(text);
        if (match) codes.push(readSchedule(match.groups));
    }
    return codes.filter(Boolean);
}

// All that bare figures may be. A spreadsheet drops the zero of HS chapters 1 to 9.
function numericCodes(text) {
    const digits = digitsOf(text);
    if (/^[0-9]{2}\.[0-9]{2}$/.test(text)) return [hsCode(digits)];
    const codes = [hsCode(digits, false)];
    const short = digits.replace(/^0+/, "");
    if (isCas(short)) codes.push(code("cas", short, writeCas(short), { isSure: false }));
    if (digits.length === 4) {
        codes.push(code("un", digits, digits, { isSure: false }));
        codes.push(code("other", `halon${digits}`, digits, { isSure: false }));
    }
    if ([3, 5, 7, 9].includes(digits.length)) codes.push(hsCode(`0${digits}`, false));
    return codes;
}
