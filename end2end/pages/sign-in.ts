import { expect } from '@playwright/test';

import type { Visitor } from '../fixtures';
import { Screen } from './screen';

export class SignIn extends Screen {
  protected readonly heading = 'Sign in';

  async visit(): Promise<void> {
    await this.page.goto('/sign-in');
    await this.arrived();
  }

  async withPassword(email: string, password: string): Promise<void> {
    await this.page.getByLabel('E-mail address').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async withPasskey(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  }

  /** The one-click sign-in of the demo. */
  async as(name: string): Promise<void> {
    await this.page.getByRole('button', { name }).click();
    await expect(this.page).not.toHaveURL(/\/sign-in/);
  }
}

/** Signs in again in a tab of its own, from the link that a refused form shows, and comes back. */
export async function signInAgain(visitor: Visitor, name: string): Promise<void> {
  const opened = visitor.page.context().waitForEvent('page');
  await visitor.page.getByRole('link', { name: 'Sign in in a new tab' }).click();
  const tab = { page: await opened, javaScript: visitor.javaScript };
  const signIn = new SignIn(tab);
  await signIn.arrived();
  await signIn.as(name);
  await tab.page.close();
}

/** What stands in place of a page that needs somebody. */
export class SignInPrompt extends Screen {
  protected readonly heading = 'Sign in to go on';

  async signIn(): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  }
}
