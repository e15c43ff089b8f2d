// Adds a reader's own style sheet, in a way that the site's policy has no say in.
css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = css ? [sheet] : [];
}
