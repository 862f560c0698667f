import { expect } from '@playwright/test';

import { Screen } from './screen';

/** One's own account. */
export class Account extends Screen {
  protected readonly heading = 'Your account';

  /** By the link that every page has. */
  async open(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Your account' }).click();
    await this.arrived();
  }

  async changePassword(present: string, next: string): Promise<void> {
    await this.page.getByLabel('Present password').fill(present);
    await this.page.getByLabel('New password').fill(next);
    await this.page.getByRole('button', { name: 'Change password' }).click();
  }

  async says(text: string): Promise<void> {
    await expect(this.page.getByRole('status').getByRole('heading', { name: text })).toBeVisible();
  }

  /** The devices on which one is signed in, besides this one. */
  async expectOthers(count: number): Promise<void> {
    await expect(this.page.getByRole('button', { name: /^Sign out \w+ on / })).toHaveCount(count);
  }

  async endOther(): Promise<void> {
    await this.page.getByRole('button', { name: /^Sign out \w+ on / }).first().click();
  }

  async endAllOthers(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  }

  async addPasskey(name: string): Promise<void> {
    await this.page.getByLabel('Name of the passkey').fill(name);
    await this.page.getByRole('button', { name: 'Add a passkey' }).click();
  }

  async removePasskey(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Remove ${name}` }).click();
  }

  async toSecondStep(): Promise<void> {
    await this.page.getByRole('link', { name: /second step/ }).click();
  }
}

/** Where the second step is set up and turned off. */
export class SecondStep extends Screen {
  protected readonly heading = 'Second step';

  /** What is typed into an app that has no camera. */
  async secret(): Promise<string> {
    const letters = this.page.getByText(/^([A-Z2-7]{4} ?){8}$/);
    await expect(letters).toBeVisible();
    return ((await letters.textContent()) ?? '').replaceAll(' ', '');
  }

  async turnOn(code: string): Promise<void> {
    await this.page.getByLabel('Code that the app shows now').fill(code);
    await this.page.getByRole('button', { name: 'Turn the second step on' }).click();
  }

  async turnOff(): Promise<void> {
    await this.page.getByRole('button', { name: 'Turn the second step off' }).click();
  }
}

/** New recovery codes. */
export class RecoveryCodes extends Screen {
  protected readonly heading = 'Write these codes down';

  async codes(): Promise<string[]> {
    return this.page.getByRole('main').getByRole('listitem').allTextContents();
  }

  async keep(): Promise<void> {
    await this.page.getByRole('button', { name: 'I have written them down' }).click();
  }
}

/** The second step of signing in. */
export class EnterCode extends Screen {
  protected readonly heading = 'Enter your code';

  async send(code: string): Promise<void> {
    await this.page.getByLabel('Code').fill(code);
    await this.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  }
}
