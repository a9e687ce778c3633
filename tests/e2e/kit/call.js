// The arguments go as text: an object of the driver's own world is opaque to the page in Firefox.
const [name, values, done] = arguments;
Promise.resolve()
  .then(() => kit.call(name, values))
  .then((value) => done({ value: value === undefined ? null : value }), (error) => done({ error: `${error} ${error?.stack}` }));
