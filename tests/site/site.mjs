// SPDX-License-Identifier: BSL-1.0
// The site in headless Chromium: node site.mjs <folder of the site> <chromium> [folder for screenshots [folder of further drawings]]
//
// No message of error on the console, no link that leads nowhere, no page wider than its window, light and dark, desktop and phone; the
// search finds a type, a rule and a trial; axe-core finds nothing serious on the main kinds of page; in drawings no text stands on another
// or leaves its box.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [site, executablePath, shots, further] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let failures = 0;
const seen = new Map();
// A failure; of one kind (all but the page) only the first few are shown.
const fail = (text) => {
  ++failures;
  const kind = text.replace(/^[^:,]*/, '').slice(0, 60);
  seen.set(kind, (seen.get(kind) ?? 0) + 1);
  if (seen.get(kind) <= 3) console.error('FAIL ' + text);
};

// --- links, from the files ------------------------------------------------------------------------------------------------------------

const files = new Set();
const walk = (folder) => {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) walk(file);
    else files.add(path.relative(site, file));
  }
};
walk(site);
const decode = (text) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
  .replaceAll('&#39;', "'").replaceAll('&#64;', '@').replaceAll('&#92;', '\\');
const anchors = new Map();
const links = [];
for (const file of files) {
  if (!file.endsWith('.html')) continue;
  const text = fs.readFileSync(path.join(site, file), 'utf8');
  anchors.set(file, new Set([...text.matchAll(/\s(?:id|name)="([^"]*)"/g)].map((m) => decode(m[1]))));
  for (const m of text.matchAll(/<(?:a|img|link|script|iframe|object)\s[^>]*?(?:href|src|data)="([^"]*)"/g)) links.push([file, decode(m[1])]);
}
let internal = 0;
for (const [from, to] of links) {
  if (/^(https?:|mailto:|data:|javascript:)/.test(to) || to === '') continue;
  ++internal;
  const [name, anchor] = to.split('#');
  const target = name === '' ? from : path.normalize(path.join(path.dirname(from), decodeURIComponent(name)));
  if (!files.has(target)) fail(`${from}: no file ${to}`);
  else if (anchor && target.endsWith('.html') && !anchors.get(target).has(decodeURIComponent(anchor))) fail(`${from}: no anchor ${to}`);
}
const pages = [...anchors.keys()];
console.log(`${pages.length} pages, ${internal} internal links and files`);
if (pages.length < 1000 || internal < 10000) fail('the site is not whole');

// --- what the search knows, from its index ---------------------------------------------------------------------------------------------

{
  const index = [...files].filter((f) => /^search\/all_.*\.js$/.test(f)).map((f) => fs.readFileSync(path.join(site, f), 'utf8')).join('\n');
  const found = new Set([...index.matchAll(/'\.\.\/([^'#]+)(?:#[^']*)?'/g)].map((m) => m[1]));
  const names = new Set([...index.matchAll(/\['[^']*',\['([^']*)'/g)].map((m) => decode(m[1]).replace(/\(.*/, '')));
  let records = 0, members = 0;
  for (const page of pages) {
    if (!/^(rule_|catalog_|dictionary_)/.test(page)) continue;
    ++records;
    if (!found.has(page)) fail(`${page}: the search does not find it`);
    if (page.startsWith('dictionary_'))
      for (const m of fs.readFileSync(path.join(site, page), 'utf8').matchAll(/<tr id="[^"]*"><td><code>([^<]*)<\/code>/g)) {
        ++members;
        if (!names.has(m[1])) fail(`${page}: the search does not find the member ${m[1]}`);
      }
  }
  console.log(`${records} records, rules and documents and ${members} members are in the index of the search`);
  if (records < 1000 || members < 1000) fail('the index of the search is not whole');
}

if (process.env.CARNK_SITE_LINKS_ONLY) process.exit(failures ? 1 : 0);

// --- in the browser -------------------------------------------------------------------------------------------------------------------

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.json': 'application/json' };
const server = http.createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, 'http://x').pathname).slice(1) || 'index.html';
  if (name === 'favicon.ico') return response.writeHead(204).end();  // asked for by pages of the search
  if (!files.has(name)) return response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': types[path.extname(name)] ?? 'text/plain' }).end(fs.readFileSync(path.join(site, name)));
}).listen(0, '127.0.0.1');
await new Promise((done) => server.on('listening', done));
const at = (name) => `http://127.0.0.1:${server.address().port}/${name}`;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const open = async (options) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (m) => { if (m.type() === 'error') fail(`${page.url()}: console: ${m.text()}`); });
  page.on('pageerror', (e) => fail(`${page.url()}: script: ${e.message}`));
  page.on('requestfailed', (r) => { if (!/ERR_ABORTED/.test(r.failure()?.errorText ?? '')) fail(`${page.url()}: request of ${r.url()} ${r.failure()?.errorText}`); });
  return page;
};

const kinds = ['index.html', 'tutorial.html', 'howto_export.html', 'biology.html', 'safety_evidence.html', 'catalog.html', 'catalog_trials.html',
  'catalog_trial_NCT03056339.html', 'catalog_construct_car19_il15_ic9.html', 'catalog_construct_senti202.html', 'catalog_target_cd19.html',
  'catalog_study_liu_2020_cd19_cb.html', 'catalog_costs.html', 'charts.html', 'rules.html', 'rule_CNK_CONSTRUCT_008.html', 'dictionary_trial.html',
  'words.html', 'policy.html', 'commands.html', 'schemas.html', 'structcarnk_1_1CarConstruct.html', 'group__construct.html', 'modules.html'];
const windows = [{ name: 'desktop', viewport: { width: 1280, height: 900 } }, { name: 'phone', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }];
for (const window of windows)
  for (const colorScheme of ['light', 'dark']) {
    const page = await open({ ...window, colorScheme });
    for (const kind of kinds) {
      if (!files.has(kind)) { fail(`there is no ${kind}`); continue; }
      await page.goto(at(kind), { waitUntil: 'load' });
      await page.waitForTimeout(150);
      const wide = await page.evaluate(() => {
        const over = (e) => e && e.scrollWidth > e.clientWidth + 1 ? e.scrollWidth - e.clientWidth : 0;
        const root = document.documentElement, content = document.getElementById('doc-content');
        const by = Math.max(over(root), over(document.body), over(content));
        if (!by) return null;
        const limit = root.clientWidth;
        const scrolls = (e) => { for (let p = e; p && p !== content && p !== document.body; p = p.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(p).overflowX)) return true; return false; };
        const culprit = [...document.querySelectorAll('body *')].find((e) => e.getBoundingClientRect().right > limit + 1 && !scrolls(e));
        return `${by} px` + (culprit ? `, such as <${culprit.tagName.toLowerCase()} id="${culprit.id}" class="${culprit.className}">` : '');
      });
      if (wide) fail(`${kind} is too wide, ${window.name}, ${colorScheme}: ${wide}`);
      const dark = await page.evaluate(() => { const c = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number); return c[0] + c[1] + c[2] < 380; });
      if (dark !== (colorScheme === 'dark')) fail(`${kind} is not ${colorScheme}`);
      if (shots) await page.screenshot({ path: path.join(shots, `${kind.replace('.html', '')}-${window.name}-${colorScheme}.png`) });
      if ((window.name === 'phone') !== (colorScheme === 'dark')) continue;  // axe looks at light desktops and dark phones
      await page.evaluate(axe);
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
      for (const v of found.violations)
        if (v.impact === 'serious' || v.impact === 'critical') fail(`${kind}, ${window.name}, ${colorScheme}: ${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)}`);
    }
    await page.context().close();
  }

// Every page once, for messages on the console.
{
  const page = await open(windows[0]);
  const step = process.env.CARNK_SITE_ALL ? 1 : 40;
  let n = 0;
  for (let i = 0; i < pages.length; i += step, ++n) await page.goto(at(pages[i]), { waitUntil: 'load' });
  console.log(`${n} pages opened`);
  await page.context().close();
}

// The search.
{
  const page = await open(windows[0]);
  for (const [word, wanted] of [['CarConstruct', 'CarConstruct'], ['CNK-CONSTRUCT-008', 'CNK-CONSTRUCT-008'], ['NCT03056339', 'NCT03056339'],
    ['lymphodepletion', 'lymphodepletion'], ['iC9/CAR19', 'iC9/CAR19']]) {
    await page.goto(at('index.html'), { waitUntil: 'load' });
    const field = page.locator('#MSearchField').first();
    await field.click();
    await field.pressSequentially(word, { delay: 20 });
    let text = '';
    for (let i = 0; i < 40 && !text.toLowerCase().includes(wanted.toLowerCase()); ++i) {
      await page.waitForTimeout(100);
      const results = page.frame('MSearchResults');
      text = results && await results.evaluate(() => [...document.querySelectorAll('.SRResult')].filter((e) => e.style.display !== 'none').map((e) => e.innerText).join('\n')).catch(() => '');
      if (!text) text = await page.evaluate(() => [...document.querySelectorAll('#MSearchResults .SRResult')].filter((e) => e.style.display !== 'none').map((e) => e.innerText).join('\n'));
    }
    if (!text.toLowerCase().includes(wanted.toLowerCase())) fail(`the search for ${word} finds: ${text.slice(0, 200)}`);
    if (shots && word === 'NCT03056339') await page.screenshot({ path: path.join(shots, 'search.png') });
  }
  await page.context().close();
}

// Drawings.
{
  const page = await open(windows[0]);
  const drawings = [...files].filter((f) => f.endsWith('.svg') && f.startsWith('pictures/'));
  if (drawings.length < 60) fail('there are too few drawings');
  const all = drawings.map((d) => [d, at(d)]);
  if (further) for (const f of fs.readdirSync(further)) if (f.endsWith('.svg')) all.push([f, 'file://' + path.resolve(further, f)]);
  for (const [drawing, address] of all) {
    await page.goto(address);
    for (const problem of await page.evaluate(() => {
      const problems = [], svg = document.documentElement, box = (e) => e.getBoundingClientRect(), frame = box(svg);
      if (svg.tagName !== 'svg' || document.querySelector('parsererror')) return ['is not well-formed'];
      if (!svg.querySelector(':scope > title')?.textContent || !svg.querySelector(':scope > desc')?.textContent) problems.push('has no title or description');
      const texts = [...svg.querySelectorAll('text')].map((e) => ({ e, r: box(e) }));
      const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
      texts.forEach((a, i) => {
        if (a.r.left < frame.left - 1 || a.r.right > frame.right + 1 || a.r.top < frame.top - 1 || a.r.bottom > frame.bottom + 1) problems.push(`"${a.e.textContent}" leaves the drawing`);
        for (const b of texts.slice(i + 1)) if (meet(a.r, b.r)) problems.push(`"${a.e.textContent}" stands on "${b.e.textContent}"`);
        const group = a.e.parentElement;
        if (group.classList.contains('box')) {
          const shape = box(group.querySelector('rect, path'));
          if (a.r.left < shape.left - 1 || a.r.right > shape.right + 1 || a.r.top < shape.top - 2 || a.r.bottom > shape.bottom + 2) problems.push(`"${a.e.textContent}" leaves its box`);
        }
      });
      return problems;
    })) fail(`${drawing}: ${problem}`);
  }
  console.log(`${all.length} drawings`);
  await page.context().close();
}

await browser.close();
server.close();
if (failures) {
  console.error(`${failures} failures`);
  process.exit(1);
}
console.log('The site is good.');
