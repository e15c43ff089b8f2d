/* Runs before first paint: marks scripts as present and applies a kept theme. */
(root => {
  root.classList.add('js');
  try {
    const theme = localStorage.getItem('waymark:' + root.dataset.site + ':theme');
    if (theme) root.dataset.theme = theme;
  } catch {}
})(document.documentElement);
