import { expect, test, type Visitor } from '../fixtures';
import { file } from '../fixtures/seed';
import { CatalogueForm, SettingsForm, SettingsPage, VersionsPage } from '../pages/admin';
import { ADMINISTRATOR, REQUESTER } from './people';

const GROUPS = [
  'Organisation',
  'Priority matrix',
  'Targets',
  'Working hours',
  'Sign-in',
  'Teams',
  'Categories and topics',
];

/** Minutes from the receipt of a request to the promise of a reply, on a clock that always runs. */
async function promisedAfter(visitor: Visitor, reference: string): Promise<number> {
  const answer = await visitor.page.request.get(`/api/v1/requests/${reference}`);
  const { received, promise } = (await answer.json()) as {
    received: string;
    promise: { first_response: { at: string } };
  };
  return (Date.parse(promise.first_response.at) - Date.parse(received)) / 60_000;
}

/** Somebody else's change of the same, from the page that shows what is set. */
async function meanwhile(visitor: Visitor, time: string): Promise<void> {
  const form = new SettingsForm(visitor, 'Targets');
  await visitor.page.goto('/admin/targets');
  await form.arrived();
  await form.field('Medium: a person replies within').fill(time);
  await form.save('Somebody else was faster');
  await new SettingsPage(visitor).arrived();
}

async function versionInForce({ page }: Visitor): Promise<number> {
  const answer = await page.request.get('/api/v1/settings');
  return ((await answer.json()) as { version: number }).version;
}

test('a target is changed, what is promised follows, and it is put back', async (
  { requester, faults },
  { project },
) => {
  test.slow();
  // Each project has versions of its own: a worker goes through several, on one server.
  const reason = `Around the clock, for ${project.name}`;
  const max = await requester(ADMINISTRATOR);
  const settings = new SettingsPage(max);
  const form = new SettingsForm(max, 'Targets');
  const versions = new VersionsPage(max);

  await test.step('every group has its page', async () => {
    for (const group of GROUPS) {
      await settings.visit();
      await settings.change(group);
      await new SettingsForm(max, group).shown();
    }
  });

  const before = await versionInForce(max);
  await test.step('a change needs a reason', async () => {
    faults.expectRefusals();
    faults.expectStatus(409);
    await settings.visit();
    await settings.change('Targets');
    await form.arrived();
    await form.field('Medium: a person replies within').fill('37 minutes');
    await form.field('Medium: the clock runs').selectOption('Around the clock');
    await form.save('');
    await expect(form.summary).toContainText('Enter why you change it');
    await expect(form.field('Medium: a person replies within')).toHaveValue('37 minutes');
    await form.shown();
  });

  const sam = await requester(REQUESTER);
  const old = await file(sam, `The display of ${project.name} flickers`);
  const promised = await promisedAfter(sam, old.reference);
  await test.step('the next request is promised by it', async () => {
    await form.save(reason);
    await settings.arrived();
    await expect(settings.group('Targets')).toContainText('37 minutes');
    const { reference } = await file(sam, `The keyboard of ${project.name} sticks`);
    expect(await promisedAfter(sam, reference)).toBe(37);
    expect(await promisedAfter(sam, old.reference), 'what was promised stays').toBe(promised);
  });

  await test.step('what somebody else set meanwhile is not written over', async () => {
    const other = new SettingsForm(max, 'Targets');
    await settings.change('Targets');
    await other.arrived();
    const page = await max.page.context().newPage();
    await meanwhile({ ...max, page }, '38 minutes');
    await page.close();
    await other.field('Medium: a person replies within').fill('39 minutes');
    await other.save('Not to be seen');
    await expect(other.summary).toContainText('from “37 minutes” to “38 minutes”');
    await other.shown();
    await other.startAgain();
    await expect(other.field('Medium: a person replies within')).toHaveValue('38 minutes');
  });

  await test.step('the versions say who changed what and why, and are put back', async () => {
    await versions.visit();
    await expect(versions.version(reason)).toContainText('Medium: a person replies within');
    await expect(versions.version(reason)).toContainText(ADMINISTRATOR);
    await versions.restore(before, `As before ${project.name}`);
    await expect(versions.version(`As before ${project.name}`)).toContainText('→ 4 hours');
    await versions.shown();
    await settings.visit();
    await expect(settings.group('Targets')).not.toContainText('38 minutes');
  });
});

test('a team, a category and a topic are added, and offered to whoever asks', async (
  { requester, faults },
  { project },
) => {
  test.slow();
  const [team, category, topic] = ['Field', 'Building', 'Door'].map((it) => `${it} ${project.name}`) as [
    string,
    string,
    string,
  ];
  const max = await requester(ADMINISTRATOR);
  const teams = new CatalogueForm(max, 'Teams', '/admin/teams');
  const intake = new CatalogueForm(max, 'Categories and topics', '/admin/intake');

  await test.step('a team is added', async () => {
    await teams.visit();
    await teams.shown();
    await teams.add('team', team, 'We grow');
    await expect(max.page.getByLabel('Name of the team').last()).toHaveValue(team);
  });

  await test.step('a category leads somewhere before it is offered', async () => {
    faults.expectRefusals();
    await intake.visit();
    await expect(intake.proof).toBeVisible();
    await intake.shown();
    await intake.add('category', category, 'People ask about it');
    await expect(intake.row(category)).toContainText('No topics');
    await intake.offered(category).check();
    await intake.save('Too early');
    await expect(intake.summary).toContainText('Add a topic, or do not offer the category');
  });

  await test.step('a topic goes to the team', async () => {
    await intake.visit();
    await max.page.getByRole('link', { name: category }).click();
    const form = new CatalogueForm(max, category, '');
    await form.arrived();
    await form.shown();
    await form.field('Team for what fits no topic').selectOption(team);
    await form.add('topic', topic, 'People ask about it');
    await expect(form.row(topic)).toContainText(team);
    await max.page.getByRole('link', { name: topic }).click();
    const page = new CatalogueForm(max, topic, '');
    await page.arrived();
    await page.field('Words that speak for it').fill('hinge, doorknob');
    await page.save('They write it so');
    await expect(page.field('Words that speak for it')).toHaveValue('hinge, doorknob');
    await page.shown();
  });

  const sam = await requester(REQUESTER);
  await test.step('whoever asks finds it', async () => {
    await intake.visit();
    await intake.offered(category).check();
    await intake.save('It is ready');
    await expect(intake.offered(category)).toBeChecked();
    await intake.row(category).getByRole('button', { name: 'up' }).click();
    await expect(intake.offered(category)).toBeChecked();
    await sam.page.goto('/new/category');
    const chosen = sam.page.getByRole('radio', { name: category });
    await expect(chosen).toBeVisible();
    const value = await chosen.getAttribute('value');
    await sam.page.goto(`/new/topic?about=${value}`);
    await expect(sam.page.getByRole('radio', { name: topic })).toBeVisible();
  });

  await test.step('what is retired is offered no longer', async () => {
    await intake.visit();
    await intake.offered(category).uncheck();
    await intake.save('It was a trial');
    await expect(intake.offered(category)).not.toBeChecked();
    await sam.page.goto('/new/category');
    await expect(sam.page.getByRole('radio', { name: 'Hardware' })).toBeVisible();
    await expect(sam.page.getByRole('radio', { name: category })).toHaveCount(0);
  });
});

test('settings are for administrators', async ({ requester, visitor, faults }) => {
  faults.expectRefusals();
  faults.expectStatus(403);
  const sam = await requester(REQUESTER);
  await sam.page.goto('/admin');
  await expect(sam.page.getByRole('heading', { level: 1 })).toHaveText('This page is for administrators');
  await visitor.page.goto('/admin/targets');
  await expect(visitor.page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
});
