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
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import java.util.HashSet;
import java.util.Set;

/**
 * EC2's own variant of the query protocol. Unlike the common one it refuses unknown parameters.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html">Smithy:
 *     ec2Query</a>
 */
public final class Ec2QueryProtocol implements Protocol {
  /** Parameters that every request may have: those of all signature versions. */
  private static final Set<String> COMMON_PARAMETERS =
      Set.of(
          "Action",
          "Version",
          "AWSAccessKeyId",
          "Expires",
          "SecurityToken",
          "Signature",
          "SignatureMethod",
          "SignatureVersion",
          "Timestamp");

  @Override
  public ProtocolId id() {
    return ProtocolId.EC2_QUERY;
  }

  @Override
  public OperationMatch match(ServiceSchema service, HttpRequest request) {
    FormParameters parameters = FormParameters.of(request);
    try {
      String action = parameters.first("Action");
      if (action == null || action.isEmpty()) {
        throw QueryErrors.EC2.missingAction();
      }
      String version = parameters.first("Version");
      if (version == null) {
        throw QueryErrors.EC2.missingParameter("Version");
      }
      if (!isKnownVersion(service, version)) {
        throw QueryErrors.EC2.unknownVersion(action, version);
      }
      Operation<?, ?> operation = service.operation(action);
      if (operation == null) {
        throw QueryErrors.EC2.unknownAction(action, version);
      }
      return OperationMatch.of(operation);
    } catch (MalformedValue e) {
      throw QueryErrors.EC2.malformedQueryString();
    }
  }

  /** EC2 supports all of its versions since 2006; none is newer than the model's. */
  private static boolean isKnownVersion(ServiceSchema service, String version) {
    return version.length() == service.version().length()
        && version.compareTo(service.version()) <= 0;
  }

  @Override
  public Struct decode(ServiceSchema service, OperationMatch match, HttpRequest request) {
    QueryNode root;
    try {
      root = QueryNode.of(FormParameters.of(request));
    } catch (MalformedValue e) {
      throw QueryErrors.EC2.malformedQueryString();
    }
    Schema input = match.operation().input();
    refuseUnknown(input, root);
    try {
      return new QueryReader(QueryNames.EC2_QUERY, QueryErrors.EC2).structure(input, root, "");
    } catch (MalformedValue e) {
      throw QueryErrors.EC2.malformed(e);
    }
  }

  private static void refuseUnknown(Schema input, QueryNode root) {
    Set<String> known = new HashSet<>(COMMON_PARAMETERS);
    for (Member member : input.members()) {
      known.add(QueryNames.EC2_QUERY.of(member));
    }
    for (String name : root.children().keySet()) {
      if (!known.contains(name) && !name.regionMatches(true, 0, "X-Amz-", 0, 6)) {
        throw AwsError.client(
            "UnknownParameter", 400, "The parameter " + name + " is not recognized");
      }
    }
  }

  @Override
  public HttpResponse encode(
      ServiceSchema service, Operation<?, ?> operation, Struct output, String requestId) {
    String response = operation.name() + "Response";
    XmlWriter out = new XmlWriter().declaration();
    out.start(response).namespace(null, service.xmlNamespace()).element("requestId", requestId);
    new XmlEncoder(out).content(output);
    out.end(response);
    return HttpResponse.of(200, headers(requestId), out.toBytes());
  }

  @Override
  public HttpResponse encodeError(
      ServiceSchema service, Operation<?, ?> operation, AwsError error, String requestId) {
    XmlWriter out = new XmlWriter().declaration();
    out.start("Response").start("Errors").start("Error");
    XmlErrors.content(out, error, error.queryCode());
    out.end("Error").end("Errors").element("RequestID", requestId).end("Response");
    Headers headers = headers(requestId);
    error.headers().forEach(headers::set);
    return HttpResponse.of(error.queryStatus(), headers, out.toBytes());
  }

  private static Headers headers(String requestId) {
    return new Headers()
        .add("x-amzn-requestid", requestId)
        .add("Content-Type", "text/xml;charset=UTF-8");
  }
}
