// Controls that show but can do nothing by themselves. A box on a list can be ticked, a button can
// open a popover or send a form that has somewhere to go; the rest needs a script.
() => [...document.querySelectorAll('button, [role=button], input:not([type=hidden]):not([type=checkbox]), select, [data-progress], [data-keep]:not(.checks input), [data-clear]')]
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled
    && !e.hasAttribute('popovertarget') && !e.hasAttribute('commandfor') && !e.closest('form[action]'))
  .map(nameOf)
