// SPDX-License-Identifier: BSL-1.0
// What Doxygen's pages lack for those who do not see them: names of fields and frames, regions that scroll by keyboard. Doxygen puts
// its search field into the page late, so that new parts are looked at, too.
(() => {
  const set = (selector, attribute, value) => document.querySelectorAll(selector).forEach((e) => {
    if (!e.hasAttribute(attribute)) e.setAttribute(attribute, value);
  });
  const mend = () => {
    set('#MSearchField', 'aria-label', 'Search types, members, rules, records');
    set('#MSearchClose', 'aria-label', 'Clear the search');
    set('iframe', 'title', 'Results of the search');
    set('#MSearchBox img', 'alt', '');
    set('div.fragment, pre.fragment, #doc-content, table.markdownTable tbody', 'tabindex', '0');
  };
  document.addEventListener('DOMContentLoaded', () => {
    mend();
    new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  });
})();
