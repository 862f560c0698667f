import { expect, test, type Visitor } from '../fixtures';
import { Authenticator } from '../fixtures/authenticator';
import { Account, EnterCode, RecoveryCodes, SecondStep } from '../pages/account';
import { Home } from '../pages/home';
import { InvitePerson, Person, Welcome } from '../pages/people';
import { SignIn } from '../pages/sign-in';
import { ADMINISTRATOR } from './people';

const PASSWORD = 'seven grey gulls under a pier';
const OTHER = 'eight brown owls above a barn';

/** Somebody of the test's own, with a password, signed in. */
async function member(name: string, email: string, max: Visitor, visitor: Visitor): Promise<Account> {
  await max.page.goto('/admin/people/new');
  const invite = new InvitePerson(max);
  await invite.arrived();
  await invite.send({ name, email, roles: [] });
  const person = new Person(max, name);
  await person.arrived();
  await visitor.page.goto(await person.link());
  const welcome = new Welcome(visitor, 'Choose your password');
  await welcome.arrived();
  await welcome.choose(PASSWORD);
  await new Home(visitor).arrived();
  return new Account(visitor);
}

/** Each project has its own people: a worker may run several. */
const address = (name: string, project: string) =>
  `${name}.${project.replaceAll(' ', '-')}@portico.example`;

async function enter(visitor: Visitor, email: string, password: string): Promise<void> {
  const signIn = new SignIn(visitor);
  await signIn.visit();
  await signIn.withPassword(email, password);
}

test('another password ends the sign-ins on other devices', async ({ requester, open, javaScriptEnabled, faults }, info) => {
  faults.expectRefusals();
  const email = address('nora', info.project.name);
  const here = await open(javaScriptEnabled ?? true);
  const there = await open(javaScriptEnabled ?? true);
  const account = await member('Nora Vik', email, await requester(ADMINISTRATOR), here);

  await test.step('both devices are listed, and one of them is ended', async () => {
    await enter(there, email, PASSWORD);
    await new Home(there).arrived();
    await account.open();
    await account.shown();
    await account.expectOthers(1);
    await account.endOther();
    await account.says('That device is signed out.');
    await account.expectOthers(0);
    await there.page.goto('/account');
    await expect(there.page.getByRole('heading', { level: 1 })).toHaveText('Sign in to go on');
  });

  await test.step('the present password is asked for, and a new one that nobody guesses', async () => {
    await account.changePassword('wrong', OTHER);
    await expect(here.page.getByRole('alert')).toContainText('Check your password');
    await account.shown();
    await account.changePassword(PASSWORD, 'passwordpassword');
    await expect(here.page.getByRole('alert')).toContainText('Choose another password');
  });

  await test.step('it holds at once, and everywhere', async () => {
    await enter(there, email, PASSWORD);
    await new Home(there).arrived();
    await account.changePassword(PASSWORD, OTHER);
    await account.says('Your new password holds. You are signed out everywhere else.');
    await account.shown();
    await enter(there, email, PASSWORD);
    await expect(there.page.getByRole('alert')).toContainText('together they fit nobody');
    await enter(there, email, OTHER);
    await new Home(there).arrived();
  });
});

test('a second step is set up, asked for, and turned off', async ({ requester, open, javaScriptEnabled, faults }, info) => {
  faults.expectRefusals();
  const email = address('odd', info.project.name);
  const here = await open(javaScriptEnabled ?? true);
  const there = await open(javaScriptEnabled ?? true);
  const account = await member('Odd Ruud', email, await requester(ADMINISTRATOR), here);
  const secondStep = new SecondStep(here);

  const app = await test.step('a first code turns it on', async () => {
    await account.open();
    await account.toSecondStep();
    await secondStep.shown();
    const app = new Authenticator(await secondStep.secret());
    await secondStep.turnOn('000000');
    await expect(here.page.getByRole('alert')).toContainText('Enter the code');
    await secondStep.turnOn(app.code());
    return app;
  });

  const [first = ''] = await test.step('recovery codes are shown once', async () => {
    const recovery = new RecoveryCodes(here);
    await recovery.shown();
    const codes = await recovery.codes();
    expect(codes).toHaveLength(10);
    await recovery.keep();
    await account.says('From now on a code is asked for when you sign in.');
    await here.page.goto('/account/recovery-codes');
    await expect(here.page.getByText('They are not shown any more')).toBeVisible();
    return codes;
  });

  await test.step('it is asked for, and a code works once', async () => {
    const code = new EnterCode(there);
    await enter(there, email, PASSWORD);
    await code.shown();
    // The one after that of the set-up: nobody waits for it.
    const next = app.code(1);
    await code.send(next);
    await new Home(there).arrived();
    await enter(there, email, PASSWORD);
    await code.arrived();
    await code.send(next);
    await expect(there.page.getByRole('alert')).toContainText('Enter the code');
    await code.shown();
    await code.send(first);
    await new Home(there).arrived();
  });

  await test.step('it is turned off by who has just shown who they are', async () => {
    await here.page.goto('/account/second-step');
    await secondStep.shown();
    await secondStep.turnOff();
    await account.says('From now on your password alone signs you in.');
    await enter(there, email, PASSWORD);
    await new Home(there).arrived();
  });
});
