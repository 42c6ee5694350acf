package dev.brume.core.auth;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.ChunkSignatures;
import dev.brume.core.http.HttpRequest;
import java.util.function.Function;

/** The verification of one request's signature, of which all but the signature is found right. */
public sealed interface SignatureVerification permits Version2Verification, Version4Verification {
  /** Who signed. */
  Credential credential();

  /** Whether the body's bytes are signed, so that it must be there as a whole. */
  boolean needsBody();

  /**
   * Verifies the signature.
   *
   * @param request as it came, with its body whole where {@link #needsBody()}
   * @param words makes errors of the faults that are found later, in the body's chunks
   * @return what verifies the signatures of the body's chunks; null where it has none
   * @throws SignatureRefusal where the signature is another
   */
  ChunkSignatures verify(HttpRequest request, Function<SignatureFault, AwsError> words);
}
