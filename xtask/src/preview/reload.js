"use strict";
// Served by `cargo xtask preview` only. The first build that the server names is the one this page shows.
{
  const events = new EventSource("/__reload");
  let shown;
  events.addEventListener("built", ({ data }) => {
    shown ??= data;
    if (data !== shown) location.reload();
  });
  events.addEventListener("failed", ({ data }) => {
    shown ??= "before the failure";
    console.error(`The rebuild failed; this is the build before.\n${data}`);
  });
}
