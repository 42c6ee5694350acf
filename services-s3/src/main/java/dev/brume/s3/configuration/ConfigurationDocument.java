package dev.brume.s3.configuration;

import dev.brume.core.protocol.xml.XmlCodec;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.engine.ConfigurationKind;
import java.nio.charset.StandardCharsets;

/**
 * A configuration as S3's XML document. It is stored in this form because AWS's element names are
 * stable, while generated records follow the model. Elements that the model does not know are
 * skipped when the document is read.
 *
 * @param <V> the generated record of the document
 */
public final class ConfigurationDocument<V extends Struct> {
  private static final XmlCodec CODEC = new XmlCodec(S3Api.SERVICE, false);

  private final Class<V> type;
  private final Schema schema;

  /**
   * @param schema the schema of {@code type}
   */
  public ConfigurationDocument(Class<V> type, Schema schema) {
    this.type = type;
    this.schema = schema;
  }

  /** A kind of configuration that is stored as such a document. */
  static <V extends Struct> ConfigurationKind<V, String> kind(
      String name, Class<V> type, Schema schema) {
    ConfigurationDocument<V> document = new ConfigurationDocument<>(type, schema);
    return new ConfigurationKind<>(name, type, String.class, document::write, document::read);
  }

  /** The document. */
  public String write(V value) {
    return new String(CODEC.encodeBody(value), StandardCharsets.UTF_8);
  }

  /** Parses the result of {@link #write}. */
  public V read(String document) {
    return type.cast(CODEC.decode(schema, document.getBytes(StandardCharsets.UTF_8)));
  }
}
