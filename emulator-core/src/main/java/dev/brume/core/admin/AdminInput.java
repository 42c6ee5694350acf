package dev.brume.core.admin;

import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import java.util.List;

/**
 * The accepted parameters of a request. Any other is refused: if a misspelt parameter were ignored,
 * all services would be reset instead of one.
 *
 * @param parameters the names of the query's parameters
 * @param members the names of the members of the JSON object in the body
 */
record AdminInput(List<String> parameters, List<String> members) {
  /** Nothing but the path; an empty body or an empty object is permitted. */
  static final AdminInput NONE = new AdminInput(List.of(), List.of());

  static AdminInput query(String... parameters) {
    return new AdminInput(List.of(parameters), List.of());
  }

  static AdminInput body(String... members) {
    return new AdminInput(List.of(), List.of(members));
  }

  /**
   * Checks for unknown parameters.
   *
   * @throws AdminRefusal if there are any
   */
  void check(HttpRequest request) {
    new AdminQuery(request, parameters.toArray(String[]::new));
    if (!(request.body() instanceof RequestBody.Whole whole) || whole.bytes().length == 0) {
      return;
    }
    for (String name : Json.readObject(whole.bytes()).keySet()) {
      if (!members.contains(name)) {
        String rest = members.isEmpty() ? "" : "; there are " + String.join(", ", members);
        throw AdminRefusal.badRequest("There is no member '" + name + "' here" + rest);
      }
    }
  }
}
