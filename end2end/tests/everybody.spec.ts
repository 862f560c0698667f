import type { Page } from '@playwright/test';

import { expect, test, type Visitor } from '../fixtures';
import { expectAccessible } from '../fixtures/accessibility';
import {
  CheckAnswers,
  Confirmation,
  HowBadIsIt,
  WhatHappened,
  WhatIsItAbout,
} from '../pages/new-request';
import { ADMINISTRATOR, LEAD, REQUESTER } from './people';

/** The ways in which people look at a page (D4.4, D4.11, D4.13). */
interface Way {
  name: string;
  prepare: (visitor: Visitor) => Promise<void>;
  rightToLeft?: boolean;
  /** Rules that do not hold there. */
  except?: string[];
}

const WAYS: Way[] = [
  { name: '320 pixels wide', prepare: ({ page }) => page.setViewportSize({ width: 320, height: 640 }) },
  // What 200 % comes to: half as many pixels of the page's own.
  { name: 'twice as large', prepare: ({ page }) => page.setViewportSize({ width: 640, height: 450 }) },
  { name: 'dark', prepare: ({ page }) => page.emulateMedia({ colorScheme: 'dark' }) },
  {
    name: 'forced colours, without motion',
    prepare: ({ page }) => page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' }),
    // The colours are the reader's own then; axe computes with ours.
    except: ['color-contrast'],
  },
  { name: 'from right to left', prepare: async () => {}, rightToLeft: true },
];

test.beforeEach(({}, { project }) => {
  test.skip(project.name !== 'desktop', 'each way has a size of its own');
});

for (const way of WAYS) {
  test(`every requester's page works: ${way.name}`, { tag: '@with-javascript' }, async ({ requester }) => {
    test.slow();
    const sam = await requester(REQUESTER);
    await lookAt(sam, await addressesOf(sam), way);
  });

  test(`every page of the staff works: ${way.name}`, { tag: '@with-javascript' }, async ({ staff }) => {
    test.slow();
    const lee = await staff(LEAD);
    await lookAt(lee, await addressesOfDesk(lee), way);
    const max = await staff(ADMINISTRATOR);
    await lookAt(max, await addressesOfAdministration(max), way);
  });
}

/** Every page comes alive after a full load, is accessible, and nothing sticks out of it. */
async function lookAt(visitor: Visitor, addresses: string[], way: Way): Promise<void> {
  const { page } = visitor;
  await way.prepare(visitor);
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.locator('html'), `${address} comes alive`).toHaveAttribute('data-hydrated', 'true');
    if (way.rightToLeft) await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expectAccessible(page, true, { except: way.except });
    expect(await tooWide(visitor), `what is too wide at ${address}`).toEqual([]);
  }
}

/** Every page that a requester meets, with a request to look at. */
async function addressesOf(sam: Visitor): Promise<string[]> {
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await whatHappened.answer(`A word that does not break: ${'Donaudampfschifffahrts'.repeat(6)}`);
  await new WhatIsItAbout(sam).answer('Something else');
  await new HowBadIsIt(sam).answer({ affected: 'Only me', work: 'Yes, it can wait' });
  await new CheckAnswers(sam).send();
  const confirmation = new Confirmation(sam);
  await confirmation.arrived();
  const reference = await confirmation.reference();
  await sam.page.goto('/');
  const knownProblem = sam.page.getByRole('link', { name: 'Scanners in the warehouse' });
  const known = await knownProblem.getAttribute('href');
  await sam.page.goto('/help');
  const article = await sam.page.getByRole('main').getByRole('link').first().getAttribute('href');
  return [
    '/',
    '/help',
    known!,
    '/help?q=printer',
    '/help?q=zzzzzz',
    article!,
    '/new',
    '/new/category',
    '/new/topic?about=account-access',
    '/new/effect?about=vpn',
    '/new/check',
    '/requests',
    '/requests?q=break&show=open',
    '/requests?q=zzzzzz',
    `/requests/${reference}`,
    `/requests/${reference}/sent`,
    '/sign-in',
    '/account',
  ];
}

/** Every page of the desk, with a ticket, a batch and an article to look at. */
async function addressesOfDesk({ page }: Visitor): Promise<string[]> {
  await page.goto('/desk');
  const ticket = await hrefOf(page, 'a[href^="/desk/tickets/"]');
  const id = ticket.match(/\d+/)![0];
  await page.goto('/desk?status=resolved');
  const resolved = await hrefOf(page, 'a[href^="/desk/tickets/"]');
  await page.goto('/help');
  const article = (await hrefOf(page, 'main a[href^="/help/"]:not([href*="category"])')).replace('/help/', '');
  return [
    '/desk',
    '/desk?q=zzzzzz',
    `/desk/batches?tickets=${id}&change=priority:high`,
    `/desk/batches?tickets=${id}&change=status:resolved`,
    '/desk/keys',
    '/desk/call',
    '/desk/followed',
    '/desk/confidential',
    ticket,
    `${resolved.split('?')[0]}/article`,
    `/desk/articles/${article}`,
    `/desk/articles/${article}/edit`,
    `/desk/articles/${article}/revisions`,
    `/desk/articles/${article}/revisions/1`,
    '/desk/lead',
    '/desk/report',
    '/desk/report/tickets?of=filed',
  ];
}

/** Every page of the administration. */
async function addressesOfAdministration({ page }: Visitor): Promise<string[]> {
  await page.goto('/admin/people');
  const person = await hrefOf(page, 'a[href^="/admin/people/"]:not([href$="/new"])');
  const groups = [
    'organisation',
    'matrix',
    'targets',
    'hours',
    'teams',
    'intake',
    'intake/network',
    'intake/network/vpn',
    'people',
    'people/new',
    'versions',
    'permissions',
    'sign-in',
  ];
  return ['/admin', ...groups.map((it) => `/admin/${it}`), person];
}

async function hrefOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().getAttribute('href'))!;
}

/** What sticks out of the page sideways, as far as it can be seen. */
async function tooWide({ page }: Visitor): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const sticksOut = (it: Element) => {
      const { left, right } = it.getBoundingClientRect();
      return right > clientWidth + 1 || left < -1;
    };
    return [...document.querySelectorAll('body *')].filter(sticksOut).map((it) => it.outerHTML.slice(0, 120));
  });
}
