// Roles that the AWS SDK for JavaScript v3 assumes because a profile names them, on a server that
// verifies signatures and enforces policies. The endpoint is in AWS_ENDPOINT_URL; every account has
// the secret "secret".
//
// Source of truth:
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

// Found through NODE_PATH, which imports ignore.
const require = createRequire(import.meta.url);
const { IAM } = require('@aws-sdk/client-iam');
const { STS } = require('@aws-sdk/client-sts');
const { fromIni, fromTemporaryCredentials } = require('@aws-sdk/credential-providers');

let nextAccount = 720_000_000_000;
const region = 'us-east-1';

const document = (Effect, more) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, ...more }] });

async function newUser() {
  const account = String(nextAccount++);
  const credentials = { accessKeyId: account, secretAccessKey: 'secret' };
  const iam = new IAM({ region, credentials, maxAttempts: 1 });
  await iam.createUser({ UserName: 'ana' });
  const { AccessKey } = await iam.createAccessKey({ UserName: 'ana' });
  const user = `arn:aws:iam::${account}:user/ana`;
  const { Role } = await iam.createRole({
    RoleName: 'one',
    AssumeRolePolicyDocument: document('Allow', {
      Principal: { AWS: user },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': '12345' } },
    }),
  });
  return { account, AccessKey, role: Role.Arn };
}

const identity = async (credentials) =>
  (await new STS({ region, credentials, maxAttempts: 1 }).getCallerIdentity({})).Arn;

test('a profile assumes a role', async () => {
  const { account, AccessKey, role } = await newUser();
  const folder = mkdtempSync(join(tmpdir(), 'profiles'));
  try {
    const configFilepath = join(folder, 'config');
    const filepath = join(folder, 'credentials');
    writeFileSync(
      filepath,
      `[base]\naws_access_key_id = ${AccessKey.AccessKeyId}\n` +
        `aws_secret_access_key = ${AccessKey.SecretAccessKey}\n`,
    );
    const profile = (name, id) =>
      `[profile ${name}]\nregion = ${region}\nrole_arn = ${role}\nsource_profile = base\n` +
      `role_session_name = named\nexternal_id = ${id}\n`;
    writeFileSync(configFilepath, profile('right', '12345') + profile('wrong', '54321'));
    const files = { configFilepath, filepath, ignoreCache: true, clientConfig: { region } };
    assert.equal(
      await identity(fromIni({ profile: 'right', ...files })),
      `arn:aws:sts::${account}:assumed-role/one/named`,
    );
    await assert.rejects(identity(fromIni({ profile: 'wrong', ...files })), {
      name: 'AccessDenied',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('temporary credentials are renewed by their provider', async () => {
  const { account, AccessKey, role } = await newUser();
  const provider = fromTemporaryCredentials({
    masterCredentials: {
      accessKeyId: AccessKey.AccessKeyId,
      secretAccessKey: AccessKey.SecretAccessKey,
    },
    params: { RoleArn: role, RoleSessionName: 'renewed', ExternalId: '12345' },
    clientConfig: { region },
  });
  assert.equal(await identity(provider), `arn:aws:sts::${account}:assumed-role/one/renewed`);
  const { expiration, sessionToken } = await provider();
  assert.ok(sessionToken);
  assert.ok(expiration.getTime() > Date.now());
});
