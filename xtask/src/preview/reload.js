"use strict";
// Served by `cargo xtask preview` only. The first build that the server names is the one this page shows.
{
  let events;
  let shown;
  const listen = () => {
    events = new EventSource("/__reload");
    events.addEventListener("built", ({ data }) => {
      shown ??= data;
      if (data !== shown) location.reload();
    });
    events.addEventListener("failed", ({ data }) => {
      shown ??= "before the failure";
      console.error(`The rebuild failed; this is the build before.\n${data}`);
    });
  };
  listen();
  // A page that is left may be kept for the way back, its connection with it, and a browser has six for all pages of a server.
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", ({ persisted }) => persisted && listen());
}
