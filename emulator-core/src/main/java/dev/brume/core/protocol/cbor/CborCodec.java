package dev.brume.core.protocol.cbor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.brume.core.protocol.SerializationErrors;
import dev.brume.core.protocol.StructCodec;
import dev.brume.core.protocol.StructReader;
import dev.brume.core.protocol.StructWriter;
import dev.brume.core.protocol.json.JsonCodec;
import java.io.IOException;

/**
 * Structures as CBOR documents, in AWS's two variants, which differ in their timestamps. Lengths
 * may be definite or indefinite, floating-point numbers of any width.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8949.html">RFC 8949: CBOR</a>
 */
public final class CborCodec extends StructCodec {
  private static final CBORFactory FACTORY =
      CBORFactory.builder()
          .disable(CBORFactory.Feature.INTERN_FIELD_NAMES)
          .disable(CBORFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonCodec.MAX_NESTING_DEPTH)
                  .maxStringLength(JsonCodec.MAX_STRING_LENGTH)
                  .maxNameLength(JsonCodec.MAX_NAME_LENGTH)
                  .maxNumberLength(JsonCodec.MAX_NUMBER_LENGTH)
                  .build())
          .build();

  /** Timestamps in milliseconds: CBOR bodies with {@code X-Amz-Target}. */
  public static final CborCodec AWS_CBOR =
      new CborCodec(new CborReader(true), new CborWriter(true));

  /** Timestamps in seconds: rpcv2Cbor. */
  public static final CborCodec RPC_V2 =
      new CborCodec(new CborReader(false), new CborWriter(false));

  private CborCodec(StructReader reader, StructWriter writer) {
    super(FACTORY, reader, writer);
  }

  @Override
  protected JsonParser open(byte[] body) throws IOException {
    if (!CborTextCheck.areValid(body)) {
      throw SerializationErrors.error(null);
    }
    return FACTORY.createParser(body);
  }
}
