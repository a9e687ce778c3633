const [name, values, done] = arguments;
Promise.resolve()
  .then(() => kit[name](...values))
  .then((value) => done({ value: value === undefined ? null : value }), (error) => done({ error: String(error?.stack ?? error) }));
