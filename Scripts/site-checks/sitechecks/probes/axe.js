// Runs axe-core; the rules are those of WCAG 2.2 A and AA and the best practices.
async ({ contrast }) => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  document.querySelectorAll('details').forEach(d => { d.open = true; });
  const { violations } = await axe.run(document, {
    runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: contrast } }, resultTypes: ['violations'],
  });
  return violations.flatMap(rule => rule.nodes.map(node => ({
    rule: rule.id, help: rule.help, target: node.target.flat().join(' '),
    why: [...node.any, ...node.all, ...node.none][0]?.message || '',
  })));
}
