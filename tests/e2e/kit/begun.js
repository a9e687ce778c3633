// Tells the server, by asking for /begun, that the first ticker is at work: while a page is being parsed no driver can be asked.
{
  let told = false;
  const tell = () => {
    if (!told) fetch("/begun");
    told = true;
  };
  document.addEventListener("loadstart", tell, true);
  // One that waits for its configuration begins no round; and while nothing is painted, no frame can be asked for.
  (function look() {
    const ticker = document.querySelector("headline-ticker");
    if (ticker?.state === "idle" && ticker.shadowRoot.querySelector(".ticker")) tell();
    if (!told) setTimeout(look, 20);
  })();
}
