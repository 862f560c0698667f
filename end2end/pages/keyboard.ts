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

async function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
