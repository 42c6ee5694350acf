// The runtime of Node.js functions: asks for calls, and has the handler do them.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import util from 'node:util';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Writable } from 'node:stream';

const api = process.env.AWS_LAMBDA_RUNTIME_API;
const task = process.env.LAMBDA_TASK_ROOT;
const [host, port] = api.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let requestId = '';

function call(method, target, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host, port, method, agent, path: '/2018-06-01/runtime/' + target, headers },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
        response.on('error', reject);
      });
    request.on('error', reject);
    if (body !== undefined) request.write(body);
    request.end();
  });
}

function write(text) {
  fs.writeSync(1, text);
}

const jsonLogs = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const leastLevel = jsonLogs ? levels.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL || 'INFO') : 0;

/** A line in JSON; an error is a message of its parts. */
function logJson(level, values) {
  if (levels.indexOf(level) < leastLevel) return;
  const [first] = values;
  let message;
  if (values.length === 1 && first instanceof Error) {
    message = { errorType: first.name, errorMessage: first.message, stackTrace: String(first.stack || '').split('\n') };
  } else if (values.length === 1 && typeof first === 'object') {
    message = first;
  } else {
    message = util.format(...values);
  }
  const line = { timestamp: new Date().toISOString(), level, requestId: requestId || undefined, message };
  try {
    write(JSON.stringify(line) + '\n');
  } catch {
    write(JSON.stringify({ ...line, message: util.format(...values) }) + '\n');
  }
}

for (const [name, level] of [['log', 'INFO'], ['info', 'INFO'], ['debug', 'DEBUG'], ['warn', 'WARN'], ['error', 'ERROR'], ['trace', 'TRACE']]) {
  console[name] = (...values) => {
    if (jsonLogs) {
      logJson(level, values);
      return;
    }
    const text = util.format(...values).replaceAll('\n', '\r');
    write(`${new Date().toISOString()}\t${requestId || 'undefined'}\t${level}\t${text}\n`);
  };
}

function endOutput() {
  write(`\0brume-end ${requestId}\n`);
}

function errorOf(error) {
  if (error instanceof Error || util.types.isNativeError(error)) {
    return {
      errorType: error.name || 'Error',
      errorMessage: error.message,
      trace: String(error.stack || '').replaceAll(task, '/var/task').split('\n'),
    };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function logError(kind, failure) {
  if (jsonLogs) {
    const { errorType, errorMessage, trace } = failure;
    logJson('ERROR', [{ errorType, errorMessage, stackTrace: trace }]);
    return;
  }
  const text = JSON.stringify({ errorType: failure.errorType, errorMessage: failure.errorMessage, stack: failure.trace });
  write(`${new Date().toISOString()}\t${requestId || 'undefined'}\tERROR\t${kind} \t${text}\n`);
}

class HttpResponseStream {
  static from(stream, prelude) {
    stream.setContentType('application/vnd.awslambda.http-integration-response');
    stream.write(JSON.stringify(prelude));
    stream.write(Buffer.alloc(8));
    return stream;
  }
}

const STREAMED = Symbol('streamed');
globalThis.awslambda = {
  HttpResponseStream,
  streamifyResponse(handler) {
    handler[STREAMED] = true;
    return handler;
  },
};

/** Sends what a handler writes as it comes; a failure in the middle goes into the trailers. */
class ResponseStream extends Writable {
  constructor() {
    super({ highWaterMark: 65536 });
    this.contentType = 'application/octet-stream';
    this.request = null;
  }

  setContentType(type) {
    this.contentType = type;
  }

  begin() {
    if (this.request) return;
    this.answered = new Promise((resolve, reject) => {
      this.request = http.request(
        {
          host, port, method: 'POST', agent,
          path: `/2018-06-01/runtime/invocation/${requestId}/response`,
          headers: {
            'Content-Type': this.contentType,
            'Lambda-Runtime-Function-Response-Mode': 'streaming',
            'Transfer-Encoding': 'chunked',
            Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
            'Brume-Output': 'marked',
          },
        },
        (response) => response.resume().on('end', resolve));
      this.request.on('error', reject);
    });
    this.request.flushHeaders();
  }

  _write(chunk, encoding, done) {
    this.begin();
    this.request.write(Buffer.from(chunk, encoding), done);
  }

  async finish(failure) {
    this.begin();
    if (failure) {
      this.request.addTrailers({
        'Lambda-Runtime-Function-Error-Type': failure.errorType,
        'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(failure)).toString('base64'),
      });
    }
    endOutput();
    this.request.end();
    await this.answered;
  }
}

class Failure extends Error {
  constructor(type, message) {
    super(message);
    this.name = type;
  }
}

async function load() {
  const text = process.env._HANDLER;
  const slash = text.lastIndexOf('/');
  const dot = text.indexOf('.', slash + 1);
  if (dot < 0) throw new Failure('Runtime.MalformedHandlerName', 'Bad handler');
  const module = text.substring(0, dot);
  const names = text.substring(dot + 1).split('.');
  const base = path.resolve(task, module);
  let loaded;
  const file = ['.js', '.mjs', '.cjs', ''].map((end) => base + end).find((name) => fs.existsSync(name) && fs.statSync(name).isFile());
  try {
    if (file) {
      loaded = await import(pathToFileURL(file).href);
    } else {
      const require = createRequire(path.join(task, 'index.js'));
      loaded = require(module);
    }
  } catch (error) {
    if (error instanceof SyntaxError) error.name = 'Runtime.UserCodeSyntaxError';
    if (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND') {
      throw new Failure('Runtime.ImportModuleError', `Error: Cannot find module '${module}'\n${error.message}`);
    }
    throw error;
  }
  const find = (from) => names.reduce((value, name) => value?.[name], from);
  const handler = find(loaded) ?? find(loaded.default);
  if (handler === undefined) throw new Failure('Runtime.HandlerNotFound', `${text} is undefined or not exported`);
  if (typeof handler !== 'function') throw new Failure('Runtime.HandlerNotFound', `${text} is not a function`);
  return handler;
}

function contextOf(headers, finish) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const clientContext = headers['lambda-runtime-client-context'];
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext ? JSON.parse(clientContext) : undefined,
    identity: undefined,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    ...(headers['lambda-runtime-aws-tenant-id'] && { tenantId: headers['lambda-runtime-aws-tenant-id'] }),
    getRemainingTimeInMillis: () => Math.max(deadline - Date.now(), 0),
    done: (error, value) => finish(error, value),
    fail: (error) => finish(error ?? new Error('null')),
    succeed: (value) => finish(null, value),
  };
}

function handle(handler, event, headers) {
  return new Promise((resolve, reject) => {
    const finish = (error, value) => (error === null || error === undefined ? resolve(value) : reject(error));
    const context = contextOf(headers, finish);
    const result = handler(event, context, finish);
    if (result && typeof result.then === 'function') {
      result.then(resolve, reject);
    } else if (handler.length < 3 && result !== undefined) {
      resolve(result);
    } else if (handler.length < 2 || (handler.length < 3 && handler.constructor.name !== 'Function')) {
      resolve(result);
    } else {
      setImmediate(() => whenIdle(() => resolve(null)));
    }
  });
}

/** Calls back when nothing is left to happen: the answer of handlers that never give one. */
function whenIdle(action) {
  const check = setInterval(() => {
    const busy = process.getActiveResourcesInfo().filter((name) => !/TCP|TTY|Pipe|FSReq/.test(name));
    if (busy.length <= 1) {
      clearInterval(check);
      action();
    }
  }, 20);
}

async function runStreamed(handler, event, headers) {
  const stream = new ResponseStream();
  const finished = new Promise((resolve, reject) => stream.on('finish', resolve).on('error', reject));
  let failure;
  try {
    await handler(event, stream, contextOf(headers, () => {}));
    if (!stream.writableEnded) stream.end();
    await finished;
  } catch (error) {
    if (!stream.request) throw error;
    failure = errorOf(error);
    logError('Invoke Error', failure);
  }
  await stream.finish(failure);
}

async function run(handler, next) {
  requestId = next.headers['lambda-runtime-aws-request-id'];
  const trace = next.headers['lambda-runtime-trace-id'];
  if (trace) process.env._X_AMZN_TRACE_ID = trace;
  let kind = 'response';
  let type = 'application/json';
  let answer;
  try {
    const event = JSON.parse(next.body.toString());
    if (handler[STREAMED]) {
      await runStreamed(handler, event, next.headers);
      return;
    } else {
      const result = await handle(handler, event, next.headers);
      answer = JSON.stringify(result === undefined ? null : result);
    }
  } catch (error) {
    const failure = errorOf(error);
    logError('Invoke Error', failure);
    kind = 'error';
    type = 'application/json';
    answer = JSON.stringify(failure);
  }
  endOutput();
  await call('POST', `invocation/${requestId}/${kind}`, answer, { 'Content-Type': type, 'Brume-Output': 'marked' });
}

function fatal(kind, error) {
  const failure = errorOf(error);
  failure.errorType = kind === 'Uncaught Exception' ? failure.errorType : 'Runtime.UnhandledPromiseRejection';
  logError(kind, failure);
  endOutput();
  const target = requestId ? `invocation/${requestId}/error` : 'init/error';
  call('POST', target, JSON.stringify(failure), { 'Content-Type': 'application/json' }).finally(() => process.exit(129));
}

process.on('uncaughtException', (error) => fatal('Uncaught Exception', error));
process.on('unhandledRejection', (error) => fatal('Unhandled Promise Rejection', error));

let handler;
try {
  handler = await load();
} catch (error) {
  const failure = errorOf(error);
  logError('Uncaught Exception', failure);
  endOutput();
  await call('POST', 'init/error', JSON.stringify(failure), { 'Content-Type': 'application/json' });
  process.exit(1);
}
for (;;) {
  let next;
  try {
    next = await call('GET', 'invocation/next');
  } catch (error) {
    process.exit(0);
  }
  await run(handler, next);
}
