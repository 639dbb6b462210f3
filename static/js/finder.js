// Offers names while somebody types into the finder. Without it the form works the same.
const WAIT = 200;

for (const input of document.querySelectorAll("input[data-suggest]")) {
    const list = input.list;
    const known = new Map();
    let timer;
    let asked = "";

    const show = (names) => {
        list.replaceChildren(
            ...names.map(({ name, why }) => {
                const option = document.createElement("option");
                option.value = name;
                option.label = why;
                return option;
            }),
        );
    };

    const ask = async () => {
        const query = input.value.trim();
        asked = query;
        if (query.length < 2) return show([]);
        if (!known.has(query)) {
            try {
                const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: query })}`);
                if (!answer.ok) return;
                known.set(query, (await answer.json()).suggestions);
            } catch {
                return; // Off line: the form itself will say so.
            }
        }
        if (asked === query) show(known.get(query));
    };

    input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(ask, WAIT);
    });
}
