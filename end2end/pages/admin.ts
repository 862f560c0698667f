import { expect, type Locator } from '@playwright/test';

import { Screen } from './screen';

/** All settings in force. */
export class SettingsPage extends Screen {
  protected readonly heading = 'Settings';

  async visit(): Promise<void> {
    await this.page.goto('/admin');
    await this.shown();
  }

  /** Goes to the form of one group. */
  async change(group: string): Promise<void> {
    await this.page.getByRole('link', { name: `Change: ${group}` }).click();
  }

  /** What one group says, as name and value. */
  group(heading: string): Locator {
    return this.page
      .getByRole('main')
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name: heading }) });
  }
}

/** The form of one group. */
export class SettingsForm extends Screen {
  constructor(
    visitor: Screen['visitor'],
    protected readonly heading: string,
  ) {
    super(visitor);
  }

  field(name: string): Locator {
    return this.page.getByLabel(name);
  }

  async save(reason: string): Promise<void> {
    await this.page.getByLabel('Why do you change it?').fill(reason);
    await this.page.getByRole('button', { name: 'Save as a new version' }).click();
  }

  get summary(): Locator {
    return this.page.getByRole('alert');
  }

  async startAgain(): Promise<void> {
    await this.page.getByRole('link', { name: 'Start again from what is set now' }).click();
    await this.arrived();
  }
}

/** A form that lists teams, categories or topics in their order. */
export class CatalogueForm extends SettingsForm {
  constructor(
    visitor: Screen['visitor'],
    heading: string,
    private readonly address: string,
  ) {
    super(visitor, heading);
  }

  async visit(): Promise<void> {
    await this.page.goto(this.address);
    await this.arrived();
  }

  /** Adds something by its name. */
  async add(what: string, name: string, reason: string): Promise<void> {
    await this.page.getByLabel(`Add a ${what}`).fill(name);
    await this.save(reason);
  }

  /** The row of something that is listed. */
  row(name: string): Locator {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: name });
  }

  /** Whether it can be chosen. */
  offered(name: string): Locator {
    return this.row(name).getByRole('checkbox');
  }

  /** What walking every way has shown. */
  get proof(): Locator {
    return this.page.getByRole('main').getByText('ways through these questions');
  }
}

/** The versions that there were. */
export class VersionsPage extends Screen {
  protected readonly heading = 'Versions of the settings';

  async visit(): Promise<void> {
    await this.page.goto('/admin/versions');
    await this.shown();
  }

  /** The version that was made for this reason. */
  version(reason: string): Locator {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: reason });
  }

  async restore(number: number, reason: string): Promise<void> {
    const name = number === 0 ? 'what Portico started with' : `version ${number}`;
    await this.page.getByRole('link', { name: `Restore ${name}`, exact: true }).click();
    const preview = this.page.getByRole('heading', { name: `Restore ${name}` });
    await expect(preview).toBeVisible();
    await this.shown();
    await this.page.getByLabel('Why do you restore it?').fill(reason);
    await this.page.getByRole('button', { name: 'Restore', exact: true }).click();
  }
}
