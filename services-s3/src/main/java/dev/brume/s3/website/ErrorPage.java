package dev.brume.s3.website;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.s3.HostId;
import dev.brume.s3.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The HTML page that a website returns for an error.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html">Website
 *     endpoints: errors are HTML documents</a>
 */
final class ErrorPage {
  private static final Map<Integer, String> REASONS =
      Map.of(
          400, "Bad Request",
          403, "Forbidden",
          404, "Not Found",
          405, "Method Not Allowed",
          412, "Precondition Failed",
          416, "Requested Range Not Satisfiable");

  private ErrorPage() {}

  /**
   * The page.
   *
   * @param nested the error of the website's own error document, or null
   */
  static HttpResponse of(AwsError error, AwsError nested, String requestId) {
    int status = error.status();
    String hostId = HostId.of(requestId);
    String title = status + " " + REASONS.getOrDefault(status, error.code());
    StringBuilder page = new StringBuilder("<html>\n<head><title>");
    page.append(title)
        .append("</title></head>\n<body>\n<h1>")
        .append(title)
        .append("</h1>\n<ul>\n");
    items(page, error);
    item(page, "RequestId", requestId);
    item(page, "HostId", hostId);
    page.append("</ul>\n");
    if (nested != null) {
      page.append(
          "<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>");
      page.append("\n<ul>\n");
      items(page, nested);
      page.append("</ul>\n");
    }
    page.append("<hr/>\n</body>\n</html>\n");
    Headers headers = new Headers();
    headers.add("x-amz-error-code", error.code());
    headers.add("x-amz-error-message", error.getMessage());
    error.details().forEach((name, value) -> detail(headers, name, value));
    headers.add("x-amz-id-2", hostId);
    headers.add("x-amz-request-id", requestId);
    error.headers().forEach(headers::set);
    headers.set("Content-Type", "text/html; charset=utf-8");
    return HttpResponse.of(status, headers, page.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Keys may have characters that headers can't hold. */
  private static void detail(Headers headers, String name, String value) {
    if (value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      headers.add("x-amz-error-detail-" + name, value);
    }
  }

  private static void items(StringBuilder page, AwsError error) {
    item(page, "Code", error.code());
    item(page, "Message", error.getMessage());
    error.details().forEach((name, value) -> item(page, name, value));
  }

  private static void item(StringBuilder page, String name, String value) {
    page.append("<li>").append(name).append(": ").append(XmlText.escaped(value)).append("</li>\n");
  }
}
