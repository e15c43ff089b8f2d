/* The index loads on first use; the query goes nowhere. */
(() => {
  const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const make = (tag, text, name = '') =>
    Object.assign(document.createElement(tag), { textContent: text, className: name });
  const root = document.documentElement;
  const digits = number => String(number).replace(/\d/g,
    digit => [...root.dataset.digits || ''][digit] ?? digit);
  const files = {};
  const load = src => files[src] ||= new Promise(done => document.head.append(
    Object.assign(make('script'), { src, onload: () => done(globalThis.waymarkIndex) })));
  /* Every word must occur: in the title 9 points, summary 4, text 1. */
  const rank = (page, words) => {
    const points = words.map(word =>
      9 * page.title.includes(word) + 4 * page.about.includes(word) + page.text.includes(word));
    return points.every(Boolean) && points.reduce((a, b) => a + b);
  };
  const best = (pages, words) => pages.map(page => {
    page.text ??= (page.title = fold(page.t), page.about = fold(page.s), fold(page.x));
    return [rank(page, words), page];
  }).filter(([points]) => points).sort((a, b) => b[0] - a[0]).slice(0, 20);
  /* A large index names the script that finds rows in its files. */
  const search = async (src, words, isOld) => {
    const index = await load(src);
    if (index.map) return best(index, words);
    const find = await load(src.replace(/[^/]+$/, index.script));
    return find(index.lists, words, name => load(src.replace('.js', `/${name}.js`)), best, isOld);
  };
  /* A stretch of text around the first word found, the words marked. Not every script has spaces. */
  const extract = (page, words) => {
    const source = words.some(word => page.about.includes(word)) ? page.s : page.x;
    const cut = at => Math.max(source.lastIndexOf(' ', at), at - 20) + 1;
    const folded = fold(source);
    const at = folded.indexOf(words.find(word => folded.includes(word)) || '') - 40;
    const start = at > 0 ? cut(at) : 0;
    const end = source.length > start + 170 ? cut(start + 170) : source.length;
    const out = make('p', start ? '… ' : '');
    for (const piece of source.slice(start, end).match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu) || [])
      out.append(words.some(word => fold(piece).startsWith(word)) ? make('mark', piece) : piece);
    if (end < source.length) out.append(' …');
    return out;
  };

  for (const box of document.querySelectorAll('[data-search]')) {
    const [input, list, status, close] = ['input', '.hits', '[role=status]', 'button']
      .map(selector => box.querySelector(selector));
    const { search: base, index: src } = box.dataset;
    const before = [...list.children], hint = status.textContent;
    const run = async () => {
      const query = input.value.trim();
      const isOld = () => query !== input.value.trim();
      const words = fold(query).match(/[\p{L}\p{N}]+/gu);
      const found = words ? await search(src, words, isOld) : [];
      if (isOld()) return;
      list.replaceChildren(...query ? found.map(([, page]) => {
        const item = make('li');
        if (page.l && page.l !== root.lang) Object.assign(item, { lang: page.l, dir: page.d });
        const link = make('a', page.t);
        link.href = base + page.u;
        item.append(link, make('p', page.p, 'quiet'), extract(page, words));
        return item;
      }) : before);
      status.textContent = query ? status.dataset[found.length ? 'some' : 'none']
        .replace('{n}', digits(found.length)).replace('{q}', () => query) : hint;
    };
    input.addEventListener('input', run);
    input.form.addEventListener('submit', event => {
      event.preventDefault();
      list.querySelector('a')?.focus();
    });
    if (close) {
      document.querySelector('.search').addEventListener('click', event => {
        event.preventDefault();
        box.showModal();
      });
      close.addEventListener('click', () => box.close());
      list.addEventListener('click', event => event.target.closest('a') && box.close());
    } else {
      input.value = new URLSearchParams(location.search).get('q') || '';
      run();
    }
  }
})();
