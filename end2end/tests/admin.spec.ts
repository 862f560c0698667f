import { expect, test, type Visitor } from '../fixtures';
import { file } from '../fixtures/seed';
import { SettingsForm, SettingsPage, VersionsPage } from '../pages/admin';
import { ADMINISTRATOR, REQUESTER } from './people';

const GROUPS = ['Organisation', 'Priority matrix', 'Targets', 'Working hours', 'Sign-in'];

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

test('settings are for administrators', async ({ requester, visitor, faults }) => {
  faults.expectRefusals();
  faults.expectStatus(403);
  const sam = await requester(REQUESTER);
  await sam.page.goto('/admin');
  await expect(sam.page.getByRole('heading', { level: 1 })).toHaveText('This page is for administrators');
  await visitor.page.goto('/admin/targets');
  await expect(visitor.page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
});
