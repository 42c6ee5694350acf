package dev.brume.core.protocol.query;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.OperationMatch;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.xml.XmlEncoder;
import dev.brume.core.protocol.xml.XmlErrors;
import dev.brume.core.protocol.xml.XmlWriter;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;

/**
 * Form parameters as input, XML as output: IAM, STS, SNS, CloudFormation, and SQS for its older
 * clients. Parameters may be in the query string of a GET, in the body of a POST, or in both.
 * Unknown parameters are ignored, as on AWS.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">Smithy: awsQuery</a>
 */
public final class AwsQueryProtocol implements Protocol {
  /** The namespace of errors for which no operation was found. */
  private static final String FAULT_NAMESPACE = "http://webservices.amazon.com/AWSFault/2005-15-09";

  @Override
  public ProtocolId id() {
    return ProtocolId.AWS_QUERY;
  }

  @Override
  public Protocol answering(HttpRequest request) {
    return QueryJsonAnswers.isAskedFor(request) ? new QueryJsonAnswers(this) : this;
  }

  @Override
  public OperationMatch match(ServiceSchema service, HttpRequest request) {
    QueryErrors errors = errors(service);
    FormParameters parameters = FormParameters.of(request);
    String action = first(parameters, "Action", errors);
    if (action == null || action.isEmpty()) {
      throw errors.missingAction();
    }
    String version = first(parameters, "Version", errors);
    if (!isKnownVersion(service, version)) {
      throw errors.unknownVersion(action, version);
    }
    Operation<?, ?> operation = service.operation(action);
    if (operation == null) {
      throw errors.unknownAction(action, service.version());
    }
    return OperationMatch.of(operation);
  }

  private static String first(FormParameters parameters, String name, QueryErrors errors) {
    try {
      return parameters.first(name);
    } catch (MalformedValue e) {
      throw errors.malformedQueryString();
    }
  }

  private static QueryErrors errors(ServiceSchema service) {
    return service.queryCompatible() ? QueryErrors.QUERY_COMPATIBLE : QueryErrors.COMMON;
  }

  /**
   * SQS accepts requests without a version, and with its earlier versions; the others have one
   * version and require it.
   */
  private static boolean isKnownVersion(ServiceSchema service, String version) {
    if (!service.queryCompatible()) {
      return service.version().equals(version);
    }
    return version == null
        || version.length() == service.version().length()
            && version.compareTo(service.version()) <= 0;
  }

  @Override
  public Struct decode(ServiceSchema service, OperationMatch match, HttpRequest request) {
    QueryErrors errors = errors(service);
    QueryNode root;
    try {
      root = QueryNode.of(FormParameters.of(request));
    } catch (MalformedValue e) {
      throw errors.malformedQueryString();
    }
    try {
      QueryReader reader = new QueryReader(QueryNames.AWS_QUERY, errors);
      return reader.structure(match.operation().input(), root, "");
    } catch (MalformedValue e) {
      throw errors.malformed(e);
    }
  }

  @Override
  public HttpResponse encode(
      ServiceSchema service, Operation<?, ?> operation, Struct output, String requestId) {
    String response = operation.name() + "Response";
    XmlWriter out = new XmlWriter().declaration();
    out.start(response).namespace(null, service.xmlNamespace());
    if (operation.output() != Unit.SCHEMA) {
      String result = operation.name() + "Result";
      out.start(result);
      new XmlEncoder(out).content(output);
      out.end(result);
    }
    out.start("ResponseMetadata").element("RequestId", requestId).end("ResponseMetadata");
    out.end(response);
    return HttpResponse.of(200, headers(requestId), out.toBytes());
  }

  @Override
  public HttpResponse encodeError(
      ServiceSchema service, Operation<?, ?> operation, AwsError error, String requestId) {
    boolean faultNamespace = operation == null && !service.queryCompatible();
    XmlWriter out = new XmlWriter().declaration();
    out.start("ErrorResponse")
        .namespace(null, faultNamespace ? FAULT_NAMESPACE : service.xmlNamespace());
    out.start("Error").element("Type", error.isClientFault() ? "Sender" : "Receiver");
    XmlErrors.content(out, error, error.queryCode());
    if (service.queryCompatible()) {
      out.start("Detail").end("Detail");
    }
    out.end("Error").element("RequestId", requestId).end("ErrorResponse");
    Headers headers = headers(requestId);
    error.headers().forEach(headers::set);
    return HttpResponse.of(error.queryStatus(), headers, out.toBytes());
  }

  private static Headers headers(String requestId) {
    return new Headers().add("x-amzn-RequestId", requestId).add("Content-Type", "text/xml");
  }
}
