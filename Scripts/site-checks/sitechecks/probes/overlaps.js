// Controls of the page's frame, or of the dialog that is open, that lie on one another.
() => {
  const dialog = document.querySelector('dialog:modal');
  const all = dialog ? dialog.querySelectorAll('button, input') : document.querySelectorAll('header a, header button');
  const frame = [...all].filter(e => shown(e) && !e.closest('main')).map(e => [e, e.getBoundingClientRect()])
    .filter(([, r]) => r.width && r.bottom > 0);
  const found = [];
  frame.forEach(([a, p], n) => frame.slice(n + 1).forEach(([b, q]) => {
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (wide > 2 && high > 2 && !a.contains(b) && !b.contains(a)) found.push(`${nameOf(a)} and ${nameOf(b)}`);
  }));
  return found;
}
