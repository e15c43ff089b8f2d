// Runs axe-core; the rules are those of WCAG 2.2 A and AA and the best practices. What axe cannot
// decide about counts too, where it could: not over text that scrolls beneath a part held in place,
// and not on a page without styles, whose dark canvas axe takes for white.
async ({ contrast, box }) => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  document.querySelectorAll('details').forEach(d => { d.open = true; });
  scrollTo(0, 0);
  const { violations, incomplete } = await axe.run(box || document, {
    runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: contrast } },
    resultTypes: ['violations', 'incomplete'],
  });
  const decidable = node => document.styleSheets.length && !held(document.querySelector(node.target.flat().at(-1)));
  const found = (rule, nodes) => nodes.map(node => ({
    rule: rule.id, help: rule.help, target: node.target.flat().join(' '),
    why: [...node.any, ...node.all, ...node.none][0]?.message || '',
  }));
  return [
    ...violations.flatMap(rule => found(rule, rule.nodes)),
    ...incomplete.flatMap(rule => found(rule, rule.nodes.filter(decidable))),
  ];
}
