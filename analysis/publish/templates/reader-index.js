// The index works without this: it adds the filter.
const bar = document.getElementById("bar"), count = document.getElementById("count");
const rows = [...document.querySelectorAll("tbody tr")].map((row) => ({ row, words: row.textContent.toLowerCase() }));

function render() {
  const { words, publisher, from, to } = Object.fromEntries(new FormData(bar));
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  let n = 0;
  for (const { row, words: told } of rows) {
    const { date } = row.dataset;
    row.hidden = !(wanted.every((word) => told.includes(word))
      && (!publisher || row.dataset.publisher === publisher)
      && (!from || date >= from) && (!to || date <= to));
    n += !row.hidden;
  }
  count.textContent = `${n.toLocaleString("en")} of ${rows.length.toLocaleString("en")} briefs`;
}

document.documentElement.classList.add("scripted");
bar.addEventListener("input", render);
bar.addEventListener("submit", (event) => event.preventDefault());
bar.addEventListener("reset", () => queueMicrotask(render));
render();
