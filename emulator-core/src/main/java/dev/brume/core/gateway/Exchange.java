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
  /** When the request arrived, see {@link RequestObserver#begun}. */
  final long begun;

  /** The time of arrival on the emulator's timeline, in milliseconds. */
  final long begunMillis;

  /** The messages kept for inspection; null if they are not kept. */
  final Capture capture;

  /** The request as received, except for a body that has been read since. */
  HttpRequest original;

  /** The request in the form that the protocol reads. */
  HttpRequest request;

  Signature signature = Signature.NONE;
  BoundService service;
  Protocol protocol;
  OperationMatch match;
  Scope scope;

  /** The operation's context; null until the operation is reached. */
  RequestContext context;

  /** The operation's input; null until the operation is reached. */
  Struct input;

  /** The operation's output; null if it was refused. */
  Struct output;

  /** The part of the signature still to verify; null when signatures are not verified. */
  SignatureVerification verification;

  /** Verifies the body's chunks; null if they are not verified. */
  ChunkSignatures chunkSignatures;

  String requestId;

  /** Whether the steps run on a background thread, where they may block. */
  boolean inBackground;

  /** Replaces the server's own rules for cross-origin pages; null if nothing does. */
  final OriginRules originRules;

  /** The error that was answered, or null. */
  AwsError error;

  /** The exception that was thrown and is not an AwsError, or null. */
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

  /** Clears what has been determined: the steps start again, with the whole body. */
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

  /** The operation, or null if it is not determined yet. */
  Operation<?, ?> operation() {
    return match == null ? null : match.operation();
  }
}
