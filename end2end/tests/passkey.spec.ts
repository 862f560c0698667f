import { expect, test } from '../fixtures';
import { startNamed } from '../fixtures/named';
import { Account } from '../pages/account';
import { Queue } from '../pages/desk';
import { Welcome } from '../pages/people';
import { SignIn } from '../pages/sign-in';

const SCRIPTED = { tag: '@with-javascript' };
const PASSWORD = 'seven grey gulls under a pier';

test('a passkey is added, and signs in with one press', SCRIPTED, async ({ browser, faults }) => {
  const portico = await startNamed();
  const context = await browser.newContext({ baseURL: portico.url });
  await faults.watch(context, portico.url);
  const visitor = { page: await context.newPage(), javaScript: true };
  const { page } = visitor;
  const devTools = await context.newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });

  await test.step('the first administrator sets Portico up', async () => {
    await page.goto(portico.setUp);
    const welcome = new Welcome(visitor, 'Set Portico up');
    await welcome.arrived();
    await page.getByLabel('Your name').fill('Ada Berg');
    await page.getByLabel('Your e-mail address').fill('ada@portico.example');
    await welcome.choose(PASSWORD);
    await expect(page).toHaveURL(/\/admin$/);
  });

  const account = new Account(visitor);
  await test.step('the device makes a passkey', async () => {
    await page.goto('/account');
    await account.shown();
    await account.addPasskey('');
    await expect(page.getByRole('alert')).toContainText('Enter a name');
    await account.addPasskey('Blue telephone');
    await account.says('From now on this device signs you in.');
    await account.shown();
    await expect(page.getByRole('heading', { name: 'Blue telephone' })).toBeVisible();
    const { credentials } = await devTools.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials.map((it) => [it.rpId, it.isResidentCredential])).toEqual([['localhost', true]]);
  });

  await test.step('one press signs in', async () => {
    await context.clearCookies();
    const signIn = new SignIn(visitor);
    await signIn.visit();
    await signIn.shown();
    await signIn.withPasskey();
    await new Queue(visitor).arrived();
  });

  await test.step('what is removed signs nobody in', async () => {
    faults.expectRefusals();
    await page.goto('/account');
    await account.arrived();
    await account.removePasskey('Blue telephone');
    await account.says('That passkey signs nobody in any more.');
    await context.clearCookies();
    const signIn = new SignIn(visitor);
    await signIn.visit();
    await signIn.withPasskey();
    await expect(page.getByRole('alert')).toContainText('Sign in with your password');
  });

  await context.close();
  await portico.remove();
});
