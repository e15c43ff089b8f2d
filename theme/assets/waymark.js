/* Extras; pages work without. All words come from the page. */
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const digits = number => String(number).replace(/\d/g, digit => [...root.dataset.digits || ''][digit] ?? digit);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const keep = (name, value) => {
    try { value ? localStorage.setItem(name, value) : localStorage.removeItem(name); } catch {}
  };
  let quiet;
  const say = text => all('.toast').forEach(box => {
    box.textContent = text;
    clearTimeout(quiet);
    quiet = setTimeout(() => { box.textContent = ''; }, 4000);
  });

  /* Ticks: one entry, made by the first and gone with the last. */
  const key = 'waymark:' + root.dataset.site;
  let kept;
  const load = () => {
    try { kept = JSON.parse(localStorage.getItem(key)); } catch {}
    kept ||= {};
  };
  const show = () => {
    all('[data-keep]').forEach(box => { box.checked = box.dataset.keep in kept; });
    const steps = all('[data-step]');
    steps.forEach(step => {
      const done = step.dataset.step in kept, link = step.querySelector('a');
      step.classList.toggle('done', done);
      done ? link.setAttribute('aria-describedby', '_done') : link.removeAttribute('aria-describedby');
    });
    /* A step may be listed twice: in the map and on the page. */
    const names = [...new Set(steps.map(step => step.dataset.step))];
    const left = names.filter(name => !(name in kept));
    const total = names.length, n = total - left.length;
    const next = steps.find(step => step.dataset.step === left[0])?.querySelector('a');
    root.classList.toggle('kept', n > 0);
    root.classList.toggle('finished', total > 0 && !next);
    all('[data-count]').forEach(text => {
      text.textContent = fill(text.dataset.count, { n: digits(n), total: digits(total) });
    });
    all('[data-next]').forEach(link => {
      link.hidden = !next;
      if (!next) return;
      link.href = next.href;
      link.textContent = fill(link.dataset.next, { title: next.textContent });
    });
    all('[data-end]').forEach(text => {
      text.textContent = text.dataset.end in kept ? text.dataset.say : '';
    });
  };
  const save = () => {
    keep(key, Object.keys(kept).length && JSON.stringify(kept));
    show();
  };
  document.addEventListener('change', ({ target: { checked, dataset: { keep: id } } }) => {
    if (!id) return;
    load();
    checked ? kept[id] = 1 : delete kept[id];
    save();
  });
  const sync = () => { load(); show(); };
  addEventListener('storage', sync);
  addEventListener('pageshow', event => event.persisted && sync());
  sync();

  /* The map marks the step being read. */
  const spy = new IntersectionObserver(entries => entries.forEach(({ isIntersecting, target }) => {
    if (isIntersecting) all('.map .trail a').forEach(link => {
      if (link.hash === '#' + target.id) link.setAttribute('aria-current', 'step');
      else link.removeAttribute('aria-current');
    });
  }), { rootMargin: '-25% 0px -70%' });
  const steps = all('.step');
  if (steps[1]) steps.forEach(step => spy.observe(step));

  /* Choosing a step closes the sheet. */
  all('.map').forEach(map => map.addEventListener('click', event => {
    if (event.target.closest('a') && map.matches(':popover-open')) map.hidePopover();
  }));

  all('[data-copy]').forEach(link => link.addEventListener('click', () => {
    navigator.clipboard?.writeText(link.href).then(() => say(link.dataset.copy), () => {});
  }));

  /* Choosing what the device asks for forgets the choice. */
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme || (dark.matches ? 'dark' : 'light')) === 'dark';
  const paint = theme => {
    theme ? root.dataset.theme = theme : delete root.dataset.theme;
    keep(key + ':theme', theme);
    mark();
  };
  const mark = () => all('.theme').forEach(button => button.setAttribute('aria-pressed', isDark()));
  all('.theme').forEach(button => button.addEventListener('click', () => {
    const want = isDark() ? 'light' : 'dark';
    paint((want === 'dark') !== dark.matches && want);
  }));
  dark.addEventListener('change', mark);
  mark();

  all('[data-clear]').forEach(button => button.addEventListener('click', () => {
    kept = {};
    save();
    paint();
    say(button.dataset.clear);
  }));

  /* Leave: blank the page, then replace it. */
  const leave = document.querySelector('.leave');
  const go = event => {
    event.preventDefault();
    root.hidden = true;
    document.title = ' ';
    location.replace(leave.href);
  };
  let taps = [];
  leave?.addEventListener('click', go);
  if (leave) addEventListener('keyup', event => {
    taps = event.key === 'Shift' ? [...taps.slice(-2), event.timeStamp] : [];
    if (taps.length > 2 && taps[2] - taps[0] < 1500) go(event);
  });

  all('.print').forEach(button => button.addEventListener('click', () => print()));
})();
