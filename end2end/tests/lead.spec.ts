import { expect, test } from '../fixtures';
import { file } from '../fixtures/seed';
import { ReportedPage, ReportPage, Wall } from '../pages/lead';
import { RequestPage } from '../pages/requests';
import { AGENT, LEAD, REQUESTER } from './people';

test('what wants an eye is a number, its tickets, and the way to all of them', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, 'The franking machine eats envelopes');
  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.complain('Three days without a word');

  const lee = await requester(LEAD);
  const wall = new Wall(lee);
  await wall.visit();
  await expect(wall.tally('Unhappy').getByRole('link', { name: /^[1-9]\d* Unhappy$/ })).toBeVisible();
  await expect(wall.ticket(title).first()).toBeVisible();
  await expect(wall.load(AGENT)).toBeVisible();

  await wall.showAll('Unhappy');
  await expect(lee.page).toHaveURL(/\/desk\?unhappy=true$/);
  await expect(lee.page.getByRole('link', { name: title }).first()).toBeVisible();
});

test('every number of a report opens its tickets', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const { title } = await file(sam, 'The perforator perforates nothing');
  const lee = await requester(LEAD);
  const report = new ReportPage(lee);
  await report.visit();
  await expect(lee.page.getByRole('main')).toContainText('What these numbers count');
  await report.unfoldTrend();
  await expect(report.trend).toBeVisible();

  const link = report.tally('Filed').getByRole('link');
  const said = Number((await link.textContent())?.match(/\d+/)?.[0]);
  await link.click();
  const filed = new ReportedPage(lee, 'Filed');
  await filed.shown();
  expect(await filed.count()).toBe(said);
  await expect(filed.tickets.filter({ hasText: title })).toHaveCount(1);

  await lee.page.goBack();
  await report.arrived();
  await report.number('Filed', 'Hardware').click();
  await filed.arrived();
  await expect(lee.page.getByRole('main')).toContainText('Hardware');
  await expect(filed.tickets.filter({ hasText: title })).toHaveCount(1);

  const { name, lines } = await filed.downloadTable();
  expect(name).toMatch(/^portico-filed-\d{4}-\d{2}-\d{2}-to-\d{4}-\d{2}-\d{2}\.csv$/);
  expect(lines).toHaveLength(await filed.count());
  expect(lines.filter((line) => line.includes(title))).toHaveLength(1);
});

test('days are chosen, and said where they are none', async ({ requester, faults }) => {
  faults.expectRefusals();
  const lee = await requester(LEAD);
  const report = new ReportPage(lee);
  await report.visit();
  await report.choose('2020-01-06', '2020-01-12');
  await report.shown();
  await expect(lee.page.getByRole('main')).toContainText('6 January 2020 to 12 January 2020');
  await expect(lee.page.getByRole('main')).toContainText('Nothing to report');

  await report.choose('2020-01-12', '2020-01-06');
  await report.arrived();
  await expect(report.problem).toContainText('Enter a last day that is not before the first');
  await expect(report.problem).toBeFocused();
  await expect(lee.page.getByLabel('First day')).toHaveValue('2020-01-12');
  await report.choose('2020-01-06', '2020-01-12');
  await report.arrived();
  await expect(report.problem).toHaveCount(0);
});

test('how time is counted can be chosen', async ({ requester }) => {
  const lee = await requester(LEAD);
  const report = new ReportPage(lee);
  await report.visit();
  await lee.page.getByRole('link', { name: 'By the clock on the wall' }).click();
  await expect(lee.page).toHaveURL(/time=clock$/);
  await expect(lee.page.getByRole('main')).toContainText('Times are now told by the clock on the wall');
});

test('the numbers are not for agents', async ({ requester, faults }) => {
  faults.expectRefusals();
  const dee = await requester(AGENT);
  for (const address of ['/desk/lead', '/desk/report', '/desk/report/tickets']) {
    await dee.page.goto(address);
    await expect(dee.page.getByRole('heading', { level: 1 })).toHaveText('This page is for team leads');
  }
  await expect(dee.page.getByRole('navigation', { name: 'Desk' }).getByRole('link')).toHaveText([
    'Queue',
    'Log a call',
    'Articles',
    'Portal',
  ]);
});
