// A browser that lets the page have no storage, as some do where a reader refuses cookies: even to look at it throws.
Object.defineProperty(window, "localStorage", {
  get() {
    throw new DOMException("the reader refuses", "SecurityError");
  },
});
