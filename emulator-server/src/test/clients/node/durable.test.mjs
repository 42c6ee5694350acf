// Durable functions by AWS's durable execution SDK for JavaScript. The endpoint is in
// AWS_ENDPOINT_URL; its clock is this program's alone.
//
// Source of truth: https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';

// Found through NODE_PATH, which imports ignore.
const sdk = createRequire(import.meta.url)('@aws-sdk/client-lambda');

const CODE = `
const { withDurableExecution } = require('@aws/durable-execution-sdk-js');
let tries = 0;
exports.handler = withDurableExecution(async (event, context) => {
  const flaky = await context.step('flaky', async () => {
    if (tries++ === 0) throw new Error('intended');
    return 'second';
  }, { retryStrategy: (error, attempt) => ({ shouldRetry: attempt < 3, delay: { seconds: 30 } }) });
  await context.wait({ days: 365 });
  const late = await context
    .waitForCallback('ask', async () => {}, { timeout: { seconds: 100 } })
    .catch(() => 'late');
  const all = await context.parallel([
    async (child) => child.step('one', async () => 1),
    async (child) => { await child.wait({ seconds: 5 }); return 2; },
  ]);
  return [flaky, late, all.getResults()];
});
`;

/** A zip file of one file that is not compressed. */
function archive(name, text) {
  const content = Buffer.from(text);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(10, 0);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), content]);
  const entry = Buffer.concat([
    Buffer.from('PK\x01\x02\x0a\x00'),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

async function advance(duration) {
  const answer = await fetch(`${process.env.AWS_ENDPOINT_URL}/_brume/clock/advance`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ duration }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

async function until(look) {
  for (let i = 0; i < 1200; i++) {
    if (await look()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('It has not come');
}

test('steps are tried again, a year passes, callbacks time out', async () => {
  const lambda = new sdk.Lambda({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: '550000000000', secretAccessKey: 'secret' },
  });
  await lambda.createFunction({
    FunctionName: 'f',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::550000000000:role/lambda',
    Code: { ZipFile: archive('index.js', CODE) },
    Timeout: 60,
    Environment: { Variables: { NODE_PATH: process.env.NODE_PATH } },
    DurableConfig: { ExecutionTimeout: 31_622_400, RetentionPeriodInDays: 1 },
  });
  await sdk.waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
    { FunctionName: 'f' },
  );
  const { DurableExecutionArn } = await lambda.invoke({
    FunctionName: 'f:$LATEST',
    InvocationType: 'Event',
  });
  // It has got as far as that, and waits.
  const waits = (type) =>
    until(async () => {
      const { Events } = await lambda.getDurableExecutionHistory({ DurableExecutionArn });
      const types = Events.map((event) => event.EventType);
      return types.includes(type) && types.at(-1) === 'InvocationCompleted';
    });
  await waits('StepFailed');
  await advance('PT30S');
  await waits('WaitStarted');
  await advance('P365D');
  await waits('CallbackStarted');
  await advance('PT100S');
  await waits('CallbackTimedOut');
  await advance('PT5S');
  const get = () => lambda.getDurableExecution({ DurableExecutionArn });
  await until(async () => (await get()).Status !== 'RUNNING');
  const { Status, Result } = await get();
  assert.equal(Status, 'SUCCEEDED');
  assert.deepEqual(JSON.parse(Result), ['second', 'late', [1, 2]]);
});
