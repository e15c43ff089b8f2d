/* Runs before first paint: marks scripts as present, applies a kept theme, and says whether the
reader has ticks in this guide, so that nothing jumps when they are shown. */
(root => {
  root.classList.add('js');
  try {
    const { site, guide } = root.dataset, key = 'waymark:' + site;
    const theme = localStorage.getItem(key + ':theme');
    if (theme) root.dataset.theme = theme;
    const kept = Object.keys(JSON.parse(localStorage.getItem(key)) || {});
    root.classList.toggle('kept', kept.some(id => id.split('/').length < 3 && id.startsWith(guide + '/')));
  } catch {}
})(document.documentElement);
