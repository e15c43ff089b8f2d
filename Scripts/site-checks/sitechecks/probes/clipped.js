// Boxes that cut off a part of their own text.
() => [...document.body.querySelectorAll('*')].filter(e => {
  const style = getComputedStyle(e), cuts = value => value === 'hidden' || value === 'clip';
  if (!cuts(style.overflowX) && !cuts(style.overflowY) || !shown(e) || !squeeze(e.innerText)) return false;
  return cuts(style.overflowY) && e.scrollHeight > e.clientHeight + 2
      || cuts(style.overflowX) && e.scrollWidth > e.clientWidth + 2;
}).map(nameOf)
