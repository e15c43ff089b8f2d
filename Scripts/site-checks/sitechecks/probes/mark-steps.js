// Puts a tiny word at the start and the end of each step, out of the flow, so that both can be found in a PDF.
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.step { position: relative } .site-check-mark { position: absolute; inset-inline-end: 0; margin: 0; font: 2px/1 monospace; color: #000 }
    .site-check-mark.begin { top: 0 } .site-check-mark.end { bottom: 0 }`);
  document.adoptedStyleSheets = [sheet];
  document.querySelectorAll('main .step').forEach((step, n) => {
    for (const [place, mark] of [['begin', 'QXB'], ['end', 'QXE']]) {
      const word = document.createElement('span');
      word.className = 'site-check-mark ' + place;
      word.textContent = mark + n + 'Z';
      step.append(word);
    }
  });
}
