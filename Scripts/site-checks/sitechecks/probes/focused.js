// Where the focus is and whether anything held in place covers it.
() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  // The box that stands for a hidden checkbox is its label.
  const face = e.getBoundingClientRect().width < 2 && e.labels?.[0] || e;
  const box = face.getBoundingClientRect();
  const covers = (x, y) => {
    const top = document.elementFromPoint(x, y);
    if (!top || face.contains(top) || top.contains(face) || [...(e.labels || [])].some(l => l.contains(top))) return null;
    const cover = held(top);
    return cover && !cover.contains(face) ? cover : null;
  };
  let points = 0, hidden = 0, cover = null;
  for (const r of face.getClientRects()) {
    for (const [fx, fy] of [[.5, .5], [.05, .5], [.95, .5], [.5, .1], [.5, .9]]) {
      const x = r.left + r.width * fx, y = r.top + r.height * fy;
      points += 1;
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) { hidden += 1; continue; }
      const c = covers(x, y);
      if (c) { hidden += 1; cover = c; }
    }
  }
  // What is taller than half the window cannot always be seen whole; then some of it must be.
  const tall = box.height > innerHeight / 2 || box.width > innerWidth;
  const chain = [];
  for (let p = e; p && chain.length < 3; p = p.parentElement) chain.push([p.localName, ...p.classList].join('.'));
  return {
    stop: e.siteCheckStop ?? -1, name: nameOf(e), signature: chain.join('<') + (e.type ? ':' + e.type : ''),
    x: box.x, y: box.y, width: box.width, height: box.height,
    hidden: tall ? hidden === points : hidden > 0, cover: cover && nameOf(cover),
    href: e.getAttribute('href'), inDialog: !!e.closest('dialog'),
  };
}
