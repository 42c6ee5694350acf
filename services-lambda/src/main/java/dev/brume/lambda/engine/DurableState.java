package dev.brume.lambda.engine;

import dev.brume.lambda.engine.DurableExecutionRecord.Checkpoint;
import dev.brume.lambda.engine.DurableExecutionRecord.Pause;
import dev.brume.lambda.engine.DurableExecutionRecord.Progress;

/**
 * What changes of a durable execution, while it is changed; see {@link DurableExecutionRecord} for
 * what each means.
 */
final class DurableState {
  final DurableExecutionRecord stored;
  String status;
  Long endedMillis;
  Long timesOutMillis;
  Pause pause;
  int operations;
  int events;
  long bytes;
  long touched;
  long seen;
  String invocation;
  long invokedMillis;
  String token;
  int failures;
  boolean queued;
  boolean owed;
  Checkpoint last;

  DurableState(DurableExecutionRecord stored) {
    this.stored = stored;
    status = stored.status();
    endedMillis = stored.endedMillis();
    timesOutMillis = stored.timesOutMillis();
    pause = stored.pause();
    Progress progress = stored.progress();
    operations = progress.operations();
    events = progress.events();
    bytes = progress.bytes();
    touched = progress.touched();
    seen = progress.seen();
    invocation = progress.invocation();
    invokedMillis = progress.invokedMillis();
    token = progress.token();
    failures = progress.failures();
    queued = progress.queued();
    owed = progress.owed();
    last = progress.last();
  }

  /** The execution as it is now. */
  DurableExecutionRecord record() {
    return new DurableExecutionRecord(
        stored.key(),
        stored.version(),
        stored.number(),
        stored.settings(),
        status,
        stored.startedMillis(),
        endedMillis,
        timesOutMillis,
        stored.asynchronous(),
        stored.trace(),
        stored.parent(),
        new Progress(
            operations,
            events,
            bytes,
            touched,
            seen,
            invocation,
            invokedMillis,
            token,
            failures,
            queued,
            owed,
            last),
        pause);
  }
}
