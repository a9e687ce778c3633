// The warnings of the page's console, for those who show them: the ticker tells its site's owner there what is wrong.

const hearers = [];
const warn = console.warn;

console.warn = (...parts) => {
  warn.apply(console, parts);
  for (const hearer of hearers) hearer(parts);
};

/** Calls `hearer(parts)` with what each warning from now on says. */
export function hearWarnings(hearer) {
  hearers.push(hearer);
}
