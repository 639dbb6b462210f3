// How words and codes are compared: the same as guide/finder/text.py, chemistry.py, greencustoms/core/stemming.py and
// guide/identifiers.py. Patterns and tables come from there too, in the index file (guide/offline/rules.py).

export const rules = {};

export function useRules(given) {
    Object.assign(rules, given);
    rules.pattern = {};
    rules.whole = {};
    for (const [name, source] of Object.entries(given.patterns)) {
        rules.pattern[name] = new RegExp(source, "gu");
        rules.whole[name] = new RegExp(`^(?:${source})$`, "u");
    }
    rules.stop = new Set(given.stopWords);
    rules.weak = new Set(given.weakWords);
    rules.cyrillicPart = new RegExp(Object.keys(given.cyrillic).join("|"), "g");
    folded.clear();
    stems.clear();
}

const HAN = /[\u3400-\u9fff\uf900-\ufaff]/;
const FIGURES_ONLY = /^\p{Nd}+$/u;
const LETTERS_ONLY = /^\p{L}+$/u;
const WORD = /[\p{L}\p{N}]+/gu;

export const hasHan = (text) => HAN.test(text);
export const beginsHan = (text) => HAN.test(text[0] ?? "");
export const isDigits = (text) => FIGURES_ONLY.test(text);
export const isLetters = (text) => LETTERS_ONLY.test(text);
export const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// Drop what is never seen; control signs and ™ become spaces.
export function withoutSigns(text) {
    return text.replace(rules.pattern.invisible, "").replace(/[™®©]|\p{C}/gu, " ");
}

// The value of a decimal digit of any script: blocks of ten begin at a code that ends in 0 or 6.
function plainDigit(sign) {
    const code = sign.codePointAt(0);
    if (code < 58) return sign;
    const place = code & 15;
    const begins = String.fromCodePoint(code - place);
    return String(/\p{Nd}/u.test(begins) && place < 10 ? place : place - 6);
}

const DIGIT = /\p{Nd}/u;
const folded = new Map();
const MOST_REMEMBERED = 20000;

export function fold(text) {
    let found = folded.get(text);
    if (found === undefined) {
        found = foldAnew(text);
        if (folded.size < MOST_REMEMBERED) folded.set(text, found);
    }
    return found;
}

function foldAnew(text) {
    // Sign by sign, as the last letter of a Greek word has another small form; ß is ss.
    let plain = "";
    for (const sign of text.normalize("NFKC")) {
        for (const low of sign.toUpperCase().toLowerCase().replace("ß", "ss")) plain += rules.letters[low] ?? low;
    }
    plain = plain.normalize("NFKD").replace(/\p{M}/gu, "");
    if (/[^\0-\x7f]/.test(plain)) plain = plain.replace(/\p{Nd}/gu, plainDigit);
    for (const [variant, usual] of rules.variants) plain = plain.replaceAll(variant, usual);
    return oneSpelling(plain);
}

// Names of halocarbons in one spelling, whatever the order of their parts.
function oneSpelling(text) {
    if (text.includes("fl")) {
        text = text.replaceAll("flouro", "fluoro");
        for (const [family, initials] of rules.families) text = text.replaceAll(family, initials);
    }
    if (!text.includes("an") && !text.includes("ан")) return text;
    return text.replace(rules.pattern.halocarbon, (...match) => iupac(match.at(-1)));
}

function iupac(groups) {
    const parts = groups.latin ?? groups.cyrillic.replace(rules.cyrillicPart, (part) => rules.cyrillic[part]);
    const chain = groups.latin ? rules.chains[groups.chain] : rules.cyrillic[groups.chain_cyrillic];
    const found = [...parts.matchAll(rules.pattern.part)].map(([, times = "", root]) => [rules.roots[root[0]], times]);
    found.sort((a, b) => byCode(a[0], b[0]) || byCode(a[1], b[1]));
    return found.map(([root, times]) => (times === "mono" ? "" : times) + root).join("") + chain;
}

const ELIDED = /(?<![\p{L}\p{N}_])[ldsnm]['’ʼ](?=[\p{L}\p{N}_]{2})|['’ʼ]s(?![\p{L}\p{N}_])/gu;

export function wordsOf(text) {
    const found = fold(text).replace(ELIDED, " ").match(WORD) ?? [];
    return found.flatMap((word) => (rules.variantWords[word] ?? word).split(" "));
}

export const compact = (text) => (fold(text).match(WORD) ?? []).join("");
export const figuresOf = (words) => words.filter(isDigits).sort(byCode);

const stems = new Map();

export function stem(word) {
    let found = stems.get(word);
    if (found === undefined) {
        found = stemAnew(word);
        if (stems.size < MOST_REMEMBERED) stems.set(word, found);
    }
    return found;
}

function stemAnew(word) {
    if (word.length < 4 || !isLetters(word)) return word;
    if (word[0] >= "\u0400" && word[0] <= "\u052f") return stemRussian(word);
    if (word[0] >= "\u0600" && word[0] <= "\u06ff") return stemArabic(word);
    return beginsHan(word) ? word : stemLatin(word);
}

function stemLatin(word) {
    if (word.endsWith("ies") && word.length > 4) return word.length > 5 ? word.slice(0, -2) : `${word.slice(0, -3)}y`;
    if (word.endsWith("y") && !"aeiou".includes(word.at(-2))) return `${word.slice(0, -1)}i`;
    if ((word.endsWith("s") && !/(?:ss|us|is)$/.test(word)) || (word.endsWith("x") && word.length > 5)) {
        word = word.slice(0, -1);
    }
    return word.endsWith("e") && word.length > 3 ? word.slice(0, -1) : word;
}

function stemRussian(word) {
    const pattern = rules.pattern.russianEnding;
    pattern.lastIndex = 3;
    const ending = pattern.exec(word);
    return ending ? word.slice(0, ending.index) : word;
}

function stemArabic(word) {
    const prefix = rules.arabicPrefixes.find((start) => word.startsWith(start) && word.length - start.length >= 3);
    if (prefix) word = word.slice(prefix.length);
    const ending = rules.arabicEndings.find((end) => word.endsWith(end) && word.length - end.length >= 3);
    return ending ? word.slice(0, -ending.length) : word;
}

// Codes

export function plainCode(value) {
    return Array.from(value.normalize("NFKC"), plainSign).join("").trim();
}

// One sign of a code. A sign that takes two places stands in no code: one that takes one place is put for it.
function plainSign(sign) {
    if (sign.length > 1) return DIGIT.test(sign) ? plainDigit(sign) : /\p{L}|\p{N}/u.test(sign) ? "ꀀ" : "\ufffc";
    if (rules.dashes.includes(sign)) return "-";
    const upper = sign.toUpperCase().length === 1 ? sign.toUpperCase() : sign;
    return DIGIT.test(upper) ? plainDigit(upper) : (rules.lookAlikes[upper] ?? upper);
}

export const digitsOf = (value) => plainCode(value).replace(/[^0-9]/g, "");

export function isCas(digits) {
    if (!/^[0-9]{5,10}$/.test(digits)) return false;
    const body = [...digits].reverse().slice(1);
    return body.reduce((sum, digit, place) => sum + (place + 1) * digit, 0) % 10 === Number(digits.at(-1));
}

export const writeCas = (digits) => `${digits.slice(0, -3)}-${digits.slice(-3, -1)}-${digits.at(-1)}`;

export function writeHs(digits) {
    if (digits.length <= 2) return digits;
    if (digits.length <= 4) return `${digits.slice(0, 2)}.${digits.slice(2)}`;
    return [digits.slice(0, 4), ...digits.slice(4).match(/..?/g)].join(".");
}

export function refrigerantKey(value) {
    const code = plainCode(value).replace(/^[^0-9]*|[()]/g, "");
    const match = rules.whole.refrigerantKey.exec(code);
    return match ? (match.groups.number.replaceAll("-", "") + match.groups.letters).toLowerCase() : "";
}

// A blend has a capital letter (R-410A), an isomer a small one (R-134a).
export function writeRefrigerant(key) {
    if (key.startsWith("4310")) return `R-43-10${key.slice(4)}`;
    const isBlend = "45".includes(key[0] ?? "?") && key.length <= 4;
    return isBlend || key.slice(0, -1).includes("b") ? `R-${key.toUpperCase()}` : `R-${key}`;
}

export const eventKey = (value) => plainCode(value).replace(/[ØO]/g, "0").replace(/[^0-9A-Z]/g, "");
const markKey = (value) => plainCode(value).replace(/[^0-9A-Z]/g, "");

// The form in which all spellings of a mark are equal.
export function normalise(kind, value) {
    if (["hs", "cn", "cas", "un"].includes(kind)) return digitsOf(value);
    if (kind === "ashrae") return refrigerantKey(value);
    if (kind === "event-code") return eventKey(value);
    return kind === "other" ? `halon${digitsOf(value)}` : markKey(value);
}
