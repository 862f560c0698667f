import { expect, test } from '../fixtures';
import { Article, SearchResults } from '../pages/article';
import { Home } from '../pages/home';
import { WhatHappened } from '../pages/new-request';
import { REQUESTER } from './people';

const VPN_ARTICLE = 'Connect to the VPN when it stops at “verifying”';

test('home suggests while typing', { tag: '@with-javascript' }, async ({ requester }) => {
  const home = new Home(await requester(REQUESTER));
  await home.visit();
  await expect(home.suggestions.items).toHaveCount(0);

  await home.type('vpn verifying');

  await expect(home.suggestions.article(VPN_ARTICLE)).toBeVisible();
  expect(await home.suggestions.items.count()).toBeLessThanOrEqual(3);
  await expect(home.suggestions.announcement).toHaveText(/\d articles? may help/);
  await home.shown();
});

test('home searches with the Search button', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const home = new Home(sam);
  await home.visit();

  await home.search('vpn verifying');

  const results = new SearchResults(sam);
  await results.shown();
  await results.open(VPN_ARTICLE);
  await new Article(sam, VPN_ARTICLE).shown();
});

test(
  'suggestions leave Continue where it is',
  { tag: '@with-javascript' },
  async ({ requester }) => {
    const whatHappened = new WhatHappened(await requester(REQUESTER));
    await whatHappened.visit();
    const before = await whatHappened.continueButton.boundingBox();
    expect(before).not.toBeNull();

    await whatHappened.field.pressSequentially('The VPN stops at verifying and says error 809');

    await expect(whatHappened.suggestions.article(VPN_ARTICLE)).toBeVisible();
    expect(await whatHappened.suggestions.items.count()).toBeLessThanOrEqual(3);
    expect(await whatHappened.continueButton.boundingBox()).toEqual(before);
    const firstItem = await whatHappened.suggestions.items.first().boundingBox();
    expect(firstItem!.y).toBeGreaterThanOrEqual(before!.y + before!.height);
    await whatHappened.shown();
  },
);

test(
  'nothing is shown where nothing matches',
  { tag: '@with-javascript' },
  async ({ requester }) => {
    const home = new Home(await requester(REQUESTER));
    await home.visit();
    await home.type('vpn');
    await expect(home.suggestions.items).not.toHaveCount(0);

    await home.clear();
    await home.type('zzqxv wvvkq');

    await expect(home.suggestions.items).toHaveCount(0);
    await expect(home.suggestions.announcement).toHaveCount(0);
    await home.shown();
  },
);
