// Boxes that hold more than they show, side by side: paper cannot be scrolled.
() => [...document.body.querySelectorAll('*')].filter(e =>
  e.scrollWidth > e.clientWidth + 2 && e.clientWidth > 2 && getComputedStyle(e).overflowX !== 'visible' && shown(e)).map(nameOf)
