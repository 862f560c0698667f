import { defineConfig } from '@playwright/test';

/** Nothing may leave the machine while a test runs. */
const QUIET_CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

/**
 * What is about the staff's pages runs in two of the four: on a desktop with scripts, and on a phone without.
 * That is each size and each side once, and everybody.spec.ts looks at every page in every size besides.
 */
const OF_STAFF = /\/(admin|article|desk|lead|people|queue|ticket)\.spec\.ts$/;

/** Every test runs in each project, but for those tagged for one side only. */
const project = (name: string, javaScriptEnabled: boolean, viewport: typeof DESKTOP) => ({
  name,
  testIgnore: javaScriptEnabled === (viewport === DESKTOP) ? [] : OF_STAFF,
  grepInvert: javaScriptEnabled ? /@without-javascript/ : /@with-javascript/,
  use: { javaScriptEnabled, viewport },
});

export default defineConfig({
  testDir: './tests',
  testMatch: '**/*.spec.ts',
  outputDir: './test-results',
  forbidOnly: true,
  fullyParallel: true,
  retries: 0,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./fixtures/summary-reporter.ts']],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      // Playwright's own download is used where the variable is not set.
      executablePath: process.env.PORTICO_CHROMIUM || undefined,
      args: QUIET_CHROMIUM,
    },
  },
  projects: [
    project('desktop', true, DESKTOP),
    project('phone', true, PHONE),
    project('desktop without JavaScript', false, DESKTOP),
    project('phone without JavaScript', false, PHONE),
  ],
});
