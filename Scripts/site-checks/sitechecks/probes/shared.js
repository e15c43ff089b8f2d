// Words that all probes share. bench.py puts this in front of each of them.
const squeeze = text => (text || '').replace(/\s+/g, ' ').trim();
const nameOf = e => {
  const words = squeeze(e.innerText || e.getAttribute('aria-label') || e.getAttribute('alt')).slice(0, 30);
  return e.localName + (e.id ? '#' + e.id : '') + [...e.classList].slice(0, 3).map(c => '.' + c).join('')
    + (words ? ` "${words}"` : '');
};
// Texts that are kept for screen readers alone: found once, since asking each element's ancestors is slow.
let unseen;
// Shown to eyes: laid out, not transparent, and not such a text.
const shown = e => {
  if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  unseen ??= new Set([...document.querySelectorAll('body *')].filter(e => getComputedStyle(e).clipPath === 'inset(50%)'));
  if (unseen.size) for (let p = e; p; p = p.parentElement) if (unseen.has(p)) return false;
  return true;
};
const controls = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]';
// The nearest ancestor (or the element) that is held in place while the page scrolls.
const held = e => {
  for (let p = e; p; p = p.parentElement) if (/fixed|sticky/.test(getComputedStyle(p).position)) return p;
  return null;
};
