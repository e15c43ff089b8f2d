// What does not fit the window's width: text, pictures and controls that one would have to scroll
// sideways for. Scrollers that the keyboard reaches are allowed (a wide table, WCAG 1.4.10).
() => {
  const width = document.documentElement.clientWidth, found = [];
  for (const e of document.body.querySelectorAll('*')) {
    const r = e.getBoundingClientRect();
    if (!r.width || r.right <= width + 1 && r.left >= -1) continue;
    if (r.bottom + scrollY < 0) continue;  // a skip link, waiting above the page
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own && !e.matches(controls + ',img,hr') || e.closest('svg') || !shown(e)) continue;
    let scroller = e.parentElement;
    while (scroller && !(/auto|scroll/.test(getComputedStyle(scroller).overflowX) && scroller.tabIndex >= 0)) scroller = scroller.parentElement;
    if (scroller) continue;
    found.push([nameOf(e), Math.round(Math.max(r.right - width, -r.left))]);
  }
  const page = document.scrollingElement;
  if (!found.length && page.scrollWidth > width + 1) found.push(['the page', page.scrollWidth - width]);
  return found;
}
