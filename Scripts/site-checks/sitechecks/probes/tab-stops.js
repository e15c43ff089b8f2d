// Numbers everything that Tab should reach now, in the order of the document, and names it.
() => {
  const dialog = document.querySelector('dialog:modal');
  const stops = [...(dialog || document).querySelectorAll(controls)].filter(e =>
    !e.disabled && e.tabIndex >= 0 && !e.closest('[inert]')
    && e.checkVisibility({ visibilityProperty: true })
    && !(e.localName === 'summary' && e.parentElement.querySelector(':scope > summary') !== e));
  document.querySelectorAll('*').forEach(e => { delete e.siteCheckStop; });
  stops.forEach((e, n) => { e.siteCheckStop = n; });
  return stops.map(nameOf);
}
