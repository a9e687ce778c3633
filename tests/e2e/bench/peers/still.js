// The floor: the list, standing, cut off where the line ends.
import { item, run } from "./page.js";

run((stage, list) => {
  const show = (headlines) => stage.replaceChildren(...headlines.map(item));
  show(list);
  return { update: show };
});
