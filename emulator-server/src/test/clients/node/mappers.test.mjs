// DynamoDB by object mappers for JavaScript: Dynamoose and ElectroDB. The endpoint is in
// AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.
//
// Source of truth: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html, the
// page of each operation; https://dynamoosejs.com/guide/Model and https://electrodb.dev/en/core-concepts/introduction/.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const dynamoose = require('dynamoose');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { Entity, Service } = require('electrodb');

let nextAccount = 571_000_000_000;

function newClient() {
  return new DynamoDB({
    endpoint: process.env.AWS_ENDPOINT_URL,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: String(nextAccount++), secretAccessKey: 'secret' },
  });
}

test('Dynamoose makes tables, saves, updates and queries', async () => {
  dynamoose.aws.ddb.set(newClient());
  const schema = new dynamoose.Schema(
    {
      id: { type: String, hashKey: true },
      at: { type: Number, rangeKey: true },
      owner: { type: String, index: { name: 'by-owner', type: 'global', rangeKey: 'at' } },
      tags: { type: Set, schema: [String] },
      address: { type: Object, schema: { city: String } },
      parts: { type: Array, schema: [Number] },
      seen: Date,
    },
    { timestamps: false },
  );
  const Thing = dynamoose.model('Thing', schema, { waitForActive: { enabled: false } });
  new dynamoose.Table('things', [Thing]);
  for (let i = 0; i < 7; i++) {
    await Thing.create({
      id: 'a', at: i, owner: i % 2 ? 'odd' : 'even', tags: new Set(['x', 'ü']), address: { city: 'Rome' }, parts: [1, 2], seen: new Date(i),
    });
  }
  const thing = await Thing.get({ id: 'a', at: 3 });
  assert.deepEqual([...thing.tags].sort(), ['x', 'ü']);
  assert.equal(thing.address.city, 'Rome');
  assert.equal(thing.seen.getTime(), 3);
  await assert.rejects(Thing.create({ id: 'a', at: 3 }), { name: 'ConditionalCheckFailedException' });
  await Thing.update({ id: 'a', at: 3 }, { $ADD: { parts: [3] }, $REMOVE: ['address'] });
  const updated = await Thing.get({ id: 'a', at: 3 });
  assert.deepEqual(updated.parts, [1, 2, 3]);
  assert.equal(updated.address, undefined);
  const found = await Thing.query('owner').eq('odd').using('by-owner').sort('descending').exec();
  assert.deepEqual(found.map((each) => each.at), [5, 3, 1]);
  const page = await Thing.query('id').eq('a').limit(5).exec();
  const rest = await Thing.query('id').eq('a').startAt(page.lastKey).exec();
  assert.deepEqual([page.length, rest.length], [5, 2]);
  assert.equal((await Thing.scan('at').between(2, 4).count().exec()).count, 3);
  await Thing.batchDelete([{ id: 'a', at: 0 }, { id: 'a', at: 1 }]);
  await dynamoose.transaction([
    Thing.transaction.create({ id: 'b', at: 1 }),
    Thing.transaction.delete({ id: 'a', at: 2 }),
  ]);
  assert.equal((await Thing.scan().exec()).length, 5);
});

test('ElectroDB keeps several entities in one table', async () => {
  const client = newClient();
  await client.createTable({
    TableName: 'single',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'gpk', 'gsk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [{
      IndexName: 'by-team',
      KeySchema: [
        { AttributeName: 'gpk', KeyType: 'HASH' },
        { AttributeName: 'gsk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    }],
  });
  const options = { client, table: 'single' };
  const employee = new Entity({
    model: { entity: 'employee', version: '1', service: 'office' },
    attributes: {
      id: { type: 'string' },
      team: { type: 'string' },
      salary: { type: 'number', default: 1 },
      skills: { type: 'set', items: 'string' },
      history: { type: 'list', items: { type: 'string' } },
    },
    indexes: {
      employee: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
      team: { collection: 'staff', index: 'by-team', pk: { field: 'gpk', composite: ['team'] }, sk: { field: 'gsk', composite: ['id'] } },
    },
  }, options);
  const task = new Entity({
    model: { entity: 'task', version: '1', service: 'office' },
    attributes: { id: { type: 'string' }, team: { type: 'string' }, points: { type: 'number' } },
    indexes: {
      task: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
      team: { collection: 'staff', index: 'by-team', pk: { field: 'gpk', composite: ['team'] }, sk: { field: 'gsk', composite: ['id'] } },
    },
  }, options);
  const office = new Service({ employee, task }, options);

  await employee.create({ id: 'e1', team: 't', skills: ['java'], history: ['a'] }).go();
  await assert.rejects(employee.create({ id: 'e1', team: 't' }).go(), /conditional request failed/);
  await task.put([1, 2, 3].map((n) => ({ id: 'k' + n, team: 't', points: n }))).go();
  await employee.patch({ id: 'e1' }).add({ salary: 9, skills: ['go'] }).append({ history: ['b'] }).where(({ team }, { eq }) => eq(team, 't')).go();
  const { data: staff } = await office.collections.staff({ team: 't' }).go();
  assert.equal(staff.employee[0].salary, 10);
  assert.deepEqual([...staff.employee[0].skills].sort(), ['go', 'java']);
  assert.deepEqual(staff.employee[0].history, ['a', 'b']);
  assert.deepEqual(staff.task.map((each) => each.id), ['k1', 'k2', 'k3']);
  const { data: some } = await task.query.team({ team: 't' }).where(({ points }, { gt }) => gt(points, 1)).go();
  assert.equal(some.length, 2);
  const { data: got } = await task.get([{ id: 'k1' }, { id: 'none' }]).go();
  assert.equal(got.length, 1);
  const moved = await office.transaction.write(({ employee, task }) => [
    employee.delete({ id: 'e1' }).commit(),
    task.check({ id: 'k1' }).where(({ points }, { eq }) => eq(points, 5)).commit(),
  ]).go();
  assert.equal(moved.canceled, true);
  assert.equal(moved.data[1].code, 'ConditionalCheckFailed');
  assert.equal((await employee.get({ id: 'e1' }).go()).data.salary, 10);
});
