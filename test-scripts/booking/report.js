let passed = 0;
let failed = 0;

/** One thing that must hold. A failure is printed and counted, and the rest still runs. */
export async function check(name, test) {
  try {
    await test();
    passed += 1;
    console.log(`  ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`  FAIL  ${name}\n        ${error?.message ?? error}`);
  }
}

export const section = (title) => console.log(`\n${title}`);

/** How many checks held so far, and how many did not. */
export const result = () => ({ passed, failed });
