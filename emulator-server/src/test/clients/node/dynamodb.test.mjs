// DynamoDB by the document client of the AWS SDK for JavaScript v3. The endpoint is in
// AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.
//
// Source of truth: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html, the
// page of each operation.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const { DynamoDB, waitUntilTableExists } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocument, paginateQuery } = require('@aws-sdk/lib-dynamodb');

let nextAccount = 570_000_000_000;

async function newTable() {
  const client = new DynamoDB({
    endpoint: process.env.AWS_ENDPOINT_URL,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: String(nextAccount++), secretAccessKey: 'secret' },
  });
  await client.createTable({
    TableName: 'music',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'artist', AttributeType: 'S' },
      { AttributeName: 'year', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'artist', KeyType: 'HASH' },
      { AttributeName: 'year', KeyType: 'RANGE' },
    ],
  });
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: 'music' });
  return { client, documents: DynamoDBDocument.from(client) };
}

test('documents come back as they were put', async () => {
  const { documents } = await newTable();
  const song = {
    artist: 'ü 😀',
    year: 1999,
    tags: new Set(['a', 'b']),
    numbers: [1, -0.5, 1e-7],
    nested: { yes: true, nothing: null, empty: '', list: [] },
    bytes: new Uint8Array([1, 2, 255]),
  };
  await documents.put({ TableName: 'music', Item: song });
  const { Item } = await documents.get({
    TableName: 'music',
    Key: { artist: song.artist, year: song.year },
  });
  assert.deepEqual({ ...Item, bytes: new Uint8Array(Item.bytes) }, song);
});

test('updates, conditions and transactions', async () => {
  const { documents } = await newTable();
  const Key = { artist: 'a', year: 1 };
  const { Attributes } = await documents.update({
    TableName: 'music',
    Key,
    UpdateExpression: 'SET #n = if_not_exists(#n, :zero) + :one',
    ExpressionAttributeNames: { '#n': 'plays' },
    ExpressionAttributeValues: { ':zero': 0, ':one': 1 },
    ReturnValues: 'ALL_NEW',
  });
  assert.deepEqual(Attributes, { ...Key, plays: 1 });
  await assert.rejects(
    documents.put({
      TableName: 'music',
      Item: Key,
      ConditionExpression: 'attribute_not_exists(artist)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
    (error) =>
      error.name === 'ConditionalCheckFailedException' &&
      error.message === 'The conditional request failed' &&
      error.Item.plays.N === '1',
  );
  await assert.rejects(
    documents.transactWrite({
      TransactItems: [
        { Put: { TableName: 'music', Item: { artist: 'b', year: 1 } } },
        { Delete: { TableName: 'music', Key, ConditionExpression: 'plays > :two',
          ExpressionAttributeValues: { ':two': 2 } } },
      ],
    }),
    (error) =>
      error.name === 'TransactionCanceledException' &&
      error.CancellationReasons.map((reason) => reason.Code).join() === 'None,ConditionalCheckFailed',
  );
  const { Item } = await documents.get({ TableName: 'music', Key: { artist: 'b', year: 1 } });
  assert.equal(Item, undefined);
});

test('queries go from page to page', async () => {
  const { client, documents } = await newTable();
  for (let year = 0; year < 25; year++) {
    await documents.put({ TableName: 'music', Item: { artist: 'a', year } });
  }
  const years = [];
  const pages = paginateQuery(
    { client: documents, pageSize: 10 },
    {
      TableName: 'music',
      KeyConditionExpression: 'artist = :a AND #y > :y',
      ExpressionAttributeNames: { '#y': 'year' },
      ExpressionAttributeValues: { ':a': 'a', ':y': 1 },
      ScanIndexForward: false,
    },
  );
  for await (const page of pages) {
    years.push(...page.Items.map((item) => item.year));
  }
  assert.deepEqual(years, Array.from({ length: 23 }, (_, i) => 24 - i));
  await client.deleteTable({ TableName: 'music' });
});
