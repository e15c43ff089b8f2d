"""The register: a new check is one new file and one name here, those that take longest first."""

from . import (
    axe,
    budgets,
    crawlers,
    keyboard,
    leaving,
    links,
    map,
    markup,
    noscript,
    outline,
    paper,
    policy,
    reflow,
    sametext,
    search,
    sharing,
    stability,
    theme,
    ticks,
)

ALL = [
    module.CHECK
    for module in (
        markup,
        axe,
        keyboard,
        reflow,
        paper,
        policy,
        stability,
        noscript,
        sametext,
        map,
        ticks,
        theme,
        leaving,
        search,
        sharing,
        crawlers,
        links,
        outline,
        budgets,
    )
]
