/* The editor of translations is drawn by a script of the package, which gives its fields no names and its headings the
   wrong level. Both are said here as soon as they are drawn. */
const editor = document.querySelector(".js-translation-editor");
const label = document.querySelector("script[data-file-label]").dataset.fileLabel;

function describe() {
    editor.querySelectorAll("input[type=file]:not([aria-label])").forEach((field) => field.setAttribute("aria-label", label));
    editor.querySelectorAll("textarea:not([aria-label])").forEach((field) => {
        field.setAttribute("aria-label", field.closest("li:has(h3)")?.querySelector("h3").textContent ?? label);
    });
    editor.querySelectorAll(":is(h3, h4):not([aria-level])").forEach((heading) => {
        heading.setAttribute("aria-level", Number(heading.localName[1]) - 1);
    });
}

new MutationObserver(describe).observe(editor, {childList: true, subtree: true});
describe();
