// jQuery.Marquee: https://github.com/aamirafridi/jQuery.Marquee#readme
// On a page that is rtl it needs `dir="ltr"` and `direction: "right"`, as its issue 125 found out; the headlines in it are one rtl
// block, or they would come last one first. jQuery 3, since it calls `$.isFunction`, which jQuery 4 has no more.
import jQuery from "jquery";
import "jquery.marquee";
import { block, run } from "./page.js";

run((stage, list, { speed }) => {
  stage.dir = "ltr";
  const line = jQuery(stage);
  const show = (headlines) => {
    line.empty().append(block(headlines));
    line.marquee({ direction: "right", speed, duplicated: true, gap: 0, startVisible: true, pauseOnHover: true });
  };
  show(list);
  return {
    // What it says of new content: destroy, fill, apply again.
    update(headlines) {
      line.marquee("destroy");
      show(headlines);
    },
  };
});
