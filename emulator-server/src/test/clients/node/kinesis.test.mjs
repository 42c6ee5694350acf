// Kinesis Data Streams by the AWS SDK for JavaScript v3. The endpoint is in AWS_ENDPOINT_URL; every
// test has an account of its own, which is its access key.
//
// Source of truth: https://docs.aws.amazon.com/kinesis/latest/APIReference/Welcome.html, the page of
// each operation.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';

// Found through NODE_PATH, which imports ignore.
const sdk = createRequire(import.meta.url)('@aws-sdk/client-kinesis');

let nextAccount = 530_000_000_000;

const clients = [];

// Its connections are of HTTP/2 and would keep the program running.
after(() => clients.forEach((client) => client.destroy()));

async function newStream(shards) {
  const kinesis = new sdk.Kinesis({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: String(nextAccount++), secretAccessKey: 'secret' },
  });
  clients.push(kinesis);
  await kinesis.createStream({ StreamName: 's', ShardCount: shards });
  await sdk.waitUntilStreamExists(
    { client: kinesis, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
    { StreamName: 's' },
  );
  return kinesis;
}

test('records are put and read', async () => {
  const kinesis = await newStream(2);
  const Records = Array.from({ length: 100 }, (_, i) => ({
    PartitionKey: String(i),
    Data: new Uint8Array([i, 0, 255]),
  }));
  const put = await kinesis.putRecords({ StreamName: 's', Records });
  assert.equal(put.FailedRecordCount, 0);
  const seen = new Set();
  for (const { ShardId } of (await kinesis.listShards({ StreamName: 's' })).Shards) {
    const { ShardIterator } = await kinesis.getShardIterator({
      StreamName: 's',
      ShardId,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    for (const record of (await kinesis.getRecords({ ShardIterator })).Records) {
      seen.add(record.Data[0]);
    }
  }
  assert.equal(seen.size, 100);
});

test('a subscription gets events over HTTP/2', async () => {
  const kinesis = await newStream(1);
  const { StreamDescriptionSummary } = await kinesis.describeStreamSummary({ StreamName: 's' });
  const { Consumer } = await kinesis.registerStreamConsumer({
    StreamARN: StreamDescriptionSummary.StreamARN,
    ConsumerName: 'c',
  });
  const ConsumerARN = Consumer.ConsumerARN;
  let status;
  while (status !== 'ACTIVE') {
    const described = await kinesis.describeStreamConsumer({ ConsumerARN });
    status = described.ConsumerDescription.ConsumerStatus;
  }
  await kinesis.putRecord({ StreamName: 's', PartitionKey: 'a', Data: Buffer.from('hello') });
  const subscription = new AbortController();
  const { EventStream } = await kinesis.subscribeToShard(
    { ConsumerARN, ShardId: 'shardId-000000000000', StartingPosition: { Type: 'TRIM_HORIZON' } },
    { abortSignal: subscription.signal },
  );
  let text;
  for await (const event of EventStream) {
    const records = event.SubscribeToShardEvent?.Records ?? [];
    if (records.length > 0) {
      text = Buffer.from(records[0].Data).toString();
      break;
    }
  }
  assert.equal(text, 'hello');
  subscription.abort();
});

test('an unknown stream is not found', async () => {
  const kinesis = await newStream(1);
  await assert.rejects(kinesis.describeStream({ StreamName: 'none' }), (error) => {
    assert.equal(error.name, 'ResourceNotFoundException');
    assert.equal(error.$metadata.httpStatusCode, 400);
    return true;
  });
});
