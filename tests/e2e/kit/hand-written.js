// What a site would write by hand instead of the ticker: fetch the list, append it, move it by CSS.
(async () => {
  const here = document.currentScript;
  const list = document.createElement("ul");
  list.className = "hand-written";
  here.after(list);
  try {
    const response = await fetch(here.dataset.source);
    if (!response.ok) throw new Error(`status ${response.status}`);
    for (const { title, url, publisher } of await response.json()) {
      const item = document.createElement("li");
      const name = document.createElement("span");
      const link = document.createElement("a");
      name.textContent = publisher;
      link.textContent = title;
      link.href = url;
      item.append(name, " ", link);
      list.append(item);
    }
    const distance = list.scrollWidth;
    list.animate({ transform: ["translateX(0)", `translateX(${distance}px)`] }, { duration: (distance / 60) * 1000, iterations: Infinity });
  } catch (error) {
    console.error(error);
  }
})();
