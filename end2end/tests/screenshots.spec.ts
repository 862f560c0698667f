import { join } from 'node:path';

import { expect, test, type Visitor } from '../fixtures';
import { file } from '../fixtures/seed';
import { ReportPage } from '../pages/lead';
import { WhatHappened } from '../pages/new-request';
import { QueueView } from '../pages/queue';
import { RequestPage } from '../pages/requests';
import { LEAD, REQUESTER } from './people';

/** Where the README has its pictures from: `PORTICO_SCREENSHOTS=screenshots` makes them anew. */
const folder = process.env.PORTICO_SCREENSHOTS;

test.beforeEach(({}, { project }) => {
  test.skip(project.name !== 'desktop', 'one size of picture');
});

test('the pictures of the README', { tag: '@with-javascript' }, async ({ requester, staff }, info) => {
  const photograph = async ({ page }: Visitor, name: string) => {
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    const path = folder ? join(folder, `${name}.png`) : info.outputPath(`${name}.png`);
    await page.screenshot({ path, animations: 'disabled' });
  };

  const sam = await requester(REQUESTER);
  await sam.page.setViewportSize({ width: 1280, height: 860 });
  const { reference, title } = await file(sam, 'The label printer in room 214 prints empty labels');
  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await photograph(sam, 'request');

  // Tall enough for what is offered below the button.
  await sam.page.setViewportSize({ width: 1280, height: 1180 });
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await whatHappened.field.fill('The VPN stops at “verifying” since this morning');
  await expect(whatHappened.suggestions.items.first()).toBeVisible();
  await photograph(sam, 'asking');

  const lee = await staff(LEAD);
  await lee.page.setViewportSize({ width: 1280, height: 860 });
  await new QueueView(lee).visit();
  await photograph(lee, 'queue');

  await new ReportPage(lee).visit();
  await photograph(lee, 'report');
});
