import { expect } from '@playwright/test';

import type { Visitor } from '../fixtures';
import { Screen } from './screen';

/** Everybody who can sign in. */
export class People extends Screen {
  protected readonly heading = /^People \d+$/;

  async visit(): Promise<void> {
    await this.page.goto('/admin/people');
    await this.arrived();
  }

  async add(): Promise<void> {
    await this.page.getByRole('link', { name: 'Add a person' }).click();
  }
}

export class InvitePerson extends Screen {
  protected readonly heading = 'Add a person';

  async send({ name, email, roles }: { name: string; email: string; roles: string[] }): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await this.page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
    for (const role of roles) await this.page.getByRole('checkbox', { name: role }).check();
    await this.page.getByRole('button', { name: 'Add and make a link' }).click();
  }
}

/** One person, as administrators see them. */
export class Person extends Screen {
  protected readonly heading: string;

  constructor(visitor: Visitor, name: string) {
    super(visitor);
    this.heading = name;
  }

  /** The link that was made just now. */
  async link(): Promise<string> {
    const link = await this.page.locator('.guest-link').textContent();
    expect(link).toMatch(/\/welcome\/[0-9a-f]{32}$/);
    return link ?? '';
  }

  async keepOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Keep them out' }).click();
  }
}

/** The page behind a link to choose a password. */
export class Welcome extends Screen {
  protected readonly heading: string;

  constructor(visitor: Visitor, heading: string) {
    super(visitor);
    this.heading = heading;
  }

  async choose(password: string): Promise<void> {
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Choose it and sign in' }).click();
  }
}
