package dev.brume.core.protocol.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ErrorTrait;
import dev.brume.core.schema.Location;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.SchemaSource;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations with the URIs and bindings that S3 and Lambda have; their shapes are cut down to what
 * routing and binding are about.
 */
public final class RestService {
  static final Schema STRING = Schema.simple(ShapeType.STRING, "test", "String");
  static final Schema INTEGER = Schema.simple(ShapeType.INTEGER, "test", "Integer");
  static final Schema TIMESTAMP = Schema.simple(ShapeType.TIMESTAMP, "test", "Timestamp");
  static final Schema BYTES = Schema.simple(ShapeType.BLOB, "test", "Bytes").withStreaming(false);
  static final Schema STRINGS = Schema.list("test", "Strings", Member.of("member", STRING));
  static final Schema METADATA =
      Schema.map("test", "Metadata", Member.of("key", STRING), Member.of("value", STRING));

  public static final Schema TAG =
      structure("Tag", Member.of("Key", STRING).required(), Member.of("Value", STRING));
  static final Schema TAGS = Schema.list("test", "TagSet", Member.of("member", TAG).xmlName("Tag"));
  public static final Schema TAGGING =
      structure(
          "Tagging",
          Member.of("TagSet", TAGS),
          Member.of("Days", INTEGER),
          Member.of("Fast", Schema.simple(ShapeType.BOOLEAN, "test", "Fast")),
          Member.of("Until", TIMESTAMP),
          Member.of("Owner", STRING).xmlAttribute().xmlName("xsi:owner"));

  static final Schema OBJECT =
      structure(
          "ObjectRequest",
          label("Bucket"),
          label("Key"),
          Member.of("Modified", TIMESTAMP).at(Location.HEADER, "If-Modified-Since"),
          Member.of("Retained", TIMESTAMP).at(Location.HEADER, "x-amz-retain-until"),
          Member.of("Metadata", METADATA).at(Location.PREFIX_HEADERS, "x-amz-meta-"),
          Member.of("Body", BYTES).at(Location.PAYLOAD, null));
  static final Schema COPY =
      structure(
          "CopyRequest",
          label("Bucket"),
          label("Key"),
          Member.of("Source", STRING).required().at(Location.HEADER, "x-amz-copy-source"));
  static final Schema PART =
      structure("PartRequest", label("Bucket"), label("Key"), number(), upload());
  static final Schema PART_COPY =
      structure(
          "PartCopyRequest",
          label("Bucket"),
          label("Key"),
          number(),
          upload(),
          Member.of("Source", STRING).required().at(Location.HEADER, "x-amz-copy-source"));
  static final Schema UPLOAD = structure("UploadRequest", label("Bucket"), label("Key"), upload());
  static final Schema BUCKET =
      structure(
          "BucketRequest",
          label("Bucket"),
          Member.of("MaxKeys", INTEGER).at(Location.QUERY, "max-keys"),
          Member.of("Prefix", STRING).at(Location.QUERY, "prefix"),
          Member.of("Attributes", STRINGS).at(Location.HEADER, "x-amz-object-attributes"));
  public static final Schema PUT_TAGGING =
      structure(
          "PutTaggingRequest",
          label("Bucket"),
          Member.of("Tagging", TAGGING).xmlName("Tagging").at(Location.PAYLOAD, null));
  static final Schema OUTPUT =
      structure(
              "OutputShape",
              Member.of("ETag", STRING).at(Location.HEADER, "ETag"),
              Member.of("Names", STRINGS).at(Location.HEADER, "x-amz-names"),
              Member.of("Metadata", METADATA).at(Location.PREFIX_HEADERS, "x-amz-meta-"),
              Member.of("Status", INTEGER).at(Location.RESPONSE_CODE, null),
              Member.of("Region", STRING))
          .withXmlName("Answer");
  static final Schema FUNCTION =
      structure(
          "FunctionRequest",
          label("FunctionName"),
          Member.of("Retries", INTEGER).at(Location.QUERY, "Retries"),
          Member.of("Description", STRING));
  static final Schema GONE =
      structure(
              "Gone",
              Member.of("Message", STRING),
              Member.of("RetryAfter", STRING).at(Location.HEADER, "Retry-After"),
              Member.of("Why", STRING))
          .withError(new ErrorTrait(true, 410, null, 0));

  private static final List<Schema> SHAPES =
      List.of(OBJECT, COPY, PART, PART_COPY, UPLOAD, BUCKET, PUT_TAGGING, OUTPUT, FUNCTION, GONE);

  private static final SchemaSource SOURCE =
      new SchemaSource(SHAPES.size()) {
        @Override
        protected Schema create(int id) {
          return SHAPES.get(id);
        }
      };

  private static final int OUTPUT_ID = SHAPES.indexOf(OUTPUT);

  private RestService() {}

  private static Schema structure(String name, Member... members) {
    Schema[] made = new Schema[1];
    made[0] = Schema.structure("test", name, DynamicStruct.prototype(() -> made[0]), members);
    return made[0];
  }

  private static Member label(String name) {
    return Member.of(name, STRING).required().at(Location.LABEL, name);
  }

  private static Member number() {
    return Member.of("PartNumber", INTEGER).required().at(Location.QUERY, "partNumber");
  }

  private static Member upload() {
    return Member.of("UploadId", STRING).required().at(Location.QUERY, "uploadId");
  }

  private static Operation<Struct, Struct> operation(
      String name, String method, String uri, Schema input) {
    int id = input == null ? -1 : SHAPES.indexOf(input);
    return Operation.<Struct, Struct>of(name, SOURCE, id, OUTPUT_ID, SHAPES.indexOf(GONE))
        .http(method, uri, 200);
  }

  /** S3 (bare errors), or a service with its operations and wrapped errors. */
  public static ServiceSchema s3(boolean wrapsErrors) {
    List<Operation<?, ?>> operations = new ArrayList<>();
    operations.add(operation("ListBuckets", "GET", "/?x-id=ListBuckets", null));
    operations.add(operation("ListDirectories", "GET", "/?x-id=ListDirectories", null));
    operations.add(operation("ListObjects", "GET", "/{Bucket}", BUCKET));
    operations.add(operation("ListObjectsV2", "GET", "/{Bucket}?list-type=2", BUCKET));
    operations.add(operation("GetLocation", "GET", "/{Bucket}?location", BUCKET).outputUnwrapped());
    operations.add(operation("PutTagging", "PUT", "/{Bucket}?tagging", PUT_TAGGING));
    operations.add(operation("GetObject", "GET", "/{Bucket}/{Key+}?x-id=GetObject", OBJECT));
    operations.add(operation("ListParts", "GET", "/{Bucket}/{Key+}?x-id=ListParts", UPLOAD));
    operations.add(operation("GetTagging", "GET", "/{Bucket}/{Key+}?tagging", OBJECT));
    operations.add(operation("PutObject", "PUT", "/{Bucket}/{Key+}?x-id=PutObject", OBJECT));
    operations.add(operation("CopyObject", "PUT", "/{Bucket}/{Key+}?x-id=CopyObject", COPY));
    operations.add(operation("UploadPart", "PUT", "/{Bucket}/{Key+}?x-id=UploadPart", PART));
    operations.add(
        operation("UploadPartCopy", "PUT", "/{Bucket}/{Key+}?x-id=UploadPartCopy", PART_COPY));
    operations.add(operation("Select", "POST", "/{Bucket}/{Key+}?select&select-type=2", OBJECT));
    return service(ProtocolId.REST_XML, wrapsErrors, operations.toArray(new Operation<?, ?>[0]));
  }

  /** Some of Lambda's operations. */
  public static ServiceSchema lambda() {
    String functions = "/2015-03-31/functions/";
    return service(
        ProtocolId.REST_JSON_1,
        true,
        operation("ListFunctions", "GET", functions, null),
        operation("GetFunction", "GET", functions + "{FunctionName}", FUNCTION),
        operation("Invoke", "POST", functions + "{FunctionName}/invocations", FUNCTION));
  }

  private static ServiceSchema service(
      ProtocolId protocol, boolean wrapsErrors, Operation<?, ?>... operations) {
    return new ServiceSchema(
        "rest",
        "Rest",
        "test",
        "Rest",
        "rest",
        "rest",
        "2006-03-01",
        List.of(protocol),
        "http://rest.amazonaws.com/doc/",
        false,
        wrapsErrors,
        ServiceSchema.operations(operations));
  }

  /** A request to a URI with its query, with headers as name, value, name, value … */
  static HttpRequest request(String method, String uri, String body, String... fields) {
    Headers headers = new Headers();
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    int mark = uri.indexOf('?');
    return new HttpRequest(
        method,
        mark < 0 ? uri : uri.substring(0, mark),
        mark < 0 ? null : uri.substring(mark + 1),
        headers,
        new RequestBody.Whole(body.getBytes(UTF_8)),
        ClientConnection.INTERNAL);
  }
}
