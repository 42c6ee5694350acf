package dev.brume.s3.form;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.s3.ObjectAddress;
import dev.brume.s3.XmlText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Writes the response that a form requests. */
final class FormResponse {
  private static final Set<String> STATUSES = Set.of("200", "201", "204");
  private static final int SEE_OTHER = 303;
  private static final byte[] NOTHING = new byte[0];

  private FormResponse() {}

  /**
   * The response.
   *
   * @param request the form's request
   * @param stored PutObject's output
   */
  static HttpResponse of(
      HttpRequest request, FormFields fields, String bucket, HttpResponse stored) {
    Headers headers = stored.headers();
    String etag = headers.first("ETag");
    String key = fields.get("key");
    String page = pageOf(fields);
    if (page != null) {
      headers.set(
          "Location",
          page
              + (page.indexOf('?') < 0 ? "?" : "&")
              + ("bucket=" + encoded(bucket) + "&key=" + encoded(key))
              + ("&etag=" + encoded(etag)));
      return HttpResponse.of(SEE_OTHER, headers, NOTHING);
    }
    String location = ObjectAddress.of(request, bucket, bucket, key);
    headers.set("Location", location);
    String wanted = fields.get("success_action_status");
    int status = wanted != null && STATUSES.contains(wanted) ? Integer.parseInt(wanted) : 204;
    if (status != 201) {
      return HttpResponse.of(status, headers, NOTHING);
    }
    headers.set("Content-Type", "application/xml");
    String document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PostResponse>"
            + element("Location", location)
            + element("Bucket", bucket)
            + element("Key", key)
            + element("ETag", etag)
            + "</PostResponse>";
    return HttpResponse.of(status, headers, document.getBytes(StandardCharsets.UTF_8));
  }

  /** The redirect of the browser; null if absent or not a URL. */
  private static String pageOf(FormFields fields) {
    String page = fields.get("success_action_redirect");
    if (page == null) {
      page = fields.get("redirect");
    }
    try {
      return page == null || new URI(page).getHost() == null ? null : page;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String element(String name, String text) {
    return "<" + name + ">" + XmlText.escaped(text) + "</" + name + ">";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
