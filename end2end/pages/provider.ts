import { expect, type Page } from '@playwright/test';

import { Screen } from './screen';

/** The page of the provider that asks who somebody is: none of ours. */
export class CompanyAccount {
  constructor(private readonly page: Page) {}

  async arrived(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('Company account');
  }

  async goOnAs(login: string): Promise<void> {
    await this.arrived();
    await this.page.getByLabel('Who are you?').fill(login);
    await this.page.getByRole('button', { name: 'Go on' }).click();
  }

  async goBack(): Promise<void> {
    await this.arrived();
    await this.page.getByRole('button', { name: 'Go back' }).click();
  }
}

/** Where somebody links who they are there with who they are here. */
export class LinkYourSignIn extends Screen {
  protected readonly heading = 'Link your sign-in';

  async visit(): Promise<void> {
    await this.page.goto('/sign-in/link');
    await this.arrived();
  }

  async go(label: string): Promise<void> {
    await this.page.getByRole('link', { name: `Go to ${label}` }).click();
  }

  async confirm(button: string, password: string): Promise<void> {
    await this.page.getByLabel('Your password').fill(password);
    await this.page.getByRole('button', { name: button }).click();
  }
}

/** What the provider says of itself. */
export class SignInTrial extends Screen {
  protected readonly heading = 'Try the sign-in';
}
