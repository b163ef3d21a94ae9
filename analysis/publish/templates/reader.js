// The page works without this: it adds layers, filters, the reading in hand and the keyboard.
const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const get = (id) => document.getElementById(id);
const bar = get("bar"), hand = get("hand"), help = hand.firstElementChild;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const wide = matchMedia("(min-width: 75rem)");

const readings = new Map(all(".reading").map((item) => [item.id, {
  item,
  layer: item.dataset.layer,
  facets: JSON.parse(item.dataset.facets),
  sentence: item.closest(".entry").dataset.sentence,
  pieces: [],
}]));
for (const piece of all(".mark")) readings.get(piece.dataset.reading)?.pieces.push(piece);
const addresses = all(".address");
const boxes = all("input[name=layers]", bar), selects = all("select", bar);
const defaults = boxes.filter((box) => box.defaultChecked).map((box) => box.value);

let shown = new Set(readings.keys());
let held = [];
let hint = help;  // what the panel says while no reading is in hand
let opened = false;

// What is shown

const choice = () => ({
  layers: boxes.filter((box) => box.checked).map((box) => box.value),
  values: Object.fromEntries(selects.filter((s) => s.value).map((s) => [s.name, s.value])),
});

function isShown(reading, { layers, values }) {
  return layers.includes(reading.layer)
    && Object.entries(values).every(([facet, value]) => reading.facets[facet]?.includes(value));
}

function render() {
  const chosen = choice(), filtering = Object.keys(chosen.values).length > 0;
  shown = new Set([...readings].filter(([, reading]) => isShown(reading, chosen)).map(([id]) => id));
  for (const [id, { item, pieces }] of readings) {
    item.hidden = !shown.has(id);
    for (const piece of pieces) piece.classList.toggle("off", !shown.has(id));
  }
  const hits = new Set([...shown].map((id) => readings.get(id).sentence));
  for (const entry of all(".entry")) entry.hidden = !hits.has(entry.dataset.sentence);
  for (const list of all(".of-brief")) list.hidden = !all(".entry:not([hidden])", list).length;
  for (const sentence of all(".sentence")) sentence.classList.toggle("hit", filtering && hits.has(sentence.id));
  root.classList.toggle("filtering", filtering);
  count(hits);
  rove(addresses.find((address) => address.tabIndex === 0));
}

const many = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;

function count(hits) {
  const headings = [...hits].filter((id) => get(id)?.closest("h3, h4")).length;
  const places = many(hits.size - headings, "sentence") + (headings ? `, ${many(headings, "heading")}` : "");
  const named = selects.filter((s) => s.value).map((s) => `${s.labels[0].firstElementChild.textContent}: ${s.selectedOptions[0].dataset.name}`);
  get("count").textContent = [`${many(shown.size, "reading")}, ${places}`, ...named].join(" · ");
}

function address() {
  const { layers, values } = choice();
  const plain = layers.join() === defaults.join() && !Object.keys(values).length;
  return plain ? "" : "#" + new URLSearchParams({ layers: layers.join(","), ...values });
}

function choose(layers, values) {
  for (const box of boxes) box.checked = layers.includes(box.value);
  for (const select of selects) {
    select.value = values.get(select.name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
  }
  render();
}

bar.addEventListener("change", ({ target }) => {
  const having = target.dataset.layers?.split(" ") ?? [];
  if (target.value && having.length && !boxes.some((box) => box.checked && having.includes(box.value))) {
    for (const box of boxes) box.checked ||= having.includes(box.value);
  }
  if (hint !== help) hold([]);
  render();
  history.replaceState(null, "", address() || location.pathname + location.search);
});
bar.addEventListener("submit", (event) => event.preventDefault());
bar.addEventListener("reset", (event) => {
  event.preventDefault();
  choose(defaults, new URLSearchParams());
  history.replaceState(null, "", location.pathname + location.search);
});

// The reading in hand

function show(ids) {
  for (const piece of all(".mark.held")) piece.classList.remove("held");
  root.classList.toggle("holding", ids.length > 0);
  if (!ids.length) return hand.replaceChildren(hint);
  const list = document.createElement("ul");
  for (const id of ids) {
    const { item, pieces } = readings.get(id);
    const copy = item.cloneNode(true);
    copy.removeAttribute("id");
    copy.hidden = false;
    list.append(copy);
    for (const piece of pieces) piece.classList.add("held");
  }
  const title = document.createElement("h2"), close = document.createElement("button");
  title.textContent = readings.get(ids[0]).sentence;
  close.textContent = "Close";
  close.type = "button";
  close.addEventListener("click", letGo);
  hand.replaceChildren(title, close, list);
}

function hold(ids, told = help) {
  held = ids;
  hint = told;
  root.classList.toggle("lost", hint !== help);
  show(ids);
}

function letGo() {
  hold([]);
  history.replaceState(null, "", address() || location.pathname + location.search);
}

// The shown readings at a mark, innermost first; of a sentence the shown ones, or else all
function at(element) {
  const sentence = element.closest(".sentence");
  if (element.matches(".address")) {
    const own = [...readings.keys()].filter((id) => readings.get(id).sentence === sentence.id);
    return own.some((id) => shown.has(id)) ? own.filter((id) => shown.has(id)) : own;
  }
  const ids = [];
  for (let mark = element.closest(".mark"); mark; mark = mark.parentElement.closest(".mark")) {
    if (shown.has(mark.dataset.reading)) ids.push(mark.dataset.reading);
  }
  return [...new Set(ids)];
}

const texts = get("texts");
texts.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "touch") show(target.closest(".mark") && at(target).length ? at(target) : held);
});
texts.addEventListener("pointerleave", () => show(held));
texts.addEventListener("focusin", ({ target }) => {
  if (target.matches(".mark, .address")) show(at(target));
  if (target.matches(".address")) rove(target);
});
texts.addEventListener("focusout", () => show(held));
texts.addEventListener("click", ({ target }) => {
  if (!target.closest(".mark") || !getSelection().isCollapsed) return;
  pin(at(target));
});

function pin(ids) {
  if (!ids.length) return;
  hold(ids);
  history.pushState(null, "", "#" + ids[0]);
}

// Addresses: #cfr-s07 is a sentence, #cfr-l03 a reading, #layers=ledger&target=talks a choice

function scrollTo(element, block = "center") {
  element?.scrollIntoView({ block, behavior: opened && !calm.matches ? "smooth" : "auto" });
}

function missing(name) {
  const told = document.createElement("p");
  told.className = "missing";
  told.textContent = `There is no ${name} on this page: no sentence and no reading has this address.`;
  return told;
}

function follow() {
  const name = location.hash.slice(1);
  for (const sentence of all(".sentence.here")) sentence.classList.remove("here");
  if (name.includes("=")) {
    const values = new URLSearchParams(name);
    hold([]);
    choose(values.get("layers")?.split(",") ?? defaults, values);
    get("panel").scrollTop = 0;
    if (wide.matches) scrollTo(document.querySelector(".sentence.hit"));
    else scrollTo(get("shown"), "start");
    get("shown").focus({ preventScroll: true });
  } else if (readings.has(name)) {
    const { pieces, sentence } = readings.get(name);
    hold([name]);
    get(sentence)?.classList.add("here");
    scrollTo(pieces[0]);
  } else if (get(name)?.matches(".sentence")) {
    const sentence = get(name), link = sentence.querySelector(".address");
    sentence.closest("details")?.setAttribute("open", "");
    hold(at(link));
    sentence.classList.add("here");
    scrollTo(sentence);
    link.focus({ preventScroll: true });
  } else if (name && !get(name)) {
    hold([], missing(name));
  } else if (!name) {
    hold([]);
    choose(defaults, new URLSearchParams());
  }
}
addEventListener("hashchange", follow);

// The keyboard: one stop for Tab in the texts, arrows within

function rove(address) {
  const open = addresses.filter((a) => !root.classList.contains("filtering") || a.closest(".hit"));
  const stop = open.includes(address) ? address : open[0] ?? addresses[0];
  for (const other of addresses) other.tabIndex = other === stop ? 0 : -1;
}

function step(stops, by) {
  const now = document.activeElement;
  const after = (stop) => now.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
  const before = (stop) => now.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING;
  const next = by > 0 ? stops.find(after) : stops.findLast((stop) => before(stop) && !stop.contains(now));
  if (!next) return;
  if (!next.matches("a")) next.tabIndex = -1;
  next.focus({ preventScroll: true });
  scrollTo(next, "nearest");
}

const sentences = () => addresses.filter((a) => !root.classList.contains("filtering") || a.closest(".hit"));
const marks = () => all(".mark.opens:not(.off)", texts);
const KEYS = {
  ArrowDown: () => step(sentences(), 1),
  ArrowUp: () => step(sentences(), -1),
  ArrowRight: () => step(marks(), 1),
  ArrowLeft: () => step(marks(), -1),
};
texts.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !event.target.matches(".mark, .address")) return;
  if (event.key === "Enter" && event.target.matches(".mark")) pin(at(event.target));
  if (!KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape" || target.matches("select")) return;
  if (target.matches(".mark")) target.closest(".sentence").querySelector(".address").focus({ preventScroll: true });
  if (root.classList.contains("holding")) letGo();
  else bar.reset();
});

// Begin

root.classList.add("scripted");
for (const link of all("a[data-show]")) link.setAttribute("href", "#" + link.dataset.show);
get("filters").open = wide.matches;
new ResizeObserver(() => root.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
render();
addEventListener("load", () => {
  if (location.hash) follow();  // at once: a page that moves by itself is clicked beside the mark
  opened = true;
});
