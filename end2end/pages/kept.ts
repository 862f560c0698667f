import { expect, type Locator, type Page } from '@playwright/test';

import { Screen } from './screen';

/** What the connection, the outbox and the sign-in have to say, on every page. */
export class Notices {
  constructor(private readonly page: Page) {}

  says(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('status').getByRole('button', { name }).click();
  }
}

/** What waits on the device to be sent. */
export class Waiting extends Screen {
  protected readonly heading = 'Waiting to be sent';

  async expectWaiting(text: string): Promise<void> {
    await expect(this.item(text)).toBeVisible();
  }

  async change(text: string): Promise<void> {
    await this.item(text).getByRole('button', { name: 'Change it' }).click();
  }

  private item(text: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: text });
  }
}

/** Asks what becomes of what is not sent. */
export class SignOutPage extends Screen {
  protected readonly heading = 'Sign out';

  async signOut({ keep }: { keep: boolean }): Promise<void> {
    if (keep) await this.page.getByRole('checkbox', { name: 'Keep it on this device' }).check();
    await this.page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
    await expect(this.page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
  }
}

/** What stands in the place of every page while there is no connection. */
export class OfflinePage extends Screen {
  protected readonly heading = 'We cannot be reached from here';

  /** It needs no scripts, so there is nothing to wait for. */
  override async hydrated(): Promise<void> {}

  async tryAgain(): Promise<void> {
    await this.page.getByRole('link', { name: 'Try again' }).click();
  }
}

/** In the place of the answers that were sent. */
export class AlreadySent extends Screen {
  protected readonly heading = 'This was already sent';
}
