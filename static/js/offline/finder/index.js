// Everything that can be found, arranged for looking up: made of the index file. As guide/finder/index.py and names.py.

import {
    beginsHan, byCode, compact, figuresOf, hasHan, isDigits, isLetters, normalise, rules, stem, useRules, wordsOf,
} from "./text.js";

export const LIST = "list";
export const NOTE = "note";
export const OWN_NAME = "name";

export const isStop = (word) => rules.stop.has(word);

// A word of packing or trade, a letter, or a word with figures: it counts little.
export const isWeak = (word) =>
    rules.weak.has(word) || (word.length === 1 && word < "\x80") || [...word].some(isDigits);

// The compact form and the stems of a name and of the shorter names inside it.
function takenApart(value) {
    const forms = new Map();
    for (const variant of variants(value)) {
        const stems = wordsOf(variant).filter((word) => !isStop(word)).map(stem);
        const key = compact(variant);
        if (key && (stems.length || hasHan(variant)) && !forms.has(key)) forms.set(key, stems);
    }
    return [...forms];
}

function* variants(name) {
    const value = name.replace(/(?<![\p{L}\p{N}_])spp?\.?(?=\s|$)/gu, "").trim();
    yield value;
    const bare = value.replace(/\s*\([^)]*\)/g, "").trim();
    const outside = value.replace(/\s+\([^)]*\)/g, "").trim();
    if (outside && outside !== value) {
        yield outside;
        for (const [, inside] of value.matchAll(/\s\(([^)\s]{2,9})\)/g)) {
            if (inside.toUpperCase() !== inside.toLowerCase() && !["I", "II", "III"].includes(inside)) yield inside;
        }
    }
    const head = bare.split(/[,;] /)[0];
    if (head && head !== value && head !== outside) yield head;
}

class ByLength {
    constructor(texts) {
        this.texts = [...texts].sort((a, b) => a.length - b.length);
    }

    between(shortest, longest) {
        return this.texts.filter((text) => text.length >= shortest && text.length <= longest);
    }
}

const push = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
export const keyOf = (words) => words.join("\n");

export class Index {
    constructor(file) {
        useRules(file.rules);
        this.file = file;
        this.items = file.slugs;
        this.names = [];
        this.marks = new Map();
        this.lists = new Map();
        this.hs = [];
        this.refrigerants = [];
        this.schedules = [];
        this.readNames();
        this.readMarks();
        this.arrange();
    }

    // Names stand by script, item by item, each kind after a bar: "|name\tname|…".
    readNames() {
        const { file } = this;
        this.ownNames = [];
        for (let item = 0; item < this.items.length; item++) {
            for (const lines of file.names) {
                for (const part of lines[item].split("|").slice(1)) {
                    const kind = file.kinds[part.charCodeAt(0) - 97];
                    for (const value of part.slice(1).split("\t")) {
                        if (kind === OWN_NAME) (this.ownNames[item] ??= []).push(value);
                        this.addName(item, kind, value);
                    }
                }
            }
            const [read, others] = file.notes[item];
            for (const note of read) this.addName(item, NOTE, note);
            // Of notes in other languages only the stems are there: what is shown instead is the note to be read.
            for (const line of others) this.addForm(item, NOTE, read[0] ?? "", "", line.split(" "));
            for (const number of file.listed[item].flat()) this.addToList(item, file.lists[number]);
        }
    }

    addName(item, kind, value) {
        const forms = takenApart(value);
        for (const [form, stems] of kind === NOTE ? forms.slice(0, 1) : forms) this.addForm(item, kind, value, form, stems);
    }

    addForm(item, kind, value, form, stems) {
        const words = [...stems].sort(byCode);
        const name = { item, kind, value, compact: form, stems: [...new Set(stems)], words, figures: figuresOf(words) };
        this.names.push(name);
    }

    addToList(item, value) {
        if (!this.lists.has(value)) {
            this.lists.set(value, { stems: new Set(takenApart(value).flatMap(([, stems]) => stems)), items: [] });
        }
        this.lists.get(value).items.push(item);
    }

    readMarks() {
        const places = { hs: this.hs, cn: this.hs, ashrae: this.refrigerants, "annex-code": this.schedules };
        this.file.marks.forEach((line, item) => {
            for (const part of line.split("|").slice(1)) {
                const kind = this.file.kinds[part.charCodeAt(0) - 97];
                for (const value of part.slice(1).split("\t")) {
                    const key = normalise(kind, value);
                    push(this.marks, `${kind} ${key}`, [item, value]);
                    places[kind]?.push([key, item, value]);
                }
            }
        });
        for (const rows of [this.hs, this.refrigerants, this.schedules]) {
            rows.sort((a, b) => byCode(a[0], b[0]) || a[1] - b[1] || byCode(a[2], b[2]));
        }
        this.cas = [...this.marks.keys()].filter((mark) => mark.startsWith("cas ")).map((mark) => mark.slice(4)).sort(byCode);
    }

    arrange() {
        this.exact = new Map();
        this.sameWords = new Map();
        this.postings = new Map();
        const itemsWith = new Map();
        this.names.forEach((name, at) => {
            if (name.kind !== NOTE) {
                push(this.exact, name.compact, at);
                if (name.words.length) push(this.sameWords, keyOf(name.words), at);
            }
            for (const its of name.stems) {
                push(this.postings, its, at);
                if (!itemsWith.has(its)) itemsWith.set(its, new Set());
                itemsWith.get(its).add(name.item);
            }
        });
        const total = Math.log(2 + this.items.length);
        this.weights = new Map();
        for (const [its, found] of itemsWith) {
            this.weights.set(its, Math.log((2 + this.items.length) / found.size) / total);
        }
        this.nameWeights = this.names.map((name) => name.stems.reduce((sum, its) => sum + this.weights.get(its), 0) || 1);
        this.vocabulary = [...this.postings.keys()].sort(byCode);
        this.compacts = [...this.exact.keys()].sort(byCode);
        const words = this.vocabulary.filter((word) => isLetters(word) && !beginsHan(word));
        this.wordsByLength = new ByLength(words);
        const letters = new Map();
        for (const word of words) push(letters, word[0], word);
        this.wordsByLetter = new Map([...letters].map(([letter, found]) => [letter, new ByLength(found)]));
        this.namesByLength = new ByLength(this.compacts.filter((form) => form.length >= 5 && !beginsHan(form)));
        this.hanNames = [...this.names.keys()].filter(
            (at) => beginsHan(this.names[at].compact) && this.names[at].kind !== NOTE,
        );
    }

    // What is shown of an item: its name in the language of the file, its lists there, the danger.
    summary(item) {
        const [own] = this.file.listed[item];
        return {
            slug: this.items[item],
            name: this.ownNames[item][this.file.shown[item]],
            lists: own.map((number) => this.file.lists[number]),
            danger: this.file.dangers[this.file.danger[item]],
        };
    }

    wordsBeginning(start) {
        return beginning(this.vocabulary, start, 60);
    }

    compactsBeginning(start) {
        return beginning(this.compacts, start, 200);
    }

    // How much a word tells: near 1 for the rarest, near 0 for one that stands in most items.
    weight(its) {
        return this.weights.get(its) ?? 0.6;
    }
}

// Where in a sorted list the entries begin that are not before that text.
export function placeOf(ordered, start, textOf = (entry) => entry) {
    let [low, high] = [0, ordered.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (textOf(ordered[middle]) < start) low = middle + 1;
        else high = middle;
    }
    return low;
}

function beginning(ordered, start, limit) {
    const found = [];
    for (let at = placeOf(ordered, start); at < ordered.length && found.length < limit; at++) {
        if (!ordered[at].startsWith(start)) break;
        found.push(ordered[at]);
    }
    return found;
}
