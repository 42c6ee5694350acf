// HTTPS on the port that serves HTTP, by the AWS SDK for JavaScript v3: the server's certificate is
// in NODE_EXTRA_CA_CERTS.
//
// Source of truth: docs/decisions/0010-front-end.md; NODE_EXTRA_CA_CERTS:
// https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-registering-certs.html

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { test } from 'node:test';

// Found through NODE_PATH, which imports ignore.
const require = createRequire(import.meta.url);
const { S3 } = require('@aws-sdk/client-s3');
const { SQS } = require('@aws-sdk/client-sqs');

function settings(accessKeyId) {
  return {
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey: 'secret' },
  };
}

test('messages go both ways', async () => {
  const sqs = new SQS(settings('340000000011'));
  const { QueueUrl } = await sqs.createQueue({ QueueName: 'secure' });
  assert.match(QueueUrl, /^https:/);
  await sqs.sendMessage({ QueueUrl, MessageBody: 'hello' });
  const { Messages } = await sqs.receiveMessage({ QueueUrl });
  assert.equal(Messages[0].Body, 'hello');
});

test('objects go both ways', async () => {
  const s3 = new S3({ ...settings('340000000012'), forcePathStyle: true });
  const Body = randomBytes(3 << 20);
  await s3.createBucket({ Bucket: 'secure-javascript' });
  await s3.putObject({ Bucket: 'secure-javascript', Key: 'a', Body });
  const found = await s3.getObject({ Bucket: 'secure-javascript', Key: 'a' });
  assert.deepEqual(Buffer.from(await found.Body.transformToByteArray()), Body);
});
