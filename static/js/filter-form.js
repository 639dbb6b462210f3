/* Shows the results of a filter as soon as it changes. Without it the form works by its button. */
const form = document.querySelector("[data-filter-form]");
let request = null;

/** The address of the list with what is filled in; empty fields are left out. */
function address() {
	const url = new URL(form.action);
	url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
	return url;
}

/** Fetch that page and put its results in place of those shown. Focus stays where it is. */
async function show(url) {
	request?.abort();
	request = new AbortController();
	const results = document.querySelector("[data-results]");
	results.setAttribute("aria-busy", "true");
	try {
		const response = await fetch(url, { signal: request.signal, headers: { Accept: "text/html" } });
		const page = new DOMParser().parseFromString(await response.text(), "text/html");
		const found = page.querySelector("[data-results]");
		if (!response.ok || !found) throw new Error(response.status);
		results.replaceWith(document.adoptNode(found));
		document.querySelector("[data-results-said]").textContent = found.querySelector("#found").textContent;
		return true;
	} catch (error) {
		if (error.name !== "AbortError") location.assign(url);
		return false;
	}
}

async function update() {
	const url = address();
	if (await show(url)) history.pushState(null, "", url);
}

form.addEventListener("change", (event) => {
	if (event.target.matches("select")) update();
});
form.addEventListener("submit", (event) => {
	event.preventDefault();
	update();
});
window.addEventListener("popstate", () => location.reload());
