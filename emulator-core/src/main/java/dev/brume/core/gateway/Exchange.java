package dev.brume.core.gateway;

import dev.brume.core.auth.Signature;
import dev.brume.core.auth.SignatureVerification;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.ChunkSignatures;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.OriginRules;
import dev.brume.core.http.RequestBody;
import dev.brume.core.observe.Capture;
import dev.brume.core.observe.RequestObserver;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Scope;

/** The state of one request on its way through the gateway. */
final class Exchange {
  /** When it came, see {@link RequestObserver#begun}. */
  final long begun;

  /** The same on the emulator's timeline. */
  final long begunMillis;

  /** The messages as they are kept for people to look at; null where they are not. */
  final Capture capture;

  /** As it came, but for a body that has been read since. */
  HttpRequest original;

  /** As the protocol reads it. */
  HttpRequest request;

  Signature signature = Signature.NONE;
  BoundService service;
  Protocol protocol;
  OperationMatch match;
  Scope scope;

  /** What the operation is told; null as long as it has not been reached. */
  RequestContext context;

  /** What the operation is given; null as long as it has not been reached. */
  Struct input;

  /** What the operation came to; null where it was refused. */
  Struct output;

  /** What is left to verify of the signature; null where signatures are not verified. */
  SignatureVerification verification;

  /** Verifies the body's chunks; null where they need not be. */
  ChunkSignatures chunkSignatures;

  String requestId;

  /** Whether the steps are taken on a background thread, where they may take their time. */
  boolean inBackground;

  /** What takes the place of the server's own rules for pages; null where nothing does. */
  final OriginRules originRules;

  /** What was answered in place of a result, or null. */
  AwsError error;

  /** What was thrown that is no AwsError, or null. */
  Throwable bug;

  Exchange(
      HttpRequest original,
      OriginRules originRules,
      long begun,
      long begunMillis,
      Capture capture) {
    this.original = original;
    this.request = original;
    this.originRules = originRules;
    this.begun = begun;
    this.begunMillis = begunMillis;
    this.capture = capture;
  }

  /** Forgets what has become known: the steps begin again, with the body in one piece. */
  void restart(RequestBody whole) {
    original = original.withBody(whole);
    request = original;
    signature = Signature.NONE;
    service = null;
    protocol = null;
    match = null;
    scope = null;
    context = null;
    input = null;
    output = null;
    verification = null;
    chunkSignatures = null;
    requestId = null;
  }

  /** What is asked for, or null where that is not clear yet. */
  Operation<?, ?> operation() {
    return match == null ? null : match.operation();
  }
}
