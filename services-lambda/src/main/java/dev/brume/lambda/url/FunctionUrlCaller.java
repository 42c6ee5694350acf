package dev.brume.lambda.url;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.QueryString;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signer of a request for a function's URL. The key determines the account, as elsewhere; the
 * signature itself is not verified.
 *
 * @param accessKeyId the key's id
 * @param sessionToken null if there is none
 * @param account the account
 */
record FunctionUrlCaller(String accessKeyId, String sessionToken, String account) {
  private static final Pattern CREDENTIAL =
      Pattern.compile("(?:Credential=|X-Amz-Credential=)([^/%&, ]+)(?:/|%2F)");

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  /** The caller; null for an unsigned request. */
  static FunctionUrlCaller of(HttpRequest request, Scope owner) {
    String header = request.header("Authorization");
    String query = request.query() == null ? "" : request.query();
    boolean signed = header != null && header.startsWith("AWS4-");
    Matcher credential = CREDENTIAL.matcher(signed ? header : query);
    if (!credential.find()) {
      return null;
    }
    String key = QueryString.decode(credential.group(1));
    String account = ACCOUNT.matcher(key).matches() ? key : owner.account();
    return new FunctionUrlCaller(key, request.header("X-Amz-Security-Token"), account);
  }

  /** Writes the caller's part of the event. */
  void put(ObjectNode context, String partition) {
    ObjectNode iam = context.putObject("authorizer").putObject("iam");
    iam.put("accessKey", accessKeyId);
    iam.put("accountId", account);
    iam.put("callerId", account);
    iam.putNull("cognitoIdentity");
    iam.putNull("principalOrgId");
    iam.put("userArn", Arn.ofAccount(partition, account).toString());
    iam.put("userId", account);
  }
}
