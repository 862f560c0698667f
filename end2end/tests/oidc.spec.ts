import { expect, test as base, type Visitor } from '../fixtures';
import { CLIENT_SECRET, startProvider, type RunningProvider } from '../fixtures/provider';
import { startServer } from '../fixtures/server';
import { SettingsForm, SettingsPage } from '../pages/admin';
import { Queue } from '../pages/desk';
import { Home } from '../pages/home';
import { InvitePerson, People, Person, Welcome } from '../pages/people';
import { CompanyAccount, LinkYourSignIn, SignInTrial } from '../pages/provider';
import { MyRequests } from '../pages/requests';
import { SignIn, SignInPrompt } from '../pages/sign-in';
import { ADMINISTRATOR } from './people';

const LABEL = 'your company account';
const PASSWORD = 'seven grey gulls under a pier';
const PEOPLE = {
  ida: { name: 'Ida Berg', email: 'ida@company.example', email_verified: true, groups: ['all'] },
  leo: { name: 'Leo Lund', email: 'leo@company.example', email_verified: true, groups: ['all', 'desk'] },
  uwe: { name: 'Uwe Ude', email: 'uwe@company.example', email_verified: false },
  pia: { name: 'Pia Palm', email: 'pia@portico.example', email_verified: true },
};

/** These tests have a Portico of their own: how people sign in is the same for all who use one. */
const test = base.extend<object, { provider: RunningProvider }>({
  server: [
    async ({}, use) => {
      const server = await startServer(0, {
        PORTICO_OIDC_REACH: 'machine',
        PORTICO_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      });
      await use(server);
      await server.remove();
    },
    { scope: 'worker' },
  ],
  provider: [
    async ({ server }, use) => {
      const provider = await startProvider(server.url, PEOPLE);
      await use(provider);
      provider.stop();
    },
    { scope: 'worker' },
  ],
});

/** Presses the button of the provider, and says there who one is. */
async function signInThere(visitor: Visitor, login: string): Promise<void> {
  await visitor.page.getByRole('link', { name: `Sign in with ${LABEL}` }).click();
  await new CompanyAccount(visitor.page).goOnAs(login);
}

/** An administrator says which provider it is, and tries it. */
async function setProvider(max: Visitor, { issuer }: RunningProvider): Promise<void> {
  const settings = new SettingsPage(max);
  await settings.visit();
  await settings.change('Sign-in');
  const form = new SettingsForm(max, 'Sign-in');
  await form.shown();
  await form.field('Issuer').fill(issuer);
  await form.field('Client ID').fill('portico');
  await form.field('What people call it').fill(LABEL);
  await form.field('Further scopes').fill('groups');
  await max.page.getByRole('radio', { name: 'They are added as requesters' }).check();
  await form.field('Claim with the groups').fill('groups');
  await form.field('Groups of agents').fill('desk; second line');
  await form.save('One account for everything');
  await settings.arrived();
  await expect(settings.group('Sign-in')).toContainText(issuer);
  await settings.change('Sign-in');
  await max.page.getByRole('link', { name: 'ask the provider' }).click();
  const trial = new SignInTrial(max);
  await trial.shown();
  await expect(max.page.getByText('It publishes one key')).toBeVisible();
  await expect(max.page.getByText('Portico was started with a client secret')).toBeVisible();
}

test('people sign in with the account that they have in the organisation', async ({
  requester,
  open,
  provider,
  faults,
  javaScriptEnabled,
}) => {
  test.slow();
  faults.expectRefusals();
  faults.expectHost(provider.issuer);
  const somebody = () => open(javaScriptEnabled ?? true);
  const max = await requester(ADMINISTRATOR);
  await test.step('an administrator sets the provider and tries it', () => setProvider(max, provider));

  await test.step('who is not known is added, and comes to where they wanted', async () => {
    const ida = await somebody();
    await ida.page.goto('/requests');
    await new SignInPrompt(ida).signIn();
    await new SignIn(ida).shown();
    await signInThere(ida, 'ida');
    await new MyRequests(ida).arrived();
    expect(new URL(ida.page.url()).search, 'nothing of it stays in the address').toBe('');
    await ida.page.goto('/sign-in/link');
    await new LinkYourSignIn(ida).shown();
    await expect(ida.page.getByText('have no password here')).toBeVisible();
  });

  await test.step('a group is a role', async () => {
    const leo = await somebody();
    await new SignIn(leo).visit();
    await signInThere(leo, 'leo');
    await new Queue(leo).arrived();
  });

  await test.step('an address that nobody vouches for adds nobody', async () => {
    const uwe = await somebody();
    await new SignIn(uwe).visit();
    await signInThere(uwe, 'uwe');
    await expect(uwe.page.getByText('does not vouch for your e-mail address')).toBeVisible();
    await new SignIn(uwe).shown();
  });

  await test.step('who goes back is not signed in', async () => {
    const nobody = await somebody();
    await new SignIn(nobody).visit();
    await nobody.page.getByRole('link', { name: `Sign in with ${LABEL}` }).click();
    await new CompanyAccount(nobody.page).goBack();
    await expect(nobody.page.getByText('did not sign you in')).toBeVisible();
  });
});

test('who is here already links both with their password', async (
  { requester, open, provider, faults, javaScriptEnabled },
  { project },
) => {
  test.slow();
  faults.expectRefusals();
  faults.expectHost(provider.issuer);
  const somebody = () => open(javaScriptEnabled ?? true);
  const max = await requester(ADMINISTRATOR);
  await setProvider(max, provider);
  // A worker may run several projects on one server: by the second, she is here and linked.
  const name = `Pia of ${project.name}`;
  const email = `pia.${project.name.replaceAll(' ', '-')}@portico.example`;

  const pia = await somebody();
  await test.step('she is invited and chooses a password', async () => {
    await new People(max).visit();
    await new People(max).add();
    await new InvitePerson(max).send({ name, email, roles: [] });
    await pia.page.goto(await new Person(max, name).link());
    await new Welcome(pia, 'Choose your password').choose(PASSWORD);
    await new Home(pia).arrived();
  });

  const there = `pia of ${project.name}`;
  const link = new LinkYourSignIn(pia);
  await test.step('she links both, with her password once more', async () => {
    await link.visit();
    await link.go(LABEL);
    await new CompanyAccount(pia.page).goOnAs(there);
    await link.shown();
    await link.confirm('Link both', 'not my password');
    await expect(pia.page.getByRole('alert')).toContainText('Check your password');
    await link.confirm('Link both', PASSWORD);
    await expect(pia.page.getByText(`You can sign in with ${LABEL}`)).toBeVisible();
    await link.shown();
  });

  await test.step('from then on she comes in', async () => {
    const again = await somebody();
    await new SignIn(again).visit();
    await signInThere(again, there);
    await new Home(again).arrived();
    await again.page.goto('/sign-out');
    await expect(again.page.getByText(`You are signed in as ${name}`)).toBeVisible();
  });

  await test.step('until she ends it', async () => {
    await link.visit();
    await link.confirm('End it', PASSWORD);
    await expect(pia.page.getByRole('link', { name: `Go to ${LABEL}` })).toBeVisible();
    const late = await somebody();
    await new SignIn(late).visit();
    await signInThere(late, there);
    await expect(late.page.getByText('does not vouch for your e-mail address')).toBeVisible();
  });
});
