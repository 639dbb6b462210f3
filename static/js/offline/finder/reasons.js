// Why an item was found, in words. As guide/finder/reasons.py; the words come with the index.

import { digitsOf, refrigerantKey, writeHs, writeRefrigerant } from "./text.js";

const put = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

export function textOf(why, texts) {
    const values = { value: why.value, code: why.typed, written: why.typed };
    if (why.kind === "hs" || why.kind === "cn") return hsText(why, values, texts);
    const how = ["begins", "nearly"].find((name) => name === why.how);
    if (how) return put(texts[how], values);
    if (why.kind === "note" || why.kind === "list") return put(texts[why.kind], values);
    if (why.how === "shares") return put(texts.shares, values);
    if (why.kind === "un" || why.kind === "halon") values.value = digitsOf(why.value);
    if (why.kind === "ashrae") values.value = writeRefrigerant(refrigerantKey(why.value));
    return put(texts[why.kind] ?? texts.other, values);
}

function hsText(why, values, texts) {
    if (why.how === "belongs") return put(texts.belongs, { ...values, code: writeHs(digitsOf(why.value)) });
    if (why.how === "chapter") return put(texts.chapter, values);
    if (why.how === "covers") return put(digitsOf(why.typed).length === 4 ? texts.heading : texts.covers, values);
    return put(texts.hs, values);
}

// What a code seen in the query is called.
export function labelOf(code, texts) {
    if (code.kind === "hs" && code.key.length === 2) return texts.labelChapter;
    if (code.kind === "hs" && code.key.length === 4) return texts.labelHeading;
    const labels = { other: texts.labelHalon, ashrae: texts.labelRefrigerant, "annex-code": texts.labelSchedule };
    return labels[code.kind] ?? texts[`label-${code.kind}`];
}
