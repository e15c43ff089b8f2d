// How many pixels of the window's height are always taken by parts held in place, scrolled to the middle.
() => {
  scrollTo(0, document.documentElement.scrollHeight / 2);
  const rows = new Set();
  for (let y = 1; y < innerHeight; y += 4) {
    const top = document.elementFromPoint(innerWidth / 2, y), by = top && held(top);
    if (by && !by.contains(document.querySelector('main'))) rows.add(y);
  }
  scrollTo(0, 0);
  return rows.size * 4;
}
