// Controls that are smaller than the design promises: [name, size, promised], in CSS pixels.
() => {
  const promised = e => e.matches('.btn, header button, summary.btn') ? 44 : e.closest('.map') ? 36 : 24;
  return [...document.querySelectorAll('button, .btn, .map a, [type=checkbox], [type=search]')].filter(shown).map(e => {
    // A checkbox is as large as the label that surrounds it.
    const r = (e.closest('label') || e).getBoundingClientRect();
    return [nameOf(e), Math.round(Math.min(r.width, r.height) * 10) / 10, promised(e)];
  }).filter(([, size, least]) => size && size < least - .5);
}
