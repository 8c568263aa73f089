// Above each table: search, choose by a column of few kinds, turn pages. sortable.min.js sorts. Without a script all rows just stand there.
document.querySelectorAll("table.sortable").forEach(table => {
  const phone = matchMedia("(max-width: 700px)").matches, size = phone ? 10 : 25, total = table.tBodies[0].rows.length;
  const heads = [...table.tHead.rows[0].cells], fold = text => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, ""), folded = new WeakMap();
  const make = (tag, given, ...inside) => { const made = Object.assign(document.createElement(tag), given); made.append(...inside); return made; };
  const words = row => folded.get(row) ?? folded.set(row, fold([...row.cells].map(cell => cell.textContent).join(" "))).get(row);
  heads.forEach(head => {
    head.tabIndex = 0;
    head.title = "Click to sort";
    head.addEventListener("keydown", event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); head.click(); } });
  });
  if (total < 10) return;
  let page = 0;
  const choice = (label, options) => {
    const select = make("select", {}, make("option", { value: "", textContent: label }), ...options.map(([value, textContent]) => make("option", { value, textContent })));
    select.setAttribute("aria-label", label);
    return select;
  };
  const search = make("input", { type: "search", placeholder: `Search ${total} rows`, autocomplete: "off" });
  search.setAttribute("aria-label", "Search this table");
  const kinds = heads.filter(head => "filter" in head.dataset).map(head => {
    const values = new Set([...table.tBodies[0].rows].map(row => row.cells[head.cellIndex].textContent));
    const select = choice(`${head.textContent}: all`, [...values].sort().map(value => [`=${value}`, value || "(empty)"]));
    return { select, fits: row => !select.value || `=${row.cells[head.cellIndex].textContent}` === select.value };
  });
  const order = choice("Sort by …", heads.flatMap((head, at) => [[`${at} up`, `${head.textContent} ↑`], [`${at} down`, `${head.textContent} ↓`]]));
  order.className = "order";
  const said = make("output"), button = (textContent, act) => make("button", { type: "button", textContent, onclick: () => { act(); show(); } });
  const back = button("Back", () => page--), on = button("Next", () => page++), all = button("All", () => page = page === null ? 0 : null);
  const show = () => {
    const rows = [...table.tBodies[0].rows], asked = fold(search.value).split(/\s+/).filter(Boolean);
    const found = rows.filter(row => kinds.every(kind => kind.fits(row)) && asked.every(word => words(row).includes(word)));
    if (page !== null) page = Math.max(0, Math.min(page, Math.ceil(found.length / size) - 1));
    const [from, to] = page === null ? [0, found.length] : [page * size, Math.min(found.length, (page + 1) * size)], here = new Set(found.slice(from, to)), fits = new Set(found);
    rows.forEach(row => { row.hidden = !fits.has(row); row.classList.toggle("elsewhere", !here.has(row)); });
    const part = found.length > to - from ? `Rows ${from + 1}–${to} of ${found.length}` : `${found.length}`, some = found.length < total;
    said.textContent = !found.length ? "No row fits" : some ? `${part} that fit, of ${total}` : found.length > to - from ? part : "";
    said.classList.toggle("fewer", some);
    back.disabled = !page;
    on.disabled = page === null || to >= found.length;
    back.hidden = on.hidden = all.hidden = found.length <= size;
    all.textContent = page === null ? "Pages" : "All";
  };
  [search, ...kinds.map(kind => kind.select)].forEach(field => field.addEventListener("input", () => { page = page === null ? null : 0; show(); }));
  order.addEventListener("input", () => {
    const [at, way] = order.value.split(" ");
    if (!way) return;
    if (way === "down") heads[at].setAttribute("aria-sort", "ascending"); else heads[at].removeAttribute("aria-sort");
    heads[at].click();
  });
  table.addEventListener("sort-end", () => { page = page === null ? null : 0; show(); });
  table.before(make("div", { className: "tools" }, search, ...kinds.map(kind => kind.select), order, said, back, on, all));
  show();
});
