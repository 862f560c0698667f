import { expect, type Locator, type Page } from '@playwright/test';

/** Nobody should have to press Tab more often to reach anything. */
const MOST_TABS = 60;

/** A person who has no mouse. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Tabs on until `target` has the focus, and that can be seen. */
  async goTo(target: Locator): Promise<void> {
    for (let n = 0; n < MOST_TABS; n += 1) {
      if (await isFocused(target)) break;
      await this.page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
    await expect(target).toBeInViewport();
  }

  async press(target: Locator, key = 'Enter'): Promise<void> {
    await this.goTo(target);
    await this.page.keyboard.press(key);
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.goTo(target);
    await this.page.keyboard.type(text);
  }

  /** Chooses the radio `answer`: Tab enters its group, the arrows move inside it. */
  async choose(group: Locator, answer: Locator): Promise<void> {
    await this.goTo(group.getByRole('radio').first());
    await this.page.keyboard.press('Space');
    const n = await group.getByRole('radio').count();
    for (let at = 0; at < n && !(await answer.isChecked()); at += 1) {
      await this.page.keyboard.press('ArrowDown');
    }
    await expect(answer).toBeChecked();
  }
}

/** Seconds for one keystroke of somebody who types forty words a minute, and for making up one's mind between two
 * fields: the keystroke-level model of Card, Moran and Newell. */
const KEYSTROKE = 0.28;
const MIND = 1.35;

/** A keyboard that counts. */
export class Keystrokes {
  private keys = 0;
  private fields = 0;

  constructor(private readonly page: Page) {}

  /** Goes on to something else, with so many keys. */
  async press(...keys: string[]): Promise<void> {
    this.fields += 1;
    for (const key of keys) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }

  /** Keys that were pressed, letters included. */
  get count(): number {
    return this.keys;
  }

  /** How long a person takes for that, in seconds. */
  get seconds(): number {
    return this.keys * KEYSTROKE + this.fields * MIND;
  }
}

async function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
