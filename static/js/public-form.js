/* Proves by a little work that a form was not sent by a machine. Begins when the reader begins to write.
   Without this script, or if the work fails, the server asks for a small sum instead. */
const form = document.querySelector("[data-worker]");
const proof = form.querySelector("[data-proof]");
const said = form.querySelector("[data-proof-said]");
const challenge = JSON.parse(document.getElementById("proof-work").textContent);
let work = null;

/** Let the worker of ALTCHA solve the task; resolves in any case. */
function solve() {
	return new Promise((resolve) => {
		const worker = new Worker(form.dataset.worker);
		worker.onmessage = ({ data }) => {
			if (data?.derivedKey) proof.value = btoa(JSON.stringify({ challenge, solution: data }));
			worker.terminate();
			resolve();
		};
		worker.onerror = resolve;
		worker.postMessage({ type: "work", challenge });
	});
}

function begin() {
	work ??= solve();
	return work;
}

form.addEventListener("focusin", begin, { once: true });
form.addEventListener("submit", async (event) => {
	if (proof.value || form.dataset.sent) return;
	event.preventDefault();
	said.hidden = false;
	await begin();
	form.dataset.sent = "1";
	form.requestSubmit();
});
