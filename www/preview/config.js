// The inline scripts that `config` can name in this page: shown as they are, so that nobody has to look into the page's source.

/** Draws the configuration that is chosen; nothing where none is. */
export function drawConfig(id) {
  const shown = document.getElementById("config-shown");
  const text = configText(id);
  shown.hidden = text === "";
  shown.firstElementChild.textContent = text;
}

/** The text of the inline script that `config` names, evenly indented; "" where there is none. */
export function configText(id) {
  const script = id?.startsWith("#") ? document.getElementById(id.slice(1)) : null;
  if (script?.type !== "application/json") return "";
  try {
    return JSON.stringify(JSON.parse(script.textContent), null, 2);
  } catch {
    return script.textContent.trim();
  }
}
