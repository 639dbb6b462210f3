// Saves a report while it is written: to the server, and to this browser as long as the server has not got it.
// Without this script the form works as well; then it is saved when a button is pressed.

const PAUSE = 3000; // after the last key, in milliseconds
const BEAT = 45000; // how often the server hears that the form is open
const form = document.querySelector("form[data-autosave]");
const words = document.getElementById("draft-words")?.dataset;
const line = document.getElementById("save-state");
const kept = `report-${form?.dataset.key}`;
let timer = 0;
let busy = false;
let stopped = false;
let saved = "";

/** What is typed, without files and secrets, in the order of the form. */
function typed() {
    const data = new FormData(form);
    const pairs = [...data].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "version");
    return new URLSearchParams(pairs).toString();
}

function say(text, link) {
    line.replaceChildren(text);
    if (link) {
        const anchor = document.createElement("a");
        Object.assign(anchor, { href: link.href, target: "_blank", rel: "noopener", textContent: link.text });
        line.append(" ", anchor);
    }
}

function keep() {
    try {
        localStorage.setItem(kept, JSON.stringify({ at: Date.now(), version: form.elements.version.value, text: typed() }));
    } catch {
        // A browser that keeps nothing, or has no room: the server still has what was saved last.
    }
}

function forget() {
    try {
        localStorage.removeItem(kept);
    } catch {
        // As above.
    }
}

/** The text that this browser kept from an earlier visit, if the server never got it. */
function found() {
    try {
        return JSON.parse(localStorage.getItem(kept) || "null");
    } catch {
        return null;
    }
}

function put(text) {
    const values = new URLSearchParams(text);
    for (const field of form.elements) {
        if (!field.name || ["file", "hidden", "submit"].includes(field.type)) continue;
        if (field.type === "checkbox") field.checked = values.getAll(field.name).includes(field.value);
        else if (values.has(field.name)) field.value = values.get(field.name);
    }
    changed();
}

function offer({ at, text }) {
    const note = document.createElement("div");
    note.className = "note care";
    note.setAttribute("role", "status");
    const sentence = document.createElement("p");
    sentence.textContent = `${words.found} ${new Date(at).toLocaleString(document.documentElement.lang)}.`;
    const acts = document.createElement("p");
    acts.className = "acts";
    const back = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: words.putBack });
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-2", textContent: words.drop });
    back.addEventListener("click", () => { note.remove(); put(text); });
    drop.addEventListener("click", () => { note.remove(); forget(); });
    acts.append(back, " ", drop);
    note.append(sentence, acts);
    form.before(note);
}

async function send() {
    if (busy || stopped) return;
    busy = true;
    const text = typed();
    const body = new URLSearchParams(text);
    body.set("version", form.elements.version.value);
    try {
        const answer = await fetch(form.dataset.autosave, {
            method: "POST", body, redirect: "manual", credentials: "same-origin",
            headers: { "X-CSRFToken": token(), Accept: "application/json" },
        });
        if (answer.ok) await done(await answer.json(), text);
        else if (answer.status === 401 || answer.status === 403) say(words.signedOut, { href: "/portal/", text: words.signIn });
        else if (answer.status === 409) stop((await answer.json()).state === "changed" ? words.changed : words.notPossible);
        else say(words.failed);
    } catch {
        say(words.offline);
    } finally {
        busy = false;
    }
}

async function done(answer, text) {
    form.elements.version.value = answer.version;
    saved = text;
    if (typed() === text) forget();
    else changed();
    const time = new Date(answer.saved_at).toLocaleTimeString(document.documentElement.lang);
    const message = words.saved.replace("{time}", time);
    say(answer.others.length ? `${message} ${words.others} ${answer.others.join(", ")}` : message);
}

/** Somebody else saved: from now on only the button saves, which shows both texts. */
function stop(text) {
    stopped = true;
    keep();
    say(text);
}

/** The cookie has the token of this sign-in; the one in the form may be of an earlier one. */
function token() {
    const cookie = document.cookie.split("; ").find((pair) => /^(__Host-|__Secure-)?csrftoken=/.test(pair));
    return cookie ? cookie.slice(cookie.indexOf("=") + 1) : form.elements.csrfmiddlewaretoken.value;
}

function changed() {
    keep();
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
}

if (form && words) {
    const earlier = found();
    saved = typed();
    if (earlier && earlier.text !== saved && !("unsaved" in form.dataset)) offer(earlier);
    else if (!("unsaved" in form.dataset)) forget();
    if ("unsaved" in form.dataset) stopped = true;
    form.addEventListener("input", changed);
    window.addEventListener("online", send);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); else if (typed() !== saved) keep(); });
    form.addEventListener("submit", () => {
        // The cookie's token is the newest: after signing in in another window the form can still be sent.
        form.elements.csrfmiddlewaretoken.value = token();
        clearTimeout(timer);
        stopped = true;
        if (typed() !== saved) keep();
    });
    setInterval(send, BEAT);
}
