// A page that is opened while there is no network; `kit.online` brings it back.
Object.defineProperty(navigator, "onLine", { configurable: true, get: () => false });
