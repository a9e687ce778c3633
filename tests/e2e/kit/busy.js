// Keeps the main thread busy, with marks of this name in the trace where that begins and ends.
Object.assign(kit, {
  async keepBusy(name, times, duration, rest) {
    for (let time = 0; time < times; time++) {
      await new Promise((resume) => setTimeout(resume, rest));
      performance.mark(`${name} begins`);
      for (const begun = performance.now(); performance.now() - begun < duration; );
      performance.mark(`${name} ends`);
    }
    // The trace has what was going on when the last one ended.
    await new Promise((resume) => setTimeout(resume, rest));
  },
});
