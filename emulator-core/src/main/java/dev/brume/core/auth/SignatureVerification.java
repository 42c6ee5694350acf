package dev.brume.core.auth;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.ChunkSignatures;
import dev.brume.core.http.HttpRequest;
import java.util.function.Function;

/**
 * The pending verification of a request's signature; everything but the signature itself has been
 * checked.
 */
public sealed interface SignatureVerification permits Version2Verification, Version4Verification {
  /** The signer's credential. */
  Credential credential();

  /** Whether the body's bytes are signed, so that the whole body is needed. */
  boolean needsBody();

  /**
   * Verifies the signature.
   *
   * @param request as received, with its body whole if {@link #needsBody()}
   * @param words converts faults found later, in the body's chunks, to errors
   * @return the verification of the chunks' signatures; null if it has none
   * @throws SignatureRefusal if the signature does not match
   */
  ChunkSignatures verify(HttpRequest request, Function<SignatureFault, AwsError> words);
}
