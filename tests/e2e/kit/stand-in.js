// A bare strip in the shape of the ticker, for the tests of the harness itself: it moves at the asked speed and can misbehave on request.
{
  const host = document.querySelector("headline-ticker");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host { display: block } .viewport { position: relative; height: 48px; overflow: clip }
    .strip { position: absolute; inset: 0 } .item { position: absolute; width: 300px; height: 48px }`);
  root.adoptedStyleSheets = [sheet];
  const viewport = document.createElement("div");
  viewport.className = "viewport";
  const strip = document.createElement("div");
  strip.className = "strip";
  for (let place = -3600; place < 1200; place += 300) {
    const item = document.createElement("div");
    item.className = "item";
    item.textContent = `${place} px`;
    item.style.left = `${place}px`;
    strip.append(item);
  }
  viewport.append(strip);
  root.append(viewport);
  const speed = Number(host.getAttribute("speed"));
  const effect = new KeyframeEffect(strip, { transform: ["translateX(0)", `translateX(${speed * 10}px)`] }, { duration: 10_000, fill: "both" });
  const animation = new Animation(effect);
  animation.startTime = document.timeline.currentTime;
}
