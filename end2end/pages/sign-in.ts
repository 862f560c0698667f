import { expect } from '@playwright/test';

import { Screen } from './screen';

export class SignIn extends Screen {
  protected readonly heading = 'Sign in';

  async visit(): Promise<void> {
    await this.page.goto('/sign-in');
    await this.arrived();
  }

  /** The one-click sign-in of the demo. */
  async as(name: string): Promise<void> {
    await this.page.getByRole('button', { name }).click();
    await expect(this.page).not.toHaveURL(/\/sign-in/);
  }
}

/** What stands in place of a page that needs somebody. */
export class SignInPrompt extends Screen {
  protected readonly heading = 'Sign in to go on';

  async signIn(): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  }
}
