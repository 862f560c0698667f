import { expect, test } from '../fixtures';
import { Article, Articles, ReadersOn, SearchResults, Solved } from '../pages/article';
import { Home } from '../pages/home';
import { WhatHappened, WhatIsItAbout } from '../pages/new-request';
import { AGENT, REQUESTER } from './people';

const VPN_ARTICLE = 'Connect to the VPN when it stops at “verifying”';
const WIFI_ARTICLE = 'Get a working Wi-Fi connection';

test('articles stand by category', async ({ visitor }) => {
  const articles = new Articles(visitor);
  await articles.visit();
  await expect(articles.category('Network').getByRole('link', { name: VPN_ARTICLE })).toBeVisible();
  await expect(articles.category('Network')).toContainText(/\d articles/);

  await articles.open(VPN_ARTICLE);

  const article = new Article(visitor, VPN_ARTICLE);
  await article.shown();
  await expect(article.text).toContainText('Last reviewed');
  await article.contents.getByRole('link', { name: 'If a step fails' }).click();
  await expect(visitor.page).toHaveURL(/#at-if-a-step-fails$/);
  await expect(visitor.page.getByRole('heading', { name: 'If a step fails' })).toBeInViewport();
});

test('a search marks what matches and says when it was reviewed', async ({ visitor }) => {
  const articles = new Articles(visitor);
  await articles.visit();
  await articles.search('vpn verifying');

  const results = new SearchResults(visitor);
  await results.shown();
  const first = results.items.first();
  await expect(first.getByRole('link', { name: VPN_ARTICLE })).toBeVisible();
  await expect(first).toContainText(/min read/);
  await expect(first).toContainText(/Reviewed/);
  // The mark holds the word alone.
  await expect(first.getByText('verifying', { exact: true })).toBeVisible();
});

test('words that find nothing go along to a person', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const articles = new Articles(sam);
  await articles.visit();
  await articles.search('zzqxv wvvkq');

  const results = new SearchResults(sam);
  await results.shown();
  await expect(sam.page.getByRole('main')).toContainText('Nothing found');
  await results.tellUsWhatHappened();

  const whatHappened = new WhatHappened(sam);
  await whatHappened.shown();
  await expect(whatHappened.field).toHaveValue('zzqxv wvvkq');
  await whatHappened.continue();
  await new WhatIsItAbout(sam).shown();
});

test('who it did not help says what was missing and asks', async ({ visitor, staff }, info) => {
  const article = new Article(visitor, WIFI_ARTICLE);
  const articles = new Articles(visitor);
  await articles.visit();
  await articles.open(WIFI_ARTICLE);
  await article.shown();

  await article.notSolved();
  await article.shown();
  const missing = `Which <b>button</b>? ${info.project.name}`;
  await article.sayWhatWasMissing(missing);
  await expect(article.thanks).toBeVisible();
  await article.shown();

  const dee = await staff(AGENT);
  await dee.page.goto(visitor.page.url().replace(/\/help\/([^?]+).*$/, '/desk/articles/$1'));
  const readers = new ReadersOn(dee, WIFI_ARTICLE);
  await readers.shown();
  await expect(readers.facts).toContainText(missing);

  await article.askUs();
  await expect(visitor.page).toHaveURL(/\/new\?article=get-a-working-wi-fi-connection$/);
});

test('what is solved ends well, and can be undone', async ({ visitor }) => {
  const articles = new Articles(visitor);
  await articles.visit();
  await articles.open(VPN_ARTICLE);
  const article = new Article(visitor, VPN_ARTICLE);
  await article.shown();
  await article.solved();

  const solved = new Solved(visitor);
  await solved.shown();
  await expect(visitor.page.getByRole('main')).toContainText(VPN_ARTICLE);
  await solved.undo();
  await article.shown();
});

test('undoing is offered for half a minute', { tag: '@with-javascript' }, async ({ visitor }) => {
  await visitor.page.clock.install();
  const articles = new Articles(visitor);
  await visitor.page.goto('/help');
  await articles.arrived();
  await articles.open(VPN_ARTICLE);
  const article = new Article(visitor, VPN_ARTICLE);
  await article.arrived();
  await article.solved();
  const solved = new Solved(visitor);
  await solved.arrived();

  await visitor.page.clock.runFor(29_000);
  await expect(solved.undoButton).toBeVisible();
  await visitor.page.clock.runFor(2_000);
  await expect(solved.undoButton).toHaveCount(0);
});

test(
  'a suggestion that solved it files nothing, and what was written stays',
  { tag: '@with-javascript' },
  async ({ requester }) => {
    const written = 'The VPN stops at verifying and says error 809';
    const sam = await requester(REQUESTER);
    const whatHappened = new WhatHappened(sam);
    await whatHappened.visit();
    const before = await whatHappened.continueButton.boundingBox();
    await whatHappened.field.pressSequentially(written);
    const hit = whatHappened.suggestions.items.filter({ hasText: VPN_ARTICLE });
    await expect(hit).toBeVisible();
    expect(await whatHappened.continueButton.boundingBox()).toEqual(before);
    await expect(hit.getByRole('link')).toHaveAttribute('target', '_blank');
    await whatHappened.shown();

    await hit.getByRole('button', { name: 'This solved it' }).click();

    const solved = new Solved(sam);
    await solved.shown();
    await expect(sam.page.getByRole('main')).toContainText('Nothing was sent to us');
    await solved.undo();
    await whatHappened.shown();
    await expect(whatHappened.field).toHaveValue(written);
  },
);

test(
  'a suggestion that solved it ends it without scripts too',
  { tag: '@without-javascript' },
  async ({ requester }) => {
    const sam = await requester(REQUESTER);
    const whatHappened = new WhatHappened(sam);
    await whatHappened.visit();
    await whatHappened.answer('The VPN stops at verifying and says error 809');
    const about = new WhatIsItAbout(sam);
    await about.shown();

    const hit = sam.page.getByRole('listitem').filter({ hasText: VPN_ARTICLE });
    await hit.getByRole('button', { name: /^This solved it/ }).click();

    const solved = new Solved(sam);
    await solved.shown();
    await solved.undo();
    await about.shown();
  },
);

test('home offers what is often asked', async ({ visitor }) => {
  const home = new Home(visitor);
  await home.visit();
  const section = visitor.page
    .getByRole('main')
    .locator('section')
    .filter({ has: visitor.page.getByRole('heading', { name: /Often asked|start from/ }) });
  await section.getByRole('link').nth(1).click();
  await expect(visitor.page).toHaveURL(/\/help\//);
  await expect(visitor.page.getByRole('heading', { name: 'Did this solve it?' })).toBeVisible();
});

test('an article is readable on paper', async ({ visitor }) => {
  const articles = new Articles(visitor);
  await articles.visit();
  await articles.open(VPN_ARTICLE);
  const article = new Article(visitor, VPN_ARTICLE);
  await article.shown();

  await visitor.page.emulateMedia({ media: 'print' });

  await expect(article.text).toBeVisible();
  await expect(visitor.page.getByRole('heading', { name: 'If a step fails' })).toBeVisible();
  await expect(article.contents).toBeHidden();
  await expect(visitor.page.getByRole('navigation', { name: 'Portico' })).toBeHidden();
  await expect(visitor.page.getByRole('button')).toHaveCount(0);
});
