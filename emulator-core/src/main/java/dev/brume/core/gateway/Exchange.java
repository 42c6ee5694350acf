package dev.brume.core.gateway;

import dev.brume.core.auth.Signature;
import dev.brume.core.auth.SignatureVerification;
import dev.brume.core.http.ChunkSignatures;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.schema.Operation;
import dev.brume.core.scope.Scope;

/** What has become known of one request on its way through the gateway. */
final class Exchange {
  /** As it came, but for a body that has been read since. */
  final HttpRequest original;

  /** As the protocol reads it. */
  HttpRequest request;

  Signature signature = Signature.NONE;
  BoundService service;
  Protocol protocol;
  OperationMatch match;
  Scope scope;

  /** What is left to verify of the signature; null where signatures are not verified. */
  SignatureVerification verification;

  /** Verifies the body's chunks; null where they need not be. */
  ChunkSignatures chunkSignatures;

  String requestId;

  Exchange(HttpRequest original) {
    this.original = original;
    this.request = original;
  }

  /** What is asked for, or null where that is not clear yet. */
  Operation<?, ?> operation() {
    return match == null ? null : match.operation();
  }
}
