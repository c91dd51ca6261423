// Asks a running desk what it is asked all day, by many callers at once, and prints how fast it answers.
//
//   node packaging/measure.mjs URL TOKEN CASES

const REQUESTS = 10_000;
const CALLERS = 16;

const [url, token, cases] = process.argv.slice(2);

/** One of the questions; cases come in no order. */
function question(n) {
  const number = 1 + ((n * 7919) % Number(cases));
  const questions = [
    "/tickets?status=open&limit=50",
    "/tickets/counts",
    `/tickets/${number}`,
    `/tickets/${number}/timeline`,
    "/persons?q=ana",
  ];
  return questions[n % questions.length];
}

let next = 0;
const took = [];

async function call() {
  while (next < REQUESTS) {
    const path = question(next++);
    const begun = performance.now();
    const answer = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    took.push(performance.now() - begun);
  }
}

const begun = performance.now();
await Promise.all(Array.from({ length: CALLERS }, call));
const seconds = (performance.now() - begun) / 1000;
took.sort((a, b) => a - b);
const at = (share) => took[Math.floor(took.length * share)].toFixed(1);
console.log(
  `requests  ${REQUESTS} by ${CALLERS} callers: ${Math.round(REQUESTS / seconds)} a second, ` +
    `median ${at(0.5)} ms, p99 ${at(0.99)} ms`,
);
