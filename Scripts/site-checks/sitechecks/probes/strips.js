// Scrolls through every step and says where its strip is not at the top of the window.
() => {
  const wrong = [];
  for (const step of document.querySelectorAll('main .step')) {
    const strip = step.querySelector(':scope > .here'), box = step.getBoundingClientRect();
    if (!strip || box.height < 300) continue;  // too short to scroll through
    scrollTo(0, scrollY + box.top + box.height / 2);
    const r = strip.getBoundingClientRect(), top = document.elementFromPoint(r.left + 20, r.top + r.height / 2);
    // Near the end of a page the middle of the last step cannot come to the top.
    if (step.getBoundingClientRect().top >= 0) continue;
    if (r.top < -1 || r.top > 100) wrong.push(`in the middle of #${step.id} its strip stands at ${Math.round(r.top)} px`);
    else if (!top || !strip.contains(top)) wrong.push(`in the middle of #${step.id} its strip is covered`);
  }
  scrollTo(0, 0);
  return wrong;
}
