// Tells the server, by asking for /begun, that the first ticker is at work: while a page is being parsed no driver can be asked.
{
  let told = false;
  const tell = () => {
    if (!told) fetch("/begun");
    told = true;
  };
  document.addEventListener("loadstart", tell, true);
  // One that waits for its configuration begins no round.
  requestAnimationFrame(function look() {
    if (document.querySelector("headline-ticker")?.state === "idle" && customElements.get("headline-ticker")) tell();
    if (!told) requestAnimationFrame(look);
  });
}
