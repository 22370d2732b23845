"use strict";
// Sorts a table by a column. Texts that begin with a number sort by it.
function value(row, column) {
  const cell = row.cells[column];
  return cell.dataset.value !== undefined ? cell.dataset.value : cell.textContent.trim();
}
function compare(a, b) {
  const number = /^[-+]?[0-9]/;
  return number.test(a) && number.test(b) ? parseFloat(a) - parseFloat(b) : a.localeCompare(b, "en");
}
document.querySelectorAll("table.sortable").forEach(table => {
  table.querySelectorAll("thead button").forEach(button => {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const up = head.getAttribute("aria-sort") !== "ascending";
      table.querySelectorAll("th[aria-sort]").forEach(th => th.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = Array.from(table.tBodies[0].rows);
      rows.sort((a, b) => (up ? 1 : -1) * compare(value(a, head.cellIndex), value(b, head.cellIndex)));
      rows.forEach(row => table.tBodies[0].append(row));
    });
  });
});
// A link to a claim opens its details.
function open() {
  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}
window.addEventListener("hashchange", open);
open();
