// The margins of a printed sheet, from the site's own @page rule, in PDF points.
() => {
  const margins = { top: 0, right: 0, bottom: 0, left: 0 };
  const probe = document.createElement('div');
  document.body.append(probe);
  const read = rules => [...rules].forEach(rule => {
    if (rule instanceof CSSPageRule && !rule.selectorText) for (const side in margins) {
      const value = rule.style.getPropertyValue('margin-' + side);
      if (!value) continue;
      probe.attributeStyleMap.set('width', CSSStyleValue.parse('width', value));
      margins[side] = probe.getBoundingClientRect().width * .75;
    } else if (rule.cssRules) read(rule.cssRules);
  });
  [...document.styleSheets].forEach(sheet => read(sheet.cssRules));
  probe.remove();
  return margins;
}
